using System.Text;

namespace Integrity.App.Exchange.Tables;

/// <summary>Reads a text table: comma, tab or semicolon, quotation marks as RFC 4180 has them; rows count as a spreadsheet would show them.</summary>
internal static class CsvReader
{
    private const char Quote = '"';

    public static Sheet Read(byte[] file, TableLimits limits)
    {
        var text = Decode(file);
        var rows = new List<SheetRow>();
        var (place, number) = (0, 0);
        if (text.StartsWith("sep=", StringComparison.OrdinalIgnoreCase) && text.Length > 5 && text[5] is '\r' or '\n') (place, number) = (6, 1);
        var separator = number == 1 ? text[4] : SeparatorOf(text);
        if (place < text.Length && number == 1 && text[5] == '\r' && text[6] == '\n') place++;
        while (place < text.Length)
        {
            var cells = ReadRecord(text, ref place, separator, ++number, limits);
            if (cells.TrueForAll(cell => cell.IsBlank)) continue;
            if (rows.Count == limits.Rows) throw new UnreadableFileException(ExchangeRefusals.FileHasTooManyRows(limits.Rows));
            rows.Add(new(number, cells));
        }
        return new("", rows, []) { IsText = true };
    }

    private static List<Cell> ReadRecord(string text, ref int place, char separator, int row, TableLimits limits)
    {
        var cells = new List<Cell>();
        while (true)
        {
            var value = ReadField(text, ref place, separator, row);
            cells.Add(value.Length == 0 ? Cell.Blank : new(CellKind.Text, value));
            if (cells.Count > limits.Columns && value.Length > 0) throw new UnreadableFileException(ExchangeRefusals.FileHasTooManyColumns(limits.Columns));
            if (place < text.Length && text[place] == separator) { place++; continue; }
            if (place < text.Length && text[place] == '\r') place++;
            if (place < text.Length && text[place] == '\n') place++;
            return cells;
        }
    }

    private static string ReadField(string text, ref int place, char separator, int row)
    {
        if (place >= text.Length || text[place] != Quote) return Bare(text, ref place, separator);
        var value = new StringBuilder();
        for (place++; place < text.Length; place++)
        {
            if (text[place] != Quote) value.Append(text[place]);
            else if (place + 1 < text.Length && text[place + 1] == Quote) value.Append(text[++place]);
            else
            {
                place++;
                return value.Append(Bare(text, ref place, separator)).ToString();
            }
        }
        throw new UnreadableFileException(ExchangeRefusals.FileQuoteOpen(row));
    }

    private static string Bare(string text, ref int place, char separator)
    {
        var length = text.AsSpan(place).IndexOfAny(separator, '\r', '\n');
        var value = length < 0 ? text[place..] : text.Substring(place, length);
        place += value.Length;
        return value;
    }

    /// <summary>The one that stands most often outside quotation marks in the first lines.</summary>
    private static char SeparatorOf(string text)
    {
        var (counts, quoted) = (new int[3], false);
        foreach (var one in text.AsSpan(0, Math.Min(text.Length, 8192)))
        {
            if (one == Quote) quoted = !quoted;
            else if (!quoted && ",\t;".IndexOf(one, StringComparison.Ordinal) is >= 0 and var index) counts[index]++;
        }
        return counts[1] > counts[0] && counts[1] >= counts[2] ? '\t' : counts[2] > counts[0] ? ';' : ',';
    }

    /// <summary>By its mark, else UTF-8 when every byte fits, else GB18030 when every byte fits; nothing is ever guessed or replaced.</summary>
    private static string Decode(byte[] file)
    {
        Encoding[] tries = file switch
        {
            [0xEF, 0xBB, 0xBF, ..] => [new UTF8Encoding(true, true)],
            [0xFF, 0xFE, ..] => [new UnicodeEncoding(false, true, true)],
            [0xFE, 0xFF, ..] => [new UnicodeEncoding(true, true, true)],
            _ => [new UTF8Encoding(false, true), CodePagesEncodingProvider.Instance.GetEncoding(54936, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)!],
        };
        foreach (var encoding in tries)
        {
            try
            {
                var mark = encoding.Preamble.Length > 0 && file.AsSpan().StartsWith(encoding.Preamble) ? encoding.Preamble.Length : 0;
                var text = encoding.GetString(file, mark, file.Length - mark);
                if (IsText(text)) return text;
            }
            catch (DecoderFallbackException)
            {
                // The next one is tried.
            }
        }
        throw new UnreadableFileException(ExchangeRefusals.FileEncodingUnknown());
    }

    /// <summary>Bytes of another encoding often fit GB18030 too, but give control characters or ones that no office types.</summary>
    private static bool IsText(string text)
    {
        foreach (var one in text)
            if ((one < ' ' && one is not ('\t' or '\r' or '\n')) || one is (>= '\u007F' and <= '\u009F') or (>= '\uE000' and <= '\uF8FF') or '\uFFFE' or '\uFFFF') return false;
        return true;
    }
}

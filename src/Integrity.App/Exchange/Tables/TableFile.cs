using System.Xml;
using Integrity.Domain.Values;

namespace Integrity.App.Exchange.Tables;

/// <summary>A workbook (.xlsx) or text table (.csv) from outside, known by its content and not by its name.</summary>
/// <remarks>Errors: whatever is in the file, the answer is its sheets or a refusal; nothing is half done.</remarks>
public static class TableFile
{
    public static Outcome<Workbook> Read(Stream stream, TableLimits limits)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(limits);
        var most = limits.Megabytes * 1024 * 1024;
        using var kept = new MemoryStream();
        var buffer = new byte[81_920];
        for (var read = stream.Read(buffer); read > 0; read = stream.Read(buffer))
        {
            if (kept.Length + read > most) return ExchangeRefusals.FileTooLarge(limits.Megabytes);
            kept.Write(buffer, 0, read);
        }
        return Read(kept.ToArray(), limits);
    }

    public static Outcome<Workbook> Read(byte[] file, TableLimits limits)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(limits);
        if (file.Length == 0) return ExchangeRefusals.FileEmpty();
        if (file.Length > limits.Megabytes * 1024L * 1024L) return ExchangeRefusals.FileTooLarge(limits.Megabytes);
        try
        {
            return file switch
            {
                [0x50, 0x4B, 0x03, 0x04, ..] or [0x50, 0x4B, 0x05, 0x06, ..] => new Workbook(XlsxReader.Read(new MemoryStream(file, writable: false), limits)),
                [0xD0, 0xCF, 0x11, 0xE0, ..] => ExchangeRefusals.FileOfOldKind(),
                [0x25, 0x50, 0x44, 0x46, ..] or [0x89, 0x50, 0x4E, 0x47, ..] or [0xFF, 0xD8, 0xFF, ..] => ExchangeRefusals.FileKindUnknown(),
                _ => new Workbook([CsvReader.Read(file, limits)]),
            };
        }
        catch (UnreadableFileException unreadable)
        {
            return unreadable.Refusal;
        }
        catch (Exception torn) when (torn is InvalidDataException or XmlException or FormatException or OverflowException or ArgumentOutOfRangeException or EndOfStreamException or NotSupportedException)
        {
            return ExchangeRefusals.FileTorn();
        }
    }
}

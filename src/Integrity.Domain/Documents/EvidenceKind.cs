using System.Text;
using Integrity.Domain.Values;

namespace Integrity.Domain.Documents;

/// <summary>What an evidence file may be: a closed list, told by its content and never by its name (P-2).</summary>
public enum EvidenceKind
{
    Pdf = 1,
    Png = 2,
    Jpeg = 3,

    /// <summary>版式文档. Source: GB/T 33190.</summary>
    Ofd = 4,

    Docx = 5,
    Xlsx = 6,
    Pptx = 7,

    /// <summary>Plain UTF-8 text.</summary>
    Text = 8,
}

/// <summary>Tells what a file is by its bytes.</summary>
/// <remarks>The attacker calls a page or a program a document, so that it runs in an official's browser or on his desk.</remarks>
public static class EvidenceSniffing
{
    /// <summary>Unit: bytes. So far from its beginning a browser looks for markup; we look further.</summary>
    private const int MarkupWithin = 4096;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private static readonly string[] Markup = ["<html", "<script", "<svg", "<!doctype", "<?xml", "<iframe", "<body", "<head"];

    /// <remarks>Errors: refuses what is empty, is markup, runs, is packed or is of no known kind.</remarks>
    public static Outcome<EvidenceKind> KindOf(ReadOnlySpan<byte> content)
    {
        if (content.IsEmpty) return DocumentRefusals.FileMissing();
        if (content.StartsWith("%PDF-"u8)) return EvidenceKind.Pdf;
        if (content.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A])) return EvidenceKind.Png;
        if (content.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF])) return EvidenceKind.Jpeg;
        if (content.StartsWith("PK"u8)) return Packed(ZipNames.Of(content));
        if (IsProgram(content)) return DocumentRefusals.ProgramNotTaken();
        if (IsArchive(content)) return DocumentRefusals.ArchiveNotTaken();
        return Text(content);
    }

    private static Outcome<EvidenceKind> Packed(IReadOnlyList<string> names)
    {
        if (names.Any(name => name.EndsWith("vbaProject.bin", StringComparison.OrdinalIgnoreCase))) return DocumentRefusals.ProgramNotTaken();
        if (names.Contains("OFD.xml")) return EvidenceKind.Ofd;
        if (!names.Contains("[Content_Types].xml")) return DocumentRefusals.ArchiveNotTaken();
        if (names.Contains("word/document.xml")) return EvidenceKind.Docx;
        if (names.Contains("xl/workbook.xml")) return EvidenceKind.Xlsx;
        return names.Contains("ppt/presentation.xml") ? EvidenceKind.Pptx : DocumentRefusals.ArchiveNotTaken();
    }

    // Windows, Linux, macOS and Java programs; a script names its interpreter.
    private static bool IsProgram(ReadOnlySpan<byte> content) =>
        content.StartsWith("MZ"u8) || content.StartsWith("#!"u8) || content.StartsWith((ReadOnlySpan<byte>)[0x7F, (byte)'E', (byte)'L', (byte)'F'])
        || content.StartsWith((ReadOnlySpan<byte>)[0xCA, 0xFE, 0xBA, 0xBE]) || content.StartsWith((ReadOnlySpan<byte>)[0xCF, 0xFA, 0xED, 0xFE]);

    private static bool IsArchive(ReadOnlySpan<byte> content) =>
        content.StartsWith("Rar!"u8) || content.StartsWith((ReadOnlySpan<byte>)[0x37, 0x7A, 0xBC, 0xAF]) || content.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B]);

    private static Outcome<EvidenceKind> Text(ReadOnlySpan<byte> content)
    {
        if (content.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF])) content = content[3..];
        string text;
        try
        {
            text = Strict.GetString(content);
        }
        catch (ArgumentException)
        {
            return DocumentRefusals.KindUnknown();
        }
        var start = text.AsSpan().TrimStart();
        if (start.StartsWith("<") || Markup.Any(mark => text.AsSpan(0, Math.Min(text.Length, MarkupWithin)).Contains(mark, StringComparison.OrdinalIgnoreCase)))
            return DocumentRefusals.MarkupNotTaken();
        return text.Any(c => char.IsControl(c) && c is not ('\t' or '\n' or '\r' or '\f')) ? DocumentRefusals.KindUnknown() : EvidenceKind.Text;
    }
}

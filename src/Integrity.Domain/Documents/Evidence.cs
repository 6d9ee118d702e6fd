using Integrity.Domain.Identity;
using Integrity.Domain.Values;

namespace Integrity.Domain.Documents;

public readonly record struct EvidenceId(long Value) : IId<EvidenceId>
{
    public static EvidenceId From(long value) => new(value);
}

/// <summary>An evidence file, kept once by its content: acts and entries name it by its SHA-256 (P-2, J-1).</summary>
/// <remarks>Invariant: the digest is that of its parts in order. It never changes; who brought it in and to whom it was handed out is in the journal, entry by entry.</remarks>
public sealed class Evidence
{
    /// <summary>Unit: MB.</summary>
    public const int LargestMegabytes = 40;

    /// <summary>Unit: bytes. It is kept and handed out in parts of this length, so that no reader costs more than one of them.</summary>
    public const int PartLength = 1 << 20;

    public const int LongestName = 120;
    public const int LongestAbout = 200;

    private Evidence() { }

    public EvidenceId Id { get; private init; }
    public Digest Digest { get; private init; }
    public EvidenceKind Kind { get; private init; }

    /// <summary>Unit: bytes.</summary>
    public long Length { get; private init; }

    /// <summary>As it was called when it first came in.</summary>
    public string Name { get; private init; } = "";

    /// <summary>What it was first brought in for.</summary>
    public string About { get; private init; } = "";

    public OfficialId BroughtInBy { get; private init; }
    public DateTime BroughtInAt { get; private init; }

    /// <summary>The law of a file on its way in: its size, its kind by its content, its name, and what it is for.</summary>
    public static Outcome<(EvidenceKind Kind, string Name, string About)> Examine(ReadOnlySpan<byte> content, string name, string about)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(about);
        if (content.Length > LargestMegabytes * 1024L * 1024L) return DocumentRefusals.FileTooLarge(LargestMegabytes);
        var kind = EvidenceSniffing.KindOf(content);
        if (!kind.IsDone) return kind.Refusal;
        // Only the last part of a path, and nothing that a terminal or a header would take for a command.
        var plain = new string([.. name[(name.LastIndexOfAny(['/', '\\']) + 1)..].Where(c => !char.IsControl(c))]).Trim();
        if (plain.Length is 0 or > LongestName) return DocumentRefusals.NameMissing(LongestName);
        if (about.Trim().Length is 0 or > LongestAbout) return DocumentRefusals.AboutMissing(LongestAbout);
        return (kind.Value, plain, about.Trim());
    }

    /// <param name="digest">SHA-256 of its content.</param>
    public static Evidence Keep(EvidenceId id, Digest digest, long length, EvidenceKind kind, string name, string about, OfficialId by, DateTime at) => new()
    {
        Id = id, Digest = digest, Kind = kind, Length = length, Name = name, About = about, BroughtInBy = by, BroughtInAt = at,
    };

    public int Parts => (int)((Length + PartLength - 1) / PartLength);

    /// <summary>The name under which it is saved: it ends as its kind does, whatever its sender called it.</summary>
    public string FileName => Name.EndsWith(Extension, StringComparison.OrdinalIgnoreCase) ? Name : Name + Extension;

    /// <summary>Its media type.</summary>
    public string MediaType => MediaTypeOf(Kind);

    /// <summary>Every media type that a kept file can have.</summary>
    public static IReadOnlyList<string> MediaTypes { get; } = [.. Enum.GetValues<EvidenceKind>().Select(MediaTypeOf)];

    private static string MediaTypeOf(EvidenceKind kind) => kind switch
    {
        EvidenceKind.Pdf => "application/pdf",
        EvidenceKind.Png => "image/png",
        EvidenceKind.Jpeg => "image/jpeg",
        EvidenceKind.Ofd => "application/ofd",
        EvidenceKind.Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        EvidenceKind.Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        EvidenceKind.Pptx => "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        EvidenceKind.Text => "text/plain; charset=utf-8",
        _ => throw new InvalidOperationException($"{kind} has no media type."),
    };

    private string Extension => Kind switch
    {
        EvidenceKind.Text => ".txt",
        EvidenceKind.Jpeg => ".jpg",
        _ => "." + Kind.ToString().ToLowerInvariant(),
    };
}

/// <summary>A part of a file's content.</summary>
/// <param name="Evidence">The file.</param>
/// <param name="Number">From 1, without gaps.</param>
/// <param name="Content">Of <see cref="Evidence.PartLength"/>, the last one shorter.</param>
public sealed record EvidencePart(EvidenceId Evidence, int Number, byte[] Content)
{
    public static IEnumerable<EvidencePart> Of(EvidenceId evidence, byte[] content) =>
        content.Chunk(Documents.Evidence.PartLength).Select((part, i) => new EvidencePart(evidence, i + 1, part));
}

using Integrity.Domain.Values;

namespace Integrity.Domain.Cases;

/// <summary>Why a paper cannot be handed over: only then does a public notice serve it (P-6). Source: 民事诉讼法 95 as the model.</summary>
public enum PublicNoticeGround
{
    /// <summary>受送达人下落不明.</summary>
    WhereaboutsUnknown = 1,

    /// <summary>其他方式无法送达.</summary>
    OtherWaysFailed = 2,
}

/// <summary>Service by public notice: its ground, what was tried before, where it stands (P-6).</summary>
/// <param name="Ground">Why.</param>
/// <param name="Tried">What was tried before, which the file must tell.</param>
/// <param name="Where">Where it was posted.</param>
public sealed record PublicNotice(PublicNoticeGround Ground, string Tried, string Where)
{
    public const int LongestWhere = 200;

    public Refusal? Check() => string.IsNullOrWhiteSpace(Where) || Where.Length > LongestWhere ? CaseRefusals.PlaceMissing(LongestWhere) with { Field = "where" } : null;
}

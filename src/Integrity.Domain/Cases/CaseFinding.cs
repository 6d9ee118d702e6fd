using Integrity.Domain.Identity;
using Integrity.Domain.Values;

namespace Integrity.Domain.Cases;

/// <summary>The three legs of a finding (P-2).</summary>
public enum CaseLeg
{
    /// <summary>A breach by the contractor's side.</summary>
    Breach = 1,

    /// <summary>An integrity problem of the bureau's staff caused by it.</summary>
    StaffMatter = 2,

    /// <summary>Bad influence and economic loss.</summary>
    InfluenceAndLoss = 3,
}

/// <summary>A leg as it is put forward: in words, with the SHA-256 of its evidence where there is any yet.</summary>
public sealed record LegFacts(CaseLeg Leg, string Words, string? Document);

/// <summary>What was found for one leg, and the evidence that shows it; never changed, only added to (P-2).</summary>
public sealed class CaseFinding
{
    public const int LongestWords = 2000;

    private CaseFinding() { }

    public CaseId PenaltyCase { get; private init; }
    public int Number { get; private init; }
    public CaseLeg Leg { get; private init; }
    public string Words { get; private init; } = "";

    /// <summary>SHA-256 of the evidence, hexadecimal; null while there is none.</summary>
    public string? Document { get; private init; }

    public OfficialId FoundBy { get; private init; }
    public DateOnly FoundOn { get; private init; }

    /// <summary>Whether one text stands for two legs: each is a fact of its own, the breach the contractor's, the integrity problem the staff's (P-2).</summary>
    public static bool AreAlike(IEnumerable<LegFacts> legs) =>
        legs.Where(leg => !string.IsNullOrWhiteSpace(leg.Words)).GroupBy(leg => leg.Words.Trim()).Any(same => same.Select(leg => leg.Leg).Distinct().Count() > 1);

    public static Outcome<CaseFinding> Of(CaseId @case, int number, LegFacts facts, OfficialId by, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(facts);
        if (!Enum.IsDefined(facts.Leg) || string.IsNullOrWhiteSpace(facts.Words) || facts.Words.Length > LongestWords) return CaseRefusals.FindingWordsMissing(LongestWords);
        Digest digest = default;
        if (facts.Document is { Length: > 0 } && !Digest.TryParse(facts.Document, out digest)) return CaseRefusals.EvidenceUnreadable();
        return new CaseFinding
        {
            PenaltyCase = @case,
            Number = number,
            Leg = facts.Leg,
            Words = facts.Words.Trim(),
            Document = digest == default ? null : digest.ToString(),
            FoundBy = by,
            FoundOn = today,
        };
    }
}

using Integrity.Domain.Values;

namespace Integrity.Domain.Parties;

public readonly record struct ExclusionId(long Value) : IId<ExclusionId>, IComparable<ExclusionId>
{
    public int CompareTo(ExclusionId other) => Value.CompareTo(other.Value);

    public static ExclusionId From(long value) => new(value);
}

/// <summary>A party is kept out of the bureau's own market for a time (取缔市场, P-8). It ends by itself; running contracts go on and are paid as usual.</summary>
/// <remarks>Range: one to three years by default. Invariant: it names the decision that laid it (D-1).</remarks>
public sealed class MarketExclusion
{
    /// <summary>Unit: years. Source: P-8.</summary>
    public const int ShortestYears = 1;

    /// <summary>Unit: years. Source: P-8.</summary>
    public const int LongestYears = 3;

    private MarketExclusion() { }

    public ExclusionId Id { get; private init; }
    public CounterpartyId Party { get; private init; }

    /// <summary>What happened, in the words of the decision.</summary>
    public string Ground { get; private init; } = "";

    /// <summary>From what the party is kept out, in the words of the decision.</summary>
    public string Scope { get; private init; } = "";

    public DateOnly StartsOn { get; private init; }

    /// <summary>The last day.</summary>
    public DateOnly EndsOn { get; private init; }

    /// <summary>The item of the meeting that decided it.</summary>
    public long Decision { get; private init; }

    /// <summary>The first day without it, where a reversal ended it early.</summary>
    public DateOnly? LiftedOn { get; private set; }

    /// <summary>The exclusion of the predecessor that this one continues (C-8), or null.</summary>
    public ExclusionId? Follows { get; private init; }

    /// <param name="years">Unit: years; null for the shortest.</param>
    public static Outcome<MarketExclusion> Lay(
        ExclusionId id, CounterpartyId party, string ground, string scope, DateOnly startsOn, int? years, long decision)
    {
        var length = years ?? ShortestYears;
        if (length is < ShortestYears or > LongestYears) return PartyRefusals.ExclusionLengthUnlawful(ShortestYears, LongestYears);
        if (string.IsNullOrWhiteSpace(ground) || string.IsNullOrWhiteSpace(scope)) return PartyRefusals.ExclusionGroundMissing();
        return new MarketExclusion
        {
            Id = id,
            Party = party,
            Ground = ground.Trim(),
            Scope = scope.Trim(),
            StartsOn = startsOn,
            EndsOn = startsOn.AddDays(-1).AddYears(length),
            Decision = decision,
        };
    }

    /// <summary>The same exclusion on the successor of the party, from the day it takes its place (C-8).</summary>
    public MarketExclusion Follow(ExclusionId id, CounterpartyId successor, DateOnly from) => new()
    {
        Id = id,
        Party = successor,
        Ground = Ground,
        Scope = Scope,
        StartsOn = from,
        EndsOn = EndsOn,
        Decision = Decision,
        Follows = Id,
    };

    public bool IsOn(DateOnly day) => StartsOn <= day && day <= EndsOn && (LiftedOn is not { } lifted || day < lifted);

    /// <summary>A reversal ends it (P-7).</summary>
    public void Lift(DateOnly on) => LiftedOn ??= on;
}

/// <summary>For what a party was looked up among the excluded.</summary>
public enum ScreeningPurpose
{
    Registration = 1,
    Extension = 2,
    Subcontract = 3,
    Novation = 4,

    /// <summary>At the snapshot of a round, as of its cut-off.</summary>
    Payment = 5,
}

/// <summary>The evidence that a party was looked up before something new was agreed with it: it was not excluded on the day of signature, or the attempt was refused (C-5, P-8).</summary>
public sealed class PartyScreening
{
    private PartyScreening() { }

    public CounterpartyId Party { get; private init; }

    /// <summary>The contract that it was for; 0 where none came about.</summary>
    public long About { get; private init; }

    public ScreeningPurpose Purpose { get; private init; }

    /// <summary>The day of signature that was looked at.</summary>
    public DateOnly Day { get; private init; }

    /// <summary>The journal entry of the act in which it was done.</summary>
    public long Entry { get; private init; }

    /// <summary>Of several look-ups of one party for nothing that came about, as the rows of a workbook, which; from 0.</summary>
    public int Place { get; private init; }

    /// <summary>How many exclusions of the party were on record; before anything new is agreed, none of them in force on the day.</summary>
    public int OnRecord { get; private init; }

    /// <summary>Their numbers, <c>,</c> between them.</summary>
    public string Exclusions { get; private init; } = "";

    /// <summary>The party was excluded, and what was attempted with it was refused.</summary>
    public bool Refused { get; private init; }

    /// <param name="party">Who is looked up.</param>
    /// <param name="about">The contract that it is for.</param>
    /// <param name="purpose">What is to be agreed.</param>
    /// <param name="day">The day of signature.</param>
    /// <param name="entry">The journal entry of the act.</param>
    /// <param name="onRecord">All exclusions of the party.</param>
    public static Outcome<PartyScreening> Look(
        Counterparty party, long about, ScreeningPurpose purpose, DateOnly day, long entry, IReadOnlyCollection<MarketExclusion> onRecord)
    {
        if (onRecord.FirstOrDefault(one => one.IsOn(day)) is { } exclusion)
            return PartyRefusals.PartyExcluded(party.Name, exclusion.StartsOn, exclusion.EndsOn);
        return Of(party.Id, about, purpose, day, entry, onRecord);
    }

    /// <summary>A party whose contracts are in a round: what was agreed inside an exclusion is left out, everything else is paid as usual (P-8).</summary>
    public static PartyScreening AtPayment(CounterpartyId party, long round, DateOnly cutOff, long entry, IReadOnlyCollection<MarketExclusion> onRecord) =>
        Of(party, round, ScreeningPurpose.Payment, cutOff, entry, onRecord);

    /// <summary>The attempt stays on record although nothing came of it (P-8).</summary>
    public static PartyScreening OfRefusal(CounterpartyId party, long about, ScreeningPurpose purpose, DateOnly day, long entry, IReadOnlyCollection<MarketExclusion> onRecord, int place = 0) =>
        Of(party, about, purpose, day, entry, onRecord, refused: true, place);

    private static PartyScreening Of(CounterpartyId party, long about, ScreeningPurpose purpose, DateOnly day, long entry, IReadOnlyCollection<MarketExclusion> onRecord, bool refused = false, int place = 0) => new()
    {
        Party = party, About = about, Place = place, Purpose = purpose, Day = day, Entry = entry, OnRecord = onRecord.Count, Exclusions = string.Join(',', onRecord.Select(one => one.Id.Value)), Refused = refused,
    };
}

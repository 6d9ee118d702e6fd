using Integrity.Domain.Parties;
using Integrity.Domain.Values;

namespace Integrity.Domain.Contracts;

public readonly record struct IntegrityContractId(long Value) : IId<IntegrityContractId>, IComparable<IntegrityContractId>
{
    public int CompareTo(IntegrityContractId other) => Value.CompareTo(other.Value);

    public static IntegrityContractId From(long value) => new(value);
}

/// <summary>One severity of a violation: the deduction lies between its two percentages (P-3).</summary>
public sealed class SeverityBand
{
    private SeverityBand() { }

    internal SeverityBand(int number, Ratio min, Ratio max) => (Number, Min, Max) = (number, min, max);

    /// <summary>From 1, the lightest first.</summary>
    public int Number { get; private init; }

    public Ratio Min { get; private init; }
    public Ratio Max { get; private init; }

    public bool Holds(Ratio percentage) => Min <= percentage && percentage <= Max;
}

/// <summary>The percentages of one severity, as they are signed.</summary>
public readonly record struct Band(Ratio Min, Ratio Max);

/// <summary>An integrity contract (廉政合同): the duties of both sides, and what a violation costs (C-4).</summary>
/// <remarks>
/// Invariant: bands in order, each within the next or sharing an end with it; none above 100 %. It binds works contracts of one counterparty and is live
/// from signature until the last fen under them is paid; breached is a mark, not an end.
/// </remarks>
public sealed class IntegrityContract
{
    public const int LongestNumber = 60;
    public const int MostBands = 9;

    private readonly List<SeverityBand> bands = [];

    private IntegrityContract() { }

    public IntegrityContractId Id { get; private init; }
    public string Number { get; private init; } = "";
    /// <summary>Its one spelling (<see cref="SameNumber"/>): no other has it.</summary>
    public string NumberKey { get; private init; } = "";
    public CounterpartyId Party { get; private set; }
    public int TemplateVersion { get; private init; }
    public DateOnly SignedOn { get; private init; }

    /// <summary>SHA-256 of the signed paper, or of the workbook from which it was taken over (C-9).</summary>
    public string Document { get; private init; } = "";

    /// <summary>All deductions under a works contract together are at most this part of its amount.</summary>
    public Ratio Cap { get; private init; }

    /// <summary>Whether other contracts of the party may be reached (P-4).</summary>
    public bool ReachesOtherContracts { get; private init; }

    public DateOnly? BreachedOn { get; private set; }

    public IReadOnlyList<SeverityBand> Bands => bands;

    public static Outcome<IntegrityContract> Sign(
        IntegrityContractId id, string number, CounterpartyId party, int templateVersion, IReadOnlyList<Band> schedule, Ratio cap, bool reachesOtherContracts,
        DateOnly signedOn, string document, DateOnly today)
    {
        number = number.Trim();
        if (number.Length is 0 or > LongestNumber) return ContractRefusals.IntegrityNumberMissing(LongestNumber);
        if (signedOn > today) return ContractRefusals.SignedInFuture();
        if (!Digest.TryParse(document, out var paper)) return ContractRefusals.PaperMissing();
        if (CheckSchedule(schedule, cap) is { } wrong) return wrong;
        var contract = new IntegrityContract
        {
            Id = id,
            Number = number,
            NumberKey = SameNumber.KeyOf(number),
            Party = party,
            TemplateVersion = templateVersion,
            SignedOn = signedOn,
            Document = paper.ToString(),
            Cap = cap,
            ReachesOtherContracts = reachesOtherContracts,
        };
        for (var i = 0; i < schedule.Count; i++) contract.bands.Add(new(i + 1, schedule[i].Min, schedule[i].Max));
        return contract;
    }

    /// <remarks>Errors: no band or too many, outside 0–100 %, out of order, no cap.</remarks>
    public static Refusal? CheckSchedule(IReadOnlyList<Band> schedule, Ratio cap)
    {
        ArgumentNullException.ThrowIfNull(schedule);
        if (schedule.Count is 0 or > MostBands) return ContractRefusals.BandsMissing(MostBands);
        var before = Ratio.Zero;
        foreach (var band in schedule)
        {
            if (!band.Min.IsShare || !band.Max.IsShare) return ContractRefusals.BandOutOfRange();
            if (band.Min > band.Max || band.Min < before) return ContractRefusals.BandsOutOfOrder();
            before = band.Max;
        }
        return !cap.IsShare || cap == Ratio.Zero ? ContractRefusals.CapOutOfRange() : null;
    }

    /// <summary>The band of a severity from 1; a single band stands for all severities.</summary>
    /// <returns>Null where the schedule has no such severity.</returns>
    public SeverityBand? BandOf(int severity) => bands.Count == 1 ? bands[0] : bands.Find(band => band.Number == severity);

    /// <summary>A violation under it was confirmed; the contract stays live.</summary>
    public Refusal? MarkBreached(DateOnly on)
    {
        if (BreachedOn is { } before) return ContractRefusals.AlreadyBreached(before);
        BreachedOn = on;
        return null;
    }

    /// <summary>The mark was wrong: the case was withdrawn or reversed.</summary>
    public void ClearBreach() => BreachedOn = null;

    /// <summary>The successor assumes it (C-8).</summary>
    public void Assume(CounterpartyId successor) => Party = successor;
}

/// <summary>Binds an integrity contract to one works contract, from a day until it is replaced (C-4).</summary>
public sealed class IntegrityBinding
{
    private IntegrityBinding() { }

    public ContractId Contract { get; private init; }
    public IntegrityContractId IntegrityContract { get; private init; }
    public DateOnly BoundOn { get; private init; }

    /// <summary>The first day on which another one is in force for the works contract, or null.</summary>
    public DateOnly? EndedOn { get; private set; }

    public static IntegrityBinding Of(ContractId contract, IntegrityContract integrity) =>
        new() { Contract = contract, IntegrityContract = integrity.Id, BoundOn = integrity.SignedOn };

    public void End(DateOnly on) => EndedOn = on;
}

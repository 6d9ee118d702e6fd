using Integrity.Domain.Values;

namespace Integrity.Domain.Identity;

public readonly record struct SubstitutionId(long Value) : IId<SubstitutionId>, IComparable<SubstitutionId>
{
    public int CompareTo(SubstitutionId other) => Value.CompareTo(other.Value);

    public static SubstitutionId From(long value) => new(value);
}

/// <summary>While an official is away another acts in his place (代); both names stand in what is done.</summary>
/// <remarks>
/// Only for running cases: a vote is never delegated (D-2), and money has its own second people.
/// Whoever stands in for somebody counts as both, so that nobody gets around recusal or separation of duties (D-4).
/// </remarks>
public sealed class Substitution
{
    /// <summary>Unit: days, the first included.</summary>
    public const int Longest = 92;

    public const int LongestGround = 500;

    /// <summary>What can be done in another's place.</summary>
    public static readonly IReadOnlySet<Duty> Duties = new HashSet<Duty> { Duty.InvestigateCases, Duty.ReviewCases };

    private Substitution() { }

    public SubstitutionId Id { get; private init; }
    public OfficialId Absent { get; private init; }
    public OfficialId Substitute { get; private init; }
    public DateOnly FromDay { get; private init; }

    /// <summary>The last day.</summary>
    public DateOnly UntilDay { get; private set; }

    public string Ground { get; private init; } = "";
    public OfficialId EnteredBy { get; private init; }

    /// <summary>Whether a person may stand in for another at all: nobody who votes on what he would run (D-4), and no administrator.</summary>
    public static bool MayStandIn(Official person)
    {
        ArgumentNullException.ThrowIfNull(person);
        return person is { Active: true, Party: null, Votes: false, IsAdministrator: false };
    }

    public bool Covers(DateOnly day) => FromDay <= day && day <= UntilDay;

    public static Outcome<Substitution> Appoint(
        SubstitutionId id, Official absent, Official substitute, DateOnly from, DateOnly until, string ground, OfficialId by, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(absent);
        ArgumentNullException.ThrowIfNull(substitute);
        if (string.IsNullOrWhiteSpace(ground) || ground.Length > LongestGround) return IdentityRefusals.SubstitutionGroundMissing(LongestGround);
        if (from < today || until < from || until.DayNumber - from.DayNumber >= Longest) return IdentityRefusals.SubstitutionDaysWrong(Longest);
        if (!Duties.Any(absent.Has)) return IdentityRefusals.NothingToSubstitute(absent.Name);
        if (absent.Id == substitute.Id || !MayStandIn(substitute)) return IdentityRefusals.CannotSubstitute(substitute.Name);
        return new Substitution { Id = id, Absent = absent.Id, Substitute = substitute.Id, FromDay = from, UntilDay = until, Ground = ground.Trim(), EnteredBy = by };
    }

    /// <summary>He is back: today is the first day without a substitute.</summary>
    public Refusal? End(DateOnly today)
    {
        if (UntilDay < today) return IdentityRefusals.SubstitutionOver();
        UntilDay = today.AddDays(-1);
        return null;
    }
}

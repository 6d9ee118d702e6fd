using Integrity.Domain.Identity;

namespace Integrity.Domain.Decisions;

/// <summary>What a member says to one candidate.</summary>
public enum Vote : short
{
    Yes = 1,
    No = 2,
    Abstain = 3,
}

/// <summary>When a ballot was given and when, by whom and from what it was entered (D-7).</summary>
public readonly record struct Stamp(DateTime GivenAt, DateTime EnteredAt, OfficialId EnteredBy, Medium Medium)
{
    /// <summary>Given by the member himself, here and now.</summary>
    public static Stamp Here(OfficialId member, DateTime at) => new(at, at, member, Medium.System);

    /// <summary>Given on paper, entered later.</summary>
    public static Stamp Paper(DateTime givenAt, OfficialId enteredBy, DateTime enteredAt) => new(givenAt, enteredAt, enteredBy, Medium.Paper);
}

/// <summary>One ballot as it was given: a changed ballot is a new row, and no row is ever edited.</summary>
/// <remarks>Invariant: sealed until its candidate closes, see <see cref="Candidate.OpenedBallots"/>. Rules: D-3.</remarks>
public sealed class Ballot
{
    private Ballot()
    {
    }

    internal Ballot(ItemId item, int place, int number, OfficialId member, Choice choice, Stamp stamp)
    {
        (Item, Place, Number, Member) = (item, place, number, member);
        (Vote, Reason) = (choice.Vote, string.IsNullOrWhiteSpace(choice.Reason) ? null : choice.Reason.Trim());
        (GivenAt, EnteredAt, EnteredBy, Medium) = (stamp.GivenAt, stamp.EnteredAt, stamp.EnteredBy, stamp.Medium);
    }

    public ItemId Item { get; private set; }

    /// <summary>The candidate's place in the item.</summary>
    public int Place { get; private set; }

    /// <summary>Running within the candidate; a member's last one counts.</summary>
    public int Number { get; private set; }

    public OfficialId Member { get; private set; }
    public Vote Vote { get; private set; }
    public string? Reason { get; private set; }
    public DateTime GivenAt { get; private set; }
    public DateTime EnteredAt { get; private set; }
    public OfficialId EnteredBy { get; private set; }
    public Medium Medium { get; private set; }
}

/// <summary>What stands on a ballot; a no and an abstention give their reasons.</summary>
public sealed record Choice(Vote Vote, string? Reason)
{
    internal bool LacksReason => Vote != Vote.Yes && string.IsNullOrWhiteSpace(Reason);
}

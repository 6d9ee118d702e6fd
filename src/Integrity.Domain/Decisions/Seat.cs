using Integrity.Domain.Identity;

namespace Integrity.Domain.Decisions;

/// <summary>How a member in office takes part in one vote.</summary>
public enum SeatStanding : short
{
    Present = 1,
    Absent = 2,
    Recused = 3,
}

/// <summary>A member in office as a vote began; it does not change while the vote is open, nor afterwards.</summary>
/// <remarks>Rules: D-2, D-6.</remarks>
public sealed class Seat
{
    private Seat()
    {
    }

    internal Seat(ItemId item, int place, OfficialId member, SeatStanding standing) =>
        (Item, Place, Member, Standing) = (item, place, member, standing);

    public ItemId Item { get; private set; }

    /// <summary>The candidate's place in the item.</summary>
    public int Place { get; private set; }

    public OfficialId Member { get; private set; }
    public SeatStanding Standing { get; private set; }
}

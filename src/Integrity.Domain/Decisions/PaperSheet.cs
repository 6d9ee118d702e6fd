using System.Globalization;
using Integrity.Domain.Identity;
using Integrity.Domain.Values;

namespace Integrity.Domain.Decisions;

/// <summary>A ballot as it stands on paper.</summary>
public sealed record PaperBallot(OfficialId Member, Vote Vote, string? Reason = null);

/// <summary>One vote as it stands on paper.</summary>
/// <param name="PrintedHash">The hash on the list that lay on the table; without it nothing is bound.</param>
/// <param name="HeldAt">When it was held.</param>
/// <param name="Ballots">In the paper's order, the presiding member's last.</param>
/// <param name="SilentWereCalled">The paper records that those who stayed silent were called.</param>
/// <param name="PresidingReasons">Why the presiding member voted otherwise than was decided.</param>
/// <param name="ReasonsRefused">He gave no reasons.</param>
public sealed record PaperVoting(
    Digest? PrintedHash, DateTime HeldAt, IReadOnlyList<PaperBallot> Ballots,
    bool SilentWereCalled = false, string? PresidingReasons = null, bool ReasonsRefused = false);

/// <summary>One item as it stands on paper: recusals declared in the meeting, the votes in order, or why it was put off.</summary>
public sealed record PaperItem(ItemId Item, IReadOnlyList<Conflict> Recusals, IReadOnlyList<PaperVoting> Votes, string? DeferralReason = null);

/// <summary>The minutes of a meeting held on paper, as one person reads them off the scan.</summary>
public sealed record PaperSheet(Digest Scan, IReadOnlyList<Presence> Presence, OfficialId? StandIn, IReadOnlyList<PaperItem> Items)
{
    /// <summary>The facts in which two people's entries have to agree, line by line; words are read by people, not compared.</summary>
    public IReadOnlyList<string> Lines()
    {
        var lines = new List<string> { $"scan|{Scan}" };
        lines.AddRange(Presence.OrderBy(one => one.Member.Value).Select(one => $"member|{one.Member.Value}|{(one.IsPresent ? "present" : "absent")}"));
        if (StandIn is { } standIn) lines.Add($"presides|{standIn.Value}");
        foreach (var item in Items)
        {
            lines.Add($"item|{item.Item.Value}{(item.DeferralReason is null ? "" : "|deferred")}");
            lines.AddRange(item.Recusals.OrderBy(one => one.Person.Value).Select(one => $"recused|{one.Person.Value}|{(short)one.Ground}"));
            foreach (var vote in item.Votes)
            {
                var held = vote.HeldAt.ToString("yyyy-MM-dd'T'HH:mm'Z'", CultureInfo.InvariantCulture);
                lines.Add($"vote|{vote.PrintedHash?.ToString() ?? "none"}|{held}{(vote.SilentWereCalled ? "|called" : "")}{(vote.ReasonsRefused ? "|refused" : "")}");
                lines.AddRange(vote.Ballots.Select(ballot => $"ballot|{ballot.Member.Value}|{(short)ballot.Vote}"));
            }
        }
        return lines;
    }

    internal Refusal? Check(Meeting meeting, IReadOnlyList<Item> agenda, DateTime at)
    {
        if (Scan == default) return DecisionRefusals.ScanMissing();
        if (Items.Count == 0 || Items.DistinctBy(one => one.Item).Count() != Items.Count) return DecisionRefusals.ItemsOnPaperWrong();
        foreach (var vote in Items.SelectMany(one => one.Votes))
        {
            if (vote.PrintedHash is null || vote.PrintedHash == default(Digest)) return DecisionRefusals.NoPrintedHash();
            if (vote.HeldAt > at || BureauTime.DayOf(vote.HeldAt) < meeting.Day) return DecisionRefusals.NotYetHappened();
            if (vote.Ballots.Count == 0 || vote.Ballots.DistinctBy(one => one.Member).Count() != vote.Ballots.Count) return DecisionRefusals.BallotsOnPaperWrong();
        }
        if (Items.Any(one => one.Recusals.Count > 0 && agenda.Any(item => item.Id == one.Item && item.Kinds.IsRound() && item.LinesOf is null))) return DecisionRefusals.RoundRecusalIsPerLine();
        // Before an item was proposed there was no list, and no hash to print.
        if (Items.Any(one => agenda.FirstOrDefault(item => item.Id == one.Item) is { } item && one.Votes.Any(vote => vote.HeldAt < item.ProposedAt))) return DecisionRefusals.HeldBeforeProposed() with { Field = "heldAt" };
        return null;
    }
}

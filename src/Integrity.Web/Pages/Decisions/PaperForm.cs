using Integrity.App.Decisions;
using Integrity.Domain.Decisions;
using Integrity.Domain.Identity;
using Integrity.Domain.Values;

namespace Integrity.Web.Pages.Decisions;

/// <summary>What one person types off the scanned minutes (D-7). Nothing of what the other typed is filled in.</summary>
internal sealed class PaperForm(MeetingDetail meeting, IReadOnlyList<ItemDetail> items)
{
    /// <summary>SHA-256 of the kept scan, as it is written; empty until there is one.</summary>
    public string Scan { get; set; } = "";
    public long StandIn { get; set; }
    public IReadOnlyList<PersonForm> Members { get; } = [.. meeting.Members.Select(one => new PersonForm(one))];
    public IReadOnlyList<ItemForm> Items { get; } = [.. items.Select(one => new ItemForm(one, meeting.Day))];

    public PaperSheet Sheet() => new(
        Digest.TryParse(Scan, out var scan) ? scan : default,
        [.. Members.Select(one => new Presence(one.Member.Id, one.IsPresent, one.IsPresent ? null : one.Reason))],
        StandIn == 0 ? null : new OfficialId(StandIn),
        [.. Items.Where(one => one.IsOnPaper).Select(one => one.Read())]);
}

internal sealed class PersonForm(MemberRow member)
{
    public MemberRow Member => member;
    public bool IsPresent { get; set; } = true;
    public string Reason { get; set; } = "";
}

internal sealed class ItemForm(ItemDetail item, DateOnly day)
{
    public ItemDetail Item => item;
    public bool IsOnPaper { get; set; } = true;
    public bool IsDeferred { get; set; }
    public string Deferral { get; set; } = "";
    public List<RecusalForm> Recusals { get; } = [];
    public List<VotingForm> Votes { get; } = [new(day)];

    public void AddVote() => Votes.Add(new(day));

    public PaperItem Read() => new(
        item.Id,
        [.. Recusals.Where(one => one.Person != 0).Select(one => new Conflict(new(one.Person), one.Ground, one.Words))],
        [.. Votes.Where(one => !IsDeferred || one.Ballots.Count > 0).Select(one => one.Read())],
        IsDeferred ? Deferral : null);
}

internal sealed class RecusalForm
{
    public long Person { get; set; }
    public RecusalGround Ground { get; set; } = RecusalGround.OwnInterest;
    public string Words { get; set; } = "";
}

internal sealed class VotingForm(DateOnly day)
{
    public string Hash { get; set; } = "";
    public DateTime HeldAt { get; set; } = day.ToDateTime(new(9, 0));
    public List<BallotForm> Ballots { get; } = [];
    public bool SilentWereCalled { get; set; }
    public string Reasons { get; set; } = "";
    public bool ReasonsRefused { get; set; }

    public PaperVoting Read() => new(
        Digest.TryParse(Hash.Trim(), out var hash) ? hash : null,
        BureauTime.StartOf(DateOnly.FromDateTime(HeldAt)) + HeldAt.TimeOfDay,
        [.. Ballots.Select(one => new PaperBallot(new(one.Member), one.Vote, one.Reason.Length == 0 ? null : one.Reason))],
        SilentWereCalled, Reasons.Length == 0 ? null : Reasons, ReasonsRefused);
}

internal sealed class BallotForm
{
    public long Member { get; set; }
    public Vote Vote { get; set; } = Vote.Yes;
    public string Reason { get; set; } = "";
}

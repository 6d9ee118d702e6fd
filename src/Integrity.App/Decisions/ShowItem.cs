using Integrity.App.Acts;
using Integrity.App.Journal;
using Integrity.App.Storage;
using Integrity.Domain.Acts;
using Integrity.Domain.Decisions;
using Integrity.Domain.Identity;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Decisions;

/// <summary>A member in a vote: whether he has voted, never how.</summary>
public sealed record SeatRow(PersonNamed Person, SeatStanding Standing, bool HasVoted, bool IsPresiding);

/// <summary>A ballot of a closed vote.</summary>
public sealed record BallotRow(PersonNamed Person, Vote Vote, string? Reason, DateTime GivenAt, bool IsCounted, Medium Medium);

/// <param name="Dissent">Ballots against the result, once the vote is closed.</param>
/// <param name="Ballots">All ballots in the order given, changed ones too, once the vote is closed.</param>
/// <param name="MyBallot">The number of the reader's own last ballot, which he names when he changes it; null for none.</param>
/// <param name="WhyNotClose">What still keeps the reader from voting last; null when nothing does.</param>
public sealed record CandidateRow(
    int Place, string LabelZh, string LabelEn, Digest Digest, CandidateState State, DateTime? OpenedAt, bool SilentWereCalled, DateTime? ClosedAt,
    PersonNamed? Presiding, string? HandoverReason, string? PresidingReasons, bool ReasonsRefused, Tally? Tally,
    IReadOnlyList<SeatRow> Seats, IReadOnlyList<BallotRow> Ballots, IReadOnlyList<OfficialId> Dissent, Refusal? WhyNotClose, int? MyBallot);

public sealed record RecusalRow(PersonNamed Person, RecusalGround Ground, string Words);

public sealed record SuperiorRow(
    SuperiorDecisionId Id, long Version, string BodyName, string DocumentNumber, DateOnly DocumentDay, Digest Scan, Digest ListHash, bool IsApproved, PersonNamed EnteredBy, PersonNamed? ConfirmedBy);

/// <param name="Rule">Quorum and majority for the members due at its meeting, or in office today.</param>
public sealed record ItemDetail(
    ItemId Id, long Version, BodyId Body, MeetingId? Meeting, long About, ItemKinds Kinds, string SubjectZh, string SubjectEn, PersonNamed ProposedBy, DateTime ProposedAt,
    ItemId? LinesOf, ItemResult Result, string? EndReason, DateOnly? DecidedOn, DateTime? EffectiveAt, DateOnly? ExecutionBegunOn, VotingRule Rule,
    IReadOnlyList<RecusalRow> Recusals, IReadOnlyList<CandidateRow> Candidates, IReadOnlyList<SuperiorRow> Above) : IVersioned;

/// <summary>One item with its candidates. Ballots are in it only once their vote is closed; a recused reader is refused (D-3, D-4).</summary>
[May(Duty.ReadBusiness, Duty.KeepMeetings, Duty.Vote), Said("一项议题", "One item with its candidates")]
public sealed record ShowItem(ItemId Item) : IAsk<ItemDetail>;

public sealed class ShowItemAnswer(IntegrityDb db) : IAnswer<ShowItem, ItemDetail>
{
    public async Task<Outcome<ItemDetail>> Answer(ShowItem ask, AskContext context, CancellationToken cancel)
    {
        if (await db.WholeItems.AsNoTracking().SingleOrDefaultAsync(x => x.Id == ask.Item, cancel) is not { } item) return ActRefusals.NotFound();
        if (item.OpenPapersFor(context.Caller.Official).Refusal is { } closed) return closed;
        var above = await db.SuperiorDecisions.AsNoTracking().Where(x => x.Item == item.Id).OrderBy(x => x.Id).ToListAsync(cancel);
        var names = await PeopleNamed.Of(db,
        [
            item.ProposedBy, .. item.Recusals.Select(one => one.Person), .. item.Candidates.SelectMany(one => one.Seats).Select(one => one.Member),
            .. above.Select(one => one.EnteredBy), .. above.Select(one => one.ConfirmedBy).OfType<OfficialId>(),
        ], cancel);
        var superior = new List<SuperiorRow>();
        foreach (var one in above)
            superior.Add(new(one.Id, await db.VersionOf(one.Id.Value, cancel), one.BodyName, one.DocumentNumber, one.DocumentDay, one.Scan, one.ListHash, one.IsApproved,
                names[one.EnteredBy], one.ConfirmedBy is { } second ? names[second] : null));
        return new ItemDetail(
            item.Id, await db.VersionOf(item.Id.Value, cancel), item.Body, item.Meeting, item.About, item.Kinds, item.SubjectZh, item.SubjectEn,
            names[item.ProposedBy], item.ProposedAt, item.LinesOf, item.Result, item.EndReason, item.DecidedOn, item.EffectiveAt, item.ExecutionBegunOn,
            item.RuleFor(await MembersDue(item, context.Today, cancel)),
            [.. item.Recusals.Select(one => new RecusalRow(names[one.Person], one.Ground, one.Words))],
            [.. item.Candidates.OrderBy(one => one.Place).Select(one => Row(one, names, context.Caller.Official))],
            superior);
    }

    private async Task<IReadOnlyList<OfficialId>> MembersDue(Item item, DateOnly today, CancellationToken cancel)
    {
        var meeting = item.Meeting is { } on ? await db.MeetingWith(on, cancel) : null;
        if (meeting is { IsPresenceRecorded: true }) return [.. meeting.Attendances.Select(one => one.Member)];
        return (await db.BodyWith(item.Body, cancel))!.On(meeting?.Day ?? today).Members;
    }

    private static CandidateRow Row(Candidate candidate, Dictionary<OfficialId, PersonNamed> names, OfficialId reader)
    {
        var counted = candidate.Counted;
        return new CandidateRow(
            candidate.Place, candidate.LabelZh, candidate.LabelEn, candidate.Digest, candidate.State, candidate.OpenedAt, candidate.CalledAt is not null, candidate.ClosedAt,
            candidate.Presiding is { } presiding ? names[presiding] : null, candidate.HandoverReason, candidate.PresidingReasons, candidate.ReasonsRefused, candidate.Tally,
            [.. candidate.Seats.Select(seat => new SeatRow(names[seat.Member], seat.Standing, candidate.HasVoted(seat.Member), seat.Member == candidate.Presiding))],
            [.. candidate.OpenedBallots.OrderBy(one => one.Number)
                .Select(one => new BallotRow(names[one.Member], one.Vote, one.Reason, one.GivenAt, counted.Contains(one), one.Medium))],
            [.. candidate.Dissent.Select(one => one.Member)],
            candidate.WhyNotClose(reader), candidate.GivenBy(reader)?.Number);
    }
}

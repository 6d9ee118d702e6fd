using Integrity.App.Acts;
using Integrity.App.Storage;
using Integrity.Domain.Acts;
using Integrity.Domain.Decisions;
using Integrity.Domain.Identity;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Decisions;

/// <param name="Minutes">The facts.</param>
/// <param name="People">Everybody whom they name.</param>
/// <param name="Hash">SHA-256 of <paramref name="Text"/>; printed on them.</param>
/// <param name="Text">The same as plain lines, for <c>sha256sum</c>.</param>
/// <param name="Closed">Items from which the reader is recused: they are not in what he gets, and there is no text to check, because the hash is of the whole (D-4).</param>
/// <param name="IsFinal">The meeting is closed, so they do not change any more.</param>
public sealed record MinutesShown(Minutes Minutes, IReadOnlyList<PersonNamed> People, Digest Hash, string Text, bool IsFinal, int Closed);

/// <summary>The minutes of a meeting: N, who was there, who was recused, results and dissent (D-6).</summary>
[May(Duty.ReadBusiness, Duty.KeepMeetings, Duty.Vote), Said("会议纪要", "The minutes of a meeting")]
public sealed record ShowMinutes(MeetingId Meeting) : IAsk<MinutesShown>;

public sealed class ShowMinutesAnswer(IntegrityDb db) : IAnswer<ShowMinutes, MinutesShown>
{
    public async Task<Outcome<MinutesShown>> Answer(ShowMinutes ask, AskContext context, CancellationToken cancel)
    {
        if (await db.MeetingWith(ask.Meeting, cancel) is not { } meeting) return ActRefusals.NotFound();
        var body = (await db.BodyWith(meeting.Body, cancel))!;
        var agenda = await db.Agenda(meeting.Id, cancel);
        var referred = agenda.Select(item => item.DecidedAbove).OfType<SuperiorDecisionId>().ToList();
        var above = await db.SuperiorDecisions.AsNoTracking().Where(x => referred.Contains(x.Id)).ToListAsync(cancel);
        var made = Minutes.Of(body, meeting, agenda, above);
        if (!made.IsDone) return made.Refusal;
        var recused = agenda.Where(item => item.IsRecused(context.Caller.Official)).Select(item => item.Id).ToHashSet();
        var minutes = made.Value with { Items = [.. made.Value.Items.Where(item => !recused.Contains(item.Item))] };
        var closed = made.Value.Items.Count - minutes.Items.Count;
        var people = await PeopleNamed.Of(db,
        [
            .. minutes.Present, .. minutes.Absent.Select(one => one.Member), .. minutes.Items.SelectMany(item => item.Recused).Select(one => one.Person),
            .. minutes.Items.SelectMany(item => item.Votes).SelectMany(vote => vote.Present),
        ], cancel);
        return new MinutesShown(minutes, [.. people.Values.OrderBy(one => one.Id.Value)], MinutesText.HashOf(made.Value), closed > 0 ? "" : MinutesText.Of(minutes), meeting.ClosedAt is not null, closed);
    }
}

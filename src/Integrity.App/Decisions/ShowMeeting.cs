using Integrity.App.Acts;
using Integrity.App.Journal;
using Integrity.App.Storage;
using Integrity.Domain.Acts;
using Integrity.Domain.Decisions;
using Integrity.Domain.Identity;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Decisions;

/// <param name="Id">The member.</param>
/// <param name="Name">His name.</param>
/// <param name="Post">His post.</param>
/// <param name="IsChair">The chair in office.</param>
/// <param name="IsPresent">Null until presence is recorded.</param>
/// <param name="AbsenceReason">Why he is not there.</param>
/// <param name="IsStandIn">Presides where the chair cannot.</param>
public sealed record MemberRow(OfficialId Id, string Name, string Post, bool IsChair, bool? IsPresent, string? AbsenceReason, bool IsStandIn);

/// <param name="State">Of the candidate that is voted, or was last.</param>
/// <param name="IsClosedToMe">The reader is recused: its papers open through no door (D-4).</param>
public sealed record AgendaRow(
    ItemId Id, long Version, int? Place, string SubjectZh, string SubjectEn, ItemKinds Kinds, ItemId? LinesOf, ItemResult Result, CandidateState State, bool IsClosedToMe);

/// <summary>The reading of minutes held on paper: who read first, who confirmed (D-7). What was read is in no answer: the second person reads alone.</summary>
/// <param name="Scan">The scanned minutes, by their hash; null where the reader is recused from an item that stands in them (D-4).</param>
public sealed record PaperRow(PaperMinutesId Id, long Version, PersonNamed EnteredBy, PersonNamed? ConfirmedBy, Digest? Scan);

public sealed record MeetingDetail(
    MeetingId Id, long Version, int Year, int Number, DateOnly Day, string Place, Medium Medium, BodyId Body, string BodyZh, string BodyEn,
    bool IsPresenceRecorded, bool IsClosed, PaperRow? Paper, IReadOnlyList<MemberRow> Members, IReadOnlyList<AgendaRow> Agenda,
    IReadOnlyList<MeetingReport> Reports) : IVersioned;

/// <summary>One meeting: who is due and there, and where its agenda stands. No ballot is in it.</summary>
[May(Duty.ReadBusiness, Duty.KeepMeetings, Duty.Vote), Said("一次会议", "One meeting")]
public sealed record ShowMeeting(MeetingId Meeting) : IAsk<MeetingDetail>;

public sealed class ShowMeetingAnswer(IntegrityDb db) : IAnswer<ShowMeeting, MeetingDetail>
{
    public async Task<Outcome<MeetingDetail>> Answer(ShowMeeting ask, AskContext context, CancellationToken cancel)
    {
        if (await db.MeetingWith(ask.Meeting, cancel) is not { } meeting) return ActRefusals.NotFound();
        var body = (await db.BodyWith(meeting.Body, cancel))!;
        var roster = body.On(meeting.Day);
        var members = meeting.IsPresenceRecorded ? [.. meeting.Attendances.Select(one => one.Member)] : roster.Members;
        var chair = meeting.IsPresenceRecorded ? meeting.Chair : roster.Chair;
        var paper = await db.PaperMinutes.AsNoTracking().SingleOrDefaultAsync(x => x.Meeting == meeting.Id, cancel);
        var names = await PeopleNamed.Of(db, [.. members, .. new[] { paper?.EnteredBy, paper?.ConfirmedBy }.OfType<OfficialId>()], cancel);
        var agenda = await db.Agenda(meeting.Id, cancel);
        var versions = await Versions(agenda, cancel);
        Digest? scan = agenda.Any(item => item.IsRecused(context.Caller.Official)) ? null : paper?.Scan;
        return new MeetingDetail(
            meeting.Id, await db.VersionOf(meeting.Id.Value, cancel), meeting.Year, meeting.Number, meeting.Day, meeting.Place, meeting.Medium,
            body.Id, body.NameZh, body.NameEn, meeting.IsPresenceRecorded, meeting.ClosedAt is not null,
            paper is null ? null : new PaperRow(paper.Id, await db.VersionOf(paper.Id.Value, cancel), names[paper.EnteredBy], paper.ConfirmedBy is { } second ? names[second] : null, scan),
            [.. members.OrderByDescending(member => member == chair).Select(member => new MemberRow(
                member, names[member].Name, names[member].Post, member == chair,
                meeting.IsPresenceRecorded ? meeting.IsPresent(member) : null,
                meeting.Attendances.FirstOrDefault(one => one.Member == member)?.AbsenceReason, member == meeting.StandIn))],
            [.. agenda.Select(item => new AgendaRow(
                item.Id, versions[item.Id.Value], item.AgendaPlace, item.SubjectZh, item.SubjectEn, item.Kinds, item.LinesOf, item.Result,
                (item.Voting ?? item.OwingReasons ?? item.Decided ?? item.Next ?? item.Candidates[^1]).State, item.IsRecused(context.Caller.Official)))],
            [.. meeting.Reports.OrderBy(one => one.Place)]);
    }

    private async Task<Dictionary<long, long>> Versions(List<Item> agenda, CancellationToken cancel)
    {
        var ids = agenda.Select(item => item.Id.Value).ToList();
        return await db.JournalSubjects.Where(x => ids.Contains(x.Subject)).GroupBy(x => x.Subject)
            .Select(x => new { Subject = x.Key, Version = x.Max(one => one.Entry) }).ToDictionaryAsync(x => x.Subject, x => x.Version, cancel);
    }
}

using System.Globalization;
using Integrity.App.Acts;
using Integrity.App.Storage;
using Integrity.Domain.Decisions;
using Integrity.Domain.Identity;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Decisions;

public sealed record MeetingRow(MeetingId Id, int Year, int Number, DateOnly Day, string Place, Medium Medium, string BodyZh, string BodyEn, bool IsPresenceRecorded, bool IsClosed);

/// <summary>The meetings, latest day first, a page at a time.</summary>
[May(Duty.ReadBusiness, Duty.KeepMeetings, Duty.Vote), Said("会议名单", "The meetings")]
public sealed record ListMeetings(string? Cursor) : IAsk<Listed<MeetingRow>>;

public sealed class ListMeetingsAnswer(IntegrityDb db) : IAnswer<ListMeetings, Listed<MeetingRow>>
{
    private const int PageSize = 50;

    public async Task<Outcome<Listed<MeetingRow>>> Answer(ListMeetings ask, AskContext context, CancellationToken cancel)
    {
        var meetings = db.Meetings.AsNoTracking();
        if (Cursor.Read(ask.Cursor) is { } after && DateOnly.TryParseExact(after.Text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            meetings = meetings.Where(x => x.Day <= day && (x.Day < day || x.Id.CompareTo(MeetingId.From(after.Id)) < 0));
        var page = await (from meeting in meetings
                          join body in db.Bodies on meeting.Body equals body.Id
                          orderby meeting.Day descending, meeting.Id descending
                          select new MeetingRow(meeting.Id, meeting.Year, meeting.Number, meeting.Day, meeting.Place, meeting.Medium, body.NameZh, body.NameEn,
                              meeting.Attendances.Any(), meeting.ClosedAt != null)).Take(PageSize + 1).ToListAsync(cancel);
        return Cursor.Page(page, PageSize, last => Cursor.Write(last.Day.ToString("yyyy-MM-dd"), last.Id.Value));
    }
}

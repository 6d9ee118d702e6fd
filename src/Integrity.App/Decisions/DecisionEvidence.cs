using Integrity.App.Documents;
using Integrity.App.Storage;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Decisions;

/// <summary>The meetings whose minutes on paper, and the items whose decision by the superior body, were scanned (D-2, D-7).</summary>
internal sealed class DecisionEvidence(IntegrityDb db) : INamesEvidence
{
    public async Task<IReadOnlyList<NamedIn>> PlacesOf(string paper, long? party, CancellationToken cancel)
    {
        if (party is not null || !Digest.TryParse(paper, out var scan)) return [];
        var meetings = await db.PaperMinutes.AsNoTracking().Where(x => x.Scan == scan)
            .Join(db.Meetings.AsNoTracking(), x => x.Meeting, m => m.Id, (_, m) => new { m.Id, m.Year, m.Number }).OrderBy(m => m.Id).Take(NamedIn.Most).ToListAsync(cancel);
        var items = await db.SuperiorDecisions.AsNoTracking().Where(x => x.Scan == scan)
            .Join(db.DecisionItems.AsNoTracking(), x => x.Item, i => i.Id, (_, i) => new { i.Id, i.Meeting }).Distinct().OrderBy(i => i.Id).Take(NamedIn.Most).ToListAsync(cancel);
        return
        [
            .. meetings.Select(m => new NamedIn<ShowMeeting, MeetingDetail>(new(m.Id), $"会议〔{m.Year}〕第{m.Number}号", $"Meeting No. {m.Number} of {m.Year}", $"/meetings/{m.Id.Value}")),
            .. items.Select(i => new NamedIn<ShowItem, ItemDetail>(new(i.Id), $"议题 {i.Id.Value}", $"Item {i.Id.Value}",
                i.Meeting is { } on ? $"/meetings/{on.Value}?item={i.Id.Value}" : "/items")),
        ];
    }
}

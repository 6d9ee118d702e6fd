using Integrity.App.Acts;
using Integrity.App.Storage;
using Integrity.Domain.Decisions;
using Integrity.Domain.Identity;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Decisions;

public sealed record ItemRow(
    ItemId Id, BodyId Body, MeetingId? Meeting, long About, ItemKinds Kinds, string SubjectZh, string SubjectEn, ItemId? LinesOf, ItemResult Result, DateTime ProposedAt, DateOnly? DecidedOn);

/// <summary>The matters put to a body, latest first; or only those that wait for a meeting.</summary>
[May(Duty.ReadBusiness, Duty.KeepMeetings, Duty.Vote), Said("议题名单", "The items put to a body")]
public sealed record ListItems(bool? Waiting, string? Cursor) : IAsk<Listed<ItemRow>>;

public sealed class ListItemsAnswer(IntegrityDb db) : IAnswer<ListItems, Listed<ItemRow>>
{
    private const int PageSize = 50;

    public async Task<Outcome<Listed<ItemRow>>> Answer(ListItems ask, AskContext context, CancellationToken cancel)
    {
        var items = db.DecisionItems.AsNoTracking();
        if (ask.Waiting is true) items = items.Where(x => x.Result == ItemResult.Pending && x.Meeting == null);
        if (Cursor.Read(ask.Cursor) is { } after) items = items.Where(x => x.Id.CompareTo(ItemId.From(after.Id)) < 0);
        var page = await items.OrderByDescending(x => x.Id).Take(PageSize + 1)
            .Select(x => new ItemRow(x.Id, x.Body, x.Meeting, x.About, x.Kinds, x.SubjectZh, x.SubjectEn, x.LinesOf, x.Result, x.ProposedAt, x.DecidedOn)).ToListAsync(cancel);
        return Cursor.Page(page, PageSize, last => Cursor.Write("", last.Id.Value));
    }
}

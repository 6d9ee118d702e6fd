using Integrity.App.Acts;
using Integrity.App.Identity;
using Integrity.App.Journal;
using Integrity.App.Storage;
using Integrity.Domain.Acts;
using Integrity.Domain.Identity;
using Integrity.Domain.Parties;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Parties;

/// <param name="About">The contract, or the round, that it was for; 0 for a contract that did not come about.</param>
/// <param name="Day">The day of signature, or the cut-off.</param>
/// <param name="Entry">The journal entry of the act in which the party was looked up.</param>
/// <param name="OnRecord">How many exclusions were on record.</param>
/// <param name="Exclusions">Their numbers.</param>
public sealed record ScreeningRow(long About, ScreeningPurpose Purpose, DateOnly Day, long Entry, DateTime At, string Who, int OnRecord, string Exclusions, bool Refused);

/// <summary>The evidence that a party was looked up among the excluded: by whom, when, for what and against which, the latest first.</summary>
/// <remarks>Rules: C-5, P-8.</remarks>
[May(Duty.ReadBusiness), Said("禁入查询记录", "The screenings of a party")]
public sealed record ListScreenings(CounterpartyId Party, string? Cursor) : IAsk<Listed<ScreeningRow>>;

public sealed class ListScreeningsAnswer(IntegrityDb db) : IAnswer<ListScreenings, Listed<ScreeningRow>>
{
    private const int PageSize = 30;
    private const string OfficialPrefix = "official:";

    public async Task<Outcome<Listed<ScreeningRow>>> Answer(ListScreenings ask, AskContext context, CancellationToken cancel)
    {
        if (!await db.Counterparties.AnyAsync(p => p.Id == ask.Party, cancel)) return ActRefusals.NotFound();
        var looked = db.PartyScreenings.AsNoTracking().Where(s => s.Party == ask.Party);
        if (Cursor.Read(ask.Cursor) is { } after && after.Text.Split(' ') is [var first, var second] && long.TryParse(first, out var entry) && long.TryParse(second, out var about))
            looked = looked.Where(s => s.Entry < entry || (s.Entry == entry && (s.About < about || (s.About == about && s.Place < after.Id))));
        var rows = await (from screening in looked
                          join act in db.JournalEntries.AsNoTracking() on screening.Entry equals act.Number
                          orderby screening.Entry descending, screening.About descending, screening.Place descending
                          select new { screening, act.At, act.Actor }).Take(PageSize + 1).ToListAsync(cancel);
        var people = rows.Where(r => r.Actor.StartsWith(OfficialPrefix, StringComparison.Ordinal)).Select(r => Person(r.Actor)).Distinct().ToList();
        var names = await db.Officials.AsNoTracking().Where(o => people.Contains(o.Id)).ToDictionaryAsync(o => o.Id, o => o.Name, cancel);
        var next = rows.Count > PageSize ? rows[PageSize - 1].screening : null;
        return Cursor.Page(rows.ConvertAll(r => new ScreeningRow(r.screening.About, r.screening.Purpose, r.screening.Day, r.screening.Entry, r.At,
            r.Actor.StartsWith(OfficialPrefix, StringComparison.Ordinal) ? names.GetValueOrDefault(Person(r.Actor), r.Actor) : r.Actor, r.screening.OnRecord, r.screening.Exclusions, r.screening.Refused)),
            PageSize, _ => Cursor.Write($"{next!.Entry} {next.About}", next.Place));
    }

    private static OfficialId Person(string actor) => OfficialId.From(long.Parse(actor.AsSpan(OfficialPrefix.Length)));
}

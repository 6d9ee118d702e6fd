using Integrity.App.Acts;
using Integrity.App.Contracts;
using Integrity.App.Ledger;
using Integrity.App.Storage;
using Integrity.Domain.Acts;
using Integrity.Domain.Certificates;
using Integrity.Domain.Contracts;
using Integrity.Domain.Identity;
using Integrity.Domain.Ledger;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Certificates;

/// <summary>One posting of a contract, with the entry that it belongs to. Unit: fen; debit positive.</summary>
public sealed record LedgerLine(long Posting, DateOnly Day, Account Account, Standing Standing, Money Amount, ExplainedEntry Entry);

/// <summary>The postings of a contract in the order of the books, a page at a time.</summary>
/// <remarks>Rules: L-1.</remarks>
[May(Duty.ReadBusiness, Duty.ActAsContractor), Said("合同台账", "The postings of a contract")]
public sealed record LedgerOf(ContractId Contract, string? Cursor) : IAsk<Listed<LedgerLine>>;

public sealed class LedgerOfAnswer(IntegrityDb db, OwnEntries own) : IAnswer<LedgerOf, Listed<LedgerLine>>
{
    private const int PageSize = 50;

    public async Task<Outcome<Listed<LedgerLine>>> Answer(LedgerOf ask, AskContext context, CancellationToken cancel)
    {
        if (await new OwedScope(ask.Contract, null, null, null).For(context, db, cancel) is { IsDone: false } no) return no.Refusal;
        var rows = db.Postings.AsNoTracking().Where(p => p.Owner == ask.Contract.Value);
        if (Cursor.Read(ask.Cursor) is { } after && DateOnly.TryParse(after.Text, out var day))
            rows = rows.Where(p => p.Day > day || (p.Day == day && p.Id > after.Id));
        var page = Cursor.Page(await rows.OrderBy(p => p.Day).ThenBy(p => p.Id).Take(PageSize + 1).ToListAsync(cancel), PageSize,
            last => Cursor.Write(last.Day.ToString("yyyy-MM-dd"), last.Id));
        var entries = await new EntriesExplained(db).Entries(page.Items, cancel);
        var told = await own.For(context, entries.Values, cancel);
        return new Listed<LedgerLine>([.. page.Items.Select(p => new LedgerLine(p.Id, p.Day, p.Account, p.Standing, new(p.Fen), told(entries[p.Id])))], page.Next);
    }
}

/// <summary>A whole ledger entry: all its lines, which sum to zero.</summary>
public sealed record LedgerEntryShown(ExplainedEntry Entry, string Kind, long Reverses, string Root, IReadOnlyList<LedgerEntryLine> Lines);

public sealed record LedgerEntryLine(long Posting, long Owner, Account Account, Standing Standing, long Tranche, DateOnly? Due, long Subject, Money Amount);

/// <summary>The ledger entry to which a posting belongs.</summary>
/// <remarks>Rules: L-1, J-1. D-4. A contractor opens the entries of his own contracts, and of an entry the lines of his contract.</remarks>
[May(Duty.ReadBusiness, Duty.ActAsContractor), Said("一笔台账分录", "One ledger entry")]
public sealed record ShowLedgerEntry(long Posting) : IAsk<LedgerEntryShown>;

public sealed class ShowLedgerEntryAnswer(IntegrityDb db, OwnEntries own) : IAnswer<ShowLedgerEntry, LedgerEntryShown>
{
    private const long Reach = 400;

    public async Task<Outcome<LedgerEntryShown>> Answer(ShowLedgerEntry ask, AskContext context, CancellationToken cancel)
    {
        var posting = await db.Postings.AsNoTracking().SingleOrDefaultAsync(p => p.Id == ask.Posting, cancel);
        if (posting is null) return ActRefusals.NotFound();
        var isOwn = context.OwnParty is not null;
        if (isOwn && !(await new OwedScope(ContractId.From(posting.Owner), null, null, null).For(context, db, cancel)).IsDone) return ActRefusals.NotFound();
        var closed = (await db.ContractsClosedTo(context, cancel)).Select(c => c.Value).ToList();
        if (await db.KeptFrom(db.WorksContracts.Where(c => c.Id == ContractId.From(posting.Owner)), context, cancel) is { } away) return away;
        // The postings of an entry are numbered in a row; there is no index by entry on purpose.
        var lines = await db.Postings.AsNoTracking().Where(p => p.Id > ask.Posting - Reach && p.Id < ask.Posting + Reach && p.Entry == posting.Entry && (!isOwn || p.Owner == posting.Owner) && !closed.Contains(p.Owner))
            .OrderBy(p => p.Id).ToListAsync(cancel);
        var entry = (await new EntriesExplained(db).Entries([posting], cancel))[posting.Id];
        var range = await db.LedgerRanges.AsNoTracking().Where(r => r.FirstEntry <= posting.Entry).OrderByDescending(r => r.FirstEntry).FirstAsync(cancel);
        var told = (await own.For(context, [entry], cancel))(entry);
        return new LedgerEntryShown(told, told.ActEn == entry.ActEn ? range.Kind : "", range.Reverses, Convert.ToHexStringLower(range.Root),
            lines.ConvertAll(p => new LedgerEntryLine(p.Id, p.Owner, p.Account, p.Standing, p.Tranche, p.Due == Posting.NoDay ? null : p.Due, p.Subject, new(p.Fen))));
    }
}

using System.Globalization;
using Integrity.App.Acts;
using Integrity.App.Identity;
using Integrity.App.Journal;
using Integrity.App.Projects;
using Integrity.App.Storage;
using Integrity.Domain.Acts;
using Integrity.Domain.Identity;
using Integrity.Domain.Payments;
using Integrity.Domain.Projects;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Payments;

/// <param name="Free">What of it no run has taken; negative when it proved wrong after its money was used.</param>
public sealed record ReceiptRow(
    FundReceiptId Id, string Number, FundSource Source, Money Amount, Money Free, DateOnly ReceivedOn, string Payer, ReceiptState State,
    FundScopeKind RestrictionKind, long RestrictedTo, string? ProjectName);

/// <summary>The receipts, the latest first; or only those of one state.</summary>
[May(Duty.ReadBusiness), Said("到账资金名单", "The receipts")]
public sealed record ListReceipts(ReceiptState? State, string? Cursor) : IAsk<Listed<ReceiptRow>>;

public sealed class ListReceiptsAnswer(IntegrityDb db, Funds funds) : IAnswer<ListReceipts, Listed<ReceiptRow>>
{
    private const int PageSize = 50;

    public async Task<Outcome<Listed<ReceiptRow>>> Answer(ListReceipts ask, AskContext context, CancellationToken cancel)
    {
        var receipts = db.Receipts.AsNoTracking();
        if (ask.State is { } state) receipts = receipts.Where(r => r.State == state);
        if (Cursor.Read(ask.Cursor) is { } after && DateOnly.TryParseExact(after.Text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            receipts = receipts.Where(r => r.ReceivedOn < day || (r.ReceivedOn == day && r.Id.CompareTo(FundReceiptId.From(after.Id)) < 0));
        var page = await receipts.OrderByDescending(r => r.ReceivedOn).ThenByDescending(r => r.Id).Take(PageSize + 1).ToListAsync(cancel);
        var free = funds.FreeByReceipt();
        var projects = page.Where(r => r.RestrictionKind == FundScopeKind.Project).Select(r => ProjectId.From(r.RestrictedTo)).Distinct().ToList();
        var names = await db.Projects.AsNoTracking().Where(p => projects.Contains(p.Id)).ToDictionaryAsync(p => p.Id.Value, p => p.Name, cancel);
        var rows = page.Select(r => new ReceiptRow(r.Id, r.Number, r.Source, r.Amount, free.GetValueOrDefault(r.Id.Value), r.ReceivedOn, r.Payer, r.State,
            r.RestrictionKind, r.RestrictedTo, r.RestrictionKind == FundScopeKind.Project ? names.GetValueOrDefault(r.RestrictedTo) : null)).ToList();
        return Cursor.Page(rows, PageSize, last => Cursor.Write(last.ReceivedOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), last.Id.Value));
    }
}

/// <summary>What a run took from the receipt and has not given back.</summary>
public sealed record ReceiptUse(long Run, string RunZh, string RunEn, RunSort Sort, Money Amount);

/// <param name="IsOwn">Whoever asks has recorded it, or asked for its reversal: another person confirms.</param>
public sealed record ReceiptDetail(
    FundReceiptId Id, long Version, string Number, FundSource Source, Money Amount, Money Free, DateOnly ReceivedOn, string Payer, ReceiptState State,
    FundScopeKind RestrictionKind, long RestrictedTo, string? ProjectName, string Document, string RecordedBy, string? ConfirmedBy, DateOnly? ConfirmedOn,
    string? WithdrawnBy, string? ReversalAskedBy, string? Reason, string? ReversedBy, DateOnly? ReversedOn, IReadOnlyList<ReceiptUse> Uses,
    bool IsOwn) : IVersioned;

/// <summary>One receipt: who stands for it, and what its money was used for.</summary>
[May(Duty.ReadBusiness), Said("一笔到账资金", "One receipt")]
public sealed record ShowReceipt(FundReceiptId Receipt) : IAsk<ReceiptDetail>;

public sealed class ShowReceiptAnswer(IntegrityDb db, Funds funds) : IAnswer<ShowReceipt, ReceiptDetail>
{
    public async Task<Outcome<ReceiptDetail>> Answer(ShowReceipt ask, AskContext context, CancellationToken cancel)
    {
        var r = await db.Receipts.AsNoTracking().SingleOrDefaultAsync(one => one.Id == ask.Receipt, cancel);
        if (r is null) return ActRefusals.NotFound();
        OfficialId?[] named = [r.RecordedBy, r.ConfirmedBy, r.WithdrawnBy, r.ReversalAskedBy, r.ReversedBy];
        var people = named.OfType<OfficialId>().Distinct().ToList();
        var names = await db.Officials.AsNoTracking().Where(o => people.Contains(o.Id)).ToDictionaryAsync(o => o.Id, o => o.Name, cancel);
        var project = r.RestrictionKind == FundScopeKind.Project
            ? await db.Projects.AsNoTracking().Where(p => p.Id == ProjectId.From(r.RestrictedTo)).Select(p => p.Name).SingleOrDefaultAsync(cancel) : null;
        var uses = new List<ReceiptUse>();
        var taken = await db.RunFunds.AsNoTracking().Where(f => f.Receipt == r.Id).ToListAsync(cancel);
        foreach (var run in taken.GroupBy(f => f.Run).OrderBy(g => g.Key))
        {
            var left = run.Sum(f => f.Left);
            if (left.IsPositive && await Runs.NameOf(db, run.Key, cancel) is { } name) uses.Add(new(run.Key, name.Zh, name.En, name.Sort, left));
        }
        return new ReceiptDetail(r.Id, await db.VersionOf(r.Id.Value, cancel), r.Number, r.Source, r.Amount, funds.FreeByReceipt().GetValueOrDefault(r.Id.Value),
            r.ReceivedOn, r.Payer, r.State, r.RestrictionKind, r.RestrictedTo, project, r.Document, names[r.RecordedBy], Name(r.ConfirmedBy), r.ConfirmedOn,
            Name(r.WithdrawnBy), Name(r.ReversalAskedBy), r.Reason, Name(r.ReversedBy), r.ReversedOn, uses,
            context.Official is { } me && (r.State == ReceiptState.ReversalAsked ? r.ReversalAskedBy == me.Id : r.RecordedBy == me.Id));

        string? Name(OfficialId? by) => by is { } one ? names[one] : null;
    }
}

/// <summary>How the money stands.</summary>
/// <param name="Free">Confirmed and not taken by any run, restricted or not.</param>
/// <param name="UsableForAll">What a round of all contracts could use now.</param>
/// <param name="Deficit">Used out of receipts that proved wrong, and not yet made good: the first claim on the next receipt.</param>
/// <param name="Waiting">Recorded and not yet confirmed: not money.</param>
/// <param name="Expected">Expected recoveries: shown and never usable (F-2).</param>
public sealed record FundsStand(Money Free, Money UsableForAll, Money Deficit, Money Waiting, Money Expected);

/// <summary>How the bureau's money stands, for all contracts; beside it what is expected and never usable.</summary>
[May(Duty.ReadBusiness), Said("资金状况", "How the money stands")]
public sealed record ShowFunds : IAsk<FundsStand>;

public sealed class ShowFundsAnswer(IntegrityDb db, Funds funds) : IAnswer<ShowFunds, FundsStand>
{
    public async Task<Outcome<FundsStand>> Answer(ShowFunds ask, AskContext context, CancellationToken cancel)
    {
        var receipts = await funds.Confirmed(cancel);
        var waiting = await db.Receipts.AsNoTracking().Where(r => r.State == ReceiptState.Recorded).SumAsync(r => r.Amount.Fen, cancel);
        var expected = await db.ExpectedRecoveries.AsNoTracking().Where(r => !r.IsClosed).SumAsync(r => r.Amount.Fen, cancel);
        return new FundsStand(receipts.Where(r => r.Free.IsPositive).Sum(r => r.Free), RoundFund.Available(receipts, FundScope.All), RoundFund.Deficit(receipts), new(waiting), new(expected));
    }
}

using Integrity.App.Acts;
using Integrity.App.Ledger;
using Integrity.App.Projects;
using Integrity.App.Storage;
using Integrity.Domain.Payments;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Payments;

/// <summary>The bureau's confirmed money: what a run may use, what it has set apart, and where unused money goes back (F-1).</summary>
/// <remarks>What of a receipt is free is read from the ledger alone; which run took what stands beside it in the order of taking.</remarks>
public sealed class Funds(IntegrityDb db, Books books)
{
    /// <summary>What a round is about, as money sees it: all contracts, or one project's.</summary>
    public static FundScope ScopeOf(long? project) => project is { } one ? new(FundScopeKind.Project, one) : FundScope.All;

    /// <summary>What a run of the scope can use now: its confirmed receipts less the deficits, which come first.</summary>
    public async Task<Money> Available(FundScope scope, CancellationToken cancel) => RoundFund.Available(await Confirmed(cancel), scope);

    /// <summary>Money already used out of receipts that proved wrong and not yet made good.</summary>
    public async Task<Money> Deficit(CancellationToken cancel) => RoundFund.Deficit(await Confirmed(cancel));

    /// <summary>Every receipt that was ever confirmed, with what of it is free; one whose reversal is asked for has nothing free until a second person has answered.</summary>
    public async Task<IReadOnlyList<FundReceipt>> Confirmed(CancellationToken cancel)
    {
        var free = FreeByReceipt();
        var projects = (await db.Projects.AsNoTracking().Select(p => new { p.Id, p.Kind }).ToListAsync(cancel))
            .GroupBy(p => (long)p.Kind).ToDictionary(g => g.Key, IReadOnlySet<long> (g) => g.Select(p => p.Id.Value).ToHashSet());
        var receipts = await db.Receipts.AsNoTracking().Where(r => r.ConfirmedOn != null).OrderBy(r => r.ConfirmedOn).ThenBy(r => r.Id).ToListAsync(cancel);
        return
        [
            .. receipts.Select(r => new FundReceipt(r.Id.Value, r.ConfirmedOn!.Value, r.Restriction,
                r.State == ReceiptState.ReversalAsked ? Money.Min(Money.Zero, free.GetValueOrDefault(r.Id.Value)) : free.GetValueOrDefault(r.Id.Value),
                r.RestrictionKind == FundScopeKind.Purpose ? projects.GetValueOrDefault(r.RestrictedTo) : null)),
        ];
    }

    /// <summary>What of each receipt is free by the ledger; negative where it proved wrong after its money was used.</summary>
    public Dictionary<long, Money> FreeByReceipt()
    {
        var free = new Dictionary<long, Money>();
        // Few receipts, each with few postings: the receipts lead, the postings are found through their owner's index.
        BulkRead.Each(db, """
            SELECT r.id, CAST(SUM(p.fen) AS BIGINT) FROM fund_receipts r CROSS JOIN postings p WHERE p.owner = r.id AND p.account = 4 GROUP BY r.id
            """, 2, row => free.Add(row[0], new(row[1])));
        return free;
    }

    /// <summary>Takes the amount from the receipts usable for every contract of the scope, oldest first, and sets it apart for the run. Call it last in Keep.</summary>
    /// <param name="context">The act.</param>
    /// <param name="run">Whose money it is from now on.</param>
    /// <param name="list">SHA-256 of the list for which it is, hexadecimal: the entry rests on it.</param>
    /// <param name="scope">The contracts of the list.</param>
    /// <param name="amount">How much.</param>
    /// <param name="cancel">Stops it.</param>
    /// <remarks>Errors: refuses more than is available.</remarks>
    public async Task<Outcome<Money>> SetApart(ActContext context, long run, string list, FundScope scope, Money amount, CancellationToken cancel)
    {
        var drawn = RoundFund.Draw(await Confirmed(cancel), scope, amount);
        if (!drawn.IsDone) return drawn.Refusal;
        await Took(run, drawn.Value, cancel);
        await Post(context, "fund_set_apart", RoundFund.SetApart(run, drawn.Value, context.Today), list, cancel);
        return amount;
    }

    /// <summary>What the run does not need goes back to the receipt it was drawn from last: its residual, or all of it when no candidate passed. Call it last in Keep.</summary>
    /// <param name="context">The act.</param>
    /// <param name="run">Whose money it was.</param>
    /// <param name="list">SHA-256 of the list for which it was set apart, hexadecimal.</param>
    /// <param name="amount">How much.</param>
    /// <param name="cancel">Stops it.</param>
    /// <returns>Where it went.</returns>
    /// <remarks>Errors: more than the run took and has not given back is a fault.</remarks>
    public async Task<IReadOnlyList<Drawn>> Return(ActContext context, long run, string list, Money amount, CancellationToken cancel)
    {
        var back = RoundFund.GiveBack(await DrawsOf(run, cancel), amount);
        await GaveBack(run, back, cancel);
        await Post(context, "fund_returned", RoundFund.Return(run, back, context.Today), list, cancel);
        return back;
    }

    /// <summary>Notes what an entry took from receipts for the run, as <see cref="RoundFund.Draw"/> names it; the entry itself posts it.</summary>
    public async Task Took(long run, IReadOnlyList<Drawn> drawn, CancellationToken cancel)
    {
        var ordinal = (await TakenBy(run, cancel)).Count;
        foreach (var draw in drawn)
            db.RunFunds.Add(new() { Run = run, Ordinal = ++ordinal, Receipt = new(draw.Receipt), Taken = draw.Amount, Returned = Money.Zero });
    }

    /// <summary>What the run took and has not given back, in the order of taking: for entries that return money of a line .</summary>
    public async Task<IReadOnlyList<Drawn>> DrawsOf(long run, CancellationToken cancel) =>
        [.. (await TakenBy(run, cancel)).Where(f => f.Left.IsPositive).Select(f => new Drawn(f.Receipt.Value, f.Left))];

    /// <summary>Notes what an entry gave back from the run's <see cref="DrawsOf"/>, as <see cref="RoundFund.GiveBack"/> names it; the entry itself posts it.</summary>
    public async Task GaveBack(long run, IReadOnlyList<Drawn> back, CancellationToken cancel)
    {
        var taken = (await TakenBy(run, cancel)).Where(f => f.Left.IsPositive).ToList();
        for (var i = 0; i < back.Count; i++)
        {
            var from = taken[taken.Count - 1 - i];
            if (from.Receipt.Value != back[i].Receipt) throw new InvalidOperationException($"Run {run} gives back to receipt {back[i].Receipt}, not to the one drawn on last.");
            from.Returned += back[i].Amount;
        }
    }

    /// <summary>Why the run's money cannot leave, or null: some of it came from a receipt that has proved wrong since, and nothing has made it good. Ask it when an execution begins.</summary>
    public async Task<Refusal?> ProvedWrong(long run, CancellationToken cancel)
    {
        var draws = await DrawsOf(run, cancel);
        var free = FreeByReceipt();
        var wrong = draws.GroupBy(d => d.Receipt).Sum(d => Money.Min(d.Sum(one => one.Amount), Money.Max(Money.Zero, -free.GetValueOrDefault(d.Key))));
        return wrong.IsPositive ? FundRefusals.RunMoneyProvedWrong(wrong) : null;
    }

    internal async Task Post(ActContext context, string kind, Domain.Ledger.LedgerEntry entry, string document, CancellationToken cancel)
    {
        if (!entry.IsEmpty) await books.Post(context, kind, TotalsOf.Bureau, entry.Postings, cancel, document: document);
    }

    // Rows that this act has added but not yet saved are part of it.
    private async Task<List<RunFund>> TakenBy(long run, CancellationToken cancel)
    {
        await db.RunFunds.Where(f => f.Run == run).LoadAsync(cancel);
        return [.. db.RunFunds.Local.Where(f => f.Run == run).OrderBy(f => f.Ordinal)];
    }
}

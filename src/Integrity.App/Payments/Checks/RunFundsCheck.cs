using System.Runtime.CompilerServices;
using Integrity.App.Storage;
using Integrity.Domain.Payments;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Payments.Checks;

/// <summary>What each run took from receipts and has not given back is what the ledger set apart for it; no receipt gave more than it had.</summary>
internal sealed class RunFundsCheck : ICheck
{
    public string Name => "payments.run_funds";
    public string Rule => "F-1, R-4";
    public string Zh => "各批次从到账资金中留出而未退回的金额与账本一致";
    public string En => "What each run took from receipts and has not given back is what the ledger set apart for it";
    public IReadOnlyList<string> Proves => ["run_funds"];

    public async IAsyncEnumerable<Finding> Run(IntegrityDb db, [EnumeratorCancellation] CancellationToken cancel)
    {
        var rows = await db.RunFunds.AsNoTracking().ToListAsync(cancel);
        var taken = rows.GroupBy(f => f.Run).ToDictionary(g => g.Key, g => g.Sum(f => f.Left.Fen));
        var posted = new Dictionary<long, long>();
        // A run's own postings, not its contracts': what is set apart and what goes back.
        BulkRead.Each(db, "SELECT owner, CAST(SUM(fen) AS BIGINT) FROM postings WHERE account = 6 AND owner = subject GROUP BY owner", 2, row => posted[row[0]] = row[1]);
        foreach (var run in taken.Keys.Union(posted.Keys).Order())
        {
            var (books, said) = (posted.GetValueOrDefault(run), taken.GetValueOrDefault(run));
            if (books != said)
                yield return new("run_funds", $"{run}", $"账本为该批次留出 {books} 分，资金记录为 {said} 分。", $"The ledger set {books} fen apart for the run, its receipts say {said}.");
        }
        var confirmed = (await db.Receipts.AsNoTracking().Where(r => r.ConfirmedOn != null).Select(r => r.Id).ToListAsync(cancel)).ToHashSet();
        foreach (var stray in rows.Where(f => !confirmed.Contains(f.Receipt)))
            yield return new("run_funds", $"{stray.Run}|{stray.Ordinal}", "资金来自未确认的到账。", "The money is of a receipt that nobody confirmed.");
    }
}

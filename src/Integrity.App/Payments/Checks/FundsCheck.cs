using System.Runtime.CompilerServices;
using Integrity.App.Storage;
using Integrity.Domain.Ledger;
using Integrity.Domain.Payments;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Payments.Checks;

/// <summary>Money came into the books by receipts that two people confirmed, for their amount, and left again where they were reversed; wage runs paid what they say.</summary>
internal sealed class FundsCheck : ICheck
{
    public string Name => "payments.funds";
    public string Rule => "F-1, O-5, invariant 2";
    public string Zh => "每笔到账经两人确认并按金额入账；每次工资支付与其明细和指令一致";
    public string En => "Every receipt is in the books as two people confirmed it, and every wage run is its lines and instructions";

    public async IAsyncEnumerable<Finding> Run(IntegrityDb db, [EnumeratorCancellation] CancellationToken cancel)
    {
        var posted = new Dictionary<long, long>();
        BulkRead.Each(db, "SELECT owner, CAST(SUM(-fen) AS BIGINT) FROM postings WHERE account = $1 GROUP BY owner", 2, row => posted[row[0]] = row[1], (long)Account.FundSource);
        await foreach (var receipt in db.Receipts.AsNoTracking().OrderBy(r => r.Id).AsAsyncEnumerable().WithCancellation(cancel))
        {
            posted.Remove(receipt.Id.Value, out var fen);
            var stands = receipt.State is ReceiptState.Confirmed or ReceiptState.ReversalAsked;
            if (fen != (stands ? receipt.Amount.Fen : 0)) yield return new("fund_receipts", $"{receipt.Id.Value}", $"登记为 {receipt.Amount}，账面 {fen} 分。", $"It is for {receipt.Amount}, the ledger has {fen} fen of it.");
            else if (stands && (receipt.ConfirmedBy is not { } second || second == receipt.RecordedBy)) yield return new("fund_receipts", $"{receipt.Id.Value}", "不是由两人登记和确认。", "Not two people recorded and confirmed it.");
        }
        foreach (var stray in posted.Where(p => p.Value != 0).Select(p => p.Key).Order()) yield return new("postings", $"receipt {stray}", "账面资金没有到账登记。", "The ledger has money of it, and there is no such receipt.");

        foreach (var run in await db.WageRuns.AsNoTracking().OrderBy(r => r.Id).ToListAsync(cancel))
        {
            var (lines, instructed) = (0L, 0L);
            BulkRead.Each(db, "SELECT amount_fen FROM wage_run_lines WHERE run = $1 AND standing = 'Paid'", 1, row => lines = checked(lines + row[0]), run.Id.Value);
            BulkRead.Each(db, "SELECT fen FROM instructions WHERE run = $1 AND replaces = 0", 1, row => instructed = checked(instructed + row[0]), run.Id.Value);
            if (lines != run.Amount.Fen || instructed != (run.State == WageRunState.Executed ? run.Amount.Fen : 0))
                yield return new("wage_runs", $"{run.Id.Value}", $"登记 {run.Amount}，明细 {lines} 分，指令 {instructed} 分。", $"It says {run.Amount}, its lines {lines} fen, its instructions {instructed} fen.");
        }
    }
}

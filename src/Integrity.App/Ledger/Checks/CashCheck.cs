using Integrity.App.Storage;
using Integrity.Domain.Ledger;

namespace Integrity.App.Ledger.Checks;

/// <summary>No run paid and reserved more than it was given: its cash is never below zero.</summary>
internal sealed class CashCheck : ICheck
{
    public string Name => "ledger.cash";
    public string Rule => "R-3, invariant 2";
    public string Zh => "任何批次支付与留存之和不超过拨给它的资金";
    public string En => "No run paid and set aside more than the money it was given";

    public IAsyncEnumerable<Finding> Run(IntegrityDb db, CancellationToken cancel)
    {
        var left = new SortedDictionary<long, Int128>();
        BulkRead.Each(db, "SELECT subject, fen FROM postings WHERE account = $1", 2,
            row => left[row[0]] = left.GetValueOrDefault(row[0]) + row[1], (long)Account.RunCash);
        return left.Where(run => run.Value < 0).Take(Verification.Most)
            .Select(run => new Finding("postings", $"run {run.Key}", $"批次 {run.Key} 的资金为 {run.Value} 分。", $"The cash of run {run.Key} is {run.Value} fen."))
            .ToAsyncEnumerable();
    }
}

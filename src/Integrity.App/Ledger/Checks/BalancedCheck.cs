using Integrity.App.Storage;

namespace Integrity.App.Ledger.Checks;

/// <summary>Every ledger entry sums to zero.</summary>
internal sealed class BalancedCheck : ICheck
{
    public string Name => "ledger.balanced";
    public string Rule => "L-1, invariant 12";
    public string Zh => "每一笔分录各行之和为零";
    public string En => "Every ledger entry sums to zero";

    public IAsyncEnumerable<Finding> Run(IntegrityDb db, CancellationToken cancel)
    {
        var findings = new List<Finding>();
        var (entry, sum) = (0L, (Int128)0);
        BulkRead.Each(db, "SELECT entry, fen FROM postings ORDER BY id", 2, row =>
        {
            if (row[0] != entry)
            {
                End();
                (entry, sum) = (row[0], 0);
            }
            sum += row[1];
        });
        End();
        return findings.ToAsyncEnumerable();

        void End()
        {
            if (sum != 0 && findings.Count < Verification.Most) findings.Add(new("postings", $"entry {entry}", $"分录 {entry} 之和为 {sum} 分，不是零。", $"Entry {entry} sums to {sum} fen, not to zero."));
        }
    }
}

using Integrity.App.Storage;
using Integrity.Domain.Ledger;

namespace Integrity.App.Ledger.Checks;

/// <summary>For every contract the buckets add up to what the definition of O-1 gives, and nothing owed or reserved is negative.</summary>
internal sealed class BalancesCheck : ICheck
{
    public string Name => "ledger.balances";
    public string Rule => "O-1, O-3, invariant 1";
    public string Zh => "每份合同各栏之和等于所欠，且无负数";
    public string En => "The buckets of every contract add up to what it is owed, and none is negative";

    public IAsyncEnumerable<Finding> Run(IntegrityDb db, CancellationToken cancel)
    {
        var findings = new List<Finding>();
        var postings = new List<Posting>();
        var owner = 0L;
        var today = 0L;
        BulkRead.Each(db, "SELECT COALESCE(MAX(day), 19700101) FROM postings", 1, row => today = row[0]);
        var asOf = DayNumber.From((int)today);
        BulkRead.Each(db, "SELECT entry, day, owner, account, standing, tranche, due, subject, fen FROM postings ORDER BY owner, id", 9, row =>
        {
            if (row[2] != owner)
            {
                End();
                owner = row[2];
                postings.Clear();
            }
            postings.Add(new(row[0], DayNumber.From((int)row[1]), row[2], (Account)row[3], (Standing)row[4], row[5], DayNumber.From((int)row[6]), row[7], row[8]));
        });
        End();
        return findings.ToAsyncEnumerable();

        void End()
        {
            // Receipts and runs own cash only; contracts own what is owed.
            if (findings.Count == Verification.Most || postings.All(p => p.Account is Account.Fund or Account.FundSource or Account.RunCash)) return;
            try
            {
                var balance = ContractBalance.At(owner, postings, asOf);
                if (balance.Outstanding != balance.OutstandingByDefinition)
                    findings.Add(Of($"各栏之和 {balance.Outstanding.Fen} 分，按定义为 {balance.OutstandingByDefinition.Fen} 分。", $"The buckets add up to {balance.Outstanding.Fen} fen, the definition gives {balance.OutstandingByDefinition.Fen} fen."));
            }
            catch (Exception wrong) when (wrong is InvalidOperationException or OverflowException)
            {
                findings.Add(Of($"余额不成立：{wrong.Message}", $"The balance cannot be: {wrong.Message}"));
            }
        }

        Finding Of(string zh, string en) => new("postings", $"owner {owner}", zh, en);
    }
}

using Integrity.App.Storage;
using Integrity.Domain.Ledger;
using Integrity.Domain.Payments;

namespace Integrity.App.Payments.Checks;

/// <summary>Wages went nowhere but to a wage account: in no entry do they become held, frozen, assigned, disputed, deducted, set off, or part of a ratio.</summary>
internal sealed class WagesCheck : ICheck
{
    public string Name => "payments.wages";
    public string Rule => "O-5, invariant 6";
    public string Zh => "人工费从未被暂缓、冻结、转让、争议、扣罚、抵销，也未计入比例兑付";
    public string En => "No fen of wages was ever held, frozen, assigned, disputed, deducted, set off or put under a ratio";

    public IAsyncEnumerable<Finding> Run(IntegrityDb db, CancellationToken cancel)
    {
        var findings = new List<Finding>();
        var wages = new HashSet<long>();
        BulkRead.Each(db, "SELECT id FROM instructions WHERE kind = $1", 1, row => wages.Add(row[0]), (long)InstructionKind.Wage);
        var (entry, owner, certificate) = (0L, 0L, 0L);
        long fromWages = 0, fromOthers = 0, toOthers = 0;
        // By entry, contract and certificate: what is taken from a wage part must be covered by what may take it.
        BulkRead.Each(db, """
            SELECT entry, owner, tranche, account, standing, subject, fen FROM postings
            WHERE account IN (2, 3) AND entry IN (SELECT entry FROM postings WHERE account = 2 AND standing = 2 AND fen > 0)
               OR account IN (8, 14) AND entry IN (SELECT entry FROM postings WHERE account = 2 AND standing = 2 AND fen > 0)
            ORDER BY entry, owner, tranche
            """, 7, row =>
        {
            if ((row[0], row[1], row[2]) != (entry, owner, certificate)) Close();
            (entry, owner, certificate) = (row[0], row[1], row[2]);
            var (account, standing, fen) = ((Account)row[3], (Standing)row[4], row[6]);
            var isWage = account == Account.Payable && (standing == Standing.Wage || (standing == Standing.InFlight && wages.Contains(row[5])));
            if (isWage) fromWages = checked(fromWages + fen);
            else if (fen > 0) fromOthers = checked(fromOthers + fen);
            else toOthers = checked(toOthers - fen);
        });
        Close();
        return findings.ToAsyncEnumerable();

        void Close()
        {
            if (fromWages > 0 && toOthers > fromOthers && findings.Count < Verification.Most)
                findings.Add(new("postings", $"entry {entry} contract {owner}", $"证书 {certificate} 的人工费有 {Math.Min(fromWages, toOthers - fromOthers)} 分移作他用。", $"{Math.Min(fromWages, toOthers - fromOthers)} fen of certificate {certificate}'s wages went elsewhere."));
            (fromWages, fromOthers, toOthers) = (0, 0, 0);
        }
    }
}

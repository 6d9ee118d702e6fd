using Integrity.App.Storage;
using Integrity.Domain.Ledger;

namespace Integrity.App.Certificates.Checks;

/// <summary>What stands disputed, frozen or assigned stands so under a paper of that kind that is in force for that contract, and never for more than the paper says; nothing stays reserved for a paper that has ended.</summary>
internal sealed class EarmarksCheck : ICheck
{
    public string Name => "certificates.earmarks";
    public string Rule => "O-8, R-3";
    public string Zh => "争议、冻结和转让的款项各有执行中的依据，且不超过其金额";
    public string En => "Whatever is disputed, frozen or assigned has a paper in force behind it, for no more than its amount";

    public IAsyncEnumerable<Finding> Run(IntegrityDb db, CancellationToken cancel)
    {
        var findings = new List<Finding>();
        var papers = new Dictionary<long, (long Contract, long Standing, bool InForce, long Fen)>();
        BulkRead.Each(db, $"""
            SELECT id, contract,
                CASE kind WHEN 'AuthorityOrder' THEN {(short)Standing.FrozenByAuthority} WHEN 'Assignment' THEN {(short)Standing.Assigned} ELSE {(short)Standing.Disputed} END,
                CASE WHEN state IN ('InForce', 'Ending') THEN 1 ELSE 0 END, amount_fen
            FROM earmarks
            """, 5, row => papers[row[0]] = (row[1], row[2], row[3] == 1, row[4]));
        BulkRead.Each(db, $"""
            SELECT owner, standing, subject, CAST(SUM(-fen) AS BIGINT) FROM postings
            WHERE account IN ({(short)Account.Payable}, {(short)Account.Retention})
              AND standing IN ({(short)Standing.Disputed}, {(short)Standing.FrozenByAuthority}, {(short)Standing.Assigned})
            GROUP BY owner, standing, subject
            """, 4, row =>
        {
            if (row[3] == 0 || findings.Count == Verification.Most) return;
            if (!papers.TryGetValue(row[2], out var paper) || (paper.Contract, paper.Standing, paper.InForce) != (row[0], row[1], true))
                findings.Add(new("earmarks", $"{row[2]}", $"合同 {row[0]} 有 {row[3]} 分没有执行中的依据。", $"{row[3]} fen of contract {row[0]} stand without a paper in force."));
            else if (row[3] > paper.Fen)
                findings.Add(new("earmarks", $"{row[2]}", $"账面 {row[3]} 分，超过依据的 {paper.Fen} 分。", $"{row[3]} fen stand, more than the {paper.Fen} fen of the paper."));
        });
        BulkRead.Each(db, $"SELECT owner, subject, CAST(SUM(fen) AS BIGINT) FROM postings WHERE account = {(short)Account.Reserve} GROUP BY owner, subject", 3, row =>
        {
            if (row[2] == 0 || findings.Count == Verification.Most || !papers.TryGetValue(row[1], out var paper)) return;
            if ((paper.Contract, paper.InForce) != (row[0], true))
                findings.Add(new("earmarks", $"{row[1]}", $"合同 {row[0]} 仍为已终止的依据留存 {row[2]} 分。", $"{row[2]} fen of contract {row[0]} are still reserved for a paper that has ended."));
        });
        return findings.ToAsyncEnumerable();
    }
}

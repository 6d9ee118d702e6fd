using Integrity.App.Storage;
using Integrity.Domain.Ledger;

namespace Integrity.App.Certificates.Checks;

/// <summary>What a certificate says it added to certified work is what the ledger has under its number, and two people stand behind it.</summary>
internal sealed class PostedCheck : ICheck
{
    public string Name => "certificates.posted";
    public string Rule => "C-6, C-9, O-1";
    public string Zh => "每份批准的计量证书与账面累计计量一致，且由两人办理";
    public string En => "Every approved certificate is what the ledger has of it, and two people stand behind it";

    public IAsyncEnumerable<Finding> Run(IntegrityDb db, CancellationToken cancel)
    {
        var findings = new List<Finding>();
        var posted = new Dictionary<long, (long Contract, long Fen)>();
        BulkRead.Each(db, $"SELECT tranche, MIN(owner), MAX(owner), CAST(SUM(fen) AS BIGINT) FROM postings WHERE account = {(short)Account.WorkCertified} GROUP BY tranche", 4, row =>
        {
            posted[row[0]] = (row[1], row[3]);
            if (row[1] != row[2]) Find("postings", row[0], "一份证书记在两份合同上。", "One certificate is posted under two contracts.");
        });
        BulkRead.Each(db, "SELECT id, contract, gross_fen FROM certificates WHERE state = 'Approved' ORDER BY id", 3, row =>
        {
            var (contract, fen) = posted.Remove(row[0], out var found) ? found : (row[1], 0);
            if (contract != row[1] || fen != row[2]) Find("certificates", row[0], $"证书为 {row[2]} 分，账面为 {fen} 分。", $"It says {row[2]} fen, the ledger has {fen} fen.");
        });
        foreach (var (tranche, of) in posted) Find("postings", tranche, $"账面有 {of.Fen} 分计量，没有批准的证书。", $"The ledger has {of.Fen} fen of work without an approved certificate.");
        BulkRead.Each(db, """
            SELECT id FROM certificates WHERE state = 'Approved' AND kind <> 'Opening' AND (prepared_by IS NULL OR decided_by IS NULL OR prepared_by = decided_by)
            """, 1, row => Find("certificates", row[0], "不是由两人编制和批准。", "Not two people prepared and approved it."));
        return findings.ToAsyncEnumerable();

        void Find(string table, long row, string zh, string en)
        {
            if (findings.Count < Verification.Most) findings.Add(new(table, $"{row}", zh, en));
        }
    }
}

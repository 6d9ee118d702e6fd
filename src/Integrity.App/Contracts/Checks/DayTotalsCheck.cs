using Integrity.App.Ledger;
using Integrity.App.Storage;
using Integrity.Domain.Ledger;

namespace Integrity.App.Contracts.Checks;

/// <summary>The kept totals of each day are the sums of the postings: an entry counts for the payee type and project of the contract in it, or for the bureau.</summary>
internal sealed class DayTotalsCheck : ICheck
{
    public string Name => "ledger.day_totals";
    public string Rule => "L-1, O-3";
    public string Zh => "每日合计等于各笔之和";
    public string En => "The kept totals of each day are the sums of the postings";

    public IAsyncEnumerable<Finding> Run(IntegrityDb db, CancellationToken cancel)
    {
        var findings = new List<Finding>();
        var contracts = new Dictionary<long, TotalsOf>();
        BulkRead.Each(db, "SELECT id, payee_type, project FROM works_contracts", 3, row => contracts[row[0]] = new(row[1], row[2]));

        var sums = new Dictionary<Key, long>();
        var lines = new List<(int Day, short Account, short Standing, int Due, long Fen)>();
        var entry = 0L;
        TotalsOf? of = null;
        BulkRead.Each(db, "SELECT entry, day, owner, account, standing, due, fen FROM postings ORDER BY id", 7, row =>
        {
            if (row[0] != entry) End(row[0]);
            if (contracts.TryGetValue(row[2], out var contract))
            {
                if (of is { } other && other != contract) Find($"entry {entry}", "一笔分录涉及两种归属。", "One entry belongs to two payee types or projects.");
                of = contract;
            }
            lines.Add(((int)row[1], (short)row[3], (short)row[4], (int)row[5], row[6]));
        });
        End(0);

        BulkRead.Each(db, "SELECT day, account, standing, payee_type, project, due, fen FROM day_totals", 7, row =>
        {
            var key = new Key((int)row[0], (short)row[1], (short)row[2], row[3], row[4], (int)row[5]);
            if (sums.Remove(key, out var sum) ? sum != row[6] : row[6] != 0) Find($"{key}", $"所存为 {row[6]} 分，应为 {sum} 分。", $"It says {row[6]} fen, the postings give {sum} fen.");
        });
        foreach (var (key, sum) in sums.Where(s => s.Value != 0)) Find($"{key}", $"缺少合计 {sum} 分。", $"The total of {sum} fen is missing.");
        return findings.ToAsyncEnumerable();

        void End(long next)
        {
            var (type, project) = of ?? TotalsOf.Bureau;
            foreach (var (day, account, standing, due, fen) in lines)
            {
                var key = new Key(day, account, standing, type, project, due);
                sums[key] = checked(sums.GetValueOrDefault(key) + fen);
            }
            lines.Clear();
            (entry, of) = (next, null);
        }

        void Find(string row, string zh, string en)
        {
            if (findings.Count < Verification.Most) findings.Add(new("day_totals", row, zh, en));
        }
    }

    private readonly record struct Key(int Day, short Account, short Standing, long PayeeType, long Project, int Due)
    {
        public override string ToString() => $"{Day}, {(Account)Account}, {(Standing)Standing}, type {PayeeType}, project {Project}, due {Due}";
    }
}

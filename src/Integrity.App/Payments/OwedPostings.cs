using Integrity.App.Ledger;
using Integrity.App.Storage;
using Integrity.Domain.Ledger;
using Integrity.Domain.Payments;

namespace Integrity.App.Payments;

/// <summary>All that is owed to a set of contracts as of a day, read in one pass over the ledger and laid out contract by contract.</summary>
public sealed class OwedPostings
{
    private readonly OwedTranche[] tranches;
    private readonly int[] firstTranche;
    private readonly Dictionary<int, List<ReservedFen>> reserves;

    private OwedPostings(OwedTranche[] tranches, int[] firstTranche, Dictionary<int, List<ReservedFen>> reserves, long[] certified, long[] settled) =>
        (this.tranches, this.firstTranche, this.reserves, Certified, Settled) = (tranches, firstTranche, reserves, certified, settled);

    /// <summary>Gross certified work, fen, by place of the contract.</summary>
    public long[] Certified { get; }

    /// <summary>Paid, fen, by place of the contract.</summary>
    public long[] Settled { get; }

    /// <summary>What is owed to a contract, oldest due day first.</summary>
    public ReadOnlySpan<OwedTranche> TranchesOf(int contract) => tranches.AsSpan(firstTranche[contract]..firstTranche[contract + 1]);

    public ReadOnlySpan<ReservedFen> ReservesOf(int contract) =>
        reserves.TryGetValue(contract, out var list) ? System.Runtime.InteropServices.CollectionsMarshal.AsSpan(list) : [];

    private const string Columns = "SELECT owner, account, standing, tranche, due, subject, fen FROM postings WHERE account IN (1, 2, 3, 6, 7, 9, 10, 11, 13)";

    /// <summary>All contracts in one pass over the ledger.</summary>
    /// <param name="db">The database.</param>
    /// <param name="contracts">Ascending.</param>
    /// <param name="day">The day as a whole number, 20260930; later postings are not seen.</param>
    public static OwedPostings Read(IntegrityDb db, long[] contracts, int day) =>
        Read(contracts, row => BulkRead.Each(db, Columns + " AND day <= $1 ORDER BY id", 7, row, day));

    /// <summary>The last day after the cut-off on which something of what was owed to one of the contracts moved: was paid, set aside, held, disputed, corrected. None is null; what was on its way then, and what becomes of that, is in no base.</summary>
    /// <param name="db">The database.</param>
    /// <param name="contracts">Ascending.</param>
    /// <param name="cutOff">The day.</param>
    public static DateOnly? MovedSince(IntegrityDb db, long[] contracts, DateOnly cutOff)
    {
        long last = 0;
        BulkRead.Each(db, "SELECT owner, day FROM postings WHERE (account = 7 OR (account IN (2, 3) AND standing NOT IN (7, 8))) AND fen > 0 AND day > $1", 2,
            row => { if (row[1] > last && Array.BinarySearch(contracts, row[0]) >= 0) last = row[1]; }, DayNumber.Of(cutOff));
        return last == 0 ? null : DayNumber.From((int)last);
    }

    private static OwedPostings Read(long[] contracts, Action<BulkRead.Row> each)
    {
        var place = new Dictionary<long, int>(contracts.Length);
        for (var i = 0; i < contracts.Length; i++) place.Add(contracts[i], i);
        var (certified, settled) = (new long[contracts.Length], new long[contracts.Length]);
        var reserves = new Dictionary<int, List<ReservedFen>>();
        var read = new List<(int Contract, OwedTranche Tranche)>(contracts.Length * 2);
        each(row =>
        {
            if (!place.TryGetValue(row[0], out var i)) return;
            var fen = row[6];
            switch ((Account)row[1])
            {
                case Account.WorkCertified: certified[i] = checked(certified[i] + fen); break;
                // Settled leaves out advances and interest (O-1, O-2); what recovers an advance names its certificate.
                case Account.Advance when row[3] != 0: break;
                case Account.RunCash or Account.PaidBeforeOpening or Account.Advance or Account.InterestCost or Account.InterestPayable: settled[i] = checked(settled[i] - fen); break;
                case Account.Reserve:
                    settled[i] = checked(settled[i] - fen);
                    Reserve(reserves, i, round: row[3], subject: row[5], fen);
                    break;
                default:
                    read.Add((i, new((Account)row[1], (Standing)row[2], row[3], (int)row[4], row[5], checked(-fen))));
                    break;
            }
        });
        var (tranches, first) = Arrange(read, contracts.Length);
        return new(tranches, first, reserves, certified, settled);
    }

    private static void Reserve(Dictionary<int, List<ReservedFen>> reserves, int contract, long round, long subject, long fen)
    {
        if (!reserves.TryGetValue(contract, out var list)) reserves[contract] = list = [];
        var at = list.FindIndex(r => r.Round == round && r.Subject == subject);
        if (at < 0) list.Add(new(round, subject, fen));
        else list[at] = list[at] with { Fen = checked(list[at].Fen + fen) };
    }

    // A counting sort by contract, then each contract's few postings are added up by what they are.
    private static (OwedTranche[] Tranches, int[] First) Arrange(List<(int Contract, OwedTranche Tranche)> read, int contracts)
    {
        var start = new int[contracts + 1];
        foreach (var (contract, _) in read) start[contract + 1]++;
        for (var i = 0; i < contracts; i++) start[i + 1] += start[i];
        var sorted = new OwedTranche[read.Count];
        var next = start.AsSpan(0, contracts).ToArray();
        foreach (var (contract, tranche) in read) sorted[next[contract]++] = tranche;
        read.Clear();
        read.TrimExcess();

        var first = new int[contracts + 1];
        var kept = 0;
        for (var i = 0; i < contracts; i++)
        {
            first[i] = kept;
            foreach (ref readonly var tranche in sorted.AsSpan(start[i]..start[i + 1])) kept = Add(sorted, first[i], kept, tranche);
            kept = WithoutZeros(sorted, first[i], kept);
            sorted.AsSpan(first[i]..kept).Sort(ByDue);
        }
        first[contracts] = kept;
        return (sorted, first);
    }

    // Writes at or before the place that is being read, so the array serves as its own target.
    private static int Add(OwedTranche[] into, int from, int to, OwedTranche tranche)
    {
        for (var i = from; i < to; i++)
        {
            if (!Same(into[i], tranche)) continue;
            into[i] = into[i] with { Fen = checked(into[i].Fen + tranche.Fen) };
            return to;
        }
        into[to] = tranche;
        return to + 1;
    }

    private static int WithoutZeros(OwedTranche[] tranches, int from, int to)
    {
        var kept = from;
        for (var i = from; i < to; i++)
        {
            if (tranches[i].Fen < 0) throw new InvalidOperationException($"A tranche of certificate {tranches[i].Certificate} is negative: {tranches[i].Fen} fen.");
            if (tranches[i].Fen > 0) tranches[kept++] = tranches[i];
        }
        return kept;
    }

    private static bool Same(in OwedTranche a, in OwedTranche b) =>
        a.Account == b.Account && a.Standing == b.Standing && a.Certificate == b.Certificate && a.Due == b.Due && a.Subject == b.Subject;

    private static readonly Comparison<OwedTranche> ByDue = (a, b) =>
        a.Due != b.Due ? a.Due.CompareTo(b.Due)
        : a.Certificate != b.Certificate ? a.Certificate.CompareTo(b.Certificate)
        : a.Account != b.Account ? a.Account.CompareTo(b.Account)
        : a.Standing != b.Standing ? a.Standing.CompareTo(b.Standing)
        : a.Subject.CompareTo(b.Subject);
}

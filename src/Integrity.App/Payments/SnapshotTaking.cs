using System.Text.Json.Nodes;
using Integrity.App.Acts;
using Integrity.App.Certificates;
using Integrity.App.Journal;
using Integrity.App.Ledger;
using Integrity.App.Storage;
using Integrity.Domain.Ledger;
using Integrity.Domain.Payments;
using Integrity.Domain.Values;

namespace Integrity.App.Payments;

/// <summary>The contracts of a round's scope, ascending, and why one takes no part in the ratio step.</summary>
public sealed record RoundScope(long[] Contract, long[] PayeeType, long[] Project, LeftOutGround[] LeftOut);

/// <summary>What a snapshot came to.</summary>
public sealed record TakenSnapshot(
    long FirstLine, long LastLine, long FirstTranche, long LastTranche, Digest Root, Money Wage, Money Order, RoundLines Lines);

/// <summary>Freezes the figures of every contract in scope as of the cut-off: the only place that reads all postings .</summary>
/// <remarks>Memory: about 100 bytes a posting that is owed. The lines are one RFC 6962 tree, the tranches behind them another.</remarks>
public sealed class SnapshotTaking(IntegrityDb db, Counters counters)
{
    public const string LineNumbers = "snapshot_lines";
    public const string TrancheNumbers = "snapshot_tranches";

    private static readonly BulkColumn[] LineColumns =
    [
        new("id"), new("round"), new("contract"), new("payee_type"), new("project"), new("left_out", ColumnWidth.Small), new("free"), new("set_aside_due"),
        new("wage"), new("ordered"), new("ordered_reserved"), new("not_yet_due"), new("disputed"), new("returned"), new("in_flight"), new("retention_not_due"), new("certified"), new("settled"),
    ];

    private static readonly BulkColumn[] TrancheColumns =
    [
        new("id"), new("round"), new("contract"), new("account", ColumnWidth.Small), new("standing", ColumnWidth.Small), new("certificate"),
        new("due", ColumnWidth.Whole), new("subject"), new("fen"),
    ];

    /// <param name="context">The act; its effects name both ranges and roots.</param>
    /// <param name="round">Whose snapshot it is.</param>
    /// <param name="scope">The contracts.</param>
    /// <param name="cutOff">The day as of which all is seen.</param>
    /// <param name="cancel">Stops it.</param>
    public async Task<TakenSnapshot> Take(ActContext context, PaymentRoundId round, RoundScope scope, DateOnly cutOff, CancellationToken cancel)
    {
        var day = DayNumber.Of(cutOff);
        var firstLine = await counters.Take(LineNumbers, scope.Contract.Length, cancel);
        var owed = OwedPostings.Read(db, scope.Contract, day);
        var free = new long[scope.Contract.Length];
        var (setAside, wage, ordered) = (new long[free.Length], new long[free.Length], new long[free.Length]);
        var (settled, certified) = (new long[free.Length], new long[free.Length]);
        var payable = await db.PayableOrders(cancel);
        Money wages = default, orders = default;
        var root = new MerkleRoot(workers: 1);
        using (var rows = BulkRows.Open(db, "snapshot_lines", LineColumns))
        {
            for (var i = 0; i < free.Length; i++)
            {
                var figures = SnapshotFigures.Of(owed.TranchesOf(i), owed.ReservesOf(i), day, payable);
                (free[i], setAside[i], wage[i]) = (figures.Free, figures.SetAsideDue, figures.Wage);
                wages += new Money(figures.Wage);
                orders += new Money(figures.Ordered - figures.OrderedReserved);
                ordered[i] = figures.Ordered;
                (settled[i], certified[i]) = (checked(owed.Settled[i] + figures.InFlight), checked(owed.Certified[i] - figures.RetentionNotDue));
                Write(rows, root, firstLine + i, round.Value, scope, i, figures, owed.Certified[i], owed.Settled[i]);
            }
            rows.Complete();
        }
        var (firstTranche, lastTranche, trancheRoot) = await WriteTranches(round.Value, scope, owed, cancel);
        var digest = root.Finish();
        context.Effects["snapshot"] = Effect(firstLine, firstLine + free.Length - 1, digest);
        context.Effects["tranches"] = Effect(firstTranche, lastTranche, trancheRoot);
        var lines = RoundLines.Of(scope.Contract, scope.PayeeType, scope.Project, scope.LeftOut, free, setAside, wage, ordered, settled, certified);
        return new(firstLine, firstLine + free.Length - 1, firstTranche, lastTranche, digest, wages, orders, lines);
    }

    private static void Write(BulkRows rows, MerkleRoot root, long id, long round, RoundScope scope, int i, in SnapshotFigures figures, long certified, long settled)
    {
        ReadOnlySpan<long> values =
        [
            round, scope.Contract[i], scope.PayeeType[i], scope.Project[i], (long)scope.LeftOut[i], figures.Free, figures.SetAsideDue, figures.Wage, figures.Ordered, figures.OrderedReserved,
            figures.NotYetDue, figures.Disputed, figures.Returned, figures.InFlight, figures.RetentionNotDue, certified, settled,
        ];
        rows.Add(id);
        foreach (var value in values) rows.Add(value);
        root.AppendNumbers(values);
    }

    private async Task<(long First, long Last, Digest Root)> WriteTranches(long round, RoundScope scope, OwedPostings owed, CancellationToken cancel)
    {
        var first = await counters.Take(TrancheNumbers, 0, cancel);
        var id = first;
        var root = new MerkleRoot(workers: 1);
        using (var rows = BulkRows.Open(db, "snapshot_tranches", TrancheColumns))
        {
            for (var i = 0; i < scope.Contract.Length; i++)
            {
                foreach (ref readonly var tranche in owed.TranchesOf(i))
                {
                    ReadOnlySpan<long> values =
                        [round, scope.Contract[i], (long)tranche.Account, (long)tranche.Standing, tranche.Certificate, tranche.Due, tranche.Subject, tranche.Fen];
                    rows.Add(id++);
                    foreach (var value in values) rows.Add(value);
                    root.AppendNumbers(values);
                }
            }
            rows.Complete();
        }
        await counters.Take(TrancheNumbers, id - first, cancel);
        return (first, id - 1, root.Finish());
    }

    private static JsonObject Effect(long first, long last, Digest root) => new() { ["rows"] = $"{first}-{last}", ["root"] = root.ToString() };
}

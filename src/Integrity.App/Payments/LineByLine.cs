using Integrity.App.Certificates;
using Integrity.App.Ledger;
using Integrity.App.Storage;
using Integrity.Domain.Certificates;
using Integrity.Domain.Ledger;
using Integrity.Domain.Payments;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Payments;

/// <summary>What was set aside out of a line after the vote and before it was exported: where a hold took it, the catch-up must know .</summary>
public sealed class LateSetAside
{
    public required long Round { get; init; }
    public required long Contract { get; init; }
    public required SetAsideGround Ground { get; init; }

    /// <summary>The case or earmark.</summary>
    public required long Subject { get; init; }
    public required long Fen { get; init; }
    public required DateOnly Day { get; init; }
    public required long Entry { get; init; }
}

/// <summary>The few lines of an execution that cannot be written straight from the snapshot: something was posted to the contract since, several cases hold it, an order or an assignee is paid.</summary>
/// <remarks>Rules. Read before the entries are opened, for one COPY at a time runs on a connection.</remarks>
public sealed class LineByLine
{
    private readonly Dictionary<int, AloneLine> lines = [];

    private LineByLine() { }

    public AloneLine? Of(int line) => lines.GetValueOrDefault(line);

    /// <summary>The contracts to which something was posted since the snapshot.</summary>
    public HashSet<long> Touched { get; } = [];

    public IEnumerable<LateSetAside> Late => lines.Values.SelectMany(l => l.Late);

    public static async Task<LineByLine> Read(IntegrityDb db, PaymentRound round, RoundLines lines, SnapshotTranches owed, DateOnly today, CancellationToken cancel)
    {
        var cutOff = DayNumber.Of(round.CutOff);
        var (read, found) = (new LineByLine(), new SortedSet<int>());
        BulkRead.Each(db, "SELECT DISTINCT owner FROM postings WHERE id > $1", 1, row =>
        {
            var i = Array.BinarySearch(lines.Contract, row[0]);
            if (i < 0) return;
            found.Add(i);
            read.Touched.Add(row[0]);
        }, round.SnapshotPosting);
        for (var i = 0; i < lines.Count; i++)
            if (lines.Ordered[i] > 0 || (lines.E[i] != lines.Free[i] && HeldBySeveral(owed.Of(i), cutOff)) || HasAssigned(owed.Of(i), cutOff)) found.Add(i);

        var payees = await db.EarmarkAccounts(cancel);
        var payable = await db.PayableOrders(cancel);
        var grounds = (await db.Earmarks.AsNoTracking().Where(e => e.Kind == EarmarkKind.ConditionUnmet || e.Kind == EarmarkKind.SupervisionFinding).Select(e => new { e.Id, e.Kind }).ToListAsync(cancel))
            .ToDictionary(e => e.Id.Value, e => e.Kind == EarmarkKind.ConditionUnmet ? SetAsideGround.ConditionUnmet : SetAsideGround.SupervisionFinding);
        foreach (var i in found)
        {
            var contract = lines.Contract[i];
            var rows = await db.Postings.AsNoTracking().Where(p => p.Owner == contract).OrderBy(p => p.Id).ToListAsync(cancel);
            var postings = rows.ConvertAll(row => row.ToPosting());
            var orders = owed.Of(i).ToArray().Where(t => t.IsOrdered(cutOff, payable)).GroupBy(t => t.Subject).OrderBy(g => g.Key)
                .Select(g => new SetAsideDue(g.Key, new(g.Sum(t => t.Fen)))).ToList();
            read.lines[i] = new(contract, new(lines.Wage[i]), new(lines.Free[i]), new(lines.E[i]), postings, round, today) { Orders = orders, Payees = payees, Payable = payable, Grounds = grounds };
        }
        return read;
    }

    private static bool HasAssigned(ReadOnlySpan<OwedTranche> tranches, int cutOff)
    {
        foreach (ref readonly var tranche in tranches)
            if (tranche.IsAssigned(cutOff)) return true;
        return false;
    }

    private static bool HeldBySeveral(ReadOnlySpan<OwedTranche> tranches, int cutOff)
    {
        long subject = 0;
        foreach (ref readonly var tranche in tranches)
        {
            if (!tranche.IsHeld(cutOff)) continue;
            if (subject != 0 && subject != tranche.Subject) return true;
            subject = tranche.Subject;
        }
        return false;
    }
}

/// <summary>What one line came to, fen.</summary>
public readonly record struct PaidLine(long Wage, long Pay, long SetAside);

/// <summary>One such line, by the rules for a single contract.</summary>
public sealed class AloneLine(long contract, Money wage, Money free, Money e, IReadOnlyList<Posting> postings, PaymentRound snapshotOf, DateOnly today)
{
    private readonly List<LateSetAside> late = [];

    public IReadOnlyList<LateSetAside> Late => late;

    /// <summary>The orders that the second step pays, as the snapshot froze them .</summary>
    public required IReadOnlyList<SetAsideDue> Orders { get; init; }

    /// <summary>The accounts of authorities and assignees, by order and assignment.</summary>
    public required IReadOnlyDictionary<long, long> Payees { get; init; }

    public required IReadOnlySet<long>? Payable { get; init; }

    /// <summary>What disputed amounts rest on, by earmark (O-8).</summary>
    public required IReadOnlyDictionary<long, SetAsideGround> Grounds { get; init; }

    /// <param name="round">The round.</param>
    /// <param name="ratio">As voted.</param>
    /// <param name="number">Numbers an instruction of a kind and amount; the account is the contract's own where none is given.</param>
    /// <param name="entries">The round's entries.</param>
    public Outcome<PaidLine> Post(PaymentRound round, Ratio ratio, Func<InstructionKind, Money, long, long> number, Books.OpenEntries entries)
    {
        var balance = ContractBalance.At(contract, postings, today);
        var then = SnapshotLine.At(ContractBalance.At(contract, postings, snapshotOf.CutOff, snapshotOf.SnapshotEntry), round.NextCutOff, payable: Payable);
        var line = new RoundLine(contract, free, e - free, ratio);
        var aside = e == free ? [] : line.SetAsideParts(then.SetAsideDues);
        var assigned = Assigned(then, balance, line, round.CutOff);
        var own = line.Pay - assigned.Sum(part => part.Amount);
        var bitten = Bitten(balance, own);
        if (!bitten.IsDone) return bitten.Refusal;
        own -= bitten.Value.Sum(b => b.Amount);
        List<PayPart> pays = own.IsPositive ? [new(number(InstructionKind.Ratio, own, 0), 0, own)] : [];
        pays.AddRange(assigned.Select(part => new PayPart(number(InstructionKind.Assigned, part.Amount, Payees[part.Assignment]), part.Assignment, part.Amount)));
        var executed = LineExecution.Execute(balance, round.Id.Value, round.CutOff, line, pays, aside, bitten.Value);
        if (!executed.IsDone) return executed.Refusal;
        var wages = Wages(balance, number, entries);
        foreach (var posting in executed.Value.Postings) entries.Add(posting);
        foreach (var part in bitten.Value)
            late.Add(new() { Round = round.Id.Value, Contract = contract, Ground = part.Ground, Subject = part.Subject, Fen = part.Amount.Fen, Day = today, Entry = entries.Entry });
        return new PaidLine(wages.Fen, pays.Sum(part => part.Amount).Fen, (aside.Sum(a => a.Amount) + bitten.Value.Sum(b => b.Amount)).Fen);
    }

    // An assignment that has ended since gives its part back to the contractor, and one of which the bureau was notified since takes its part.
    private static List<AssignedPart> Assigned(SnapshotLine then, ContractBalance balance, RoundLine line, DateOnly cutOff)
    {
        if (line.Free.IsZero) return [];
        var now = balance.Standing(Standing.Assigned).Where(t => t.IsDue(cutOff)).GroupBy(t => t.Subject).OrderBy(g => g.Key)
            .ToDictionary(g => g.Key, g => g.Sum(t => t.Amount));
        foreach (var part in then.Assigned)
            if (now.TryGetValue(part.Assignment, out var rest)) now[part.Assignment] = Money.Min(part.Amount, rest);
        // What was assigned since has its part of what the line pays, and of nothing beside it.
        var left = line.Free;
        foreach (var key in now.Keys.OrderBy(key => !then.Assigned.Any(part => part.Assignment == key)).ThenBy(key => key).ToList())
            left -= now[key] = Money.Min(now[key], left);
        return [.. line.AssigneesPay([.. now.Select(n => new AssignedPart(n.Key, n.Value))]).Where(part => part.Amount.IsPositive)];
    }

    /// <summary>Pays the line's orders as served, never more than is still frozen for one; what earlier rounds reserved for it is used first .</summary>
    /// <remarks>An entry of its own for each: in one with the line's, cash out of a reserve would look like a catch-up .</remarks>
    /// <returns>What the fund pays beyond the reserves.</returns>
    public Money PayOrders(PaymentRound round, TotalsOf of, Func<InstructionKind, Money, long, long> number, Books.OpenEntries entries)
    {
        Money fromFund = default;
        var balance = ContractBalance.At(contract, postings, today);
        foreach (var due in Orders)
        {
            var amount = Money.Min(due.Amount, balance.Standing(Standing.FrozenByAuthority, due.Subject).Where(t => t.IsDue(round.CutOff)).Sum(t => t.Amount));
            if (amount.IsZero) continue;
            var order = new OrderLine(due.Subject, contract, amount, balance.ReservedFor(due.Subject));
            entries.Begin(of);
            foreach (var posting in StatutoryPayment.Order(balance, round.Id.Value, order, number(InstructionKind.Order, amount, Payees[due.Subject])).Value.Postings) entries.Add(posting);
            entries.End();
            fromFund += order.FromFund;
        }
        return fromFund;
    }

    // Wages that a wage run has paid since the snapshot are not paid again.
    private Money Wages(ContractBalance balance, Func<InstructionKind, Money, long, long> number, Books.OpenEntries entries)
    {
        var taken = Take.OldestDueFirst(balance.Standing(Standing.Wage, subject: 0), wage);
        if (taken.Amount.IsZero) return Money.Zero;
        var moved = LedgerEntry.On(today).Move(contract, taken.Parts, Standing.InFlight, number(InstructionKind.Wage, taken.Amount, 0)).Close();
        foreach (var posting in moved.Postings) entries.Add(posting);
        return taken.Amount;
    }

    // What was laid since the snapshot names the ground; without one the difference stops the export.
    private Outcome<List<VotedSetAside>> Bitten(ContractBalance balance, Money pay)
    {
        var left = LineExecution.BittenByHold(balance, snapshotOf.CutOff, pay);
        var grounds = new List<VotedSetAside>();
        var since = postings.Where(p => p.Entry > snapshotOf.SnapshotEntry && p is { Account: Account.Payable or Account.Retention, Fen: < 0 }
            && p.Standing is Standing.Held or Standing.FrozenByAuthority or Standing.Disputed);
        // Holds first: what a dispute takes must not depend on a hold that may end with a catch-up.
        foreach (var (subject, standing) in since.OrderBy(p => p.Standing == Standing.Disputed).ThenBy(p => p.Entry).Select(p => (p.Subject, p.Standing)).Distinct())
        {
            var part = Money.Min(left, balance.Standing(standing, subject).Where(t => t.IsDue(snapshotOf.CutOff)).Sum(t => t.Amount));
            if (part.IsZero) continue;
            grounds.Add(new(standing switch
            {
                Standing.Held => SetAsideGround.IntegrityCase,
                Standing.FrozenByAuthority => SetAsideGround.AuthorityOrder,
                _ => Grounds.GetValueOrDefault(subject, SetAsideGround.DocumentedDispute),
            }, subject, part));
            left -= part;
        }
        return left.IsZero ? grounds : PaymentRefusals.LessDueThanVoted(pay - left, pay);
    }
}

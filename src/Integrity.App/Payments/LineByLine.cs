using Integrity.App.Ledger;
using Integrity.App.Storage;
using Integrity.Domain.Ledger;
using Integrity.Domain.Payments;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Payments;

/// <summary>What a hold laid after the vote took out of a line before it was exported: the catch-up must know it .</summary>
public sealed class LateHoldRow
{
    public required long Round { get; init; }
    public required long Contract { get; init; }
    public required long Subject { get; init; }
    public required long Fen { get; init; }
    public required DateOnly Day { get; init; }
    public required long Entry { get; init; }
}

/// <summary>The few lines of an execution that cannot be written straight from the snapshot: something was posted to the contract since, or several cases hold it.</summary>
/// <remarks>Rules. Read before the entries are opened, for one COPY at a time runs on a connection.</remarks>
public sealed class LineByLine
{
    private readonly Dictionary<int, AloneLine> lines = [];

    private LineByLine() { }

    public AloneLine? Of(int line) => lines.GetValueOrDefault(line);

    public IEnumerable<LateHoldRow> LateHolds => lines.Values.SelectMany(l => l.Late);

    public static async Task<LineByLine> Read(IntegrityDb db, PaymentRound round, RoundLines lines, SnapshotTranches owed, DateOnly today, CancellationToken cancel)
    {
        var cutOff = DayNumber.Of(round.CutOff);
        var found = new SortedSet<int>();
        BulkRead.Each(db, "SELECT DISTINCT owner FROM postings WHERE id > $1", 1, row =>
        {
            var i = Array.BinarySearch(lines.Contract, row[0]);
            if (i >= 0) found.Add(i);
        }, round.SnapshotPosting);
        for (var i = 0; i < lines.Count; i++)
            if (lines.E[i] != lines.Free[i] && HeldBySeveral(owed.Of(i), cutOff)) found.Add(i);

        var read = new LineByLine();
        foreach (var i in found)
        {
            var contract = lines.Contract[i];
            var rows = await db.Postings.AsNoTracking().Where(p => p.Owner == contract).OrderBy(p => p.Id).ToListAsync(cancel);
            var postings = rows.ConvertAll(row => row.ToPosting());
            read.lines[i] = new(lines.Contract[i], new(lines.Wage[i]), new(lines.Free[i]), new(lines.E[i]), postings, round, today);
        }
        return read;
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

/// <summary>One such line, by the rules for a single contract.</summary>
public sealed class AloneLine(long contract, Money wage, Money free, Money e, IReadOnlyList<Posting> postings, PaymentRound snapshotOf, DateOnly today)
{
    private readonly List<LateHoldRow> late = [];

    public IReadOnlyList<LateHoldRow> Late => late;

    /// <returns>Wage, pay and set-aside, fen.</returns>
    public Outcome<(long Wage, long Pay, long SetAside)> Post(PaymentRound round, Ratio ratio, Func<InstructionKind, long, long> number, Books.OpenEntries entries)
    {
        var balance = ContractBalance.At(contract, postings, today);
        var then = SnapshotLine.At(ContractBalance.At(contract, postings, snapshotOf.CutOff, snapshotOf.SnapshotEntry), round.NextCutOff);
        var line = new RoundLine(contract, free, e - free, ratio);
        var aside = e == free ? [] : line.SetAsideParts(then.SetAsideDues);
        var bitten = Bitten(balance, line);
        if (!bitten.IsDone) return bitten.Refusal;
        var pay = line.Pay - bitten.Value.Sum(b => b.Amount);
        PayPart[] pays = pay.IsPositive ? [new(number(InstructionKind.Ratio, pay.Fen), 0, pay)] : [];
        var executed = LineExecution.Execute(balance, round.Id.Value, round.CutOff, line, pays, aside, bitten.Value);
        if (!executed.IsDone) return executed.Refusal;
        var wages = Wages(balance, number, entries);
        foreach (var posting in executed.Value.Postings) entries.Add(posting);
        foreach (var part in bitten.Value.Where(b => b.IsHold))
            late.Add(new() { Round = round.Id.Value, Contract = contract, Subject = part.Subject, Fen = part.Amount.Fen, Day = today, Entry = entries.Entry });
        return (wages.Fen, pay.Fen, (aside.Sum(a => a.Amount) + bitten.Value.Where(b => b.IsHold).Sum(b => b.Amount)).Fen);
    }

    // Wages that a wage run has paid since the snapshot are not paid again.
    private Money Wages(ContractBalance balance, Func<InstructionKind, long, long> number, Books.OpenEntries entries)
    {
        var taken = Take.OldestDueFirst(balance.Standing(Standing.Wage, subject: 0), wage);
        if (taken.Amount.IsZero) return Money.Zero;
        var moved = LedgerEntry.On(today).Move(contract, taken.Parts, Standing.InFlight, number(InstructionKind.Wage, taken.Amount.Fen)).Close();
        foreach (var posting in moved.Postings) entries.Add(posting);
        return taken.Amount;
    }

    // What was laid since the snapshot names the ground; without one the difference stops the export.
    private Outcome<List<VotedSetAside>> Bitten(ContractBalance balance, RoundLine line)
    {
        var left = LineExecution.BittenByHold(balance, snapshotOf.CutOff, line.Pay);
        var grounds = new List<VotedSetAside>();
        var since = postings.Where(p => p.Entry > snapshotOf.SnapshotEntry && p is { Account: Account.Payable or Account.Retention, Fen: < 0 }
            && p.Standing is Standing.Held or Standing.FrozenByAuthority or Standing.Disputed);
        foreach (var (subject, standing) in since.OrderBy(p => p.Entry).Select(p => (p.Subject, p.Standing)).Distinct())
        {
            var part = Money.Min(left, balance.Standing(standing, subject).Sum(t => t.Amount));
            if (part.IsZero) continue;
            grounds.Add(new(standing switch
            {
                Standing.Held => SetAsideGround.IntegrityCase,
                Standing.FrozenByAuthority => SetAsideGround.AuthorityOrder,
                _ => SetAsideGround.DocumentedDispute,
            }, subject, part));
            left -= part;
        }
        return left.IsZero ? grounds : PaymentRefusals.LessDueThanVoted(line.Pay - left, line.Pay);
    }
}

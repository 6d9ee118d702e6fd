using System.Runtime.CompilerServices;
using Integrity.App.Journal;
using Integrity.App.Ledger;
using Integrity.App.Storage;
using Integrity.Domain.Ledger;
using Integrity.Domain.Payments;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Payments.Checks;

/// <summary>Every line of an executed round was paid and set aside as it was voted; only what a set-aside that names its ground took is less .</summary>
internal sealed class PaidLinesCheck : ICheck
{
    public string Name => "rounds.lines";
    public string Rule => "R-3, R-7, invariants 2, 4";
    public string Zh => "已执行批次的每一行：应得、实付、留存与表决一致，合计不超过其资金";
    public string En => "Each line of an executed round was paid and set aside as voted, and their sum is within the round's fund";

    public async IAsyncEnumerable<Finding> Run(IntegrityDb db, [EnumeratorCancellation] CancellationToken cancel)
    {
        foreach (var round in await db.PaymentRounds.AsNoTracking().Where(r => r.BeganOn != null).OrderBy(r => r.Id).ToListAsync(cancel))
        {
            var candidate = await db.RoundCandidates.AsNoTracking().SingleAsync(c => c.Id == round.DecidedCandidate, cancel);
            var lines = RoundLines.Load(db, round.FirstLine, round.LastLine);
            var ratios = lines.Types.Select(type => candidate.Types.Single(t => t.PayeeType == type).Ratio).ToArray();
            var (executed, late) = (await Executed.Of(db, round, lines, cancel), LateOf(db, round));
            long setAside = 0;
            for (var i = 0; i < lines.Count; i++)
            {
                if (executed.Line(i).SetAside > 0) setAside++;
                if (!WasVoted(db, round, lines.Contract[i], lines.Share(i, ratios), executed.Line(i), late.GetValueOrDefault(lines.Contract[i]), (lines.Wage[i], lines.Ordered[i])))
                    yield return new("instructions", $"round {round.Id.Value} contract {lines.Contract[i]}", "实付、留存与表决的不同，又没有写明依据的搁置。", "It was not paid and set aside as voted, and no set-aside says why.");
            }
            if (executed.Stray is { } stray) yield return new("instructions", $"{stray}", "批次的指令付给了不在其快照内的合同。", "The round pays a contract that is not in its snapshot.");
            var (paid, aside) = executed.Totals;
            if (paid != round.Paid.Fen || aside != round.SetAside.Fen || round.Residual != round.Fund - round.Paid - round.SetAside || round.Residual.IsNegative || setAside != round.SetAsideContracts)
                yield return new("payment_rounds", $"{round.Id.Value}", $"登记实付 {round.Paid}、留存 {round.SetAside}（{round.SetAsideContracts} 份），明细为 {new Money(paid)}、{new Money(aside)}（{setAside} 份）。", $"It says {round.Paid} paid and {round.SetAside} set aside of {round.SetAsideContracts} contracts, its lines say {new Money(paid)} and {new Money(aside)} of {setAside}.");
        }
    }

    private static bool WasVoted(IntegrityDb db, PaymentRound round, long contract, (long Pay, long SetAside) voted, ExecutedLine line, long late, (long Wage, long Ordered) first)
    {
        if (line.Wage > first.Wage || line.Ordered > first.Ordered || line.SetAside != checked(voted.SetAside + late)) return false;
        var less = checked(voted.Pay - line.Pay - late);
        // A dispute that came after the snapshot leaves its cash in the run: the books must name it.
        return less == 0 || (less > 0 && DisputedSince(db, contract, round.SnapshotEntry) >= less);
    }

    private static long DisputedSince(IntegrityDb db, long contract, long entry)
    {
        long fen = 0;
        BulkRead.Each(db, "SELECT fen FROM postings WHERE owner = $1 AND standing = $2 AND entry > $3 AND fen < 0", 1, row => fen = checked(fen - row[0]), contract, (long)Standing.Disputed, entry);
        return fen;
    }

    private static Dictionary<long, long> LateOf(IntegrityDb db, PaymentRound round)
    {
        var late = new Dictionary<long, long>();
        BulkRead.Each(db, "SELECT contract, fen FROM late_holds WHERE round = $1", 2, row => late[row[0]] = checked(late.GetValueOrDefault(row[0]) + row[1]), round.Id.Value);
        return late;
    }

    /// <summary>What the execution made of one line, fen.</summary>
    private readonly record struct ExecutedLine(long Wage, long Ordered, long Pay, long SetAside);

    /// <summary>What a round's execution instructed and reserved, by line.</summary>
    private sealed class Executed
    {
        private readonly long[] wage, ordered, pay, aside;
        private Int128 fromReserves;

        private Executed(int count) => (wage, ordered, pay, aside) = (new long[count], new long[count], new long[count], new long[count]);

        /// <summary>A contract that is paid and has no line.</summary>
        public long? Stray { get; private set; }

        public (long Paid, long SetAside) Totals => (checked((long)(Sum(wage) + Sum(ordered) + Sum(pay) - fromReserves)), checked((long)Sum(aside)));

        public ExecutedLine Line(int i) => new(wage[i], ordered[i], pay[i], aside[i]);

        public static async Task<Executed> Of(IntegrityDb db, PaymentRound round, RoundLines lines, CancellationToken cancel)
        {
            var executed = new Executed(lines.Count);
            BulkRead.Each(db, "SELECT contract, kind, fen FROM instructions WHERE id BETWEEN $1 AND $2 AND run = $3 ORDER BY id", 3, row =>
            {
                var of = (InstructionKind)row[1] switch { InstructionKind.Wage => executed.wage, InstructionKind.Order => executed.ordered, _ => executed.pay };
                executed.Add(of, lines, row[0], row[2]);
            }, round.FirstInstruction, round.LastInstruction, round.Id.Value);
            var acts = await db.JournalSubjects.AsNoTracking().Where(s => s.Subject == round.Id.Value).Select(s => s.Entry).ToListAsync(cancel);
            foreach (var range in await db.LedgerRanges.AsNoTracking().Where(r => r.Kind == "round" && acts.Contains(r.Act)).ToListAsync(cancel))
            {
                BulkRead.Each(db, "SELECT owner, account, fen FROM postings WHERE id BETWEEN $1 AND $2 AND fen > 0 AND account IN (6, 7)", 3, row =>
                {
                    if ((Account)row[1] == Account.RunCash) executed.fromReserves += row[2];
                    else executed.Add(executed.aside, lines, row[0], row[2]);
                }, range.FirstPosting, range.LastPosting);
            }
            return executed;
        }

        private void Add(long[] to, RoundLines lines, long contract, long fen)
        {
            var i = Array.BinarySearch(lines.Contract, contract);
            if (i < 0) Stray = contract;
            else to[i] = checked(to[i] + fen);
        }

        private static Int128 Sum(long[] values)
        {
            Int128 sum = 0;
            foreach (var value in values) sum += value;
            return sum;
        }
    }
}

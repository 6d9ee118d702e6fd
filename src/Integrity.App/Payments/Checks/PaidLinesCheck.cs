using System.Runtime.CompilerServices;
using Integrity.App.Certificates;
using Integrity.App.Journal;
using Integrity.App.Ledger;
using Integrity.App.Storage;
using Integrity.Domain.Certificates;
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
            var kept = (await LinesApart.KeptIn(db, round).ToListAsync(cancel)).GroupBy(l => l.Contract).ToDictionary(g => g.Key, g => g.Sum(l => l.Amount));
            foreach (var contract in (await LinesApart.NotPassedIn(db, round, cancel)).Order())
                if (await db.Instructions.AnyAsync(x => x.Run == round.Id.Value && x.Contract == contract && x.Kind != InstructionKind.Wage && x.Kind != InstructionKind.Order && x.State != InstructionState.Returned && x.State != InstructionState.Ended, cancel))
                    yield return new("instructions", $"round {round.Id.Value} contract {contract}", "其他成员没有通过的一行，仍有兑付或补付。", "A line that the other members did not pass is paid or caught up.");
            long setAside = 0;
            for (var i = 0; i < lines.Count; i++)
            {
                if (executed.Line(i).SetAside > 0 || kept.ContainsKey(lines.Contract[i])) setAside++;
                if (!WasVoted(lines.Share(i, ratios), executed.Line(i), late.GetValueOrDefault(lines.Contract[i]), (lines.Wage[i], lines.Ordered[i])))
                    yield return new("instructions", $"round {round.Id.Value} contract {lines.Contract[i]}", "实付、留存与表决的不同，又没有写明依据的搁置。", "It was not paid and set aside as voted, and no set-aside says why.");
            }
            foreach (var one in await Groundless(db, round, cancel))
                yield return new("late_set_asides", $"round {round.Id.Value} contract {one.Contract}", "表决后的搁置没有相应的依据和留存。", "Nothing stands behind what was set aside after the vote, or nothing was reserved for it.");
            if (executed.Stray is { } stray) yield return new("instructions", $"{stray}", "批次的指令付给了不在其快照内的合同。", "The round pays a contract that is not in its snapshot.");
            var notPaid = kept.Values.Sum().Fen;
            var (paid, aside) = (executed.Totals.Paid - notPaid, executed.Totals.SetAside + notPaid);
            if ((round.WagePaid.Fen, round.OrderPaid.Fen) != executed.First)
                yield return new("payment_rounds", $"{round.Id.Value}", $"登记先付人工费 {round.WagePaid}、执行文书 {round.OrderPaid}，与指令不符。", $"It says wages of {round.WagePaid} and orders of {round.OrderPaid} were paid; its instructions say otherwise.");
            if (paid != round.Paid.Fen || aside != round.SetAside.Fen || round.Residual != round.Fund - round.Paid - round.SetAside || round.Residual.IsNegative || setAside != round.SetAsideContracts)
                yield return new("payment_rounds", $"{round.Id.Value}", $"登记实付 {round.Paid}、留存 {round.SetAside}（{round.SetAsideContracts} 份），明细为 {new Money(paid)}、{new Money(aside)}（{setAside} 份）。", $"It says {round.Paid} paid and {round.SetAside} set aside of {round.SetAsideContracts} contracts, its lines say {new Money(paid)} and {new Money(aside)} of {setAside}.");
        }
    }

    private static bool WasVoted((long Pay, long SetAside) voted, ExecutedLine line, long late, (long Wage, long Ordered) first) =>
        line.Wage <= first.Wage && line.Ordered <= first.Ordered && late >= 0 && line.SetAside == checked(voted.SetAside + late) && line.Pay == checked(voted.Pay - late);

    private static Dictionary<long, long> LateOf(IntegrityDb db, PaymentRound round)
    {
        var late = new Dictionary<long, long>();
        BulkRead.Each(db, "SELECT contract, fen FROM late_set_asides WHERE round = $1", 2, row => late[row[0]] = checked(late.GetValueOrDefault(row[0]) + row[1]), round.Id.Value);
        return late;
    }

    /// <summary>A set-aside whose case, order or dispute is not the contract's, or is of another ground, or whose entry reserved nothing for it in the round.</summary>
    private static async Task<IReadOnlyList<LateSetAside>> Groundless(IntegrityDb db, PaymentRound round, CancellationToken cancel)
    {
        var groundless = new List<LateSetAside>();
        foreach (var late in await db.LateSetAsides.AsNoTracking().Where(l => l.Round == round.Id.Value).OrderBy(l => l.Contract).ThenBy(l => l.Subject).ToListAsync(cancel))
        {
            var earmark = await db.Earmarks.AsNoTracking().SingleOrDefaultAsync(e => e.Id == EarmarkId.From(late.Subject), cancel);
            var ground = earmark?.Kind switch
            {
                // A case is of a later module: its hold in the ledger is what the ground rests on.
                null => SetAsideGround.IntegrityCase,
                EarmarkKind.AuthorityOrder => SetAsideGround.AuthorityOrder,
                EarmarkKind.ConditionUnmet => SetAsideGround.ConditionUnmet,
                EarmarkKind.SupervisionFinding => SetAsideGround.SupervisionFinding,
                _ => SetAsideGround.DocumentedDispute,
            };
            var standing = ground == SetAsideGround.IntegrityCase ? Standing.Held : earmark!.Standing;
            var laid = await db.Postings.AnyAsync(p => p.Owner == late.Contract && p.Standing == standing && p.Subject == late.Subject && p.Fen < 0 && p.Entry > round.SnapshotEntry && p.Entry < late.Entry, cancel);
            var reserved = await db.Postings.AnyAsync(p => p.Owner == late.Contract && p.Account == Account.Reserve && p.Subject == late.Subject && p.Tranche == round.Id.Value && p.Entry == late.Entry && p.Day == late.Day && p.Fen >= late.Fen, cancel);
            if (ground != late.Ground || !laid || !reserved || late.Day != round.BeganOn) groundless.Add(late);
        }
        return groundless;
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

        /// <summary>The wages, and what the orders took from the fund.</summary>
        public (long Wage, long Order) First => (checked((long)Sum(wage)), checked((long)(Sum(ordered) - fromReserves)));

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

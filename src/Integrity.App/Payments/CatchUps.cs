using Integrity.App.Acts;
using Integrity.App.Certificates;
using Integrity.App.Ledger;
using Integrity.App.Storage;
using Integrity.Domain.Ledger;
using Integrity.Domain.Payments;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Payments;

/// <summary>What a round's vote paid later to a contract, and when its peers had been paid.</summary>
public readonly record struct CaughtUpRound(long Round, Money Amount, DateOnly PeersPaidOn);

/// <summary>What a catch-up did.</summary>
/// <param name="Contract">The contract with all its postings.</param>
/// <param name="Rounds">By past round.</param>
/// <param name="Waiting">What no receipt could cover now; running it again later pays it.</param>
public sealed record CaughtUp(ContractBooks Contract, IReadOnlyList<CaughtUpRound> Rounds, Money Waiting)
{
    /// <summary>How a case's record names a catch-up, and one that waits for money: <c>verify</c> looks for it there.</summary>
    internal const string Said = "补付 / caught up", Waits = "待资金 / waiting for money";

    public Money Amount => Rounds.Sum(r => r.Amount);

    public override string ToString() => $"{Said} {Amount}" + (Waiting.IsPositive ? $", {Waits} {Waiting}" : "");
}

/// <summary>Who holds money of contracts hears when a list is executed: what he released between its snapshot and its execution is caught up in the same act, and stands in his own record .</summary>
public interface IReleasesHolds
{
    /// <param name="context">The act.</param>
    /// <param name="contracts">Whose lines were paid and to which something was posted since the snapshot.</param>
    /// <param name="cancel">Stops it.</param>
    Task Executed(ActContext context, IReadOnlySet<long> contracts, CancellationToken cancel);
}

/// <summary>When less is kept from a contract, past votes pay what they would have paid, at once .</summary>
/// <remarks>To be run after every release, lowering, lapse, deduction, reversal and remission, and after the execution of a list whose snapshot is older than one of these, in the same act. Running it twice pays nothing twice. Rules: .</remarks>
public sealed class CatchUps(IntegrityDb db, Books books, Funds funds)
{
    /// <summary>What past votes still owe under the contract as it stands: what a catch-up would pay if there is money for it.</summary>
    public async Task<Money> Owed(ContractBooks contract, DateOnly today, CancellationToken cancel) =>
        CatchUpPlan.For(contract.Contract.Id.Value, contract.Postings, [.. (await Past(contract.Contract.Id.Value, cancel)).Select(l => l.Line)], today).Select(change => change.Amount).Where(amount => amount.IsPositive).Sum();

    /// <param name="context">The act.</param>
    /// <param name="contract">The contract with every posting up to now, those of this act included.</param>
    /// <param name="cancel">Stops it.</param>
    public async Task<CaughtUp> Run(ActContext context, ContractBooks contract, CancellationToken cancel)
    {
        var lines = await Past(contract.Contract.Id.Value, cancel);
        var plan = CatchUpPlan.For(contract.Contract.Id.Value, contract.Postings, [.. lines.Select(l => l.Line)], context.Today);
        var rounds = new List<CaughtUpRound>();
        var waiting = Money.Zero;
        foreach (var change in plan)
        {
            var (_, round, voted) = lines.Single(l => l.Line.Round == change.Round);
            var drawn = RoundFund.Draw(await funds.Confirmed(cancel), round.Scope, change.FromFund);
            if (!drawn.IsDone)
            {
                waiting += change.Amount;
                continue;
            }
            var instruction = change.Amount.IsPositive ? await context.NewNumbers(1, cancel) : 0;
            var entry = change.Post(contract.Balance, instruction, drawn.Value);
            contract = contract.With(entry, await books.Post(context, "catch_up", contract.Totals, entry.Postings, cancel, document: voted));
            await funds.Took(change.Round, drawn.Value, cancel);
            if (instruction == 0) continue;
            db.Instructions.Add(new()
            {
                Id = instruction, Run = change.Round, Contract = contract.Contract.Id.Value, Kind = InstructionKind.CatchUp,
                Account = contract.Contract.PayeeAccount?.Value ?? 0, Fen = change.Amount.Fen, State = InstructionState.InFlight, Replaces = 0,
            });
            rounds.Add(new(change.Round, change.Amount, round.BeganOn!.Value));
        }
        return new(await ReturnNotPassed(context, contract, cancel), rounds, waiting);
    }

    /// <summary>What was reserved in a round for what is held no more, of a line that the other members did not pass, serves nothing: no vote pays it (D-4).</summary>
    private async Task<ContractBooks> ReturnNotPassed(ActContext context, ContractBooks contract, CancellationToken cancel)
    {
        foreach (var reserved in contract.Balance.Reserves.GroupBy(r => r.Round).ToList())
        {
            if (await db.PaymentRounds.FindAsync([PaymentRoundId.From(reserved.Key)], cancel) is not { DecidedCandidate: { } decided } round || !(await LinesApart.NotPassedIn(db, round, cancel)).Contains(contract.Contract.Id.Value)) continue;
            var unused = reserved.Select(r => r.Subject).Distinct().SelectMany(subject => ReserveReturn.Unused(contract.Balance, subject)).Where(r => r.Round == reserved.Key).ToList();
            contract = await Return(context, contract, unused, (await db.RoundCandidates.AsNoTracking().SingleAsync(c => c.Id == decided, cancel)).Digest, cancel);
        }
        return contract;
    }

    /// <summary>Reserved cash that nothing needs any more goes back to the receipts it came from .</summary>
    public async Task<ContractBooks> Return(ActContext context, ContractBooks contract, IReadOnlyList<ReservedCash> unused, string document, CancellationToken cancel)
    {
        foreach (var one in unused)
        {
            var draws = await funds.DrawsOf(one.Round, cancel);
            var entry = ReserveReturn.Post(contract.Balance, one, draws);
            contract = contract.With(entry, await books.Post(context, "reserve_returned", contract.Totals, entry.Postings, cancel, document: document));
            await funds.GaveBack(one.Round, RoundFund.GiveBack(draws, one.Amount), cancel);
        }
        return contract;
    }

    /// <summary>What a catch-up would still change for the contract.</summary>
    public async Task<IReadOnlyList<RoundCatchUp>> Left(long contract, IReadOnlyList<Posting> postings, DateOnly on, CancellationToken cancel) =>
        CatchUpPlan.For(contract, postings, [.. (await Past(contract, cancel)).Select(l => l.Line)], on);

    /// <summary>Rounds whose snapshot holds a line of the contract in the ratio step and whose list is not executed yet: their lines do not change .</summary>
    public async Task<IReadOnlyList<PaymentRound>> NotExecuted(long contract, DateOnly today, CancellationToken cancel)
    {
        var waiting = new List<PaymentRound>();
        foreach (var round in await db.PaymentRounds.AsNoTracking().Where(r => r.State == RoundState.Snapshot || r.State == RoundState.Proposed || r.State == RoundState.Decided).OrderBy(r => r.Id).ToListAsync(cancel))
            if (round.IsUnderWay(today) && await db.SnapshotLineOf(round, contract, cancel) is { LeftOut: 0 }) waiting.Add(round);
        return waiting;
    }

    /// <summary>The contract's lines in the ratio step of every round that was executed, in the order of their cut-offs; not those that the other members did not pass, which no vote pays (D-4).</summary>
    private async Task<List<(PastRound Line, PaymentRound Round, string Voted)>> Past(long contract, CancellationToken cancel)
    {
        // The list that this very act executes counts as executed, with what a late hold has taken out of it.
        var rounds = (await db.PaymentRounds.Where(r => r.State == RoundState.Executing || r.State == RoundState.Closed).ToListAsync(cancel))
            .Union(db.PaymentRounds.Local.Where(r => r.State is RoundState.Executing)).OrderBy(r => r.CutOff).ThenBy(r => r.Id.Value).ToList();
        var late = (await db.LateSetAsides.AsNoTracking().Where(l => l.Contract == contract).ToListAsync(cancel))
            .Concat(db.LateSetAsides.Local.Where(l => l.Contract == contract)).Where(l => l.Ground.IsHold).ToList();
        var past = new List<(PastRound, PaymentRound, string)>();
        foreach (var round in rounds)
        {
            if (await db.SnapshotLineOf(round, contract, cancel) is not { LeftOut: 0 } line || (await LinesApart.NotPassedIn(db, round, cancel)).Contains(contract)) continue;
            var candidate = await db.RoundCandidates.AsNoTracking().SingleAsync(c => c.Id == round.DecidedCandidate, cancel);
            past.Add((new(round.Id.Value, round.CutOff, candidate.Types.Single(t => t.PayeeType == line.PayeeType).Ratio, new(line.Free))
            {
                LastEntry = round.SnapshotEntry,
                Late = [.. late.Where(l => l.Round == round.Id.Value).OrderBy(l => l.Subject).Select(l => new LateHold(l.Subject, new(l.Fen), l.Day, l.Entry))],
            }, round, candidate.Digest));
        }
        return past;
    }
}

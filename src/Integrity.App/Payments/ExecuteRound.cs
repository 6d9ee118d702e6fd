using Integrity.App.Acts;
using Integrity.App.Contracts;
using Integrity.App.Decisions;
using Integrity.App.Journal;
using Integrity.App.Storage;
using Integrity.App.Workflows;
using Integrity.Domain.Acts;
using Integrity.Domain.Contracts;
using Integrity.Domain.Decisions;
using Integrity.Domain.Identity;
using Integrity.Domain.Payments;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Payments;

/// <summary>Pays the voted list, found again by its hash: one entry and one instruction a line, all in one transaction.</summary>
/// <remarks>Rules: R-7, O-5, R-2, R-3, D-4, invariant 5. Effect: the ledger entries of the round; what is not needed goes back to the fund; what a case or an order released since the snapshot is caught up .</remarks>
[May(Duty.ExecutePayments), Said("执行兑付", "Execute the round")]
public sealed record ExecuteRound(PaymentRoundId Round, long Seen) : IAct<PaymentRoundId>, IOnExisting
{
    public long Subject() => Round.Value;
}

public sealed class ExecuteRoundHandler(IntegrityDb db, Snapshots snapshots, RoundExecution execution, LinesApart apart, Funds funds, Calendars calendars, IReleasesHolds holds, EarmarkReserves reserves) : IHandle<ExecuteRound, PaymentRoundId>
{
    public async Task<Outcome<PaymentRoundId>> Handle(ExecuteRound act, ActContext context, CancellationToken cancel)
    {
        // Gather.
        var round = await db.PaymentRounds.SingleOrDefaultAsync(r => r.Id == act.Round, cancel);
        if (round is null) return ActRefusals.NotFound();
        if (round.State != RoundState.Decided) return RoundRefusals.RoundNotIn(round.State, RoundState.Decided);
        var candidate = await db.RoundCandidates.SingleAsync(c => c.Id == round.DecidedCandidate, cancel);
        var item = (await db.WholeItem(ItemId.From(round.DecisionItem!.Value), cancel))!;
        var lines = snapshots.Of(db, round);
        var ratios = lines.Types.Select(type => candidate.Types.Single(t => t.PayeeType == type).Ratio).ToArray();

        if (await funds.ProvedWrong(round.Id.Value, cancel) is { } wrong) return wrong;

        // Decide: the list is computed once more, and must be the one that was voted.
        // The digest is made anew from the ratios and figures, so that rows changed beside the door cannot pass for the vote.
        var digest = Trial.DigestOf(round, candidate, lines, ratios);
        if (digest.ToString() != candidate.Digest) return RoundRefusals.ListDiffersFromVote();
        var begun = item.BeginExecution(ItemKinds.Round, digest, context.Today, await calendars.Current(cancel));
        if (!begun.IsDone) return begun.Refusal;
        var notPassed = await apart.NotPassed(item, candidate, lines, context, cancel);
        if (!notPassed.IsDone) return notPassed.Refusal;

        // Keep.
        var accounts = Accounts(lines);
        var written = await execution.Write(context, round, lines, digest, ratios, accounts, cancel);
        if (!written.IsDone) return written.Refusal;
        var executed = written.Value;
        // What the others did not pass is set aside and not paid (D-4).
        var kept = await apart.Reserve(context, round, notPassed.Value, cancel);
        var notPaid = kept.Values.Sum();
        var keptAlone = kept.Keys.Count(contract => !HasSetAside(lines, ratios, contract, round));
        if (round.Execute(context.Today, (executed.FirstInstruction, executed.LastInstruction), (executed.Wage, executed.Order, executed.Pay - notPaid), (executed.SetAside + notPaid, executed.SetAsideContracts + keptAlone)) is { } refusal) return refusal;
        context.Effects["list"] = candidate.ListRoot;
        if (round.Residual.IsPositive) await funds.Return(context, round.Id.Value, round.SnapshotDigest!, round.Residual, cancel);
        if (executed.Touched.Count > 0)
        {
            await holds.Executed(context, executed.Touched, cancel);
            await reserves.Executed(context, executed.Touched, cancel);
        }
        return round.Id;
    }

    private bool HasSetAside(RoundLines lines, Ratio[] ratios, long contract, PaymentRound round) =>
        lines.Share(Array.BinarySearch(lines.Contract, contract), ratios).SetAside > 0
        || db.LateSetAsides.Local.Any(late => late.Round == round.Id.Value && late.Contract == contract && late.Fen > 0);

    // By place in the lines: the account that two people have checked, and the wage account where wages go.
    private Func<int, InstructionKind, long> Accounts(RoundLines lines)
    {
        var (payee, wage) = (new long[lines.Count], new long[lines.Count]);
        var place = 0;
        BulkRead.Each(db, "SELECT id, COALESCE(payee_account, 0), COALESCE(wage_account, 0) FROM works_contracts ORDER BY id", 3, row =>
        {
            while (place < lines.Count && lines.Contract[place] < row[0]) place++;
            if (place < lines.Count && lines.Contract[place] == row[0]) (payee[place], wage[place]) = (row[1], row[2]);
        });
        return (line, kind) => kind == InstructionKind.Wage ? wage[line] : payee[line];
    }
}

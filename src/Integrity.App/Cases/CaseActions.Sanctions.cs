using Integrity.App.Acts;
using Integrity.App.Contracts;
using Integrity.App.Decisions;
using Integrity.App.Parties;
using Integrity.App.Payments;
using Integrity.Domain.Cases;
using Integrity.Domain.Certificates;
using Integrity.Domain.Decisions;
using Integrity.Domain.Ledger;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Cases;

/// <summary>What a served decision does, and what a review or a reopening undoes.</summary>
public sealed partial class CaseActions
{
    /// <summary>Only what was decided, by its hash, and only where the decision contains a deduction (invariant 5, P-4, P-7).</summary>
    private async Task<Outcome<string>> PostDeduction(CaseActing acting, CancellationToken cancel)
    {
        var (@case, file) = (acting.Case, acting.File);
        if (file.Decision?.Deduction is not { } terms) return ProcessWork<CaseFile>.NotCalledFor;
        if (await NotAuthorised(file, cancel) is { } not) return not;
        var balance = file.Books.Balance;
        var left = DeductionCap.Left(file.Books.Contract.Amount, @case.Cap, balance.Deducted - balance.Reversed, await db.PlannedUnder(@case.Contract, cancel));
        var most = Money.Min(left, file.Ceiling ?? left);
        var served = Deduction.Serve(balance, acting.Id, @case.V, terms.Percentage, @case.Band, most, terms.AdmittedLoss, terms.Instalments, await Lists(file, cancel));
        if (!served.IsDone) return served.Refusal;
        await Post(acting, "deduction", served.Value.Entry, cancel, file.DecisionDigest!);
        @case.Deduct(served.Value, acting.Context.Today);
        var parts = Plan(file, served.Value, acting.Context.Today);
        var setOff = served.Value.SetOff.IsZero ? "" : $", {StepWords.SetOff} {served.Value.SetOff}";
        var caughtUp = await CatchUp(acting, cancel);
        // What had been deducted before and is not deducted again is reversed by this: its catch-up bears interest (P-7).
        var interest = @case.HoldTurnedBack && caughtUp.Amount.IsPositive ? $", {StepWords.Interest} {await OweInterest(acting.Context, file, caughtUp, cancel)}" : "";
        return $"{served.Value.Amount}{parts}{setOff}, {StepWords.Released} {served.Value.Released}, {caughtUp}{interest}";
    }

    /// <summary>A hold is later than a list where it took what the list counts as free; a deduction that was turned back into one took nothing of it.</summary>
    private async Task<IReadOnlyList<WaitingList>> Lists(CaseFile file, CancellationToken cancel)
    {
        var free = file.Books.Postings.Where(p => p is { Account: Account.Payable, Standing: Standing.Open, Fen: > 0 }).Select(p => p.Entry).ToHashSet();
        return [.. (await catchUps.NotExecuted(file.Case.Contract.Value, file.Books.Balance.AsOf, cancel)).Select(round => new WaitingList(round.Number, round.CutOff,
            file.Books.Postings.Any(p => p is { Standing: Standing.Held, Fen: < 0 } && p.Subject == file.Case.Id.Value && p.Entry > round.SnapshotEntry && free.Contains(p.Entry))))];
    }

    private async Task<Refusal?> NotAuthorised(CaseFile file, CancellationToken cancel)
    {
        var item = (await db.DecidedItem(file.Case.DecisionItem, cancel))!.Value.Item;
        return item.Authorises(ItemKinds.Deduction, Digest.Parse(file.DecisionDigest!)).Refusal;
    }

    /// <summary>Keeps the plan of a deduction that is taken in parts; the first was taken just now (P-4).</summary>
    private string Plan(CaseFile file, Deducted served, DateOnly today)
    {
        if (served.Plan.Count == 1) return "";
        foreach (var planned in served.Plan)
        {
            var one = CaseInstalment.Of(file.Case.Id, file.Case.DecisionPaper!.Value, planned);
            if (planned.Number == 1) one.Take(served.Amount, today);
            file.Instalments.Add(one);
            db.CaseInstalments.Add(one);
        }
        return $" (1/{served.Plan.Count})";
    }

    /// <summary>A later instalment, by act of the finance office and never by a clock (P-10); the decision on which it rests is looked at again.</summary>
    /// <remarks>It takes what is open and releases nothing, so no past vote has anything to catch up.</remarks>
    public async Task<Outcome<string>> TakeInstalment(ActContext context, CaseFile file, CaseInstalment next, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(next);
        var @case = file.Case;
        if (await NotAuthorised(file, cancel) is { } not) return not;
        var taken = Deduction.TakeInstalment(file.Books.Balance, @case.Id.Value, new(next.Number, next.DueOn, next.Amount), await Lists(file, cancel));
        if (!taken.IsDone) return taken.Refusal;
        await Post(context, file, "deduction_instalment", taken.Value.Entry, cancel, file.DecisionDigest!);
        @case.DeductFurther(taken.Value);
        next.Take(taken.Value.Amount, context.Today);
        var shortfall = taken.Value.Shortfall.IsZero ? "" : $" (- {taken.Value.Shortfall})";
        return $"{next.Number}: {taken.Value.Amount}{shortfall}";
    }

    /// <summary>Restored with the catch-up and interest, or turned back into a hold when the case is sent back (P-7).</summary>
    private async Task<Outcome<string>> ReverseDeduction(CaseActing acting, CancellationToken cancel)
    {
        var (@case, file, today) = (acting.Case, acting.File, acting.Context.Today);
        // What was not yet taken is not taken any more; what was, goes back with the rest.
        foreach (var instalment in file.Instalments) instalment.Undo(today);
        if (@case.DeductedOn is null || (@case.Deducted.IsZero && @case.SetOff.IsZero))
        {
            // What was dismissed or withdrawn has nothing to give back.
            if (@case.PublishedOn is not null) @case.GiveBack(today);
            return "";
        }
        var amount = @case.Deducted + @case.SetOff;
        if (acting.Remits)
        {
            var remitted = Reversal.Remit(@case.Contract.Value, file.Books.Postings, acting.Id, today);
            if (!remitted.IsDone) return remitted.Refusal;
            await Post(acting, "deduction_remitted", remitted.Value, cancel);
            @case.GiveBack(today);
            file.TurnedBack = true;
            return $"{amount}; {await CatchUp(acting, cancel)}";
        }
        var reversed = Reversal.Reverse(@case.Contract.Value, file.Books.Postings, acting.Id, today);
        if (!reversed.IsDone) return reversed.Refusal;
        await Post(acting, "deduction_reversed", reversed.Value, cancel);
        @case.GiveBack(today);
        var caughtUp = await CatchUp(acting, cancel);
        var interest = await OweInterest(acting.Context, file, caughtUp, cancel);
        return $"{amount}; {caughtUp}; {StepWords.Interest} {interest}";
    }

    /// <summary>On what a reversal caught up, from the day the peers were paid (P-7, O-7).</summary>
    public async Task<Money> OweInterest(ActContext context, CaseFile file, CaughtUp caughtUp, CancellationToken cancel)
    {
        var (@case, today) = (file.Case, context.Today);
        var interest = Reversal.Interest(caughtUp.Rounds.Select(r => (r.Amount, r.PeersPaidOn)), today, file.Books.Contract.OverdueDailyRate);
        await Post(context, file, "reversal_interest", OverdueInterest.Owe(@case.Contract.Value, interest, today, @case.Id.Value), cancel);
        @case.OweInterest(interest);
        return interest;
    }

    /// <summary>In effect on service: the matter is opened and begins in the same act (P-8).</summary>
    private async Task<Outcome<string>> ApplyExclusion(CaseActing acting, CancellationToken cancel)
    {
        if (acting.File.Decision?.Exclusion is not { } terms) return ProcessWork<CaseFile>.NotCalledFor;
        var opened = await matters.Start(acting.Context, acting.File, MatterKind.Exclusion, new() { Words = acting.Case.Act, On = acting.Given.On }, cancel);
        if (!opened.IsDone) return opened.Refusal;
        if (await matters.Move(acting.Context, opened.Value, "BEGIN", acting.Given with { On = null }, cancel) is { } refusal) return refusal;
        return $"{opened.Value.Matter.Number}, {terms.Years} {StepWords.Years}";
    }

    /// <summary>A reversal, a remission and a reopening end the exclusion and withdraw the recommendation with its letter (P-7).</summary>
    private async Task<Outcome<string>> EndExclusion(CaseActing acting, CancellationToken cancel)
    {
        var (said, letter) = (new List<string>(), acting.Given with { Letter = $"{acting.Case.Number} 撤" });
        if (acting.Case.Recommended && await matters.Running(acting.Context, acting.File, MatterKind.Recommendation, cancel) is { } recommendation)
        {
            if (await matters.Move(acting.Context, recommendation, "WITHDRAW", letter, cancel, asBody: true) is { } no) return no;
            said.Add(recommendation.Matter.Number);
        }
        // What the city was told and the bureau has filed is taken back by a letter of its own.
        else if (acting.Case.Recommended) said.Add(StepWords.WithdrawByLetter);
        acting.Case.Recommend(false);
        if (acting.Case.Exclusion is not { } exclusion) return said.Count == 0 ? ProcessWork<CaseFile>.NotCalledFor : string.Join(", ", said);
        var bar = await matters.Running(acting.Context, acting.File, MatterKind.Exclusion, cancel);
        var refusal = bar is null ? await db.LiftExclusion(acting.Context, exclusion, acting.Context.Today, cancel)
            : await matters.Move(acting.Context, bar, "REVOKE", acting.Given, cancel, asBody: true);
        if (refusal is not null) return refusal;
        acting.Case.EndExclusion();
        said.Add($"{bar?.Matter.Number} {acting.Context.Today:yyyy-MM-dd}".Trim());
        return string.Join(", ", said);
    }

    /// <summary>The letter has a life of its own, and is not sent by this step (P-8).</summary>
    private async Task<Outcome<string>> IssueRecommendation(CaseActing acting, CancellationToken cancel)
    {
        if (acting.File.Decision is not { Recommendation: true }) return ProcessWork<CaseFile>.NotCalledFor;
        var opened = await matters.Start(acting.Context, acting.File, MatterKind.Recommendation, new() { Words = acting.Case.Act, On = acting.Given.On }, cancel);
        if (!opened.IsDone) return opened.Refusal;
        acting.Case.Recommend(true);
        return $"{opened.Value.Matter.Number} {StepWords.LetterToSend}";
    }

    /// <summary>Reported, and decided in the same act where the leadership group's decision contains it; else it waits for one (P-9).</summary>
    private async Task<Outcome<string>> OpenReferral(CaseActing acting, CancellationToken cancel)
    {
        if (acting.Call.Params.ContainsKey("if") && acting.File.Decision is not { Referral: true }) return ProcessWork<CaseFile>.NotCalledFor;
        if (await matters.Running(acting.Context, acting.File, MatterKind.Referral, cancel) is { } running) return running.Matter.Number;
        var opened = await matters.Start(acting.Context, acting.File, MatterKind.Referral, new() { Words = acting.Case.Act, On = acting.Given.On }, cancel);
        if (!opened.IsDone) return opened.Refusal;
        if (acting.Given.Item is not null && await matters.Move(acting.Context, opened.Value, "DECIDE", acting.Given with { Outcomes = ["refer"] }, cancel, asBody: true) is { } refusal) return refusal;
        return opened.Value.Matter.Number;
    }

    /// <summary>The correction stands where the publication stood; the mark of a breach goes with the last case that carried it.</summary>
    private async Task<Outcome<string>> PublishCorrection(CaseActing acting, CancellationToken cancel)
    {
        var @case = acting.Case;
        if (@case.PublishedOn is null || @case.CorrectedOn is not null) return ProcessWork<CaseFile>.NotCalledFor;
        var sanctioned = await db.PenaltyCases.AnyAsync(c => c.IntegrityContract == @case.IntegrityContract && c.Id != @case.Id && c.DecisionServedOn != null && c.ReversedOn == null, cancel);
        if (!sanctioned) (await db.IntegrityContracts.SingleAsync(c => c.Id == @case.IntegrityContract, cancel)).ClearBreach();
        @case.Recommend(false);
        @case.Correct(acting.Context.Today);
        return "";
    }

    /// <summary>A case that ends without another decision after the first was sent back: nothing of that one stands any more, and its publication is corrected for good (P-7).</summary>
    private Task<Outcome<string>> Archive(CaseActing acting, CancellationToken cancel) =>
        acting.Case is { DecisionServedOn: null, PublishedOn: not null, CorrectedOn: null } ? PublishCorrection(acting, cancel) : Task.FromResult<Outcome<string>>("");

    /// <summary>Names the cases of the same severity in which a deduction stands, so that somebody looks at them (P-7).</summary>
    private async Task<Outcome<string>> ReopenLikeCases(CaseActing acting, CancellationToken cancel)
    {
        const int Most = 20;
        if (acting.Case.ReversedOn != acting.Context.Today) return ProcessWork<CaseFile>.NotCalledFor;
        var (severity, id) = (acting.Case.Severity, acting.Case.Id);
        var like = await db.PenaltyCases.Where(c => c.Severity == severity && c.Id != id && c.DeductedOn != null)
            .OrderByDescending(c => c.Id).Take(Most).Select(c => c.Number).ToListAsync(cancel);
        return like.Count == 0 ? "0" : string.Join("、", like);
    }
}

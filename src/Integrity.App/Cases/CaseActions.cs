using Integrity.App.Acts;
using Integrity.App.Certificates;
using Integrity.App.Ledger;
using Integrity.App.Payments;
using Integrity.App.Storage;
using Integrity.App.Workflows;
using Integrity.Domain.Cases;
using Integrity.Domain.Ledger;
using Integrity.Domain.Values;

namespace Integrity.App.Cases;

/// <summary>One action of a case's plan that is being carried out.</summary>
public sealed record CaseActing(ActContext Context, CaseFile File, Plan Plan, Call Call, string Trigger, Given Given) : Acting<CaseFile>(Context, File, Plan, Call, Trigger, Given)
{
    public PenaltyCase Case => File.Case;

    public long Id => Case.Id.Value;

    /// <summary>A remission, or a reopening that holds: the deduction becomes a hold again in one entry, without catch-up in between (P-7).</summary>
    public bool Remits => Plan.Actions.Any(a => a.Type == "reverseDeduction") && Plan.Actions.Any(a => a.Type == "postHold");
}

/// <summary>Carries out what a definition names, each action by a method of its own; all of it in the act's transaction.</summary>
/// <remarks>An action that is not known is a fault: the checker refuses a definition that names one.</remarks>
public sealed partial class CaseActions(IntegrityDb db, Books books, StandingOrders orders, CatchUps catchUps, MatterWork matters)
{
    /// <returns>What it did, in a few words for the record.</returns>
    public Task<Outcome<string>> CarryOut(CaseActing acting, CancellationToken cancel) => acting.Call.Type switch
    {
        "postHold" => PostHold(acting, cancel),
        "resetHold" => ResetHold(acting, cancel),
        "prolongHold" => Task.FromResult(ProlongHold(acting)),
        "releaseHold" => ReleaseHold(acting, cancel),
        "returnReserve" => ReturnReserve(acting, cancel),
        "postDeduction" => PostDeduction(acting, cancel),
        "reverseDeduction" => ReverseDeduction(acting, cancel),
        "applyExclusion" => ApplyExclusion(acting, cancel),
        "endExclusion" => EndExclusion(acting, cancel),
        "issueRecommendation" => IssueRecommendation(acting, cancel),
        "openReferral" => OpenReferral(acting, cancel),
        "openTasks" => Task.FromResult(OpenTasks(acting)),
        "closeTasks" => Task.FromResult(CloseTasks(acting)),
        "bindPapers" => BindPapers(acting, cancel),
        "recordDefence" => Task.FromResult(RecordDefence(acting)),
        "recordLapse" => Task.FromResult<Outcome<string>>(""),
        "publishNotice" => Task.FromResult(PublishNotice(acting)),
        "publishCorrection" => PublishCorrection(acting, cancel),
        "reopenLikeCases" => ReopenLikeCases(acting, cancel),
        "pauseDeadlines" => Task.FromResult<Outcome<string>>($"{CaseDeadlines.Pause(acting.File, acting.Context.Today, acting.Given.Words!)}"),
        "resumeDeadlines" => Task.FromResult<Outcome<string>>($"{CaseDeadlines.Resume(acting.File, acting.Context.Today)}"),
        "escalate" => Task.FromResult<Outcome<string>>(""),
        "archive" => Archive(acting, cancel),
        var unknown => throw new InvalidOperationException($"Nothing here carries out '{unknown}'."),
    };

    private async Task<Outcome<string>> PostHold(CaseActing acting, CancellationToken cancel)
    {
        // A reopening that finds nothing to turn back lays the hold within its bound, as the decision says (P-5).
        if (acting.Remits && (acting.File.TurnedBack || acting.Trigger != Trigger.Reopen))
        {
            acting.File.TurnedBack = true;
            acting.Case.Remit(acting.Context.Today);
            return $"{acting.File.Held}";
        }
        // After a lapse no new hold is laid in the case but by decision (P-5).
        if (acting.Case.HoldLapsed) return StepWords.NoneAfterLapse;
        var @case = acting.Case;
        var v = PenaltyBase.Of(acting.File.Books.Balance, @case.Share);
        var bound = Money.Min(CaseHold.Bound(@case.VAtFlag, @case.BandMax, @case.ClaimedLoss), v);
        var laid = CaseHold.Lay(acting.File.Books.Balance, acting.Id, bound);
        if (!laid.IsDone) return laid.Refusal;
        var paper = acting.File.Write(db, acting.Context, CasePaperKind.Hold, new HoldPaper(
            acting.Id, @case.Number, acting.File.Papers.Count + 1, @case.Contract.Value, @case.VAtFlag, @case.BandMax, @case.ClaimedLoss, bound, laid.Value.Moved, MemberBase.Of(@case)));
        await Post(acting, "hold", laid.Value.Entry, cancel, paper.Digest);
        @case.HoldPosted(acting.Context.Today);
        return laid.Value.Short.IsZero ? $"{laid.Value.Moved}" : $"{laid.Value.Moved} (- {laid.Value.Short})";
    }

    private async Task<Outcome<string>> ResetHold(CaseActing acting, CancellationToken cancel)
    {
        var reset = CaseHold.ResetAtService(acting.File.Books.Balance, acting.Id, acting.Case.VAtService ?? acting.File.VToday, acting.Case.BandMax, acting.Case.ClaimedLoss);
        if (reset.Moved.IsZero) return $"{StepWords.Released} {reset.Moved}, {StepWords.StaysHeld} {acting.File.Held}";
        await Post(acting, "hold_reset", reset.Entry, cancel);
        return $"{StepWords.Released} {reset.Moved}, {StepWords.StaysHeld} {acting.File.Held}; {await CatchUp(acting, cancel)}";
    }

    private static Outcome<string> ProlongHold(CaseActing acting)
    {
        var length = int.Parse(acting.Call.Params["to"], System.Globalization.CultureInfo.InvariantCulture);
        if (CaseDeadlines.Prolong(acting.File, acting.Call.Params["deadline"], length, acting.Context.Today, acting.Given.Words!) is { } refusal) return refusal;
        if (acting.Trigger == "EXTEND_HOLD") acting.Case.ExtensionTaken();
        return $"{length} {StepWords.Days}";
    }

    /// <summary>All that is still held: a dismissal, a withdrawal, a lapse, or what a decision did not take.</summary>
    private async Task<Outcome<string>> ReleaseHold(CaseActing acting, CancellationToken cancel)
    {
        // Nothing of a decision that was sent back stands any more once the case ends without another (P-7).
        if (acting.Trigger is "DECIDE" or "WITHDRAW") await Archive(acting, cancel);
        var released = CaseHold.ReleaseAll(acting.File.Books.Balance, acting.Id);
        // Where nothing stays held no limit of a hold runs on, whatever the definition would have kept.
        foreach (var limit in acting.File.Deadlines.Where(d => d.IsRunning && acting.File.Definition.Deadlines[d.Name].Anchor == "hold")) limit.End();
        if (released.Moved.IsZero) return "0";
        await Post(acting, "hold_released", released.Entry, cancel);
        // Nobody confirmed it in time, or its limit ran out: from now on only a decision lays a hold (P-5).
        if (acting.Trigger == "HOLD_LAPSED" || Trigger.DeadlineOf(acting.Trigger) is not null) acting.Case.LapseHold();
        var caughtUp = await CatchUp(acting, cancel);
        if (!acting.Case.HoldTurnedBack) return $"{released.Moved}; {caughtUp}";
        // What had been deducted, was sent back and is not deducted again is reversed by this: its catch-up bears interest, also where it still waits for money (P-7).
        acting.Case.GiveBack(acting.Context.Today);
        return $"{released.Moved}; {caughtUp}; {StepWords.Interest} {await OweInterest(acting.Context, acting.File, caughtUp, cancel)}";
    }

    private async Task<Outcome<string>> ReturnReserve(CaseActing acting, CancellationToken cancel)
    {
        // What past votes still owe is paid before the cash that was reserved for it goes back.
        var caughtUp = await CatchUp(acting, cancel);
        var unused = ReserveReturns(acting);
        acting.File.Books = await catchUps.Return(acting.Context, acting.File.Books, unused, PaperBehind(acting), cancel);
        if (unused.Count > 0) acting.Context.Touch(acting.Case.Contract.Value);
        var returned = unused.Sum(u => u.Amount);
        return caughtUp.Amount.IsZero && caughtUp.Waiting.IsZero ? $"{returned}" : $"{returned}; {caughtUp}";
    }

    private static List<ReservedCash> ReserveReturns(CaseActing acting) =>
        [.. Domain.Payments.ReserveReturn.Unused(acting.File.Books.Balance, acting.Id), .. Domain.Payments.ReserveReturn.Unused(acting.File.Books.Balance, 0)];

    // The paper behind it is what the step hands over; a step of the clock or of a reopening rests on the last paper of the case, at first that of its hold. Evidence is not the contractor's to open by the entry.
    private Task Post(CaseActing acting, string kind, LedgerEntry entry, CancellationToken cancel, string? document = null) =>
        Post(acting.Context, acting.File, kind, entry, cancel, document ?? PaperBehind(acting));

    private static string PaperBehind(CaseActing acting) =>
        acting.Given.HasDocument && acting.Trigger != Trigger.Reopen ? acting.Given.Document! : acting.File.Papers[^1].Digest;

    private async Task Post(ActContext context, CaseFile file, string kind, LedgerEntry entry, CancellationToken cancel, string? document = null)
    {
        if (entry.IsEmpty) return;
        var number = await books.Post(context, kind, file.Books.Totals, entry.Postings, cancel, document: document ?? file.Papers[^1].Digest);
        file.Books = file.Books.With(entry, number);
        context.Touch(file.Case.Contract.Value);
    }

    /// <summary>Past votes pay what they would have paid; an order in force comes first .</summary>
    private Task<CaughtUp> CatchUp(CaseActing acting, CancellationToken cancel) => CatchUp(acting.Context, acting.File, cancel);

    private async Task<CaughtUp> CatchUp(ActContext context, CaseFile file, CancellationToken cancel)
    {
        var caughtUp = await catchUps.Run(context, await orders.Freeze(context, file.Books, cancel), cancel);
        file.Books = caughtUp.Contract;
        return caughtUp;
    }
}

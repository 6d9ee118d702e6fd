using Integrity.App.Acts;
using Integrity.App.Decisions;
using Integrity.App.Identity;
using Integrity.App.Storage;
using Integrity.Domain.Acts;
using Integrity.Domain.Cases;
using Integrity.Domain.Identity;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Cases;

/// <summary>When a step of a case could be taken, told to whoever at the bureau lacks the duty for it and may read the case (P-6).</summary>
public sealed class StepsOfActs(IntegrityDb db) : ISaysWhen
{
    // Each act with the step that it takes or prepares.
    private static readonly Dictionary<Type, string> Steps = new()
    {
        [typeof(ConfirmHold)] = "CONFIRM", [typeof(AskForWithdrawal)] = "WITHDRAW", [typeof(WithdrawLead)] = "WITHDRAW", [typeof(AskForRenewal)] = "RENEW_HOLD", [typeof(RenewHold)] = "RENEW_HOLD",
        [typeof(ProposeExtension)] = "EXTEND_HOLD", [typeof(ExtendHold)] = "EXTEND_HOLD", [typeof(DraftNotice)] = "SERVE_NOTICE", [typeof(ServeNotice)] = "SERVE_NOTICE", [typeof(PostPublicNotice)] = "POST_NOTICE",
        [typeof(SubmitDefence)] = "SUBMIT_DEFENCE", [typeof(WaiveDefence)] = "WAIVE_DEFENCE", [typeof(RequestHearing)] = "REQUEST_HEARING", [typeof(AppointHearing)] = "HEARING_HELD", [typeof(HoldHearing)] = "HEARING_HELD",
        [typeof(ProposeSanction)] = "REPORT_READY", [typeof(ApproveReferral)] = "REFER", [typeof(ReferCase)] = "REFER", [typeof(RecordReturnFromJudiciary)] = "RETURNED", [typeof(RecordJudgment)] = "JUDGMENT",
        [typeof(AdoptCaseDecision)] = "DECIDE", [typeof(ServeDecision)] = "SERVE_DECISION", [typeof(PublishDecision)] = "PUBLISH", [typeof(LodgeReview)] = "LODGE_REVIEW",
        [typeof(PutReviewToVote)] = "UPHELD", [typeof(DecideReview)] = "UPHELD", [typeof(CloseCase)] = "CLOSE", [typeof(PauseClock)] = "PAUSE_CLOCK", [typeof(ResumeClock)] = "RESUME_CLOCK",
    };

    // What the act itself brings, or what it only prepares.
    private static readonly Given Everything = new() { Words = "-", Document = "-", PublicText = "-", SecondPerson = true };

    public async Task<Refusal> Told(Refusal refusal, IOnExisting act, ActContext context, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(refusal);
        ArgumentNullException.ThrowIfNull(act);
        ArgumentNullException.ThrowIfNull(context);
        if (!Steps.TryGetValue(act.GetType(), out var step)) return refusal;
        var reader = await db.Officials.AsNoTracking().SingleOrDefaultAsync(o => o.Id == context.Caller.Official, cancel);
        if (reader is not { Party: null } || !reader.Has(Duty.ReadBusiness)) return refusal;
        // Whoever is recused learns nothing of it (D-4).
        if (await db.KeptAway([act.Subject()], reader.Id, cancel) is not null) return refusal;
        if (await db.CaseFileOf(new(act.Subject()), context.Today, cancel) is not { } file) return refusal;
        // Of this case, not of the duty at large.
        var (no, who) = (ActRefusals.NotPermitted(), (await WhoAndWhen.For(db, file, names: true, context.Today, cancel)).WhoCould(step, Everything));
        return no with { Zh = no.Zh + who.Zh, En = $"{no.En} {who.En}" };
    }
}

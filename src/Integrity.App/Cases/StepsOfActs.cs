using Integrity.App.Acts;
using Integrity.App.Decisions;
using Integrity.App.Identity;
using Integrity.App.Storage;
using Integrity.App.Workflows;
using Integrity.Domain.Acts;
using Integrity.Domain.Cases;
using Integrity.Domain.Identity;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Cases;

/// <summary>When a step of a case could be taken, told to whoever at the bureau lacks the duty for it and may read the case (P-6).</summary>
public sealed class StepsOfActs(IntegrityDb db) : ISaysWhen
{
    private static readonly string[] Reviewer = ["reviewer"];

    // What the act itself brings, or what it only prepares.
    private static readonly Given Everything = new() { Words = "-", Document = "-", PublicText = "-", Letter = "-", Organ = "-", SecondPerson = true };

    /// <summary>The step that an act takes, or the roles in which it prepares one; null for what is neither.</summary>
    private static (string? Step, IReadOnlyList<string>? Roles)? Of(IOnExisting act) => act switch
    {
        ConfirmHold => ("CONFIRM", null),
        WithdrawLead => ("WITHDRAW", null),
        RenewHold => ("RENEW_HOLD", null),
        ExtendHold => ("EXTEND_HOLD", null),
        DraftNotice => ("SERVE_NOTICE", ["investigator"]),
        ServeNotice => ("SERVE_NOTICE", null),
        PostPublicNotice => ("POST_NOTICE", null),
        SubmitDefence => ("SUBMIT_DEFENCE", null),
        WaiveDefence => ("WAIVE_DEFENCE", null),
        RequestHearing => ("REQUEST_HEARING", null),
        HoldHearing => ("HEARING_HELD", null),
        ProposeSanction => ("REPORT_READY", null),
        ReferCase => ("REFER", null),
        RecordReturnFromJudiciary => ("RETURNED", null),
        RecordJudgment => ("JUDGMENT", null),
        AdoptCaseDecision or AdoptMatterDecision => ("DECIDE", null),
        ServeDecision => ("SERVE_DECISION", null),
        PublishDecision => ("PUBLISH", null),
        LodgeReview => ("LODGE_REVIEW", null),
        DecideReview => ("UPHELD", null),
        CloseCase => ("CLOSE", null),
        PauseClock => ("PAUSE_CLOCK", null),
        ResumeClock => ("RESUME_CLOCK", null),
        ReopenCase => (Trigger.Reopen, null),
        StepInMatter step => (step.Event, null),
        FollowSuccessor => (MatterEvents.Succeed, null),
        AskForWithdrawal => ("WITHDRAW", ProcessFile.AuditOffice),
        AskForRenewal => ("RENEW_HOLD", ProcessFile.AuditOffice),
        ProposeExtension => ("EXTEND_HOLD", Reviewer),
        AppointHearing => ("HEARING_HELD", Reviewer),
        PutReviewToVote or CompleteReview => (null, Reviewer),
        ProposeReopening => (Trigger.Reopen, Reviewer),
        ApproveReferral => ("REFER", ["leader"]),
        PutMatterToVote => (MatterVotes.Decide, Reviewer),
        AskForStepInMatter step => (step.Event, ProcessFile.AuditOffice),
        AskForSuccessor => (MatterEvents.Succeed, ProcessFile.AuditOffice),
        AddFinding => (null, ["investigator"]),
        SealStaffNames => (null, ProcessFile.AuditOffice),
        ProposePeriod => (null, Reviewer),
        AnswerDefence or NoteInMatter or TakeUpReferralResult => (null, ProcessFile.AuditOffice),
        _ => null,
    };

    public async Task<Refusal> Told(Refusal refusal, IOnExisting act, ActContext context, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(refusal);
        ArgumentNullException.ThrowIfNull(act);
        ArgumentNullException.ThrowIfNull(context);
        var lacksDuty = refusal.Code == "acts.not_permitted";
        // Whoever took a step that he may not take was told by the step itself.
        if (Of(act) is not var (step, roles) || (!lacksDuty && roles is null)) return refusal;
        var reader = await db.Officials.AsNoTracking().SingleOrDefaultAsync(o => o.Id == context.Caller.Official, cancel);
        if (reader is not { Party: null } || !reader.Has(Duty.ReadBusiness)) return refusal;
        // Whoever is recused learns nothing of it, and of a staff matter whoever does not handle it (D-4, P-11).
        var subject = ProcessId.From(act.Subject());
        if (await db.ProcessFileOf(subject, context.Today, cancel) is not { } file || await db.KeptAway(file.Abouts, reader.Id, cancel) is not null || await db.IsHidden(subject, reader, context.Today, cancel)) return refusal;
        var all = await WhoAndWhen.For(db, file, names: true, context.Today, cancel);
        var who = act switch
        {
            SealStaffNames => file is MatterFile { Matter: var matter } ? all.Handler(matter) : null,
            CompleteReview => file is CaseFile reviewed && CaseRequirements.Open(reviewed).Any(task => !task.IsDone) ? all.Opinion(person => CaseRequirements.NotReviewer(reviewed, person) is null) : null,
            PutReviewToVote => file is CaseFile { Case.State: "reviewPending" } @case && await db.DecidedItem(@case.Case.DecisionItem, cancel) is { } decided
                && PutReviewToVoteHandler.InvolvedIn(@case, decided.Item) is var involved ? all.WhoHas(roles!, step, person => !involved.Contains(person)) : null,
            ApproveReferral => all.WhoHas(roles!, step, leader => file.KeptFrom("panel", leader, standsFor: null) is null),
            _ => roles is not null ? all.WhoHas(roles, step) : all.WhoCould(step!, Everything),
        };
        if (who is not { Zh.Length: > 0 }) return lacksDuty ? ActRefusals.NotPermitted() : refusal;
        // Of this case, not of the duty at large.
        var no = lacksDuty ? ActRefusals.NotPermitted() : refusal;
        return no with { Zh = no.Zh + who.Zh, En = $"{no.En} {who.En}" };
    }
}

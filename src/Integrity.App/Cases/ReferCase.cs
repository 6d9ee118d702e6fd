using Integrity.App.Acts;
using Integrity.App.Storage;
using Integrity.Domain.Cases;
using Integrity.Domain.Identity;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Cases;

/// <summary>A leader approves that a case be referred to the judiciary; a penalty never replaces a referral.</summary>
/// <remarks>Rules: P-9.</remarks>
[May(Duty.Vote), Said("批准移送", "Approve a referral")]
public sealed record ApproveReferral(CaseId Case, string Words, long Seen) : IAct<CaseId>, IOnExisting
{
    /// <summary>How the case's page names it among the steps of the procedure.</summary>
    public const string Choice = "APPROVE_REFERRAL";

    public long Subject() => Case.Value;
}

public sealed class ApproveReferralHandler(CaseWork work) : IHandle<ApproveReferral, CaseId>
{
    public async Task<Outcome<CaseId>> Handle(ApproveReferral act, ActContext context, CancellationToken cancel)
    {
        var opened = await work.Open(context, act.Case, cancel);
        if (!opened.IsDone) return opened.Refusal;
        if (string.IsNullOrWhiteSpace(act.Words) || act.Words.Length > CaseFinding.LongestWords) return CaseRefusals.WordsMissing(CaseFinding.LongestWords);
        // Whoever investigated is no leader who approves what comes of it (D-4).
        if (opened.Value.KeptFrom("panel", context.Actor, standsFor: null) is { } apart) return apart;
        // Where nobody could refer the case now, there is nothing to approve.
        if (opened.Value.WhyNot("REFER", new(), context.Today, "referralApproved") is { } notNow) return notNow;
        work.Note(context, opened.Value, CaseEvents.ReferralApproved, "leader", new() { Words = act.Words });
        return act.Case;
    }
}

/// <summary>The case goes to the judiciary; its days there do not count towards the limit of the case.</summary>
/// <remarks>Rules: P-9, P-10.</remarks>
[May(Duty.ReviewCases), Said("移送司法机关", "Refer to the judiciary")]
public sealed record ReferCase(CaseId Case, long Seen) : IAct<CaseId>, IOnExisting
{
    public long Subject() => Case.Value;
}

public sealed class ReferCaseHandler(CaseWork work) : IHandle<ReferCase, CaseId>
{
    public Task<Outcome<CaseId>> Handle(ReferCase act, ActContext context, CancellationToken cancel) =>
        work.Move(context, act.Case, "REFER", new(), cancel);
}

/// <summary>The judiciary gave the case back.</summary>
/// <remarks>Rules: P-9.</remarks>
[May(Duty.ReviewCases), Said("登记司法机关退回", "Record the return by the judiciary")]
public sealed record RecordReturnFromJudiciary(CaseId Case, string Document, long Seen) : IAct<CaseId>, IOnExisting
{
    public long Subject() => Case.Value;
}

public sealed class RecordReturnFromJudiciaryHandler(IntegrityDb db, CaseWork work, MatterWork matters) : IHandle<RecordReturnFromJudiciary, CaseId>
{
    private const string Returned = "RETURNED";

    public async Task<Outcome<CaseId>> Handle(RecordReturnFromJudiciary act, ActContext context, CancellationToken cancel)
    {
        // Nothing comes back that was never sent; a referral that the body did not approve has ended.
        if (await db.ReferralOf(act.Case, cancel) is { SentOn: null, Ended: false }) return CaseRefusals.ReferralNotSent();
        var opened = await work.Open(context, act.Case, cancel);
        if (!opened.IsDone) return opened.Refusal;
        Given letter = new() { Document = act.Document };
        // The letter that brings the case back ends the referral with it.
        if (await matters.Running(context, opened.Value, MatterKind.Referral, cancel) is { } referral && referral.Machine.Asked(referral.Matter.State, Returned).Count > 0
            && await matters.Move(context, referral, Returned, letter, cancel) is { } refusal) return refusal;
        return await work.Move(context, opened.Value, Returned, letter, cancel);
    }
}

/// <summary>A judgment is there: what follows from it is put to the leadership group, bound to its hash.</summary>
/// <remarks>Rules: P-6, P-9, D-5.</remarks>
[May(Duty.ReviewCases), Said("登记裁判文书", "Record a judgment")]
public sealed record RecordJudgment(CaseId Case, string Document, CaseSanction Sanction, long Seen) : IAct<CaseId>, IOnExisting
{
    public long Subject() => Case.Value;
}

public sealed class RecordJudgmentHandler(IntegrityDb db, CaseWork work) : IHandle<RecordJudgment, CaseId>
{
    public async Task<Outcome<CaseId>> Handle(RecordJudgment act, ActContext context, CancellationToken cancel)
    {
        var opened = await work.Open(context, act.Case, cancel);
        if (!opened.IsDone) return opened.Refusal;
        var (file, given) = (opened.Value, new Given { Words = act.Sanction.Reasons, Document = act.Document, Sanction = act.Sanction });
        // No court judges what was never sent or opened as a case, and a judgment replaces no answer, opinion or hearing: a case that still lacks one comes back with it first (P-6, P-9).
        var referral = await db.ReferralOf(act.Case, cancel);
        if (referral?.SentOn is null) return CaseRefusals.ReferralNotSent();
        ProcessId sent = referral.Id;
        if (!await db.CaseSteps.AnyAsync(s => s.Process == sent && s.Event == "FILED", cancel)) return CaseRefusals.ReferralNotFiled();
        if (file.Answers("JUDGMENT") && ProposeSanctionHandler.NotToBePut(file, act.Sanction, given, context.Today, "defenceAnswered", "legalReviewDone", "hearingRightOver") is { } refusal) return refusal;
        return await work.Move(context, file, "JUDGMENT", given, cancel);
    }
}

internal static class Referrals
{
    extension(IntegrityDb db)
    {
        /// <summary>The latest referral that came out of a case.</summary>
        public Task<Matter?> ReferralOf(CaseId @case, CancellationToken cancel) =>
            db.Matters.Where(m => m.PenaltyCase == @case && m.Kind == MatterKind.Referral).OrderBy(m => m.Id).LastOrDefaultAsync(cancel);
    }
}

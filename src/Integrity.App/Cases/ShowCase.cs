using Integrity.App.Acts;
using Integrity.App.Decisions;
using Integrity.App.Cases.Documents;
using Integrity.App.Contracts;
using Integrity.App.Identity;
using Integrity.App.Journal;
using Integrity.App.Parties;
using Integrity.App.Payments;
using Integrity.App.Storage;
using Integrity.App.Workflows;
using Integrity.Domain.Acts;
using Integrity.Domain.Cases;
using Integrity.Domain.Decisions;
using Integrity.Domain.Contracts;
using Integrity.Domain.Identity;
using Integrity.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace Integrity.App.Cases;

/// <param name="Words">Null where they are sealed to the reader.</param>
/// <param name="Leg">Which of the three.</param>
/// <param name="Words">Null where sealed.</param>
/// <param name="Document">SHA-256 of its evidence.</param>
/// <param name="FoundOn">When it was entered.</param>
/// <param name="AfterNotice">Not told in the notice that stands, so no ground of a decision on it (P-6).</param>
public sealed record CaseFindingRow(CaseLeg Leg, string? Words, string? Document, DateOnly FoundOn, bool AfterNotice);

public sealed record CaseDefenceRow(int Number, string Words, string? Document, DateOnly RecordedOn, string? Answer, DateOnly? AnsweredOn);

/// <param name="WhyZh">Why the reader cannot do it; null where he can, and where it is done.</param>
public sealed record CaseTaskRow(string Code, string LabelZh, string LabelEn, string? Opinion, DateOnly? DoneOn, string? WhyZh, string? WhyEn);

/// <param name="Source">Null for the contractor.</param>
/// <param name="Correction">Why the last decision no longer stands, and what became of what was deducted (P-7); null where one stands.</param>
/// <param name="Member">The share and the contract's V of which the base is taken, where the case is against one member of a consortium (C-3).</param>
/// <param name="Referral">A referral of the case has ended and nobody has taken up its result; null for the contractor.</param>
/// <param name="MayInvestigate">The reader may add findings, for himself or for somebody who is away.</param>
/// <param name="HearingAskLast">The last day on which a hearing may be asked for; null where it may not, or was.</param>
/// <param name="HearingWaits">A hearing was asked for and not held, and the case stands where none is held.</param>
/// <param name="Hearing">The hearing that is appointed.</param>
/// <param name="CatchUpOwed">What past votes still owe under its contract, because a hold has ended and no money was there yet (R-5).</param>
/// <param name="LateClause">Null where the clause was on record before the act.</param>
/// <param name="Diagram">The pinned definition as a picture, the state lit; in the caller's language.</param>
public sealed record CaseDetail(
    CaseId Id, long Version, string Number, ContractId Contract, string ContractNumber, long Party, string PartyName, CaseSource? Source, string Act, DateOnly ActDay,
    int Severity, Ratio BandMin, Ratio BandMax, Money ClaimedLoss, Money DocumentedLoss, string State, string StateZh, string StateEn, bool Ended,
    Money VAtFlag, Money? VAtService, Money Held, Money Reserved, Money Deducted, Money Shortfall, Money SetOff, Money ReversalInterest, bool LossNeedsAnswer,
    DateOnly FlaggedOn, DateOnly? NoticeServedOn, DateOnly? DecisionServedOn, DateOnly? PublishedOn, DateOnly? ReversedOn, string? PublicText,
    CaseSanction? Notice, CaseSanction? Decision, string? DecisionDigest, long? DecisionItem, long? ReviewItem, long? Exclusion,
    IReadOnlyList<CaseFindingRow> Findings, IReadOnlyList<CaseDefenceRow> Defences, IReadOnlyList<CaseTaskRow> Tasks, IReadOnlyList<CaseDeadlineRow> Deadlines,
    IReadOnlyList<CaseStepRow> Steps, IReadOnlyList<CaseChoice> Choices, PenaltyFigures? Figures, string Diagram, IReadOnlyList<PublicNoticeShown> PublicNotices, long? ReopeningItem,
    ReopeningShown? Reopening, DateOnly? CorrectedOn, Correction? Correction, MemberBase? Member, IReadOnlyList<InstalmentRow> Instalments,
    IReadOnlyList<ChairRow> MayChair, WaitingResult? Referral, bool MayInvestigate, LimitDay? HearingAskLast, bool HearingWaits, HearingShown? Hearing, LateClause? LateClause, Money CatchUpOwed) : IVersioned;

/// <summary>The clause was put on record only after the act: its day of signature rests on whoever entered it, and its paper deserves a look (P-1).</summary>
public sealed record LateClause(DateOnly SignedOn, DateOnly RecordedOn);

/// <summary>Somebody who could chair the hearing that is to be held: he took no part so far (D-4).</summary>
public sealed record ChairRow(OfficialId Id, string Name);

/// <summary>What a reopening of a closed case would undo, or has been put to the vote to undo.</summary>
/// <param name="MayHold">The definition declares a reopening that holds the exposure.</param>
/// <param name="MayRelease">The definition declares one that does not.</param>
/// <param name="Holds">What is put to the vote or decided; null where nothing is.</param>
/// <param name="Result">How the vote on it stands; null where none was taken, and where another can be.</param>
/// <param name="WhyNotPut">Why the reader does not propose it; null where he may.</param>
public sealed record ReopeningShown(bool MayHold, bool MayRelease, bool? Holds, StandingSanctions Undone, ItemResult? Result, Words? WhyNotPut);

/// <summary>One case: where it stands, its figures, what happened, what can be done now and why not.</summary>
/// <remarks>A contractor sees his own from the day the notice was served, without the source and the staff matter; another's looks like none.</remarks>
[May(Duty.ReadBusiness, Duty.ActAsContractor), Said("一件案件", "One case")]
public sealed record ShowCase(CaseId Case) : IAsk<CaseDetail>;

public sealed class ShowCaseAnswer(IntegrityDb db, CatchUps catchUps) : IAnswer<ShowCase, CaseDetail>
{
    public async Task<Outcome<CaseDetail>> Answer(ShowCase ask, AskContext context, CancellationToken cancel)
    {
        if (await db.ClosedCase(ask.Case, context, cancel) is { } closed) return closed;
        if (await db.CaseFileOf(ask.Case, context.Today, cancel) is not { } file) return ActRefusals.NotFound();
        var (c, own) = (file.Case, context.OwnParty is not null);
        var party = await db.Counterparties.AsNoTracking().SingleAsync(p => p.Id == c.Party, cancel);
        var people = await ProcessView.NamesOf(db, file, cancel);
        var (definition, state) = (file.Definition, CaseFile.StateOf(c, file.Definition));
        // What the bureau's own staff did is for those who handle, review and decide the case (P-11).
        bool Seals(CaseLeg leg) => leg == CaseLeg.StaffMatter && !(context.Official is { } reader && (reader.Has(Duty.InvestigateCases) || reader.Has(Duty.ReviewCases) || reader.Has(Duty.Vote)));
        CaseStep Readable(CaseStep step) => step.Event == CaseEvents.Finding && Seals(CaseLeg.StaffMatter) && step.Actions == nameof(CaseLeg.StaffMatter) ? step with { Words = null, Document = null } : step;
        var decision = file.Decision is { } decided && (!own || c.DecisionServedOn is not null) ? decided : null;
        var chairs = own || file.HearingAskedOn is null ? [] : await db.MayChair(file, context.Today, cancel);
        var absents = context.Official is { Party: null } staff ? await db.AbsentFor(staff, file.Abouts, context.Today, cancel) : [];
        var others = await WhoAndWhen.For(db, file, names: !own, context.Today, cancel);
        var extension = own ? null : await db.StandingExtension(file, context.Today, cancel);
        var offered = new CaseChoices(file, context, absents, others);
        // Whoever took part in the case does not put its review (P-6, D-4).
        var involved = !own && c.State == "reviewPending" && await db.DecidedItem(c.ReviewItem, cancel) is not { Item.Result: ItemResult.Pending or ItemResult.Passed }
            && await db.DecidedItem(c.DecisionItem, cancel) is { } put ? PutReviewToVoteHandler.InvolvedIn(file, put.Item) : null;
        var steps = await ProcessView.ChoicesOf(db, file, context, (trigger, person) => Given(file, trigger, person, cancel), cancel);
        var labels = definition.Root.Leaves().SelectMany(l => l.Tasks).GroupBy(t => t.Code).ToDictionary(g => g.Key, g => g.First().Label);
        return new CaseDetail(
            c.Id, await db.VersionOf(c.Id.Value, cancel), c.Number, c.Contract, file.Books.Contract.Number, c.Party.Value, party.Name, own ? null : c.Source, c.Act, c.ActDay,
            c.Severity, c.BandMin, c.BandMax, c.ClaimedLoss, c.DocumentedLoss, c.State, state.Zh, state.En, c.Ended,
            c.VAtFlag, c.VAtService, file.Held, file.Books.Balance.ReservedFor(c.Id.Value), c.Deducted, c.Shortfall, c.SetOff, c.ReversalInterest,
            decision is not null && CaseRequirements.UnansweredLoss(c, decision),
            c.FlaggedOn, c.NoticeServedOn, c.DecisionServedOn, c.PublishedOn, c.ReversedOn, c.PublicText, file.Notice, decision, file.DecisionDigest,
            own ? null : c.DecisionItem, own ? null : c.ReviewItem, c.Exclusion?.Value,
            [.. file.Findings.Where(f => !own || f.Leg != CaseLeg.StaffMatter).Select(f => Seals(f.Leg) ? new CaseFindingRow(f.Leg, null, null, f.FoundOn, !file.Noticed.Contains(f)) : new(f.Leg, f.Words, f.Document, f.FoundOn, !file.Noticed.Contains(f)))],
            [.. file.Defences.Select(d => new CaseDefenceRow(d.Number, d.Words, d.Document, d.RecordedOn, d.Answer, d.AnsweredOn))],
            own ? [] : [.. CaseRequirements.Open(file).Select(t => (Task: t, Why: t.IsDone ? null : WhyNotReview(file, context.Official, absents, definition, others)))
                .Select(t => new CaseTaskRow(t.Task.Code, labels[t.Task.Code].Zh, labels[t.Task.Code].En, t.Task.Opinion, t.Task.DoneOn, t.Why?.Zh, t.Why?.En))],
            ProcessView.DeadlinesOf(file, context.Today),
            [.. file.Steps.Where(s => !own || IsForContractor(s)).Select(s => ProcessView.RowOf(Readable(s), definition, people, own))],
            offered.Of(steps, extension, involved, chairs.Count > 0), await PenaltyFigures.Of(db, file, decision, own, cancel), SvgDrawing.Of(ProcessView.DiagramOf(file, context.Caller.Language)),
            PublicNoticeShown.Of(file), own ? null : c.ReopeningItem, own ? null : await Reopening(file, offered, context.Today, cancel), c.CorrectedOn, Correction.OfLast(file.Steps)?.Now(c),
            MemberBase.Of(c), InstalmentRow.Of(file, context.Today),
            [.. chairs.Select(o => new ChairRow(o.Id, o.Name))],
            own ? null : ReferralResults.Waiting(definition, c.State, file.Steps, file.Calendar) is { } waiting ? waiting with { WhyNot = offered.WhyNotAudit } : null,
            offered.MayInvestigate,
            CaseRequirements.MayAskForHearing(file, context.Today) ? CaseRequirements.LastToAskForHearing(file) : null, CaseRequirements.HearingWaits(file), HearingShown.Of(file),
            await db.RecordedOn(c.IntegrityContract, cancel) is var recorded && recorded > c.ActDay ? new(file.ClauseSignedOn, recorded) : null,
            c.HoldPostedOn is null ? Money.Zero : await catchUps.Owed(file.Books, context.Today, cancel));
    }

    /// <summary>Why the reader gives no opinion here, for himself or for somebody who is away.</summary>
    private static Words? WhyNotReview(CaseFile file, Official? reader, IReadOnlyList<Official> absents, WorkflowDefinition definition, WhoAndWhen others)
    {
        if (reader is null) return null;
        Refusal? WhyFor(Official? absent) => (absent is null ? null : file.KeptApart(reader.Id, absent)) ?? CaseRequirements.NotReviewer(file, reader.Id) ?? (absent is null ? null : CaseRequirements.NotReviewer(file, absent.Id));
        var reasons = (reader.Has(Duty.ReviewCases) ? [null] : absents.Where(one => one.Has(Duty.ReviewCases)).ToList<Official?>()).Select(WhyFor).ToList();
        var why = reasons.Count == 0 ? new Words($"须由{definition.RoleWords("reviewer").Zh}出具。", $"{definition.RoleWords("reviewer").En} gives it.")
            : reasons.Contains(null) ? null : new(reasons[0]!.Zh, reasons[0]!.En);
        return why is null || others.Opinion(person => CaseRequirements.NotReviewer(file, person) is null) is not { } who ? why : new(why.Zh + who.Zh, $"{why.En} {who.En}");
    }

    /// <summary>Null while the case runs, and where its definition declares no reopening.</summary>
    private async Task<ReopeningShown?> Reopening(CaseFile file, CaseChoices offered, DateOnly today, CancellationToken cancel)
    {
        bool Declared(bool holds) => Machine.Choose(file.State, ReopeningPaper.Chosen(holds).Happening(Trigger.Reopen)) is { } way && way.Actions.Any(action => action.Type == "postHold") == holds;
        if (!file.Case.Ended || (!Declared(true) && !Declared(false))) return null;
        // What was withdrawn or did not pass is put anew.
        var result = (await db.DecidedItem(file.Case.ReopeningItem, cancel))?.Item.Result is { } voted and (ItemResult.Pending or ItemResult.Passed) ? voted : (ItemResult?)null;
        var put = result is not null && file.Case.ReopeningPaper is { } number ? CanonicalJson.Read<ReopeningPaper>(file.Papers.Single(p => p.Number == number).Text) : null;
        return new(Declared(true), Declared(false), put?.Holds, put?.Undone ?? await db.StandingIn(file.Case, today, cancel), result, offered.WhyNotReopening);
    }

    private async Task<Given> Given(CaseFile file, string trigger, Official person, CancellationToken cancel)
    {
        var item = trigger switch
        {
            "DECIDE" => file.Case.DecisionItem,
            "EXTEND_HOLD" => file.Case.ExtensionItem,
            "UPHELD" or "REVOKED" or "REMITTED" => file.Case.ReviewItem,
            _ => null,
        };
        var decided = await db.DecidedItem(item, cancel);
        // One vote on more time stands at once: that on a period says nothing of the hold.
        if (trigger == "EXTEND_HOLD" && decided?.Item.Kinds.HasFlag(ItemKinds.Hold) == false) decided = null;
        return new()
        {
            Words = "-", Document = "-", PublicText = "-", SecondPerson = file.Asked(trigger) is { } asked && !ProcessFile.IsBy(asked, person.Id),
            Sanction = file.Decision, Item = decided?.Item, Minutes = decided?.Minutes ?? false, Outcomes = trigger == "DECIDE" ? file.Decision?.Outcomes ?? [] : [],
        };
    }

    // What belongs to the inquiry and the vote is not the contractor's to read; what was done to him is.
    private static bool IsForContractor(CaseStep step) =>
        step.Event is not (CaseEvents.Reminder or CaseEvents.Finding or CaseEvents.NoticeDrafted or CaseEvents.Opinion or CaseEvents.ReviewPut or CaseEvents.ExtensionPut or CaseEvents.PeriodPut or CaseEvents.ReferralApproved or CaseEvents.ReopeningPut or CaseEvents.ReferralTakenUp)
        && !step.Event.StartsWith(CaseEvents.Asking(""), StringComparison.Ordinal);
}

/// <summary>The words of what happens in a case.</summary>
public static class CaseWords
{
    public static Words OfEvent(WorkflowDefinition definition, string happened)
    {
        if (happened.StartsWith(CaseEvents.Asking(""), StringComparison.Ordinal))
        {
            var asked = OfEvent(definition, happened[CaseEvents.Asking("").Length..]);
            return new("申请：" + asked.Zh, "Asked for: " + asked.En);
        }
        return happened switch
        {
            CaseEvents.Flag => new("登记线索", "Flagged"),
            CaseEvents.Finding => new("补充查明事实", "Finding added"),
            CaseEvents.NoticeDrafted => new("拟制告知书", "Notice written"),
            CaseEvents.HearingAppointed => new("通知听证", "Hearing appointed"),
            CaseEvents.Answer => new("答复陈述申辩", "Defence answered"),
            CaseEvents.Opinion => new("出具审核意见", "Review opinion"),
            CaseEvents.CatchUp => new("补付", "Catch-up"),
            CaseEvents.Reminder => new("期限提醒", "Reminder of a period"),
            CaseEvents.PeriodPut => new("提请延长期限", "Longer period proposed"),
            CaseEvents.PeriodExtended => new("延长期限", "Period extended"),
            CaseEvents.Migrated => new("迁移流程版本", "Brought to a new version"),
            CaseEvents.Intervention => new("管理员介入", "Administrator's intervention"),
            CaseEvents.ReviewPut => new("提请复核决定", "Review put to a decision"),
            CaseEvents.ExtensionPut => new("提请延长暂缓", "Extension proposed"),
            CaseEvents.ReferralApproved => new("批准移送", "Referral approved"),
            CaseEvents.ReopeningPut => new("提请重新立案", "Reopening proposed"),
            CaseEvents.Instalment => new("分期扣款", "Instalment of the deduction"),
            CaseEvents.ReferralResult => new("移送结果", "Result of the referral"),
            CaseEvents.ReferralTakenUp => new("办理移送结果", "Result of the referral taken up"),
            MatterEvents.Opened => new("立项", "Opened"),
            MatterEvents.Notice => new("告知对方", "Notice served"),
            MatterEvents.Statement => new("听取陈述", "Contractor heard"),
            MatterEvents.Sealing => new("密封姓名", "Names sealed"),
            MatterEvents.PutToVote => new("提请集体研究", "Put to the leadership group"),
            _ => definition.TriggerWords(happened),
        };
    }
}

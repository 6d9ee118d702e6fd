using System.Text.RegularExpressions;
using Integrity.App.Workflows;
using Integrity.Domain.Cases;
using Integrity.Domain.Identity;
using Integrity.Domain.Values;

namespace Integrity.App.Cases;

/// <summary>Says of each requirement that a definition may name whether it is met: from what is kept, and from what is given with the step.</summary>
/// <remarks>A name that is not here is not met, so nothing is let through that nobody has looked at.</remarks>
public static partial class CaseRequirements
{
    public static bool Holds(string requirement, CaseFile file, Given given, DateOnly today)
    {
        var @case = file.Case;
        return requirement switch
        {
            "reasonGiven" => given.HasWords,
            "secondPersonConfirmed" => given.SecondPerson,
            "evidenceAttached" => file.Findings.Exists(f => f.Document is not null),
            "holdPosted" => file.Held.IsPositive,
            "holdLapsed" => @case.HoldLapsed,
            "noticeServed" => @case.NoticeServedOn is not null || given.HasDocument,
            "clauseSignedBeforeAct" => file.ClauseSignedOn < @case.ActDay,
            "returnLetterAttached" => given.HasDocument || ToldReturned(file),
            "signedWaiver" or "hearingRecord" or "judgmentAttached" or "serviceProof" or "postingProof" or "contractorInformed" => given.HasDocument,
            "publicNoticeOver" => PublicNoticeShown.Of(file) is [.., { CountedOn: null, LastDay: { } last }] && today > last,
            // One new notice for each time that it was sent back (P-6).
            "remitted" => file.Steps.FindLast(s => s.Event is "REMITTED" or "SERVE_NOTICE") is { Event: "REMITTED" },
            "hearingAllowed" => !@case.HearingHeld && (HearingOwed(file) || (MayBeHeard(file) && today <= LastToAskForHearing(file).Day)),
            // Also before a dismissal is put to the vote: where that is voted down, the right must not have run out meanwhile.
            "hearingRightOver" => @case.HearingHeld || (!HearingOwed(file) && (!MayBeHeard(file) || today > LastToAskForHearing(file).Day)),
            "tasksComplete" => Open(file).All(t => t.IsDone) && file.Tasks.Count > 0,
            "legalReviewDone" => file.Tasks.FindLast(t => t.Code == "legal-review") is { IsDone: true },
            "defenceAnswered" => StatementOver(file, today) && file.Defences.TrueForAll(d => d.Answer is not null),
            "referralApproved" => file.ReferralApproved,
            "quorumMet" => given.QuorumMet,
            "recusalsRecorded" => given.RecusalsRecorded,
            "minutesAttached" => given.Minutes,
            "threeLegsOrWarningOnly" => given.Sanction is { } s && IsShown(s, file.Noticed),
            "insideSignedBand" => given.Sanction is { } s && (s.Deduction is null || @case.Band.Contains(s.Deduction.Percentage)),
            "notWorseThanNotice" => given.Sanction is { } s && file.Notice is { } notice && !s.IsWorseThan(notice),
            "lossWarningAnswered" => given.Sanction is { } s && !UnansweredLoss(@case, s),
            "deductionPosted" => file.Decision?.Deduction is null || @case.DeductedOn is not null,
            "noticeRedacted" => !string.IsNullOrWhiteSpace(given.PublicText) && Redaction.IsDone(given.PublicText, given.Masked),
            "reversalPosted" => Reversal.Standing(@case.Contract.Value, file.Books.Postings, @case.Id.Value).Count == 0,
            "correctionPublished" => @case.CorrectedOn is not null,
            _ => false,
        };
    }

    /// <summary>Whether all three legs are shown with evidence, or no more than a warning follows (P-2).</summary>
    public static bool IsShown(CaseSanction sanction, IReadOnlyList<CaseFinding> findings) =>
        sanction.IsWarningOnly || Enum.GetValues<CaseLeg>().All(leg => findings.Any(f => f.Leg == leg && f.Document is not null));

    /// <summary>The referral itself has ended without a judgment: its own papers prove it (P-9).</summary>
    private static bool ToldReturned(CaseFile file) =>
        file.Steps.FindLast(s => s.StateBefore != s.StateAfter && s.StateAfter == "judicialReferral") is { } since
        && file.Steps.Exists(s => s.Number > since.Number && s.Event == CaseEvents.ReferralResult && s.Actions is "returned" or "notReferred");

    /// <summary>Why it is not met in this case, where the vocabulary can only name every reason at once: what of a public text is not masked yet (V-1), why a hearing is not held (P-6).</summary>
    public static Words? WhyUnmet(string requirement, CaseFile file, Given given) => requirement switch
    {
        "noticeRedacted" when given.PublicText is { } text && Redaction.Left(text, given.Masked) is { } left =>
            new($"公开文本中仍有应遮盖的姓名或号码“{left}”。请改写后再公开。", $"“{left}” in the public text is a name or number that must be masked. Write it without it, then publish."),
        "hearingAllowed" when file.Case.NoticeServedOn is not null => WhyNotHeard(file),
        _ => null,
    };

    private static Words WhyNotHeard(CaseFile file) =>
        file.Case.HearingHeld ? new("听证已经举行，不再重复举行。", "The hearing has been held and is not held a second time.")
        : !MayBeHeard(file) ? new("未达听证条件：拟作的处理金额未过线，且无取缔。", "A hearing is not due: what is proposed is below the threshold and without an exclusion.")
        : new($"申请听证的期限已于 {LastToAskForHearing(file).Day:yyyy-MM-dd} 届满。", $"The period for asking for a hearing ended on {LastToAskForHearing(file).Day:yyyy-MM-dd}.");

    /// <summary>A hearing is held on request above the threshold and for any exclusion, and where the notice offers one (P-6).</summary>
    public static bool MayBeHeard(CaseFile file) => file.Notice is { } notice && file.Case.VAtService is { } v && (file.ServedNotice is { MayBeHeard: true } || MayBeHeard(file, notice, v));

    /// <summary>It was asked for in time and not held: whatever carried the case out of that step since, the right does not run out any more (P-6).</summary>
    public static bool HearingOwed(CaseFile file) =>
        file.Steps.FindLast(s => s.Event is "REQUEST_HEARING" or "HEARING_HELD" or "SERVE_NOTICE" or Trigger.Reopen) is { Event: "REQUEST_HEARING" };

    public static bool MayBeHeard(CaseFile file, CaseSanction proposed, Money v) =>
        proposed.Exclusion is not null || (proposed.Deduction is { } deduction && Deduction.Proposed(v, deduction.Percentage).Fen >= file.Parameter("hearingThresholdFen"));

    /// <summary>As the served notice says, under whatever version the case runs since. Unit: working days from service; the first day is not counted.</summary>
    public static LimitDay LastToAskForHearing(CaseFile file) =>
        file.Calendar.AddWorkingDays(file.Case.NoticeServedOn!.Value, file.ServedNotice!.HearingDays);

    /// <summary>The case stands where no arrow leads to a hearing, as with the judiciary, while the days for asking run: the request is taken all the same, once (P-6).</summary>
    public static bool AsksMeanwhile(CaseFile file, DateOnly today) =>
        !file.Case.Ended && file.Case.NoticeServedOn is not null && file.Case.DecisionServedOn is null && !HearingOwed(file) && Holds("hearingAllowed", file, new(), today)
        && !file.Answers("REQUEST_HEARING") && !file.Answers("HEARING_HELD");

    /// <summary>The days for asking for a hearing run, and it was not asked for yet (P-6).</summary>
    public static bool MayAskForHearing(CaseFile file, DateOnly today) =>
        AsksMeanwhile(file, today) || (file.Case is { Ended: false, NoticeServedOn: not null } && file.Answers("REQUEST_HEARING") && !HearingOwed(file) && Holds("hearingAllowed", file, new(), today));

    /// <summary>A hearing is owed, and the case does not stand where it is held (P-6).</summary>
    public static bool HearingWaits(CaseFile file) => !file.Case.Ended && HearingOwed(file) && file.HearingAskedOn is null;

    /// <summary>He may still make a statement: the case takes it here, and his period runs, whatever else he asked for (P-6).</summary>
    public static bool MayState(CaseFile file, DateOnly today) => !file.Case.Ended && !StatementOver(file, today) && file.Answers("SUBMIT_DEFENCE");

    /// <summary>The contractor has had his whole period for a statement, hearing or not, or has given it up in writing (P-6).</summary>
    public static bool StatementOver(CaseFile file, DateOnly today) =>
        file.Case.NoticeServedOn is null
        || Waived(file) is not null
        || today > LastOfStatement(file).Day;

    /// <summary>The step by which the contractor gave up his statement to the last notice in writing; null where he did not (P-6).</summary>
    public static CaseStep? Waived(CaseFile file) => file.Steps.FindLast(s => s.Event is "SERVE_NOTICE" or "WAIVE_DEFENCE") is { Event: "WAIVE_DEFENCE" } waived ? waived : null;

    /// <summary>As the served notice says, likewise.</summary>
    public static LimitDay LastOfStatement(CaseFile file) =>
        file.Calendar.AddWorkingDays(file.Case.NoticeServedOn!.Value, file.ServedNotice!.StatementDays);

    /// <summary>Why somebody gives no opinion in a case; null where nothing he did before keeps him from it (D-4, P-6).</summary>
    public static Refusal? NotReviewer(CaseFile file, OfficialId person)
    {
        bool ActedAs(string role) => file.PartsIn.GetValueOrDefault(role)?.Contains(person) == true;
        return ActedAs("investigator") ? CaseRefusals.InvestigatorDoesNotReview() : ActedAs("hearingChair") ? CaseRefusals.ChairDoesNotReview()
            : Open(file).Any(t => t.IsDone && file.Steps.FindLast(s => s.Event == CaseEvents.Opinion && s.Actions == t.Code) is { } given && ProcessFile.IsBy(given, person)) ? CaseRefusals.OpinionsByTwo() : null;
    }

    public static IEnumerable<CaseTask> Open(CaseFile file) => file.Tasks.Where(t => !t.Closed);

    /// <summary>Above 1.3 times the documented loss, with no answer why (P-4).</summary>
    public static bool UnansweredLoss(PenaltyCase @case, CaseSanction sanction) =>
        sanction.Deduction is { } deduction && string.IsNullOrWhiteSpace(deduction.LossAnswer)
        && LossMeter.NeedsAnswer(Deduction.Proposed(@case.V, deduction.Percentage), @case.DocumentedLoss);
}

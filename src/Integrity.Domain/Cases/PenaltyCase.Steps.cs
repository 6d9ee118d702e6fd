using Integrity.Domain.Contracts;
using Integrity.Domain.Identity;
using Integrity.Domain.Parties;
using Integrity.Domain.Values;

namespace Integrity.Domain.Cases;

/// <summary>How a case changes: each method is one fact of the procedure.</summary>
public sealed partial class PenaltyCase
{
    /// <param name="works">The named contract.</param>
    /// <param name="integrity">The one in force on the day of the act, or null.</param>
    /// <param name="v">V of the day, of the whole contract.</param>
    /// <param name="members">The members of the contract's consortium, if it has one.</param>
    public static Outcome<PenaltyCase> Flag(
        CaseId id, string number, FlagFacts facts, WorksContract works, IntegrityContract? integrity, Money v, string definitionHash, string state,
        OfficialId by, DateOnly today, IReadOnlyList<ConsortiumMember>? members = null)
    {
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(works);
        if (string.IsNullOrWhiteSpace(facts.Act) || facts.Act.Length > LongestText) return CaseRefusals.ActMissing(LongestText) with { Field = "act" };
        if (facts.ActDay > today) return CaseRefusals.ActInFuture() with { Field = "actDay" };
        if (facts.ClaimedLoss.IsNegative) return CaseRefusals.LossNegative() with { Field = "claimedLoss" };
        if (!facts.Legs.Any(l => l.Leg == CaseLeg.Breach)) return CaseRefusals.BreachMissing() with { Field = "legs" };
        if (CaseFinding.AreAlike(facts.Legs)) return CaseRefusals.LegsAlike();
        if (integrity is null || integrity.SignedOn >= facts.ActDay) return CaseRefusals.NoClauseBeforeAct(facts.ActDay) with { Field = "actDay" };
        if (integrity.BandOf(facts.Severity) is not { } band) return CaseRefusals.SeverityUnknown(facts.Severity, integrity.Bands.Count) with { Field = "severity" };
        var member = members?.FirstOrDefault(m => m.Party == facts.Member);
        if (facts.Member is not null && member is null) return CaseRefusals.NotAMember(works.Number) with { Field = "member" };
        return new PenaltyCase
        {
            Id = id,
            Number = number,
            Contract = works.Id,
            Party = member?.Party ?? works.Party,
            Share = member?.Share,
            IntegrityContract = integrity.Id,
            Source = facts.Source,
            Act = facts.Act.Trim(),
            ActDay = facts.ActDay,
            Severity = facts.Severity,
            BandMin = band.Min,
            BandMax = band.Max,
            Cap = integrity.Cap,
            ClaimedLoss = facts.ClaimedLoss,
            DefinitionHash = definitionHash,
            State = state,
            FlaggedBy = by,
            FlaggedOn = today,
            OpenedOrRemittedOn = today,
            ContractV = v,
            VAtFlag = PenaltyBase.OfShare(v, member?.Share),
        };
    }

    public void MoveTo(string state, bool ends) => (State, Ended) = (state, ends);

    /// <summary>Brought to another version of its definition.</summary>
    public void Migrate(string definitionHash, string state) => (DefinitionHash, State) = (definitionHash, state);

    public void Confirm(OfficialId by) => ConfirmedBy = by;

    /// <summary>The limit runs from the first posting, whatever is posted later.</summary>
    public void HoldPosted(DateOnly on) => HoldPostedOn ??= on;

    public void LapseHold() => HoldLapsed = true;

    /// <summary>From now on V is frozen; a new notice after a remission brings the right to a hearing anew (P-7).</summary>
    /// <param name="paper">The number of the notice.</param>
    /// <param name="v">V of the day, of the whole contract.</param>
    /// <param name="documentedLoss">Measured by 1.3 (P-4).</param>
    /// <param name="on">The day of service.</param>
    public void ServeNotice(int paper, Money v, Money documentedLoss, DateOnly on) =>
        (NoticePaper, ContractV, VAtServiceFen, DocumentedLoss, NoticeServedOn, HearingHeld) = (paper, v, PenaltyBase.OfShare(v, Share).Fen, documentedLoss, on, false);

    public void Hear() => HearingHeld = true;

    /// <summary>It is taken from the body before what was voted was taken over: of the review where the decision was served already.</summary>
    public void VoteNotTaken()
    {
        if (DecisionServedOn is null) (DecisionPaper, DecisionItem) = (null, null);
        else (ReviewPaper, ReviewItem) = (null, null);
    }

    public void PutToVote(int paper, long item) => (DecisionPaper, DecisionItem) = (paper, item);

    public void PutReviewToVote(int paper, long item) => (ReviewPaper, ReviewItem) = (paper, item);

    public void PutExtensionToVote(int paper, long item) => (ExtensionPaper, ExtensionItem) = (paper, item);

    public void ExtensionTaken() => (ExtensionPaper, ExtensionItem) = (null, null);

    public void PutReopeningToVote(int paper, long item) => (ReopeningPaper, ReopeningItem) = (paper, item);

    /// <summary>Opened again by decision: it needs a new notice, and holds again only if the decision says so (P-5, P-6).</summary>
    public void Reopen(bool holds, DateOnly on)
    {
        (OpenedOrRemittedOn, NoticeServedOn, HearingHeld, HoldPostedOn, HoldLapsed, HoldTurnedBack) = (on, null, false, holds ? null : HoldPostedOn, !holds, false);
        (DecisionPaper, DecisionItem, DecisionServedOn, ReviewPaper, ReviewItem) = (null, null, null, null, null);
        (ExtensionPaper, ExtensionItem, ReopeningPaper, ReopeningItem) = (null, null, null, null);
    }

    /// <summary>What was given back before is past: a new decision is in effect.</summary>
    public void ServeDecision(DateOnly on) => (DecisionServedOn, ReversedOn) = (on, null);

    public void Deduct(Deducted deducted, DateOnly on)
    {
        ArgumentNullException.ThrowIfNull(deducted);
        (Deducted, Shortfall, SetOff, DeductedOn) = (deducted.Amount, deducted.Shortfall, deducted.SetOff, on);
    }

    /// <summary>A later instalment was taken, and what of it was not there is claimed outside the payables (P-4).</summary>
    public void DeductFurther(Deducted deducted)
    {
        ArgumentNullException.ThrowIfNull(deducted);
        (Deducted, Shortfall) = (Deducted + deducted.Amount, Shortfall + deducted.Shortfall);
    }

    /// <summary>The deduction and the set-off no longer stand; what was short is no claim any more either.</summary>
    public void GiveBack(DateOnly on) => (Deducted, Shortfall, SetOff, DeductedOn, ReversedOn) = (Money.Zero, Money.Zero, Money.Zero, null, on);

    public void OweInterest(Money interest) => ReversalInterest += interest;

    public void Exclude(ExclusionId exclusion) => Exclusion = exclusion;

    public void EndExclusion() => Exclusion = null;

    public void Recommend(bool stands) => Recommended = stands;

    public void Publish(string text, DateOnly on) => (PublicText, PublishedOn, CorrectedOn) = (text, on, null);

    public void Correct(DateOnly on) => CorrectedOn = on;

    /// <summary>Sent back or reopened with what was deducted held again: the hold's limit runs anew from that day (P-7).</summary>
    /// <remarks>The next decision has a review of its own.</remarks>
    public void Remit(DateOnly on)
    {
        (OpenedOrRemittedOn, HoldPostedOn, HoldLapsed, HoldTurnedBack, DecisionItem, DecisionPaper, DecisionServedOn, ReversedOn) = (on, on, false, true, null, null, null, null);
        (ReviewPaper, ReviewItem, ExtensionPaper, ExtensionItem) = (null, null, null, null);
    }
}

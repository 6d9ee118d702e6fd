using Integrity.App.Acts;
using Integrity.App.Workflows;
using Integrity.Domain.Cases;
using Integrity.Domain.Decisions;
using Integrity.Domain.Identity;
using Integrity.Domain.Values;

namespace Integrity.App.Cases;

/// <summary>What the page of a case offers its reader beside the arrows of the definition, and why not: papers before a step, an answer, more time, a review (P-6).</summary>
/// <param name="file">The case.</param>
/// <param name="context">Who reads.</param>
/// <param name="absents">Those in whose place he may act here.</param>
/// <param name="others">Says who else could.</param>
internal sealed class CaseChoices(CaseFile file, AskContext context, IReadOnlyList<Official> absents, WhoAndWhen others)
{
    private static readonly string[] Reviewer = ["reviewer"];
    private static readonly string[] Investigator = ["investigator"];

    private Official? Staff => context.OwnParty is null ? context.Official : null;

    public bool MayInvestigate => In(Investigator) is (true, null);

    /// <summary>Why the reader takes up no result of a referral; null where he may, and where it is not his office's.</summary>
    public Words? WhyNotAudit => WordsOf(In(ProcessFile.AuditOffice).Why);

    /// <summary>Why the reader proposes no reopening; null where he may.</summary>
    public Words? WhyNotReopening => WordsOf(In(Reviewer, Trigger.Reopen).Why);

    /// <param name="steps">The arrows, as they stand for the reader.</param>
    /// <param name="extension">What is put to the vote or decided on more time.</param>
    /// <param name="involved">Who puts no review, where one could be put; null where none could.</param>
    /// <param name="chairs">Somebody could chair a hearing.</param>
    public IReadOnlyList<CaseChoice> Of(IReadOnlyList<CaseChoice> steps, Item? extension, IReadOnlySet<OfficialId>? involved, bool chairs)
    {
        var (reviews, kept) = In(Reviewer);
        return [.. Review(involved, reviews), .. WithPapers(steps, reviews, extension, kept, chairs), .. Meanwhile(reviews), .. Answers(),
            .. ExtensionVotes.Choices(file, extension, Staff, reviews, kept, context.Today)];
    }

    /// <summary>Whether the reader fills one of some roles, for himself or for somebody who is away; and why his part, or that of the other, keeps him from it.</summary>
    private (bool Fills, Refusal? Why) In(string[] roles, string? prepares = null)
    {
        if (Staff is not { } reader) return (false, null);
        var (role, _) = file.RoleFor(reader, himself: true, absents, roles);
        return role.IsDone ? (true, null) : role.Refusal.Code == "acts.not_permitted" ? (false, null) : (true, others.Told(role.Refusal, roles, prepares));
    }

    private static Words? WordsOf(Refusal? why) => why is null ? null : new(why.Zh, why.En);

    /// <summary>The review, to those who took no part in the case.</summary>
    private IEnumerable<CaseChoice> Review(IReadOnlySet<OfficialId>? involved, bool reviews)
    {
        if (involved is null || !reviews || Staff is not { } reader) yield break;
        var may = !involved.Contains(reader.Id) && (reader.Has(Duty.ReviewCases) || absents.Any(absent => absent.Has(Duty.ReviewCases) && !involved.Contains(absent.Id)));
        var why = may ? null : others.Told(CaseRefusals.InvolvedPutsNoReview(), Reviewer, able: person => !involved.Contains(person));
        yield return CaseChoice.Offered(PutReviewToVote.Choice, "提请复核决定", "Put the review to a decision").Because(why);
    }

    /// <summary>What the contractor said and nobody answered yet.</summary>
    private IEnumerable<CaseChoice> Answers()
    {
        var (fills, why) = In(ProcessFile.AuditOffice);
        return fills && !file.Case.Ended
            ? file.Defences.Where(d => d.Answer is null).Select(d => CaseChoice.Offered($"{AnswerDefence.Choice}{d.Number}", $"答复申辩 {d.Number}", $"Answer defence {d.Number}").Because(why)) : [];
    }

    /// <summary>The request for a hearing where no arrow leads to one.</summary>
    private IEnumerable<CaseChoice> Meanwhile(bool reviews) =>
        (context.OwnParty is not null || reviews) && CaseRequirements.AsksMeanwhile(file, context.Today) ? [CaseChoice.Offered("REQUEST_HEARING", "申请听证", "Request a hearing")] : [];

    /// <summary>The first of two people, while nobody has asked: the audit office asks for a step that another takes. Null where it is not such a step, or was asked for.</summary>
    private CaseChoice? Asking(CaseChoice step)
    {
        if (step.Trigger is not ("WITHDRAW" or "RENEW_HOLD") || file.Asked(step.Trigger) is not null || In(ProcessFile.AuditOffice) is not (true, var apart)) return null;
        var why = apart ?? (step.Trigger == "WITHDRAW" ? file.WhyNoWithdrawal("-", context.Today) : file.WhyNot(step.Trigger, new() { Words = "-", SecondPerson = true }, context.Today));
        return step.ToAskFor().Because(why);
    }

    /// <summary>The vote on a longer hold is asked for by a reviewer; null where one stands already.</summary>
    private CaseChoice? Extending(CaseChoice step, Item? extension, bool reviews, Refusal? kept) =>
        step.Trigger != "EXTEND_HOLD" || !reviews || extension?.Kinds.HasFlag(ItemKinds.Hold) == true ? null
        : CaseChoice.Offered(ProposeExtension.Choice, "提请延长暂缓支付", "Propose to extend the hold").Because(
            kept ?? (extension is not null ? CaseRefusals.PutToVoteAlready() : file.WhyNot(step.Trigger, new() { Words = "-" }, context.Today, ProposeExtension.ByTheVote)));

    /// <summary>What is written before a step: a notice before it is served or posted, the notice of a hearing before it is held.</summary>
    private IEnumerable<CaseChoice> WithPapers(IReadOnlyList<CaseChoice> steps, bool reviews, Item? extension, Refusal? kept, bool chairs)
    {
        var (none, person) = (CaseRefusals.NoticeNotWritten(), context.Official);
        foreach (var each in steps)
        {
            var choice = each;
            if (choice.Trigger == "REQUEST_HEARING" && CaseRequirements.HearingWaits(file))
            {
                // The same arrow leads to the hearing that was asked for: nobody asks twice, and the bureau brings the case there.
                if (person?.Party is not null) continue;
                choice = choice with { LabelZh = "转入已申请的听证", LabelEn = "Go on to the hearing that was asked for" };
            }
            var isNotice = choice.Trigger == "SERVE_NOTICE" || (choice.Trigger == "POST_NOTICE" && file.Case.DecisionPaper is null);
            if (choice.Trigger == "SERVE_NOTICE" && !file.NoticeStands) yield return choice with { Trigger = DraftNotice.Choice, LabelZh = "拟制告知书", LabelEn = "Write the notice" };
            var isHearing = choice.Trigger == "HEARING_HELD" && file.HearingAskedOn is not null;
            if (choice.Trigger == "REFER" && person?.Has(Duty.Vote) == true && !file.ReferralApproved)
                yield return CaseChoice.Offered(ApproveReferral.Choice, "批准移送", "Approve the referral").Because(file.KeptFrom("panel", person.Id, standsFor: null) is { } investigated ? others.Told(investigated, ["leader"], able: leader => file.KeptFrom("panel", leader, null) is null) : null);
            if (isHearing && reviews) yield return CaseChoice.Offered(AppointHearing.Choice, "通知听证", "Appoint the hearing").Because(chairs ? kept : CaseRefusals.NobodyMayChair());
            yield return isNotice && choice.Allowed && file.Draft is null ? choice.Because(none)
                : isHearing && choice.Allowed && NotHeldNow() is { } not ? choice.Because(not)
                : Asking(choice) ?? Extending(choice, extension, reviews, kept) ?? choice;
        }
    }

    /// <summary>Why the reader does not record the hearing today: none is appointed, another chairs it, or its day has not come.</summary>
    private Refusal? NotHeldNow() =>
        file.Hearing is not { Hearing: var hearing } ? CaseRefusals.HearingNotAppointed()
        : hearing.Chair != context.Official?.Id ? CaseRefusals.AnotherChairs(others.NameOf(hearing.Chair), hearing.Day)
        : context.Today < hearing.Day ? CaseRefusals.HearingNotYet(hearing.Day) : null;
}

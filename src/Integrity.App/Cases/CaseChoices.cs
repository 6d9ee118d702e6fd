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
        return [.. Review(involved, reviews), .. WithPapers(steps, reviews, extension is not null, kept, chairs), .. Meanwhile(reviews), .. Answers(),
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
        var why = may ? null : others.Told(CaseRefusals.InvolvedPutsNoReview(), Reviewer, "UPHELD", involved);
        yield return new(PutReviewToVote.Choice, "提请复核决定", "Put the review to a decision", why?.Zh, why?.En, why?.Code);
    }

    /// <summary>What the contractor said and nobody answered yet.</summary>
    private IEnumerable<CaseChoice> Answers()
    {
        var (fills, why) = In(ProcessFile.AuditOffice);
        return fills && !file.Case.Ended
            ? file.Defences.Where(d => d.Answer is null).Select(d => new CaseChoice($"{AnswerDefence.Choice}{d.Number}", $"答复申辩 {d.Number}", $"Answer defence {d.Number}", why?.Zh, why?.En, why?.Code)) : [];
    }

    /// <summary>The request for a hearing where no arrow leads to one.</summary>
    private IEnumerable<CaseChoice> Meanwhile(bool reviews) =>
        (context.OwnParty is not null || reviews) && CaseRequirements.AsksMeanwhile(file, context.Today) ? [new("REQUEST_HEARING", "申请听证", "Request a hearing", null, null, null)] : [];

    /// <summary>What is written before a step: a notice before it is served or posted, the notice of a hearing before it is held.</summary>
    private IEnumerable<CaseChoice> WithPapers(IReadOnlyList<CaseChoice> steps, bool reviews, bool extensionPut, Refusal? kept, bool chairs)
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
                yield return Because(new(ApproveReferral.Choice, "批准移送", "Approve the referral", null, null, null), file.KeptFrom("panel", person.Id, standsFor: null));
            if (isHearing && reviews) yield return Because(new(AppointHearing.Choice, "通知听证", "Appoint the hearing", null, null, null), chairs ? kept : CaseRefusals.NobodyMayChair());
            yield return isNotice && choice.Allowed && file.Draft is null ? Because(choice, none)
                : isHearing && choice.Allowed && NotHeldNow() is { } not ? Because(choice, not)
                // Whoever would only ask for it, so that another does it or it is voted on, must be able to ask.
                : choice is { Trigger: "WITHDRAW" or "RENEW_HOLD", WhyCode: "workflows.requirement_unmet" } && In(ProcessFile.AuditOffice).Why is { } apart ? Because(choice, apart)
                : choice is { Trigger: "EXTEND_HOLD", Allowed: false } && reviews && !extensionPut && kept is not null ? Because(choice, kept)
                // To ask for the vote is the reviewer's; who only takes over its result waits for it.
                : choice is { Trigger: "EXTEND_HOLD", Allowed: false } && (!reviews || extensionPut) ? choice with { WhyCode = reviews ? "cases.put_to_vote_already" : "acts.not_permitted" } : choice;
        }
    }

    private static CaseChoice Because(CaseChoice choice, Refusal? why) => choice with { WhyZh = why?.Zh, WhyEn = why?.En, WhyCode = why?.Code };

    /// <summary>Why the reader does not record the hearing today: none is appointed, another chairs it, or its day has not come.</summary>
    private Refusal? NotHeldNow() =>
        file.Hearing is not { Hearing: var hearing } ? CaseRefusals.HearingNotAppointed()
        : hearing.Chair != context.Official?.Id ? CaseRefusals.AnotherChairs(others.NameOf(hearing.Chair), hearing.Day)
        : context.Today < hearing.Day ? CaseRefusals.HearingNotYet(hearing.Day) : null;
}

using Integrity.App.Workflows;
using Integrity.Domain.Cases;
using Integrity.Domain.Values;
using static Integrity.App.Cases.Documents.DocumentPart;

namespace Integrity.App.Cases.Documents;

/// <summary>What follows a decision: the decision itself, the letters it brings, and its review.</summary>
public static partial class CaseDocuments
{
    /// <summary>The decision as it is handed over, written when it was taken: what its service fixes stands in the proof of service.</summary>
    public static OfficialDocument Decision(DocumentFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        var decided = facts.Decided!;
        var parts = new List<DocumentPart> { Who(facts) };
        parts.AddRange(Found(facts, facts.Told, facts.DocumentedLoss));
        parts.Add(Head("二、程序和申辩", "2. Procedure and defence"));
        if (facts.SentBack is { } before) parts.Add(SentBack(before, "本决定系发回后重新作出。", "This decision was taken after that."));
        parts.Add(Procedure(facts));
        parts.AddRange(facts.Defences.Select(Answered));
        parts.Add(Head("三、合同依据", "3. Ground in the contract"));
        parts.Add(Clause(facts));
        parts.Add(Head("四、处理决定", "4. Decision"));
        var (by, on) = (decided.By, Chinese.Day(decided.On));
        parts.Add(Say($"经{by.Zh}于{on.Zh}集体研究，决定：", $"Decided collectively by {by.En} on {on.En}:"));
        parts.AddRange(Sanctions(facts, decided.Sanction, new(facts.V, facts.Member?.ContractV, null, facts.DocumentedLoss)));
        parts.Add(Say($"理由：{Chinese.Stop(decided.Sanction.Reasons)}", $"Reasons: {decided.Sanction.Reasons}"));
        parts.Add(Head("五、复核权利和期限", "5. Review and its last day"));
        parts.Add(Say(
            $"如对本决定不服，可以自本决定公开之次日起{facts.ReviewDays}个工作日内书面申请复核。本决定自送达之次日起{facts.PublishDays}个工作日内公开，最后一日记入送达回证。复核由未参与本案的人员办理，不因申请复核加重处理。",
            $"A review may be asked for within {facts.ReviewDays} working days after publication, which follows within {facts.PublishDays} working days after service; people who took no part decide it, and asking for it makes nothing worse."));
        parts.Add(Row("表决内容哈希值", "Hash of what was voted", decided.Digest, decided.Digest));
        parts.Add(Say("本决定自送达之日起生效。", "In effect on service."));
        return Document(facts, DocumentKind.Decision, ToParty(facts), parts, decided.On) with
        {
            Title = decided.Sanction.Deduction is null ? DocumentKinds.TitleOf(DocumentKind.Decision) : new("扣款决定书", "Decision to deduct"),
        };
    }

    private static DocumentPart Procedure(DocumentFacts facts)
    {
        var (told, review) = (Chinese.Day(facts.NoticeServedOn!.Value), facts.LegalReviewOn is { } day ? Chinese.Day(day) : null);
        var (zh, en) = ($"{told.Zh}，向你方送达违约处理告知书（{NumberOf(DocumentKind.Notice, facts)}）。", $"The notice was served on {told.En}.");
        if (facts.WaivedOn is { } waived) (zh, en) = (zh + $"{Chinese.Day(waived).Zh}，你方书面放弃陈述申辩。", en + $" The party waived its defence in writing on {Chinese.Day(waived).En}.");
        else if (facts.Defences.Count == 0) (zh, en) = (zh + "你方未提交陈述申辩。", en + " There was no defence.");
        if (facts.HearingHeldOn is { } held) (zh, en) = (zh + $"{Chinese.Day(held).Zh}举行了听证。", en + $" A hearing was held on {Chinese.Day(held).En}.");
        if (review is not null) (zh, en) = (zh + $"{review.Zh}完成法制审核。", en + $" The legal review was done on {review.En}.");
        return Say(zh, en);
    }

    /// <summary>What was decided before and sent back on review: it has no effect any more (P-6).</summary>
    private static DocumentPart SentBack(SentBackFacts before, string thenZh, string thenEn)
    {
        var (decided, sent) = (Chinese.Day(before.DecidedOn), Chinese.Day(before.SentBackOn));
        return Say(
            $"本案曾于{decided.Zh}作出{before.Title.Zh}（{before.Decision}）。经复核，{sent.Zh}作出复核决定书（{before.Review}），本案发回重新办理，该{before.Title.Zh}自当日起失效。{thenZh}",
            $"The decision {before.Decision} of {decided.En} in this case was sent back by the decision {before.Review} on its review of {sent.En} and has had no effect since. {thenEn}");
    }

    private static DocumentPart Answered(CaseDefence defence)
    {
        var day = Chinese.Day(defence.RecordedOn);
        return Say(
            $"{day.Zh}，你方陈述申辩：{Chinese.Stop(defence.Words)}{(defence.Answer is { } answer ? $"对此答复：{Chinese.Stop(answer)}" : "")}",
            $"Defence of {day.En}: {defence.Words} Answer: {defence.Answer ?? "none yet"}");
    }

    /// <summary>What a deduction is taken of.</summary>
    /// <param name="V">The base, a member's share of it where the case is against one.</param>
    /// <param name="ContractV">Then V of the whole contract; null otherwise.</param>
    /// <param name="AsOf">The day of it, where it is not frozen yet: it is only proposed.</param>
    /// <param name="DocumentedLoss">What it is measured against, as it stands in the same paper (P-4).</param>
    private sealed record Base(Money V, Money? ContractV, DateOnly? AsOf, Money DocumentedLoss);

    /// <summary>Each thing that is done, numbered, amounts to the fen and in words.</summary>
    private static IEnumerable<DocumentPart> Sanctions(DocumentFacts facts, CaseSanction sanction, Base of)
    {
        var number = 0;
        DocumentPart One(string zh, string en) => Say($"（{Chinese.Of(++number)}）{zh}", $"({number}) {en}");
        if (sanction.Warning) yield return One("警示。", "A warning.");
        if (sanction.Deduction is { } terms)
        {
            var (v, amount) = (Chinese.Amount(of.V), Chinese.Amount(Deduction.Proposed(of.V, terms.Percentage)));
            var when = of.AsOf is { } day ? new Words($"截至{Chinese.Day(day).Zh}", $"as of {Chinese.Day(day).En}") : new Words("告知书送达时", "when the notice was served");
            if (of.ContractV is { } contractV)
            {
                var whole = Chinese.Amount(contractV);
                yield return Say(
                    $"扣款基数：你方为联合体成员，按联合体协议的份额为{Chinese.Percent(facts.Member!.Share)}。{when.Zh}本合同项下所欠款项{whole.Zh}，乘以该份额，不足一分的舍去，为{v.Zh}。扣款从本合同项下的应付款项中扣，该款项由{(facts.LeadingName is { } leads ? $"联合体牵头人{leads}" : "你方作为联合体牵头人")}收取；联合体其他成员不因本案受处罚，成员之间如何结算由其自行约定。",
                    $"Base: you are a member of the consortium with a share of {facts.Member.Share}. {whole.En} was owed under the contract {when.En}; times the share, floored, {v.En}. What is deducted is taken from what is payable under the contract, which is paid to {(facts.LeadingName is { } leading ? $"the leading member {leading}" : "you as the leading member")}; no other member is punished, and how the members settle it is theirs to agree.");
            }
            yield return of.AsOf is null
                ? One($"扣款。以{(of.ContractV is null ? "告知书送达时本合同项下所欠款项" : "上述所得的")}{v.Zh}为基数，按{Chinese.Percent(terms.Percentage)}扣{amount.Zh}，不足一分的舍去。扣款以约定上限和届时可扣余额为限，不涉及农民工工资。",
                    $"A deduction of {terms.Percentage} of {v.En}, {(of.ContractV is null ? "owed when the notice was served" : "the base")}: {amount.En}, within the cap and what is there; wages are untouched.")
                : One($"扣款。以本告知书送达时{(of.ContractV is null ? "本合同项下所欠款项" : "按上述方法所得的款项")}为基数，按{Chinese.Percent(terms.Percentage)}拟扣，不足一分的舍去。{when.Zh}基数为{v.Zh}，按此计算拟扣{amount.Zh}；基数于送达时固定，记入送达回证。扣款以约定上限和届时可扣余额为限，不涉及农民工工资。",
                    $"A deduction of {terms.Percentage} of what is owed when this notice is served; {when.En} that is {v.En}, and {amount.En} would be deducted. The base is frozen on service and stands in the proof of service; within the cap and what is there; wages are untouched.");
            if (facts.CapLeft < Deduction.Proposed(of.V, terms.Percentage))
                yield return Say(
                    $"廉政合同约定，各次扣款合计不超过合同金额的{Chinese.Percent(facts.Cap)}，本文书作出时上限尚余{Chinese.Amount(facts.CapLeft).Zh}。上述金额超过余额的部分不扣，也不另行主张；送达时的实际扣款记入决定书的送达回证。",
                    $"All deductions under the contract together are capped at {facts.Cap} of its amount; {Chinese.Amount(facts.CapLeft).En} of it is left as this is written. What is above that is not taken and not claimed; what is deducted on service stands in the proof of service of the decision.");
            if (facts.Ceiling is { } most && most < Deduction.Proposed(of.V, terms.Percentage))
                yield return Say(
                    $"本案经复核发回重新办理，扣款不超过原决定的{Chinese.Amount(most).Zh}。上述金额超过该数的部分不扣，也不另行主张。",
                    $"The case was sent back on review, so no more than the {Chinese.Amount(most).En} of the earlier decision is deducted. What is above that is not taken and not claimed.");
            foreach (var factor in terms.Factors) yield return Say($"裁量因素：{FactorZh(factor.Kind)}。{Chinese.Stop(factor.Reason)}", $"Factor: {factor.Kind}. {factor.Reason}");
            if (terms.LossAnswer is { Length: > 0 } answer && LossMeter.NeedsAnswer(Deduction.Proposed(of.V, terms.Percentage), of.DocumentedLoss)) yield return Say($"扣款超过已证明损失一点三倍的说明：{Chinese.Stop(answer)}", $"Why above 1.3 times the documented loss: {answer}");
            if (terms.AdmittedLoss.IsPositive)
                yield return Say(
                    $"另从暂缓支付款中抵销经承认或者裁判确认的损失，以{Chinese.Amount(terms.AdmittedLoss).Zh}和届时仍暂缓的金额为限（依据文件哈希值前十六位{terms.LossProof![..16]}）。",
                    $"The loss that is acknowledged or adjudged is set off out of what is held, up to {Chinese.Amount(terms.AdmittedLoss).En} and what is still held then (proof {terms.LossProof[..16]}).");
            if (terms.Instalments > 1)
                yield return Say(
                    $"扣款分{Chinese.Of(terms.Instalments)}期按月等额扣，除不尽的余数并入第一期。总额于决定送达时确定，第一期同时扣；其余各期自其扣款日起由财务科办理，每次以届时可扣余额为限，扣款日和金额记入决定书的送达回证。",
                    $"It is taken in {terms.Instalments} equal monthly instalments, the remainder of the division in the first. The amount is fixed on service of the decision, when the first is taken; the finance office posts each other on its day or later, within what is there. Days and amounts stand in the proof of service of the decision.");
        }
        if (sanction.Exclusion is { } exclusion)
            yield return One($"取缔市场。自决定送达之日起{Chinese.Of(exclusion.Years)}年内，不得参与{exclusion.Scope}，期满自行终止；已签合同继续履行、照常支付。",
                $"Exclusion from {exclusion.Scope} for {exclusion.Years} year(s) from service of the decision; running contracts go on and are paid as usual.");
        if (sanction.Recommendation) yield return One("向有关主管部门建议取缔其市场资格。该建议本身不产生限制效力。", "Exclusion is recommended to the authority; the recommendation blocks nothing by itself.");
        if (sanction.Referral) yield return One("涉嫌犯罪的线索依法移送司法机关，本处理不代替移送。", "What may be a crime is referred to the judiciary; no penalty replaces it.");
        if (number == 0) yield return Say("不予处理。", "Nothing is done.");
    }

    private static OfficialDocument Recommendation(DocumentFacts facts)
    {
        var (decided, on, day) = (facts.Decided!, Chinese.Day(facts.Decided!.On), Chinese.Day(facts.ActDay));
        List<DocumentPart> parts =
        [
            Say($"{facts.PartyName}（{(facts.IsPerson ? "公民身份号码" : "统一社会信用代码")}{facts.PartyCode}）在履行{Contract(facts).Zh}中，于{day.Zh}{Chinese.Stop(facts.Act)}其行为违反廉政合同（编号{facts.IntegrityNumber}）。",
                $"{facts.PartyName} ({facts.PartyCode}), {Contract(facts).En}, {day.En}: {facts.Act}, against integrity contract {facts.IntegrityNumber}."),
            Say($"经{decided.By.Zh}于{on.Zh}集体研究，我局已作出处理（{facts.Decision!.Number}），并于{Chinese.Day(facts.DecisionServedOn!.Value).Zh}送达。",
                $"Decided by {decided.By.En} on {on.En}, served on {Chinese.Day(facts.DecisionServedOn!.Value).En}."),
            Say("现建议贵单位在职权范围内研究取缔其市场资格，并将处理结果函告我局。是否采纳由贵单位依法决定。",
                "We recommend that you consider its exclusion from the market and tell us the result; whether you do is yours to decide by law."),
            Say($"附件：{facts.Decision!.Title.Zh}（{facts.Decision.Number}）", $"Enclosed: {facts.Decision.Title.En}, {facts.Decision.Number}."),
        ];
        return Document(facts, DocumentKind.Recommendation, To(facts.RecommendationSent), parts, facts.RecommendationSent?.On);
    }

    /// <summary>The letter of a referral with the list of its packet, in which it is the first paper itself; it cannot bear its own hash (P-9).</summary>
    public static OfficialDocument ReferralOf(DocumentFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        var (on, day) = (Chinese.Day(facts.ReferredOn!.Value), Chinese.Day(facts.ActDay));
        var parts = new List<DocumentPart>
        {
            Say($"我局在办理{facts.PartyName}违反廉政合同一案（案号{facts.CaseNumber}）中，发现其在履行{Contract(facts).Zh}中于{day.Zh}{Chinese.Stop(facts.Act)}该行为涉嫌犯罪。",
                $"Case {facts.CaseNumber}, {facts.PartyName}, {Contract(facts).En}, {day.En}: {facts.Act}. It may be a crime."),
            Say($"依照《行政执法机关移送涉嫌犯罪案件的规定》，{on.Zh}决定移送，现将案件材料移送贵机关，请依法审查并将是否立案的决定书面通知我局。",
                $"Referral decided on {on.En} under the State Council's provisions on referring suspected crimes; please examine it and tell us in writing whether a case is opened."),
            Head("移送材料清单", "Packet list"),
        };
        var (own, count) = (DocumentKinds.TitleOf(DocumentKind.Referral), facts.Packet.Count + 1);
        parts.Add(Row($"1．{own.Zh}", $"1. {own.En}", "本文书，哈希值见随附清单文件", "this letter; its hash stands in the list that comes with it"));
        parts.AddRange(facts.Packet.Select((paper, i) => Row($"{i + 2}．{paper.Title.Zh}", $"{i + 2}. {paper.Title.En}", paper.Sha256, paper.Sha256)));
        parts.Add(Say($"以上材料共{Chinese.Of(count)}份，所列为各份材料的哈希值，供接收时核对。", $"{count} papers, each with its SHA-256 to be checked on receipt."));
        parts.Add(Row("接收机关及接收人", "Received by", "　　　　　　　　　年　　月　　日", "signed by hand"));
        return Document(facts, DocumentKind.Referral, To(facts.ReferralSent), parts, facts.ReferralSent?.On ?? facts.ReferredOn);
    }

    // Until it is sent, the organ is written in by hand.
    private static Words To(SentLetter? sent) => new($"{sent?.Organ ?? OfficialDocument.Blank.Zh}：", $"{sent?.Organ ?? OfficialDocument.Blank.En}:");

    /// <summary>The decision on a review, written once, when it is taken over.</summary>
    public static OfficialDocument Review(DocumentFacts facts, ReviewFacts review)
    {
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(review);
        var (asked, on) = (Chinese.Day(review.AskedOn), Chinese.Day(review.On));
        var outcome = PutReviewToVoteHandler.WordsOf(review.Outcome);
        var parts = new List<DocumentPart>
        {
            Who(facts),
            Say($"你方不服就{Contract(facts).Zh}作出的处理（案号{facts.CaseNumber}{(review.Reviewed is { } paper ? $"，{paper.Title.Zh}{paper.Number}" : "")}），于{asked.Zh}申请复核。{(review.AskedWhy is { } why ? $"申请理由：{Chinese.Stop(why)}" : "")}",
                $"A review of case {facts.CaseNumber}{(review.Reviewed is { } text ? $", {text.Number}," : "")} was asked for on {asked.En}. {review.AskedWhy}"),
            Head("一、复核意见", "1. Reasons"),
            Say(Chinese.Stop(review.Reasons), review.Reasons),
            Head("二、复核决定", "2. Decision"),
            Say($"经{review.By.Zh}于{on.Zh}研究，决定：{outcome.Zh}。参与本案调查、审核和原决定的人员未参加复核表决。",
                $"Decided by {review.By.En} on {on.En}: {outcome.En}. Nobody who investigated, reviewed or decided the case voted on it."),
        };
        parts.AddRange(Brought(facts, review));
        parts.Add(Row("表决内容哈希值", "Hash of what was decided", review.Digest, review.Digest));
        parts.Add(Say("本复核决定自作出之日起生效。", "In effect from the day on which it was taken."));
        return Document(facts, DocumentKind.Review, ToParty(facts), parts, review.On);
    }

    /// <summary>What becomes of what the decision had brought: only what there is.</summary>
    private static IEnumerable<DocumentPart> Brought(DocumentFacts facts, ReviewFacts review)
    {
        var claim = Chinese.Amount(review.Claim);
        if (review.Outcome == ReviewOutcome.Upheld)
        {
            if (review.Claim.IsPositive)
                yield return Say($"应付款项不足扣除的{claim.Zh}仍为应付款项之外的债权，须另行决定方可抵销。", $"The {claim.En} that was not there to be taken stays a claim outside the payables, set off only by a new decision.");
            yield break;
        }
        var money = new List<Words>();
        if (review.Deducted.IsPositive) money.Add(new($"扣款{Chinese.Amount(review.Deducted).Zh}", $"the deduction of {Chinese.Amount(review.Deducted).En}"));
        if (review.SetOff.IsPositive) money.Add(new($"抵销{Chinese.Amount(review.SetOff).Zh}", $"the set-off of {Chinese.Amount(review.SetOff).En}"));
        var (back, backEn, interest) = (string.Join("和", money.Select(one => one.Zh)), string.Join(" and ", money.Select(one => one.En)), Chinese.Amount(review.Interest));
        if (money.Count > 0)
            yield return review.Outcome == ReviewOutcome.Revoked
                ? Say($"原{back}予以恢复，按各批次比例补付；已补付款项的利息为{interest.Zh}{(review.Waits ? "；待资金到账后补付的部分，利息计至补付之日" : "")}。",
                    $"Restored and caught up: {backEn}; interest on what is paid {interest.En}{(review.Waits ? "; what waits for money carries interest until it is paid" : "")}.")
                : Say($"原{back}转为暂缓支付。", $"Turned back into a hold: {backEn}.");
        if (review.Claim.IsPositive) yield return Say($"应付款项不足扣除的{claim.Zh}不再主张。", $"The claim of {claim.En}, which was not there to be taken, is dropped.");
        if (review.Cancelled > 0) yield return Say($"尚未扣的{Chinese.Of(review.Cancelled)}期扣款不再扣。", $"The {review.Cancelled} instalment(s) not taken yet are cancelled.");
        var ends = new List<Words>();
        if (review.Decided?.Exclusion is not null) ends.Add(new("取缔市场同时终止", "the exclusion ends"));
        if (review.Decided?.Recommendation == true) ends.Add(new("建议取缔同时撤回", "the recommendation is withdrawn"));
        ends.Add(new("原公开内容予以更正", "the publication is corrected"));
        var endsEn = string.Join(", ", ends.Select(one => one.En)) + ".";
        yield return Say(string.Join("，", ends.Select(one => one.Zh)) + "。", char.ToUpperInvariant(endsEn[0]) + endsEn[1..]);
        if (review.Outcome != ReviewOutcome.Remitted) yield break;
        var (was, wasEn) = review.Reviewed is { } paper ? ($"{paper.Title.Zh}（{paper.Number}）", $"The decision {paper.Number}") : ("原决定", "The decision");
        yield return Say($"{was}自本复核决定作出之日起失效。案件发回重新办理。事实或者依据有变化的，重新告知。", $"{wasEn} has no effect from the day of this decision on. The case is done again; changed facts or grounds need a new notice.");
    }

    private static string FactorZh(PenaltyFactorKind kind) => kind switch
    {
        PenaltyFactorKind.GaveBackWillingly => "主动退还",
        PenaltyFactorKind.Cooperated => "配合调查",
        PenaltyFactorKind.FirstTime => "初次",
        PenaltyFactorKind.MadeGoodTheLoss => "弥补损失",
        PenaltyFactorKind.Repeated => "多次",
        PenaltyFactorKind.Concealed => "隐瞒",
        PenaltyFactorKind.LargeAmount => "数额较大",
        PenaltyFactorKind.GraveInfluence => "影响恶劣",
        _ => "阻碍调查",
    };
}

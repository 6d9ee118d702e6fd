using Integrity.App.Journal;
using Integrity.App.Workflows;
using Integrity.Domain.Cases;
using Integrity.Domain.Values;
using static Integrity.App.Cases.Documents.DocumentPart;

namespace Integrity.App.Cases.Documents;

/// <summary>Writes the documents of a case: a function of its facts and of nothing else (P-4, P-6, P-8, P-9).</summary>
/// <remarks>What the case does not know is left blank to be filled in by hand. The Chinese text is the document.</remarks>
public static partial class CaseDocuments
{
    /// <remarks>Errors: a document whose step the case has not reached is a fault; <see cref="DocumentKinds.Offered"/> says which there are.</remarks>
    public static OfficialDocument Write(DocumentKind kind, DocumentFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        return kind switch
        {
            DocumentKind.NoticeDraft => facts.Drafted!,
            DocumentKind.NoticeServiceForm => Service(facts, kind, facts.Drafted!, null, null, null, []),
            DocumentKind.DecisionServiceForm => Service(facts, kind, facts.Decision!, null, null, null, []),
            DocumentKind.Notice => facts.Notice!,
            DocumentKind.NoticeService => facts.NoticeService!,
            DocumentKind.HearingNotice => facts.HearingNotice!,
            DocumentKind.Decision => facts.Decision!,
            DocumentKind.DecisionService => facts.DecisionService!,
            DocumentKind.Recommendation => Recommendation(facts),
            DocumentKind.Referral => facts.Referral ?? ReferralOf(facts),
            _ => facts.Review!,
        };
    }

    /// <summary>The number of a document: its word, the year and place of the case, and which of several it is.</summary>
    public static string NumberOf(DocumentKind kind, DocumentFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        // A letter is numbered by the registry when it is sent; until then its number is written in by hand.
        if (kind == DocumentKind.Recommendation) return facts.RecommendationSent?.Letter ?? OfficialDocument.Blank.Zh;
        var (word, count) = kind switch
        {
            DocumentKind.Notice or DocumentKind.NoticeDraft => ("廉告", facts.NoticeCount),
            DocumentKind.NoticeService => ("廉告送", facts.NoticeCount),
            DocumentKind.HearingNotice => ("廉听", facts.HearingCount),
            DocumentKind.Decision => ("廉决", facts.DecisionCount),
            DocumentKind.DecisionService or DocumentKind.DecisionServiceForm => ("廉决送", facts.DecisionCount),
            DocumentKind.NoticeServiceForm => ("廉告送", facts.NoticesServed + 1),
            DocumentKind.Referral => ("廉移", 1),
            _ => ("廉复", facts.ReviewCount),
        };
        var number = facts.CaseNumber;
        var dash = number.IndexOf('-', StringComparison.Ordinal);
        var (year, place) = (number[(dash - 4)..dash], number[(dash + 1)..].TrimStart('0'));
        return $"{word}〔{year}〕{place}{(count > 1 ? $"-{count}" : "")}号";
    }

    /// <summary>The notice as it is handed over: it names no day that only its service fixes, so the text that is printed is the text that is served (P-6).</summary>
    /// <param name="facts">The case, with the count of this notice.</param>
    /// <param name="proposed">What is proposed.</param>
    /// <param name="documentedLoss">As it stands in this notice.</param>
    /// <param name="v">The base as it would be today; it is frozen on service.</param>
    /// <param name="mayBeHeard">Whether a hearing may be asked for.</param>
    /// <param name="on">The day on which it is written.</param>
    public static OfficialDocument Notice(DocumentFacts facts, CaseSanction proposed, Money documentedLoss, Money v, bool mayBeHeard, DateOnly on)
    {
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(proposed);
        var parts = new List<DocumentPart> { Who(facts) };
        if (facts.SentBack is { } before) parts.Add(SentBack(before, "现重新告知如下。", "You are told anew what follows."));
        parts.AddRange(Found(facts, facts.Found, documentedLoss));
        parts.Add(Head("二、合同依据", "2. Ground in the contract"));
        parts.Add(Clause(facts));
        parts.Add(Head("三、拟作出的处理", "3. What is proposed"));
        parts.AddRange(Sanctions(facts, proposed, new(v, facts.Member is null ? null : facts.ContractVToday, on, documentedLoss)));
        parts.Add(Say($"理由：{Chinese.Stop(proposed.Reasons)}", $"Reasons: {proposed.Reasons}"));
        parts.Add(Head("四、你方的权利和期限", "4. Your rights and their last days"));
        parts.Add(Say(
            $"（一）陈述和申辩。自本告知书送达之次日起{facts.StatementDays}个工作日内，你方可以提交书面或者口头陈述申辩并附证据，最后一日记入送达回证。逾期未提交的，视为放弃本次陈述申辩，案件继续审核。不因申辩加重处理。",
            $"(1) Statement and defence: within {facts.StatementDays} working days after service; the last day stands in the proof of service. A defence never makes the result worse."));
        parts.Add(mayBeHeard
            ? Say($"（二）听证。自本告知书送达之次日起{facts.HearingAskDays}个工作日内，你方可以提出听证申请，最后一日记入送达回证。听证由未参与本案调查的人员主持，不收取费用。",
                $"(2) A hearing may be asked for within {facts.HearingAskDays} working days after service; its chair took no part in the inquiry and it costs nothing.")
            : Say("（二）听证。拟作出的处理未达到听证标准，也不含取缔市场，不适用听证程序。", "(2) No hearing: what is proposed is below its threshold and contains no exclusion."));
        parts.Add(Say("（三）本告知书不是处理决定。是否处理、如何处理，经法制审核后由集体研究决定。农民工工资不受本案影响，照常支付。",
            "(3) This notice decides nothing; whether and what is done is decided collectively after a legal review. Wages are paid as usual."));
        return Document(facts, DocumentKind.Notice, ToParty(facts), parts, on);
    }

    /// <summary>The notice of a hearing, as it is handed over.</summary>
    public static OfficialDocument HearingNotice(DocumentFacts facts, Hearing hearing, string chair, DateOnly askedOn, DateOnly on)
    {
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(hearing);
        var (asked, held) = (Chinese.Day(askedOn), Chinese.Day(hearing.Day));
        List<DocumentPart> parts =
        [
            Say($"关于你方在履行{Contract(facts).Zh}中涉嫌违反廉政合同一案（案号{facts.CaseNumber}），听证申请已于{asked.Zh}收到，符合听证条件，决定举行听证。",
                $"In case {facts.CaseNumber} under {Contract(facts).En} a hearing was asked for on {asked.En} and will be held."),
            Say("现将有关事项通知如下。", "The particulars follow."),
            Row("听证时间", "Time", $"{held.Zh}{hearing.Time:HH}时{hearing.Time:mm}分", $"{held.En} {hearing.Time:HH:mm}"),
            Row("听证地点", "Place", hearing.Place.Trim(), hearing.Place.Trim()),
            Row("听证主持人", "Chair", chair, chair),
            Row("记录人", "Keeper of the record", hearing.Recorder.Trim(), hearing.Recorder.Trim()),
            Head("听证权利", "Rights"),
            Say("你方可以亲自参加听证，也可以委托一至二人代理；认为主持人与本案有直接利害关系的，有权申请回避；有权对查明事实和证据进行申辩、质证，并提交新的证据。",
                "You may come yourself or be represented by one or two people, ask for the chair's recusal, question the evidence and bring your own."),
            Say("无正当理由拒不出席或者未经许可中途退出听证的，视为放弃听证权利，听证终止。听证制作笔录，交你方核对后签字。",
                "Who stays away or leaves without good reason gives up the hearing. A record is kept and given to you to check and sign."),
        ];
        return Document(facts, DocumentKind.HearingNotice, ToParty(facts), parts, on);
    }

    /// <summary>What the service of the notice fixes: the base, and the last days of the contractor's rights (P-4, P-6).</summary>
    public static OfficialDocument NoticeService(DocumentFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        var fixedBy = new List<DocumentPart>();
        if (facts.DeductionProposed) fixedBy.Add(Row("固定的扣款基数", "Base as frozen", $"¥{facts.V.ToYuan()}", $"¥{facts.V.ToYuan()}"));
        if (facts.StatementLast is { } statement) fixedBy.Add(Row("陈述申辩最后一日", "Last day for a statement", Chinese.Day(statement).Zh, Chinese.Day(statement).En));
        if (facts.HearingAskLast is { } ask) fixedBy.Add(Row("申请听证最后一日", "Last day to ask for a hearing", Chinese.Day(ask).Zh, Chinese.Day(ask).En));
        return Service(facts, DocumentKind.NoticeService, facts.Notice!, facts.NoticeServedOn!.Value, facts.NoticeProof, facts.NoticePosted, fixedBy);
    }

    /// <summary>What the service of the decision brings: what was taken, and the last days that run from it (P-4, P-6).</summary>
    public static OfficialDocument DecisionService(DocumentFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        var (decided, brought) = (facts.Decided!, new List<DocumentPart>());
        if (decided is { Sanction.Deduction: not null, Deducted: { } deducted }) brought.Add(Row("送达时实际扣款", "Deducted on service", Chinese.Amount(deducted).Zh, Chinese.Amount(deducted).En));
        if (decided.AboveCap.IsPositive) brought.Add(Row("超过约定上限、不扣", "Above the agreed cap, not taken", Chinese.Amount(decided.AboveCap).Zh, Chinese.Amount(decided.AboveCap).En));
        if (decided.Claim.IsPositive)
            brought.Add(Row("不足扣除、另行主张", "Not there to be taken, a claim outside the payables",
                $"{Chinese.Amount(decided.Claim).Zh}，须另行决定方可抵销", $"{Chinese.Amount(decided.Claim).En}, set off only by a new decision"));
        if (decided.SetOff.IsPositive) brought.Add(Row("送达时抵销损失", "Set off on service", Chinese.Amount(decided.SetOff).Zh, Chinese.Amount(decided.SetOff).En));
        if (decided.Plan is [_, ..] and var plan && plan.Count > 1)
            brought.Add(Row("其余各期", "Further instalments", string.Join("；", plan.Skip(1).Select(p => $"{Chinese.Day(p.DueOn).Zh}　¥{p.Amount.ToYuan()}")),
                string.Join("; ", plan.Skip(1).Select(p => $"{Chinese.Day(p.DueOn).En} ¥{p.Amount.ToYuan()}"))));
        if (facts is { PublishLast: { } publish, ReviewLast: { } review })
        {
            brought.Add(Row("最迟公开日", "Published at the latest", Chinese.Day(publish).Zh, Chinese.Day(publish).En));
            brought.Add(Row("申请复核", "Review", $"公开之次日起{facts.ReviewDays}个工作日内，至迟{Chinese.Day(review).Zh}", $"within {facts.ReviewDays} working days after publication, until {Chinese.Day(review).En} at the latest"));
        }
        return Service(facts, DocumentKind.DecisionService, facts.Decision!, facts.DecisionServedOn!.Value, facts.DecisionProof, facts.DecisionPosted, brought);
    }

    /// <summary>送达回证: a form that the receiver signs by hand; it names the served text by its hash. Before the service its day is left open, and what the service will fix is not there yet.</summary>
    private static OfficialDocument Service(
        DocumentFacts facts, DocumentKind kind, OfficialDocument document, DateOnly? on, string? proof, PublicNoticeShown? posted, IEnumerable<DocumentPart> brought)
    {
        var (day, content) = (on is { } served ? Chinese.Day(served) : new("　　　　年　　月　　日", "by hand"), CanonicalJson.DigestOf(document).ToString());
        List<DocumentPart> parts =
        [
            Row("案号", "Case", facts.CaseNumber, facts.CaseNumber),
            Row("送达文书", "Document served", document.Title.Zh + "　" + document.Number, $"{document.Title.En}, {document.Number}"),
            Row("文书哈希值", "Hash of the document", content, content),
            Row("受送达人", "Served on", facts.PartyName, facts.PartyName),
            Row("送达日期", "Day of service", day.Zh, day.En),
            .. brought,
            .. on is null ? Array.Empty<DocumentPart>() : [Row("送达证明哈希值", "Hash of the proof", proof ?? OfficialDocument.Blank.Zh, proof ?? OfficialDocument.Blank.En)],
            posted is null ? Row("送达方式", "How", "□直接　□留置　□邮寄", "in person / left / by post: ticked by hand") : Posted(posted),
            Row("收件人签名或盖章", "Receiver", "　　　　　　　　　年　　月　　日", "signed by hand"),
            Row("代收人及代收理由", "Received for him by, and why", "　", "by hand"),
            Row("送达人签名", "Served by", "　　　　　　　　　年　　月　　日", "signed by hand"),
            Row("备注", "Remarks", "　", "by hand"),
        ];
        return Document(facts, kind, null, parts, null) with { Title = new("送达回证", "Proof of service") };
    }

    /// <summary>Its ground, where and since when it stood, and that it counts as served after its period.</summary>
    private static DocumentPart Posted(PublicNoticeShown posted)
    {
        var (since, last, counted) = (Chinese.Day(posted.PostedOn), Chinese.Day(posted.LastDay!.Value), Chinese.Day(posted.CountedOn!.Value));
        var unknown = posted.Notice.Ground == PublicNoticeGround.WhereaboutsUnknown;
        return Row("送达方式", "How",
            $"公告送达。事由：{(unknown ? "受送达人下落不明" : "其他方式无法送达")}（{Chinese.Stop(posted.Notice.Tried).TrimEnd('。')}）。{since.Zh}公告于{posted.Notice.Where}，公告期至{last.Zh}届满，视为送达，{counted.Zh}登记。",
            $"By public notice, because {(unknown ? "he cannot be found" : "other ways failed")} ({posted.Notice.Tried}): at {posted.Notice.Where} since {since.En}; its period ended on {last.En}, after which it counts as served; entered on {counted.En}.");
    }

    private static OfficialDocument Document(DocumentFacts facts, DocumentKind kind, Words? addressee, IReadOnlyList<DocumentPart> parts, DateOnly? day) =>
        new(facts.Issuer, DocumentKinds.TitleOf(kind), NumberOf(kind, facts), addressee ?? new("", ""), parts, facts.Issuer, day);

    private static Words ToParty(DocumentFacts facts) => new(facts.PartyName + "：", facts.PartyName + ":");

    private static Words Contract(DocumentFacts facts) =>
        new($"《{facts.ContractName}》（合同编号{facts.ContractNumber}）", $"contract {facts.ContractNumber} ({facts.ContractName})");

    private static DocumentPart Who(DocumentFacts facts) => Say(
        $"当事人：{facts.PartyName}，{(facts.IsPerson ? "公民身份号码" : "统一社会信用代码")}{facts.PartyCode}。",
        $"Party: {facts.PartyName}, {(facts.IsPerson ? "resident identity number" : "unified social credit code")} {facts.PartyCode}.");

    /// <summary>The facts with their evidence; the staff side is sealed and in no document (P-11).</summary>
    private static IEnumerable<DocumentPart> Found(DocumentFacts facts, IReadOnlyList<CaseFinding> findings, Money documentedLoss)
    {
        var day = Chinese.Day(facts.ActDay);
        yield return Head("一、查明的事实和证据", "1. Facts and evidence");
        yield return Say($"经查，你方在履行{Contract(facts).Zh}中，于{day.Zh}有下列行为：{Chinese.Stop(facts.Act)}",
            $"On {day.En}, while carrying out {Contract(facts).En}: {facts.Act}.");
        var number = 0;
        foreach (var finding in findings)
        {
            number++;
            yield return Say(
                $"{number}．{(finding.Leg == CaseLeg.Breach ? "违约行为" : "影响和损失")}：{Chinese.Stop(finding.Words)}{(finding.Document is { } d ? $"证据哈希值前十六位{d[..16]}。" : "")}",
                $"{number}. {(finding.Leg == CaseLeg.Breach ? "Breach" : "Influence and loss")}: {finding.Words}{(finding.Document is { } e ? $" (evidence {e[..16]})" : "")}");
        }
        if (facts.HasStaffSide)
            yield return Say($"{++number}．由上述行为引起的我局工作人员廉政问题，已列入查明范围，依照规定另行处理，姓名和内容密封，不在本文书载明。",
                $"{number}. What it led our own staff to do was looked into as well, is dealt with apart, and is sealed: it stands in no document.");
        var loss = Chinese.Amount(documentedLoss);
        yield return Say($"已证明的损失为{loss.Zh}。", $"The documented loss is {loss.En}.");
    }

    private static DocumentPart Clause(DocumentFacts facts)
    {
        var signed = Chinese.Day(facts.IntegritySignedOn);
        return Say(
            $"上述行为违反{(facts.LeadingName is { } leads ? $"由联合体牵头人{leads}代表联合体于" : "双方于")}{signed.Zh}签订的廉政合同（编号{facts.IntegrityNumber}）。该合同签订于行为之前。其违约处理条款第{Chinese.Of(facts.Severity)}档约定，扣罚比例为所欠款项的{Chinese.Percent(facts.Band.Min)}至{Chinese.Percent(facts.Band.Max)}，同一合同项下扣罚合计不超过合同价款的{Chinese.Percent(facts.Cap)}。",
            $"The integrity contract {facts.IntegrityNumber} was signed on {signed.En}{(facts.LeadingName is { } leading ? $" by the leading member {leading} for the consortium" : "")}, before the act. Severity {facts.Severity}: {facts.Band.Min} to {facts.Band.Max} of what is owed; all deductions together at most {facts.Cap} of the contract amount.");
    }
}

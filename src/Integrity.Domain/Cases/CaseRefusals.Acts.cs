using Integrity.Domain.Values;

namespace Integrity.Domain.Cases;

/// <summary>The noes of the procedure.</summary>
public static partial class CaseRefusals
{
    public static Refusal FindingWordsMissing(int most) => Make("P-2",
        $"每项要件须用文字说明，且不超过 {most} 个字。请写明查明的事实。",
        $"Each leg needs words, at most {most} characters. Write down what was found.") with
    { Field = "legs" };

    public static Refusal FindingWithoutEvidence() => Make("P-2, P-6",
        "告知书已经送达，其后补充的事实必须附证据，且未经重新告知不作为处理依据。请附上证据文件；另一违约行为请另行登记线索。",
        "The notice is served: what is found after it comes with evidence, and is no ground of a decision unless it is told anew. Attach the evidence; flag another act as a case of its own.") with
    { Field = "finding.document" };

    public static Refusal EvidenceUnreadable() => Make("P-2",
        "证据须以文件的 SHA-256 摘要（64 位十六进制）提交。请重新选择文件。",
        "Evidence is given as the SHA-256 of its file, 64 hexadecimal digits. Choose the file again.") with
    { Field = "document" };

    public static Refusal PaperOfContractorMissing() => Make("P-6",
        "代合同相对人登记其申请或者陈述申辩，须附其书面材料。请选择该材料，或由其本人登录办理。",
        "What is entered for the contractor comes with his own paper. Choose the file of it, or let him sign in and do it himself.") with
    { Field = "document" };

    public static Refusal ActMissing(int most) => Make("P-7",
        $"没有写明违约行为，或写得过长。请用不超过 {most} 个字写明。",
        $"What was done is not stated, or too long. Say it in at most {most} characters.");

    public static Refusal NotClosed() => Make("P-6",
        "案件尚未办结，不需要重新立案。请在本案中继续办理。",
        "The case is not closed and needs no reopening. Go on with it.");

    public static Refusal ReopeningNotDeclared(int version) => Make("P-6, D-1",
        $"本案所依的流程第{version}版没有规定这样重新立案。请先把案件迁移到规定了重新立案的版本，或改选是否暂缓支付。",
        $"Version {version} of the procedure, under which the case runs, declares no such reopening. Have the case brought to a version that does, or choose otherwise whether it holds.");

    public static Refusal PlaceMissing(int most) => Make("P-6",
        $"没有写明公告张贴或刊登在何处，或写得过长。请用不超过 {most} 个字写明。",
        $"Where the notice was posted is not stated, or too long. Say it in at most {most} characters.");

    public static Refusal ActInFuture() => Make("P-7",
        "行为日不能晚于今天。请核对日期。",
        "The act cannot lie in the future. Check the day.");

    public static Refusal LossNegative() => Make("P-4",
        "损失金额不能为负。请填写零或以上的金额。",
        "A loss cannot be negative. Enter zero or more.");

    public static Refusal LegsAlike() => Make("P-2",
        "三项要件是各自独立的事实，不能用同一段文字。请分别写明对方的违约行为、由此引起的内部人员廉政问题、造成的不良影响和经济损失；尚未查明的不填。",
        "The legs are facts of their own and cannot share one text. Write down apart what the contractor's side did, the integrity problem of the bureau's staff that it caused, and the bad influence and loss; leave out what is not known yet.") with
    { Field = "legs" };

    public static Refusal BreachMissing() => Make("P-2",
        "线索至少要写明对方的违约行为这一项要件。请补充。",
        "A lead names at least the breach by the contractor's side. Add it.");

    public static Refusal NoClauseBeforeAct(DateOnly day) => Make("P-1, P-7",
        $"{day:yyyy-MM-dd} 之前该合同没有已签订的廉政合同，没有可适用的违约条款。请核对行为日；仍无条款的，只能另行处理，不得暂缓或扣罚。",
        $"No integrity contract was signed for it before {day:yyyy-MM-dd}, so no clause applies. Check the day of the act; without a clause nothing can be held or deducted.");

    public static Refusal SeverityUnknown(int severity, int bands) => Make("P-3",
        $"廉政合同只有 {bands} 档情节，没有第 {severity} 档。请重新选择。",
        $"The signed schedule has {bands} severities; there is no number {severity}. Choose again.");

    public static Refusal NotAMember(string contract) => Make("C-3, P-4",
        $"该单位不是合同“{contract}”联合体的成员。请从成员中选择，或对合同相对人登记。",
        $"This party is no member of the consortium of contract “{contract}”. Choose one of its members, or flag the contract's own party.");

    public static Refusal SameActTwice(string number) => Make("P-7",
        $"该合同的同一行为已在 {number} 号案件中处理。请在原案中办理。",
        $"Case {number} is already about this act under this contract. Work on that case.");

    public static Refusal ReasonsMissing(int most) => Make("P-3, P-6",
        $"没有写明事实、理由和依据，或写得过长。请用不超过 {most} 个字写明。",
        $"Facts, reasons and grounds are missing, or too long. Write them in at most {most} characters.");

    public static Refusal FactorsMissing() => Make("P-3",
        "比例须列明裁量因素，每项写明理由。请至少选择一项。",
        "A percentage needs listed factors, each with its reason. Choose at least one.") with
    { Field = "factors" };

    public static Refusal WordsMissing(int most) => Make("P-6",
        $"没有填写内容，或写得过长。请用不超过 {most} 个字写明。",
        $"Nothing is written down, or too much. Write it in at most {most} characters.") with
    { Field = "words" };

    public static Refusal NotAsked() => Make("P-5, P-6",
        "尚无人提出此项申请。请先由一人提出，再由另一人确认。",
        "Nobody has asked for this yet. One person asks for it, another confirms.");

    public static Refusal SameAsker() => Make("P-5, P-6",
        "申请由您或您所代理的人员提出，不得再由您确认。请由另一名有权人员确认。",
        "You, or the person for whom you act, asked for it, so you cannot confirm it. Another entitled person must.");

    public static Refusal SuccessorDiffers(string asked) => Make("C-8",
        $"申请的承继人是{asked}，与您选择的不同。请对照证明材料核对；申请有误的，重新申请。",
        $"The successor that was asked for is {asked}, not the one you chose. Check it against the proof; if the request is wrong, ask anew.");

    public static Refusal AskedAlready() => Make("P-5, P-6",
        "此项申请已经提出，尚待确认。请由另一人确认。",
        "This is asked for already and waits for confirmation. Another person confirms it.");

    public static Refusal NoSuchTask() => Make("P-6",
        "本环节没有这项待办任务，可能已办完。请刷新后查看。",
        "This step has no such open task; it may be done already. Refresh and look again.");

    public static Refusal NoSuchDefence() => Make("P-6",
        "没有这条待答复的陈述申辩，可能已答复。请刷新后查看。",
        "There is no such unanswered point of the defence; it may be answered already. Refresh and look again.");

    public static Refusal ChairDoesNotReview() => Make("P-6, D-4",
        "主持本案听证的人员不得再审核本案及其派生事项。请由其他审核人员办理。",
        "Whoever chairs the hearing of the case reviews neither it nor what comes out of it. Another reviewer must.");

    public static Refusal OpinionsByTwo() => Make("P-6, D-4",
        "审计意见和法制审核须由两个人分别出具，您已出具其中一项。请由另一名审核人员办理。",
        "The audit opinion and the legal review are given by two people, and you gave one of them. Another reviewer must.");

    public static Refusal InvestigatorDoesNotReview() => Make("P-6, D-4",
        "承办人不得审核本人承办的案件。请由未承办的审核人员办理。",
        "Whoever investigated the case does not review it. A reviewer who took no such part must.");


    public static Refusal LossNotProved() => Make("P-5",
        "抵销的损失须经对方书面承认或者裁判确认。请附承认书或者裁判文书，没有的不填抵销金额。",
        "A loss is set off only where it is acknowledged in writing or adjudged. Attach the acknowledgement or the judgment, or set nothing off.");

    public static Refusal NothingPutToVote() => Make("D-1, D-5",
        "此事项尚未提请集体研究。请先提请。",
        "This has not been put to the leadership group. Propose it first.");

    public static Refusal VoteStillOpen() => Make("D-1, D-5",
        "会议尚未作出结果。请待表决结束后办理。",
        "The meeting has no result yet. Wait until the vote is closed.");

    public static Refusal PutToVoteAlready() => Make("D-5",
        "此事项已提请集体研究，尚无结果。请待会议结果。",
        "This has been put to the leadership group and has no result yet. Wait for the meeting.");

    public static Refusal WorseThanSentBack() => Make("P-6",
        "复核不加重：发回重新办理的，处理不得重于被复核的原决定。请减轻；另有新的事实的，提请集体研究重启案件。",
        "Asking for a review makes nothing worse: what was sent back may not end heavier than the decision under review. Lower it; on new facts put a reopening to the leadership group.") with
    { Field = "proposed" };

    public static Refusal NothingProposed() => Make("P-6",
        "告知书至少要拟作一项处理。不予处理的，请直接提请集体研究。",
        "A notice proposes at least one sanction. To dismiss the case, put that to the leadership group.") with
    { Field = "proposed" };

    public static Refusal NoticeNotWritten() => Make("P-6",
        "还没有拟制待送达的告知书。请先拟制并打印，再办理送达或者公告。",
        "No notice is written that could be served. Write and print it first, then serve or post it.");

    public static Refusal NoticePosted() => Make("P-6",
        "告知书正在公告，送达的以公告的文本为准，不能另行拟制。请待公告期满后登记送达。",
        "The notice stands in public, and what stands there is what is served; it cannot be written anew. Wait until its period is over and enter the service.");

    public static Refusal NoticeOutOfDate() => Make("P-6",
        "拟制告知书后所欠款项有变化，是否可以听证的告知不再成立。请重新拟制并打印告知书后送达。",
        "What is owed has changed since the notice was written, and what it says of a hearing no longer holds. Write and print it anew, then serve it.");

    public static Refusal NoHearingAsked() => Make("P-6",
        "本案目前没有待举行的听证。请待当事人申请听证后再通知。",
        "No hearing is to be held in this case now. Wait until one is asked for.");

    public static Refusal PublicTextMissing() => Make("P-6, V-1",
        "公开文本没有填写。请写明处理对象、事由、依据和结果，并遮盖个人信息。",
        "The text to publish is empty. Say against whom, why, on what ground and with what result, with personal data masked.");

    public static Refusal InvolvedPutsNoReview() => Make("P-6, D-4",
        "您或者您所代理的人员参与过本案的调查、审核或者原处理的提请和表决，复核意见不能由您提出。请由另一名有审核职责、未参与本案的人员提请；没有的，请管理员授予。",
        "You, or the person for whom you act, took part in the inquiry, the review or the decision of this case, so its review is not yours to put. Another person with the duty to review cases, who took no part, does; where there is none, ask the administrator to give somebody the duty.");

    public static Refusal ExclusionScopeMissing() => Make("P-8",
        "取缔市场没有写明范围。请写明不得参与哪些工程，例如“本局全部工程”。",
        "The exclusion names no scope. Write down from which works it keeps the party, for example all works of the bureau.");

    public static Refusal LossAboveClaim(Money claimed) => Make("P-5",
        $"抵销的损失不得超过立案时主张的损失 {claimed}：暂缓支付款中只有这一部分可以用于抵销，其余应当解除。请减少抵销金额。",
        $"At most the claimed loss, {claimed}, is set off: only that part of the hold is there for it, and the rest is released. Enter less.");

    public static Refusal LossOpenAgain(Money loss) => Make("P-4, P-7",
        $"原抵销的损失 {loss} 已随决定撤销，重新未清。请写明如何另行主张，再办结。",
        $"The loss of {loss} that was set off fell back with the decision and is open again. Write down how it is claimed otherwise, then close the case.");

    public static Refusal HearingWordsMissing() => Make("P-6",
        $"听证地点或者记录人没有填写，或者过长。请填写，每项不超过 {Hearing.LongestText} 字。",
        $"The place or the keeper of the record of the hearing is missing or too long. Give both, each in at most {Hearing.LongestText} characters.");

    public static Refusal HearingTooSoon(DateOnly first) => Make("P-6; 行政处罚法 64(2), 85",
        $"听证应当在举行的 {Hearing.LeastDays} 个工作日前通知当事人。请改为 {first:yyyy-MM-dd} 或者以后。",
        $"A hearing is made known {Hearing.LeastDays} working days before it is held. Choose {first:yyyy-MM-dd} or later.");

    public static Refusal HearingOutOfHours(TimeOnly opens, TimeOnly closes) => Make("P-6",
        $"听证应在工作日 {opens:HH:mm} 至 {closes:HH:mm} 之间开始，便于当事人参加。请改选日期或者时间。",
        $"A hearing begins on a working day between {opens:HH:mm} and {closes:HH:mm}, so that the party can come. Choose another day or time.");

    public static Refusal RecorderTookPart() => Make("P-6, D-4",
        "记录人是听证主持人，或者办理过本案。请由其他人员记录。",
        "The keeper of the record is the chair, or has dealt with this case. Name somebody else.");

    public static Refusal ChairTookPart() => Make("P-6, D-4",
        "听证主持人应当具有审核职责，且未参与本案的调查、确认和审核。请另选他人。",
        "The chair of a hearing holds the duty to review cases and took no part in the inquiry, confirmation or review of this one. Choose somebody else.");

    public static Refusal NobodyMayChair() => Make("P-6, D-4",
        "本案目前无人可以主持听证：有审核职责的人员都参与过本案。请管理员将审核案件的职责授予一名未参与本案的人员（可以是其他科室或上级机关派来的人员），再通知听证。",
        "Nobody may chair the hearing of this case: everybody with the duty to review cases took part in it. Ask the administrator to give that duty to somebody who took no part (of another office, or sent by the superior body), then appoint the hearing.");

    public static Refusal HearingNotAppointed() => Make("P-6",
        "还没有通知听证的时间、地点和主持人。请先办理“通知听证”，将听证通知书送交当事人。",
        "The time, place and chair of the hearing have not been made known. Appoint the hearing first and hand its notice over.");

    public static Refusal AnotherChairs(string chair, DateOnly day) => Make("P-6, D-4",
        $"本次听证定于 {day:yyyy-MM-dd} 由{chair}主持，请由其登记。改由他人主持的，请重新通知听证。",
        $"{chair} chairs this hearing on {day:yyyy-MM-dd} and records it. For another chair, appoint the hearing anew.");

    public static Refusal HearingNotYet(DateOnly day) => Make("P-6",
        $"听证定于 {day:yyyy-MM-dd} 举行。请在举行后登记；改期的，请重新通知听证。",
        $"The hearing is on {day:yyyy-MM-dd}. Record it once it was held; for another day, appoint it anew.");

    public static Refusal CaseEnded() => Make("P-6",
        "案件已办结，不能再补充。有新事实的，请提请重新立案。",
        "The case has ended and nothing can be added. On new facts, ask for a decision to reopen it.");

    public static Refusal DeadlineNotRunning() => Make("P-10",
        "该期限已不再计算。无需办理。",
        "This period no longer runs. Nothing needs to be done.");

    public static Refusal DeadlineNotOver() => Make("P-10",
        "该期限尚未届满。请待届满后办理。",
        "This period has not run out yet. Wait until it has.");

    public static Refusal PeriodOverFirst(string zh, string en, DateOnly day) => Make("P-5, P-10",
        $"“{zh}”已于 {day:yyyy-MM-dd} 届满，其后果须先由系统办理，本步骤没有办理。请一分钟后刷新本页再看；一直如此的，请管理员检查系统的期限作业是否在运行。",
        $"\"{en}\" ran out on {day:yyyy-MM-dd}; what follows from that comes first, so this step was not done. Reload the page in a minute; if it stays so, ask the administrator whether the clock of the periods is running.");

    public static Refusal HappenedOutside(DateOnly first, DateOnly today) => Make("P-10",
        $"发生日应在 {first:yyyy-MM-dd} 至 {today:yyyy-MM-dd} 之间：不早于前一环节，也不晚于今天。请按依据文件上的日期填写。",
        $"It happened from {first:yyyy-MM-dd} to {today:yyyy-MM-dd}: not before what it follows, and not after today. Enter the day that the paper shows.");

    public static Refusal DayWithoutPaper() => Make("P-10",
        "填写了较早的发生日，却没有附证明该日的依据文件。请上传文件，或者不填发生日。",
        "An earlier day is entered without the paper that proves it. Upload the paper, or leave the day empty.");

    public static Refusal RecommendationStands() => Make("D-1, P-7, P-8",
        "该建议由领导班子决定，原决定仍然有效，不能自行撤回。原决定经复核撤销、发回或者重新立案之后，建议随之撤回。",
        "The leadership group decided this recommendation, and its decision stands, so nobody withdraws it. It goes with the decision, when that is revoked, sent back or reopened.");

    public static Refusal ServedTooLongAgo(DateOnly on) => Make("P-6, P-10",
        $"自 {on:yyyy-MM-dd} 起的陈述申辩期已经届满，送达登记过迟，会使当事人无从申辩。请重新送达告知书，并按新的送达日登记。",
        $"The statement period counted from {on:yyyy-MM-dd} is over: entered so late, the service would leave the contractor no say. Serve the notice again and enter the new day.");

    public static Refusal NothingPaused() => Make("P-10",
        "没有中止的期限，无需恢复。审核人中止期限之后，才由审核人恢复。",
        "No period is paused, so there is nothing to resume. A reviewer resumes what a reviewer has paused.");

    public static Refusal BeforeTheBody() => Make("P-6, D-1",
        "案件已提请集体研究，由领导班子决定，两人不能撤回，也不能申请撤回。查无事实的，请领导班子不予处理；或由其退回补充，退回后两人可以撤回。",
        "The case is before the leadership group, which decides it; two people can no longer withdraw it, nor ask to. If it proves unfounded the group dismisses it, or sends it back, and then it can be withdrawn.");

    public static Refusal ReferralNotSent() => Make("P-9",
        "移送材料还没有送交司法机关，不能登记退回或裁判。请先在移送事项中决定并送出。",
        "Nothing was sent to the judiciary yet, so neither a return nor a judgment can be recorded. Decide and send the referral first.");

    public static Refusal ReferralNotFiled() => Make("P-9",
        "司法机关还没有立案，不会有裁判。已立案的，请先在移送事项中登记立案通知。",
        "The judiciary has not opened a case yet, so there is no judgment. Where it has, record its notice of filing in the referral first.");

    public static Refusal CatchUpWaits(Money waiting) => Make("R-5, F-1",
        $"还应补付 {waiting}，可用资金不足。请确认新的到账后再办。",
        $"{waiting} is still to be caught up, and the fund does not hold it. Confirm a new receipt, then come back.");

    public static Refusal CatchUpFirst(Money owed) => Make("P-7, R-5",
        $"撤销后还应补付 {owed}，连同其利息尚未付清。请先由财务科办理补付，资金不足的待到账后补付，再办结案件。",
        $"After the reversal {owed} is still to be caught up, with its interest. Have the finance office run the catch-up first, when the money has come, then close the case.");

    public static Refusal NothingToCatchUp() => Make("R-5",
        "目前没有可补付的金额。请核对案件的分录。",
        "There is nothing to catch up at present. Check the postings of the case.");
}

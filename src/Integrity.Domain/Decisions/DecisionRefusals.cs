using System.Runtime.CompilerServices;
using Integrity.Domain.Values;

namespace Integrity.Domain.Decisions;

/// <summary>Every way in which a collective decision is refused.</summary>
public static class DecisionRefusals
{
    private const string Module = "decisions";

    public static Refusal NameMissing() => Make("D-1",
        "议事机构没有中文或英文名称。请填写两种名称。",
        "The body has no name in Chinese or in English. Enter both names.");

    public static Refusal AppointingDocumentMissing() => Make("D-2",
        "没有任免文号。成员名册决定应到人数，请填写任免文件的文号。",
        "There is no number of an appointing document. The roster sets how many are due: enter the document's number.");

    public static Refusal AlreadyInOffice() => Make("D-2",
        "该人员在这一天已经（或随后将）在任。请先登记其现任期的截止日，再办理新的任职。",
        "This person is in office on that day or later. Record the end of that term first, then the new appointment.");

    public static Refusal ChairInOffice() => Make("D-2",
        "这一天已有主要负责人在任。请先登记其任期截止日。",
        "There is a chair in office on that day. Record the end of that term first.");

    public static Refusal NotInOffice() => Make("D-2",
        "该人员在这一天不在任，或任期截止日已经登记。请核对成员名册。",
        "This person is not in office on that day, or the end of the term is already recorded. Check the roster.");

    public static Refusal PlaceMissing() => Make("D-6",
        "会议没有地点。请填写会议地点。",
        "The meeting has no place. Enter where it is held.");

    public static Refusal MeetingDayOver() => Make("D-7",
        "会议日期已过。已经召开的会议按纸质会议录入。",
        "The day of the meeting is over. Enter a meeting that was already held as one on paper.");

    public static Refusal MeetingNotYet() => Make("D-2",
        "会议当天才能登记到会情况。请在会议当天登记。",
        "Presence is recorded on the day of the meeting. Record it then.");

    public static Refusal MeetingClosed() => Make("D-6",
        "会议已经结束。请把议题列入下一次会议。",
        "The meeting is closed. Put the matter on the next one.");

    public static Refusal NotAMember() => Make("D-2",
        "该人员不是当天在任的成员。请核对成员名册。",
        "This person is no member in office on that day. Check the roster.");

    public static Refusal PresenceIncomplete() => Make("D-2",
        "到会情况没有逐一登记全部应到成员。请为每名在任成员登记一次到会或缺席。",
        "Presence does not name every member due exactly once. Record each member in office as present or absent.");

    public static Refusal AbsenceReasonMissing() => Make("D-6",
        "缺席成员没有填写事由。请填写请假或缺席的事由，它将写入会议纪要。",
        "An absent member has no reason. Enter why; it goes into the minutes.");

    public static Refusal StandInNotPresent() => Make("D-3",
        "主持会议的成员须到会，且不回避本议题。请指定另一名到会成员。",
        "The member who presides has to be present, not recused, and another than before. Name another present member.");

    public static Refusal KindsNotTogether() => Make("D-1, P-1",
        "议题种类不在须经集体决定的清单内，或不能合并表决。一个案件的几种处理可以合并，其他事项请分别提出。",
        "The kinds are not on the list of what is decided collectively, or cannot be decided together. Sanctions of one case may be combined; put other matters one by one.");

    public static Refusal SubjectMissing() => Make("D-6",
        "议题或方案没有中文或英文名称。请填写两种名称。",
        "The subject or a candidate has no name in Chinese or in English. Enter both.");

    public static Refusal NothingToDecide() => Make("D-5",
        "议题没有可供表决的方案。请至少提出一个方案。",
        "The item has nothing to vote on. Propose at least one candidate.");

    public static Refusal HashMissing() => Make("D-5",
        "方案没有绑定清单的哈希值。请先生成清单，再提请表决。",
        "A candidate is bound to no list: its hash is missing. Make the list first, then propose it.");

    public static Refusal SameListTwice() => Make("D-5",
        "同一份清单提出了两次。请删去重复的方案。",
        "The same list is proposed twice. Take one of them out.");

    public static Refusal RecusalGroundMissing() => Make("D-4",
        "回避没有写明事由。请写明利害关系、亲属关系或先前参与的具体情况。",
        "A recusal has no ground in words. Say what the interest, the kinship or the earlier part is.");

    public static Refusal AlreadyRecused() => Make("D-4",
        "该人员已在本议题回避。无需重复登记。",
        "This person is already recused from the item. Nothing more needs recording.");

    public static Refusal RoundRecusalIsPerLine() => Make("D-4",
        "兑付批次按行回避。请由提出科室把涉及该成员的各行列为单独议题，由其他成员表决。",
        "In a round a recusal is per line. Let the proposer put the lines that concern this member as an item of their own, voted by the others.");

    public static Refusal LinesOfAnotherRound() => Make("D-4",
        "单独表决的各行不属于这一批次议题。请核对批次、种类和议事机构。",
        "These lines do not belong to the item of the round. Check the round, the kind and the body.");

    public static Refusal LinesNeedEveryCandidate() => Make("D-4, D-5",
        "单独表决的各行须与批次的每个方案一一对应。请按每个方案各生成一份清单。",
        "The lines need one list for each candidate of the round. Make one for each.");

    public static Refusal LinesGoWithTheirRound() => Make("D-4",
        "回避成员的各行随本轮清单一并决定，不单独缓议、撤回。本次会议未表决的，结束会议后列入下次会议；单列有误的，在表决前撤回整个批次议题后重新提请。",
        "The lines of a recused member go with their round: they are neither deferred nor withdrawn alone. What a meeting did not vote goes on the next agenda; if they were put apart wrongly, withdraw the round's item before its vote and propose it again.");

    public static Refusal LinesNeedRecusal() => Make("D-4",
        "单独表决的各行没有写明由谁回避。请填写回避的成员和事由。",
        "Nobody is recused from these lines. Name the member and the ground.");

    public static Refusal VotingHasBegun() => Make("D-5",
        "本议题已经开始表决，内容不能再变动。请等待表决结束；确需变动的，另提新议题。",
        "A vote on the item has begun, so it cannot be changed. Wait for its end; if it has to change, propose a new item.");

    public static Refusal FiguresTooOld(DateOnly last, bool hasBegun, bool isLines)
    {
        var (zh, en) = (hasBegun, isLines) switch
        {
            (_, true) => ("请等系统在五个工作日后终止本议题；所属批次可随后执行，这些行予以留存。", "Wait until the clock ends it after five working days; the round may be executed then, and these lines are set aside."),
            (true, _) => ("请在会上缓议，或等系统在五个工作日后终止本议题、退回资金；再取新快照重新提请。", "Defer it in the meeting, or wait until the clock ends it after five working days and its money goes back; then take a new snapshot and propose again."),
            _ => ("请由提请人撤回议题，取新快照后重新提请。", "Its proposer withdraws it, takes a new snapshot and proposes again."),
        };
        return Make("R-1",
            $"本议题的数字取自快照，最迟应在 {last:yyyy-MM-dd} 表决完毕。{zh}",
            $"The figures of this item come from a snapshot and could be voted until {last:yyyy-MM-dd}. {en}", nameof(FiguresTooOld));
    }

    public static Refusal VoteIsOpen() => Make("D-3",
        "表决正在进行。请先由主持人末位表态，结束本项表决。",
        "A vote is open. Let the presiding member vote last and close it first.");

    public static Refusal NoVoteOpen() => Make("D-3",
        "本议题没有正在进行的表决。请先开始表决。",
        "No vote on the item is open. Open it first.");

    public static Refusal ReasonsOutstanding() => Make("D-3",
        "表决结果与主持人的意见不一致，尚未记录其理由。请先记录理由，或记录其拒绝说明。",
        "The result differs from the presiding member's ballot, and his reasons are not recorded. Record them, or his refusal, first.");

    public static Refusal NoReasonsDue() => Make("D-3",
        "没有需要说明的理由：表决结果与主持人的意见一致，或理由已经记录。",
        "No reasons are due: the result agrees with the presiding member's ballot, or they are already recorded. Go on with the next matter.");

    public static Refusal OnlyThePresidingGivesReasons() => Make("D-3",
        "理由只能由主持本项表决的成员说明。请由其本人说明或拒绝说明。",
        "Only the member who presided over the vote gives these reasons. Let him give or refuse them.");

    public static Refusal AlreadyDecided() => Make("D-5",
        "本议题已有结果。需要再次研究的，请另提新议题。",
        "The item has its result. To take the matter up again, propose a new item.");

    public static Refusal AnotherBody() => Make("D-1",
        "议题应由另一议事机构研究。请列入该机构的会议。",
        "The item belongs to another body. Put it on a meeting of that body.");

    public static Refusal OnlyTheProposerWithdraws() => Make("D-5",
        "只有提出人可以撤回议题。请联系提出人，或在会上缓议。",
        "Only its proposer withdraws an item. Ask him, or defer it in the meeting.");

    public static Refusal NotOnThisAgenda() => Make("D-3",
        "议题不在这次会议的议程上。请先列入议程。",
        "The item is not on the agenda of this meeting. Put it there first.");

    public static Refusal RoundFirst() => Make("D-4",
        "须先表决批次议题，再表决回避成员的各行。请先完成批次议题的表决。",
        "The round is voted before the lines of recused members. Finish the vote on the round first.");

    public static Refusal PresenceNotRecorded() => Make("D-2",
        "尚未登记到会情况。请先逐一登记应到成员。",
        "Presence is not recorded. Record every member due first.");

    public static Refusal NobodyToConfirm() => Make("D-7, D-4",
        "上级机关的决定须由两名未回避的人员分别录入，目前不足两人。请管理员将会议记录的职责授予未参与此事项的人员，再行办理。",
        "A superior body's decision is entered by two people who are not recused, and there are fewer than two. Ask the administrator to give the duty to keep meetings to somebody who took no part, then go on.");

    public static Refusal GoesToSuperiorBody(VotingRule rule) => Make("D-2",
        $"应到 {rule.InOffice} 人，回避 {rule.Recused} 人，可表决的只有 {rule.Voters} 人，本机构不能决定。请报上级机构决定。",
        $"Of {rule.InOffice} members {rule.Recused} are recused and {rule.Voters} may vote: this body cannot decide. Send the matter to the superior body.");

    public static Refusal NoQuorum(int present, int needed) => Make("D-2",
        $"可表决的到会成员 {present} 人，须到 {needed} 人，不足法定人数。请等人到齐，或改期召开。",
        $"{present} members who may vote are present and {needed} are needed: there is no quorum. Wait for more, or meet another day.");

    public static Refusal OnlyPreparersPresent() => Make("D-4",
        "到会的可表决成员都参与过本事项的准备或计量审核，不能只由他们表决。请等其他成员到会。",
        "All present members who may vote prepared the matter or approved a certificate in it; they cannot be its only voters. Wait for another member.");

    public static Refusal NobodyPresides() => Make("D-3",
        "主要负责人缺席或回避，且没有指定到会的主持人。请先指定一名到会且不回避的成员主持。",
        "The chair is absent or recused, and no present member presides. Name a present member who is not recused first.");

    public static Refusal PresidingVotesLast() => Make("D-3",
        "主持人须末位表态。请等其他到会成员全部表决，或点名询问未表决的成员之后再表态。",
        "The presiding member votes last. Wait until every other present member has voted, or call those who stay silent.");

    public static Refusal OnlyThePresidingCloses() => Make("D-3",
        "只有主持本项表决的成员可以末位表态并结束表决。请由其本人表态。",
        "Only the member who presides gives the last ballot and closes the vote. Let him give it.");

    public static Refusal OthersHaveNotVoted(int silent) => Make("D-3",
        $"还有 {silent} 名到会成员没有表决，主持人须末位表态。请等待，或点名询问并记录。",
        $"{silent} present members have not voted, and the presiding member votes last. Wait, or call them for the record.");

    public static Refusal NobodyIsSilent() => Make("D-3",
        "其他到会成员都已表决，无需点名。请主持人表态。",
        "Every other present member has voted: nobody is to be called. Let the presiding member vote.");

    public static Refusal AlreadyCalled() => Make("D-3",
        "已经点名询问过未表决的成员。主持人现在可以表态。",
        "Those who stay silent have been called. The presiding member may vote now.");

    public static Refusal HandoverReasonMissing() => Make("D-3",
        "没有写明更换主持人的原因。请填写原因，它将写入会议纪要。",
        "There is no reason why another member presides. Enter it; it goes into the minutes.");

    public static Refusal ReasonMissing() => Make("D-3",
        "没有写明理由。请填写理由；反对和弃权的理由将写入会议纪要。",
        "There are no reasons. Give them; those of a no and of an abstention go into the minutes.");

    public static Refusal RecusedDoesNotVote() => Make("D-4",
        "该成员在本议题回避，不参加表决。请离席，待下一议题再参加。",
        "This member is recused from the item and does not vote. Leave the table and come back for the next item.");

    public static Refusal AbsentDoesNotVote() => Make("D-2",
        "该成员在本项表决开始时不在场，不计其意见。请等下一项表决，并先登记到会。",
        "This member was not present when the vote began, and absent opinions do not count. Wait for the next vote, and have the presence recorded first.");

    public static Refusal AbsentIsRecused(string name) => Make("D-4",
        $"“{name}”在有关议题回避，不得代其办理。请由未回避的人员办理。",
        $"“{name}” is recused from the matter, so nobody acts in his place. Somebody who is not recused does it.");

    public static Refusal PapersClosedToRecused() => Make("D-4",
        "您在有关议题回避，不能查阅其材料。如对回避有异议，请向会议主持人提出。",
        "You are recused from the matter, so its papers stay closed to you. If you dispute the recusal, tell the member who presides.");

    public static Refusal NotYetDecided() => Make("D-1",
        "该事项尚未经集体研究决定，或决定尚未生效。请等待表决结果。",
        "The matter is not decided yet, or the decision is not in effect. Wait for the vote.");

    public static Refusal NotDecidedSo() => Make("D-1",
        "该事项没有获得通过的决定。请重新提请集体研究。",
        "No decision was passed on the matter. Put it to the body again.");

    public static Refusal DecisionLapsed() => Make("R-7",
        "决定作出后20个工作日内没有开始执行，已经失效。请以新的快照重新提请表决。",
        "Its execution did not begin within 20 working days, so the decision has lapsed. Put the matter to the vote again, with a new snapshot.");

    public static Refusal NotYetLapsed() => Make("R-7",
        "决定仍然有效：期限未到，或已经开始执行。无需处理。",
        "The decision stands: its time is not over, or its execution has begun. There is nothing to do.");

    public static Refusal AnotherKindDecided() => Make("D-1",
        "决定的不是这一类事项。请核对引用的决定。",
        "The decision is about another kind of matter. Check which decision is named.");

    public static Refusal HashDiffers() => Make("D-5",
        "清单的哈希值与表决的清单不一致，决定不能用于这份清单。请使用表决时的清单，或重新提请表决。",
        "The list's hash is not the one that is voted, so the decision does not cover it. Use the voted list, or put this one to the vote.");

    public static Refusal BodyCanDecide() => Make("D-2",
        "本议题的可表决成员足够，应由本机构决定。请列入会议议程。",
        "Enough members may vote on the item, so the body itself decides. Put it on a meeting.");

    public static Refusal DocumentMissing() => Make("D-7",
        "没有填写上级机构名称或文号。请对照文件填写。",
        "The superior body or the document's number is missing. Copy them from the document.");

    public static Refusal ScanMissing() => Make("D-7",
        "没有上传扫描件。请先上传文件的扫描件。",
        "There is no scan. Upload the scanned document first.");

    public static Refusal NoPrintedHash() => Make("D-7",
        "文件上没有清单的哈希值，不能与清单绑定。请使用印有哈希值的清单重新办理。",
        "The paper carries no hash of the list, so it binds nothing. Do it again on the printed list that carries it.");

    public static Refusal HeldBeforeProposed() => Make("D-7",
        "所填表决或者决定的时间早于该议题提请的时间，那时还没有清单。请对照文件核对时间。",
        "The vote or decision is entered as of a time before the item was proposed, when there was no list yet. Check the time against the paper.");

    public static Refusal NotYetHappened() => Make("D-7",
        "所填时间早于会议日期，或晚于现在。请对照文件核对时间。",
        "The time is before the day of the meeting, or still to come. Check it against the paper.");

    public static Refusal SecondPersonNeeded() => Make("D-7",
        "须由另一人独立录入确认。请第二人登录后录入。",
        "Another person has to enter it too. Let a second person sign in and read the paper.");

    public static Refusal EntriesDiffer(string zh, string en) => Make("D-7",
        $"两人录入的{zh}不一致。请各自对照文件核对；录入有误的重新录入。",
        $"The two entries differ in {en}. Both check the document, and whoever was wrong enters it again.");

    public static Refusal ReadingsDiffer(int line) => Make("D-7",
        $"两人录入的会议记录在第 {line} 行不一致。请各自对照扫描件核对；录入有误的重新录入。",
        $"The two readings of the minutes differ in line {line}. Both check the scan, and whoever was wrong enters it again.");

    public static Refusal OnlyTheFirstPersonCorrects() => Make("D-7",
        "首次录入的内容只能由录入人本人更正。请联系录入人。",
        "Only the person who made the first reading corrects it. Ask that person.");

    public static Refusal PresenceIsOnPaper() => Make("D-7",
        "这次会议以纸质方式召开，到会情况由两人随会议记录录入。请会后录入纸质会议记录。",
        "This meeting is held on paper: two people enter who was there, with the rest of its minutes. Enter the paper minutes after it.");

    public static Refusal SecondReadingMissing() => Make("D-7",
        "纸质会议记录只有一人录入，尚未确认。请由另一人对照扫描件录入并确认，再结束会议。",
        "The paper minutes were entered by one person and are not confirmed. Let another read the scan and confirm them, then close the meeting.");

    public static Refusal OnAnotherAgenda(int year, int number) => Make("D-3",
        $"该议题已列入 {year} 年第 {number} 次会议的议程。请先结束那次会议，未审议的议题会退出其议程。",
        $"The item is on the agenda of meeting {number} of {year}. Close that meeting first; what it did not reach leaves its agenda.");

    public static Refusal NotOnPaper() => Make("D-7",
        "这次会议在系统中表决，不录入纸质记录。请在会议页面表决。",
        "This meeting votes in the system, so no paper is entered. Vote on its page.");

    public static Refusal HeldOnPaper() => Make("D-7",
        "这次会议以纸质方式表决。请在会后由两人录入会议记录。",
        "This meeting votes on paper. Two people enter its minutes afterwards.");

    public static Refusal ItemsOnPaperWrong() => Make("D-7",
        "会议记录没有议题，或同一议题录入了两次。请对照扫描件逐项录入。",
        "The reading has no item, or one twice. Read the scan item by item.");

    public static Refusal BallotsOnPaperWrong() => Make("D-7",
        "一项表决没有表决意见，或同一成员录入了两次。请按纸面顺序逐人录入一次。",
        "A vote has no ballots, or one member twice. Enter each member once, in the paper's order.");

    public static Refusal ItemHalfVoted() => Make("D-5",
        "有议题只表决了部分方案。请表决其余方案，或在会上缓议，再结束会议。",
        "An item is voted only in part. Vote on its other candidates, or defer it, then close the meeting.");

    public static Refusal OtherListOnTheTable() => Make("D-5",
        "正在表决的是另一份清单。请刷新，核对清单的哈希值后再表决。",
        "Another list is being voted. Refresh, compare the list's hash, and vote then.");

    public static Refusal RecuseOnlyYourself() => Make("D-4",
        "只能为本人申请回避；他人的回避由会议秘书登记。请联系会议秘书。",
        "You can recuse only yourself; the keeper of the meeting records others. Ask him.");

    public static Refusal MemberCannotVote() => Make("D-2",
        "该人员没有表决职责或已停用，不能列入成员名册。请先由管理员调整其职责。",
        "This person has no duty to vote, or is inactive, and cannot be put on the roster. Ask the administrator to set the duty first.");

    public static Refusal OneItemAtATime() => Make("D-3",
        "另一议题正在表决，或尚未记录主持人的理由。会议逐项表决，请先完成该议题。",
        "Another item is being voted, or waits for its presiding member's reasons. A meeting votes item by item: finish that one first.");

    public static Refusal AlreadyRead() => Make("D-7",
        "这次会议的纸质记录已有人录入。请由第二人确认，或由录入人更正。",
        "The minutes of this meeting are already entered. A second person confirms them, or the first corrects them.");

    public static Refusal NobodyDecides() => Make("D-2",
        "尚未设立领导班子，不能提请研究。请先登记议事机构及其成员。",
        "There is no leadership group yet. Found the body and appoint its members first.");

    private static Refusal Make(string rule, string zh, string en, [CallerMemberName] string member = "") =>
        Refusal.Of(Module, member, rule, zh, en);
}

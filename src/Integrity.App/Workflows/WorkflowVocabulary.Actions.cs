namespace Integrity.App.Workflows;

public static partial class WorkflowVocabulary
{
    private static IEnumerable<ActionWord> AllActions() =>
    [
        new("postHold", new("限额暂缓支付入账", "post the hold of the exposure")) { Starts = "hold", Burdens = true, Undo = "releaseHold", NoneLeft = true },
        new("resetHold", new("按告知重定限额，多余部分释放补付", "set the hold anew at service and release the difference with catch-up")),
        new("prolongHold", new("延长暂缓支付期限", "prolong the hold"), "deadline", "to") { Burdens = true },
        new("releaseHold", new("解除暂缓支付并补付", "release the hold with catch-up"), "keep?") { Ends = "hold" },
        new("returnReserve", new("留存资金退回来源", "return what is left of the reserve to its receipts")),
        new("postDeduction", new("扣罚入账（决定含扣罚时）", "post the deduction, if the decision contains one")) { Sanctions = true, Undo = "reverseDeduction" },
        new("reverseDeduction", new("冲回扣罚并计息", "reverse the deduction with interest")),
        new("applyExclusion", new("取缔市场（决定含取缔时）", "apply the exclusion, if the decision contains one")) { Sanctions = true, Undo = "endExclusion" },
        new("endExclusion", new("终止取缔", "end the exclusion")),
        new("issueRecommendation", new("发出建议取缔函（决定含建议时）", "issue the recommendation, if the decision contains one")) { Sanctions = true },
        new("openReferral", new("开立移送", "open the referral"), "if?") { Burdens = true },
        new("openTasks", new("派出本环节任务", "open the tasks of the step")) { Silent = true },
        new("closeTasks", new("收回本环节任务", "close the tasks of the step")) { Silent = true },
        new("bindPapers", new("固定提请研究的材料", "bind the papers to be decided on"), "papers") { Silent = true },
        new("recordDefence", new("登记陈述申辩", "record the defence")),
        new("recordLapse", new("记载期限届满", "record that the period ran out")) { Silent = true },
        new("publishNotice", new("公开处理结果", "publish the result")) { Burdens = true },
        new("publishCorrection", new("公开更正", "publish the correction")),
        new("reopenLikeCases", new("提示复查同类案件", "put like cases up for a look")),
        new("pauseDeadlines", new("中止期限", "pause the periods"), "except?"),
        new("resumeDeadlines", new("恢复期限", "resume the periods")),
        new("escalate", new("催办并报分管领导", "remind, and tell the leader in charge")),
        new("startBar", new("登记禁入", "register the bar from the market")) { Sanctions = true, Undo = "endBar", NoneLeft = true },
        new("endBar", new("解除禁入", "end the bar from the market")),
        new("followSuccessor", new("禁入由承继人承受", "let the exclusion follow the successor")),
        new("publishEnd", new("公开取缔终止", "publish the end of the exclusion")),
        new("recordReply", new("登记答复", "record the answer")),
        new("sendReminder", new("发出催询", "ask again for an answer")),
        new("sendWithdrawal", new("发出撤回函", "send the letter of withdrawal")),
        new("sealPacket", new("固定移送材料及清单", "fix the packet and its list")),
        new("tellCase", new("把结果通知违约处理案件", "tell the penalty case the result"), "result"),
        new("sealNames", new("密封涉及人员姓名", "seal the names of the people involved")),
        new("unsealNames", new("启封涉及人员姓名", "unseal the names of the people involved")),
        new("archive", new("归档", "archive")) { Silent = true },
    ];
}

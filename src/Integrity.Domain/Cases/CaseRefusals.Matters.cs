using Integrity.Domain.Values;

namespace Integrity.Domain.Cases;

/// <summary>The noes of what comes out of a case.</summary>
public static partial class CaseRefusals
{
    public static Refusal NamesMissing(int most) => Make("P-11",
        $"没有填写涉及人员姓名，或超过 {most} 个字。请填写；姓名加密保存。",
        $"No names are written down, or more than {most} characters. Write them; they are kept encrypted.") with
    { Field = "names" };

    public static Refusal NamesNotYours() => Make("P-11",
        "涉及人员的姓名由本事项承办人填写、密封，密封后只有其本人可以启阅和改写。请由承办人办理。",
        "The handler of this matter writes the names down and seals them; after that nobody else reads or changes them. Ask the handler to act.");

    public static Refusal NothingSealed() => Make("P-11",
        "本事项没有密封的姓名。请先由承办人填写并密封。",
        "No names are sealed in this matter. The handler writes them down first.");

    public static Refusal NoReferralResult() => Make("P-9",
        "本案没有待办理的移送结果：移送尚未结束，或已有人办理。请查看办理经过。",
        "No result of a referral waits in this case: it has not ended, or somebody has taken it up. Look at what happened.");

    public static Refusal ReferralResultMovesCase() => Make("P-9",
        "案件在本环节正等待移送结果。请由审核人登记退回或裁判文书，案件随之继续。",
        "The case waits for this result in its present step. A reviewer records the return or the judgment, and the case goes on.");

    public static Refusal OtherKindOfMatter() => Make("P-8, P-9, P-11",
        "此项不属于本事项的办理内容。请在相应的事项中办理。",
        "This does not belong to a matter of this kind. Do it in the one that it belongs to.");

    public static Refusal NothingToVoteOn() => Make("D-1",
        "本环节没有须集体研究的事项。请按环节办理。",
        "Nothing in this step is decided by the leadership group. Go on with the step itself.");
}

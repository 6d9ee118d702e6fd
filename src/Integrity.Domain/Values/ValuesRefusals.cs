using System.Runtime.CompilerServices;

namespace Integrity.Domain.Values;

/// <summary>Every way in which a single value is refused, whoever enters it.</summary>
public static class ValuesRefusals
{
    /// <summary>GB 32100-2015: 18 characters of the fixed alphabet, the last one a check on the others.</summary>
    public static Refusal CreditCodeMalformed() => Make("C-1, GB 32100-2015",
        "统一社会信用代码须为18位数字或大写字母（不含 I、O、S、V、Z），登记地区为6位数字。请对照营业执照重新填写。",
        "A unified social credit code has 18 digits or capital letters (never I, O, S, V, Z), with six digits for the region. Copy it again from the business licence.");

    public static Refusal CreditCodeCheckWrong() => Make("C-1, GB 32100-2015",
        "统一社会信用代码的校验码不对。请对照营业执照重新填写；试点时期的早期代码须写明理由后单独登记。",
        "The check character of the unified social credit code is wrong. Copy it again from the business licence; an early pilot code is registered apart, with a reason.");

    /// <summary>GB 11643-1999: 17 digits and a check character.</summary>
    public static Refusal ResidentIdMalformed() => Make("C-1, GB 11643-1999",
        "居民身份证号须为17位数字加1位校验码（数字或 X）。请对照身份证重新填写。",
        "A resident identity number has 17 digits and one check character (a digit or X). Copy it again from the identity card.");

    public static Refusal ResidentIdCheckWrong() => Make("C-1, GB 11643-1999",
        "居民身份证号的校验码不对。请对照身份证重新填写。",
        "The check character of the resident identity number is wrong. Copy it again from the identity card.");

    public static Refusal ResidentIdBirthDateWrong() => Make("C-1, GB 11643-1999",
        "居民身份证号中的出生日期不存在。请对照身份证重新填写。",
        "The birth date in the resident identity number does not exist. Copy it again from the identity card.");

    public static Refusal CnapsCodeMalformed() => Make("C-7",
        "支付系统行号（CNAPS）须为12位数字。请向开户行核对后重新填写。",
        "A CNAPS bank code has 12 digits. Ask the bank of the account and enter it again.");

    public static Refusal RatioMalformed() => Make("M-2",
        "比例须为 0 至 100 之间的百分数，最多四位小数，如 37.52。请重新填写。",
        "A ratio is a percentage from 0 to 100 with at most four decimals, such as 37.52. Enter it again.");

    public static Refusal MoneyMalformed() => Make("M-1",
        "金额须以元填写，最多两位小数，如 1,234.56。请重新填写。",
        "An amount is in yuan with at most two decimals, such as 1,234.56. Enter it again.");

    private static Refusal Make(string rule, string zh, string en, [CallerMemberName] string member = "") =>
        Refusal.Of("values", member, rule, zh, en);
}

using Integrity.App.Workflows;
using Integrity.Domain.Values;

namespace Integrity.App.Cases.Documents;

/// <summary>Numbers, days and amounts as an official document writes them.</summary>
internal static class Chinese
{
    private const string Digits = "零一二三四五六七八九十";

    public static string Of(int number) => number <= 10 ? Digits[number].ToString()
        : number < 20 ? "十" + Digits[number - 10]
        : number < 100 ? Digits[number / 10] + "十" + (number % 10 == 0 ? "" : Digits[number % 10].ToString())
        : $"{number}";

    public static Words Day(DateOnly day) => new($"{day.Year}年{day.Month}月{day.Day}日", $"{day:yyyy-MM-dd}");

    /// <summary>The last day of a period; one that needs a calendar not yet published says so (P-10).</summary>
    public static Words Day(LimitDay last)
    {
        var day = Day(last.Day);
        return last.IsProvisional ? new(day.Zh + "（次年日历公布前暂定）", day.En + " (provisional until next year's calendar is published)") : day;
    }

    /// <summary>In figures to the fen, and in words.</summary>
    public static Words Amount(Money amount) => new($"人民币{amount.ToYuan()}元（大写：{AmountInWords.Of(amount)}）", $"CNY {amount.ToYuan()}");

    public static string Percent(Ratio ratio) => ratio.ToPercent() + "%";

    /// <summary>Ends as a sentence, whatever its writer put at the end.</summary>
    public static string Stop(string text) => text.Trim().TrimEnd('。', '.', '；', ';') + "。";
}

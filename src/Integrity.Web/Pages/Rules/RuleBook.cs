using System.Text.Json;
using System.Text.RegularExpressions;

namespace Integrity.Web.Pages.Rules;

/// <summary>One rule in plain words, with the law it comes from.</summary>
public sealed record RuleText(string Id, string Zh, string En, string SourceZh, string SourceEn);

public sealed record RuleChapter(string Zh, string En, IReadOnlyList<RuleText> Rules);

/// <summary>Every rule that a refusal may cite, from <c>seed/rules.json</c>.</summary>
public static partial class RuleBook
{
    public static IReadOnlyList<RuleChapter> Chapters { get; } = Read();

    /// <summary>The address of the text behind a refusal's rule: <c>R-4, M-2</c> leads to R-4, a rule that names no id to the whole page.</summary>
    public static string AddressOf(string rule) => RuleId().Match(rule) is { Success: true } id ? "/rules#" + id.Value : "/rules";

    /// <summary>All ids in a refusal's rule.</summary>
    public static IEnumerable<string> IdsIn(string rule) => RuleId().Matches(rule).Select(m => m.Value);

    // GB 11643-1999 is no id: one capital letter stands alone before the hyphen.
    [GeneratedRegex(@"\b[A-Z]-[0-9]{1,2}\b")]
    private static partial Regex RuleId();

    private static List<RuleChapter> Read()
    {
        using var stream = typeof(RuleBook).Assembly.GetManifestResourceStream("seed/rules.json")!;
        return JsonSerializer.Deserialize<List<RuleChapter>>(stream, JsonSerializerOptions.Web)!;
    }
}

using Integrity.Domain.Values;
using Xunit;

namespace Integrity.Tests.Refusals;

/// <summary>Every refusal speaks both languages, and stands in the gallery.</summary>
public sealed class GalleryTests
{
    /// <summary>Words that a cell must hold are Chinese in every language; what a definition says is missing comes from the definition.</summary>
    private static readonly string[] QuoteOthers =
        ["exchange.bank_status_unknown", "exchange.date_unreadable", "exchange.kind_unknown", "exchange.ratio_unreadable", "workflows.not_allowed_here", "workflows.requirement_unmet"];

    [Fact]
    public void The_gallery_shows_every_refusal_as_it_speaks()
    {
        var text = Gallery.Text();
        if (Environment.GetEnvironmentVariable("INTEGRITY_WRITE_GALLERY") == "1") File.WriteAllText(Gallery.Path, text);
        Assert.True(File.Exists(Gallery.Path) && File.ReadAllText(Gallery.Path).ReplaceLineEndings("\n") == text,
            $"{Gallery.File} is not what the lists say. Write it anew: INTEGRITY_WRITE_GALLERY=1 dotnet test --project tests/Integrity.Tests --filter-class '*GalleryTests'");
    }

    [Fact]
    public void A_code_means_one_thing_and_comes_from_one_list()
    {
        Assert.True(Gallery.All.Count > 50, "The lists were not found.");
        Assert.Equal([], Gallery.All.GroupBy(r => r.Refusal.Code).Where(g => g.Select(r => r.List).Distinct().Count() > 1).Select(g => g.Key));
    }

    /// <summary>The fact, then what to do next; the rule it rests on.</summary>
    [Fact]
    public void A_refusal_says_in_both_languages_what_is_and_what_to_do_next()
    {
        var wrong = Gallery.All.Select(r => r.Refusal).Where(r => !QuoteOthers.Contains(r.Code)).Where(r => r.Rule.Length == 0 || !IsChinese(r.Zh) || !IsEnglish(r.En)).Select(r => $"{r.Code}: {r.Zh} / {r.En}");
        Assert.True(!wrong.Any(), string.Join('\n', wrong));
        Assert.False(IsChinese("没有。"));
        Assert.False(IsEnglish("No 中文. Do it."));
    }

    /// <summary>An amount brings its unit with it.</summary>
    [Fact]
    public void An_amount_names_its_unit_once()
    {
        Assert.Equal([], Gallery.All.Select(r => r.Refusal).Where(r => Twice(r.Zh) || Twice(r.En)).Select(r => r.Code));
        Assert.True(Twice("¥1.00 元"));

        static bool Twice(string text) => System.Text.RegularExpressions.Regex.IsMatch(text, "¥[0-9,.]+ ?(元|yuan)");
    }

    private static bool IsChinese(string text) => text.EndsWith('。') && text.Count(c => c is '。' or '；' or '：') > 1 && text.Any(IsHan);

    // What is quoted may be in any language.
    private static bool IsEnglish(string text) => text.EndsWith('.') && text.Split(". ").Length + text.Split("; ").Length + text.Split(": ").Length > 3
        && !System.Text.RegularExpressions.Regex.Replace(text, "“[^”]*”|‹[^›]*›", "").Any(IsHan);

    private static bool IsHan(char c) => c is >= '一' and <= '鿿';
}

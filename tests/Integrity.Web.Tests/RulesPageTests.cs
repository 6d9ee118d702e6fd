using System.Net;
using System.Text.RegularExpressions;
using Integrity.Web.Pages.Rules;
using Xunit;

namespace Integrity.Web.Tests;

/// <summary>J-1: whoever is refused can read the rule behind it.</summary>
public sealed partial class RulesPageTests(Site site) : IClassFixture<Site>
{
    [Fact]
    public void Every_rule_that_a_refusal_cites_has_its_text()
    {
        var known = RuleBook.Chapters.SelectMany(c => c.Rules).Select(r => r.Id).ToHashSet();
        var cited = Cited().ToHashSet();
        Assert.True(cited.Count > 30, "The scan finds too few: " + string.Join(", ", cited));
        Assert.Empty(cited.Except(known));
    }

    [Fact]
    public void Every_text_speaks_both_languages_and_names_its_source_once()
    {
        var rules = RuleBook.Chapters.SelectMany(c => c.Rules).ToList();
        Assert.Equal(rules.Count, rules.Select(r => r.Id).Distinct().Count());
        Assert.All(rules, rule =>
        {
            Assert.Matches(@"\p{IsCJKUnifiedIdeographs}.*。$", rule.Zh);
            Assert.Matches(@"\p{IsCJKUnifiedIdeographs}|^GB", rule.SourceZh);
            Assert.DoesNotMatch(@"\p{IsCJKUnifiedIdeographs}", rule.En + rule.SourceEn);
            Assert.EndsWith(".", rule.En, StringComparison.Ordinal);
            Assert.NotEmpty(rule.SourceEn);
        });
    }

    [Theory]
    [InlineData("C-1, GB 32100-2015", "/rules#C-1")]
    [InlineData("R-4, M-2", "/rules#R-4")]
    [InlineData("O-8 (2)", "/rules#O-8")]
    [InlineData("P-10", "/rules#P-10")]
    [InlineData("GB 11643-1999", "/rules")]
    public void A_refusals_rule_leads_to_the_first_text_it_names(string rule, string address) => Assert.Equal(address, RuleBook.AddressOf(rule));

    [Fact]
    public async Task The_rules_are_public_and_each_has_an_anchor()
    {
        using var visitor = site.Anyone();
        var answer = await visitor.Get("/rules");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var page = await answer.Content.ReadAsStringAsync();
        Assert.All(RuleBook.Chapters.SelectMany(c => c.Rules), rule => Assert.Contains($"id=\"{rule.Id}\"", page, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_rules_are_shown_in_the_readers_language_only()
    {
        using var visitor = site.Anyone();
        var rule = RuleBook.Chapters[0].Rules[0];
        var (chinese, english) = (await Page(""), await Page("?culture=en"));
        Assert.Contains(rule.Zh, chinese, StringComparison.Ordinal);
        Assert.DoesNotContain(rule.En, chinese, StringComparison.Ordinal);
        Assert.Contains(rule.En, english, StringComparison.Ordinal);
        Assert.DoesNotContain(rule.Zh, english, StringComparison.Ordinal);

        async Task<string> Page(string query) => WebUtility.HtmlDecode(await (await visitor.Get("/rules" + query)).Content.ReadAsStringAsync());
    }

    /// <summary>A rule stands in the sources as a text of its own: <c>"C-6"</c>, <c>"O-4, M-2"</c>.</summary>
    private static IEnumerable<string> Cited() => Sources().SelectMany(file => RuleInSource().Matches(File.ReadAllText(file))).SelectMany(m => RuleBook.IdsIn(m.Value));

    private static IEnumerable<string> Sources()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Integrity.sln"))) folder = folder.Parent!;
        return Directory.EnumerateFiles(Path.Combine(folder.FullName, "src"), "*Refusals*.cs", SearchOption.AllDirectories);
    }

    [GeneratedRegex(@"""[A-Z]-[0-9]{1,2}(?=[ ,""])[^""\r\n]*""")]
    private static partial Regex RuleInSource();
}

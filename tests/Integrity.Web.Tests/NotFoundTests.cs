using System.Net;
using Xunit;

namespace Integrity.Web.Tests;

/// <summary>An address that leads nowhere says so, to people and to programs.</summary>
public sealed class NotFoundTests(Site site) : IClassFixture<Site>
{
    [Theory]
    [InlineData("zh-CN", "没有这一页")]
    [InlineData("en", "No such page")]
    public async Task An_unknown_address_is_our_page_with_status_404(string language, string heading)
    {
        using var visitor = site.Anyone();
        await visitor.Get("/language/" + language);
        foreach (var address in new[] { "/nowhere", "/rounds/none/such", "/rules/none" })
        {
            var answer = await visitor.Get(address);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
            Assert.Contains(heading + "</h1>", WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_program_that_asks_for_nothing_known_gets_a_problem_and_no_page()
    {
        using var visitor = site.Anyone();
        var answer = await visitor.Get("/api/nowhere");
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("acts.not_found", (await Visitor.Problem(answer)).Code);
    }
}

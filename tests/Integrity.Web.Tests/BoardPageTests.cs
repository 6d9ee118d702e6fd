using Integrity.Domain.Payments;
using Integrity.Tests;
using Integrity.Tests.Cases;
using Integrity.Tests.Certificates;
using Integrity.Tests.Contracts;
using Integrity.Tests.Decisions;
using Integrity.Tests.Payments;
using Xunit;

namespace Integrity.Web.Tests;

/// <summary>V-1: what anybody reads without signing in, and cannot infer.</summary>
public sealed class BoardPageTests(Site quiet, BoardPageTests.OtherSite flagged, Browser browser) : IClassFixture<Site>, IClassFixture<BoardPageTests.OtherSite>, IClassFixture<Browser>
{
    public sealed class OtherSite : Site;

    /// <summary>A round over three contracts that is decided and paid; beside it a case that is not decided, or none.</summary>
    private static async Task<PaymentRoundId> Plant(World world, bool withCase)
    {
        var team = await world.Contract("HT-A");
        var peer = await world.Contract("HT-B");
        var third = await world.Contract("HT-C");
        await world.MakePayable(team, peer, third);
        await world.Certify(team, 40_000_000);
        await world.Certify(peer, 20_000_000, "JL-2");
        await world.Certify(third, 30_000_000, "JL-3");
        await world.Fund(60_000_000);
        world.Clock.Set(new(2026, 9, 30));
        if (withCase) await world.Confirm(await world.Flag(team));
        var session = await Session.Of(world);
        var round = await world.Snapshot();
        await world.Candidate(round);
        await world.Decide(round, session);
        await world.Execute(round);
        return round;
    }

    [Fact]
    public async Task The_board_tells_a_round_without_javascript_and_not_whether_there_is_a_case()
    {
        var (one, other) = (await Plant(quiet.World, withCase: false), await Plant(flagged.World, withCase: true));
        Assert.True((await quiet.World.Show(one)).SetAside.IsZero);
        Assert.True((await flagged.World.Show(other)).SetAside.IsPositive);
        foreach (var language in new[] { "zh-CN", "en" })
            foreach (var page in new[] { "/board", "/board/rounds/{0}" })
                Assert.Equal(await Read(quiet, language, page, one), await Read(flagged, language, page, other));

        var reader = await browser.Open(flagged, javaScript: false, width: 390);
        await reader.GotoAsync("/board");
        await reader.ClickAsync("text=兑付批次 2026-01");
        await reader.WaitForSelectorAsync("text=HT-A");
        Assert.True(await reader.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"), "The board scrolls sideways at 390 px.");
    }

    /// <summary>The page to the byte, but for what tells nothing: digests, what the server sealed for itself, and the running number of the round.</summary>
    private static async Task<string> Read(Site site, string language, string page, PaymentRoundId round)
    {
        using var visitor = site.Anyone();
        await visitor.Get("/language/" + language);
        var answer = await visitor.Get(string.Format(System.Globalization.CultureInfo.InvariantCulture, page, round.Value));
        var text = await answer.Content.ReadAsStringAsync();
        Assert.Contains("2026-01", text, StringComparison.Ordinal);
        return System.Text.RegularExpressions.Regex.Replace(text, "[0-9a-f]{64}|(?<=Component-State:)[^>]*|(?<=rounds(/|%2F))[0-9]+", "#");
    }
}

using System.Net;
using System.Text.Json.Nodes;
using Integrity.App.Cases;
using Integrity.Domain.Cases;
using Integrity.Tests.Cases;
using Integrity.Tests.Decisions;
using Xunit;

namespace Integrity.Web.Tests;

/// <summary>P-6, P-7: who asks for a reopening reads first what it undoes, and the board shows the correction.</summary>
public sealed class CaseReopeningPageTests(Site site) : IClassFixture<Site>
{
    [Fact]
    public async Task The_case_page_says_in_both_languages_what_a_reopening_undoes_and_the_board_what_was_corrected()
    {
        var world = site.World;
        var contract = await world.OwedContract("HT-R1");
        var @case = await world.Sanctioned(contract, WorldMatters.Sanction(years: 1, recommend: true));
        await world.Publish(@case);
        await world.Until(new(2026, 11, 30));
        var deducted = (await world.CaseOf(@case)).Deducted;
        var (bar, successor) = ((await world.MatterOf(@case, MatterKind.Exclusion)).Id, await world.PartyOfNew("HT-R2"));
        await world.Do(world.Auditor, new AskForSuccessor(bar, successor, WorldCases.Paper, await world.SeenOf(bar)));
        await world.Do(world.AuditorTwo, new FollowSuccessor(bar, successor, WorldCases.Paper, await world.SeenOf(bar)));
        var auditor = await site.SignIn("auditor-2");

        await Says("zh-CN", deducted.ToYuan(), "按决定转回暂缓支付，或冲回、补付并计息", "至 2027-10-08，自重新立案之日终止", "2026-10-09 的公开予以更正");
        await Says("en", deducted.ToYuan(), "held again, or restored with catch-up and interest, as the decision says", "Until 2027-10-08; it ends with the reopening", "withdrawn", "That of 2026-10-09 is corrected");

        using var asked = await auditor.Post($"/api/cases/{@case.Value}/reopening/propose",
            new JsonObject { ["ground"] = "NewFacts", ["reason"] = "新证人证言", ["proof"] = WorldCases.Paper, ["holds"] = true }, seen: await world.SeenOf(@case));
        Assert.Equal(HttpStatusCode.OK, asked.StatusCode);
        await Says("zh-CN", "转回暂缓支付，至多 90 日，其间不补付");
        await Says("en", "held again for 90 days at most, without catch-up in between");
        await (await Session.Of(world)).Decide(new((await world.CaseOf(@case)).ReopeningItem!.Value));
        await world.Do(world.Secretary, new ReopenCase(@case, await world.SeenOf(@case)));
        var turned = "案件已重新立案，原处理不再执行，已扣的款项转为暂缓支付";
        var board = WebUtility.HtmlDecode(await (await site.Anyone().Get("/board")).Content.ReadAsStringAsync());
        Assert.Contains($"更正（2026-11-30）：{turned}。原文：", board, StringComparison.Ordinal);
        // An exclusion that followed the successor says whose it was, and by which decision.
        Assert.Contains($"承继{(await world.Ask(world.Auditor, new ShowCase(@case))).PartyName}，其取缔（{(await world.CaseOf(@case)).Number} 的决定，自 2026-10-09 起）由承继人承受", board, StringComparison.Ordinal);
        Assert.Contains($"2026-11-30 已更正公开：{turned}。", await Page("zh-CN"), StringComparison.Ordinal);

        async Task<string> Page(string language)
        {
            await auditor.Get("/language/" + language);
            return WebUtility.HtmlDecode(await (await auditor.Get($"/cases/{@case.Value}")).Content.ReadAsStringAsync());
        }

        async Task Says(string language, params string[] words)
        {
            var page = await Page(language);
            Assert.All(words, each => Assert.Contains(each, page, StringComparison.Ordinal));
        }
    }
}

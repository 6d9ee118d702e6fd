using System.IO.Compression;
using System.Net;
using System.Text.Json.Nodes;
using Integrity.App.Cases;
using Integrity.App.Documents;
using Integrity.Domain.Cases;
using Integrity.Tests.Cases;
using Integrity.Tests.Decisions;
using Integrity.Tests.Certificates;
using Integrity.Tests.Payments;
using Microsoft.Playwright;
using Xunit;

namespace Integrity.Web.Tests;

/// <summary>P-9, P-11: a referral and a staff matter through the API and their pages.</summary>
public sealed class MatterPageTests(Site site, Browser browser) : IClassFixture<Site>, IClassFixture<Browser>
{
    private async Task<(CaseId Case, MatterId Referral, MatterId Staff)> Decided(string number)
    {
        var world = site.World;
        var contract = await world.Contract(number);
        await world.MakePayable(contract);
        await world.Certify(contract, 87_654_321);
        await Session.Of(world);
        var sanction = WorldMatters.Sanction(refer: true);
        var @case = await world.Flag(contract, on: world.Today());
        await world.Confirm(@case);
        await world.Notify(@case, sanction);
        await world.Until(world.Today().AddDays(20));
        await world.DecideCase(@case, sanction);
        return (@case, (await world.MatterOf(@case, MatterKind.Referral)).Id, (await world.MatterOf(@case, MatterKind.StaffMatter)).Id);
    }

    [Fact]
    public async Task A_referral_is_sent_through_the_API_and_its_packet_downloaded_as_a_ZIP_and_the_page_says_why_a_button_is_grey()
    {
        var (_, referral, _) = await Decided("HT-P1");
        var auditor = await site.SignIn("auditor");
        var page = WebUtility.HtmlDecode(await (await auditor.Get($"/matters/{referral.Value}")).Content.ReadAsStringAsync());
        Assert.Contains("移送司法机关", page, StringComparison.Ordinal);
        Assert.Contains("案卷", page, StringComparison.Ordinal);
        var seen = await site.World.Seen(referral.Value);
        using var addressed = await auditor.Get($"/api/matters/{referral.Value}/packet?organ={Uri.EscapeDataString("江州市公安局")}");
        var before = await addressed.Content.ReadAsByteArrayAsync();
        using var sent = await auditor.Post($"/api/matters/{referral.Value}/step", new JsonObject { ["event"] = "SEND", ["document"] = WorldCases.Paper, ["organ"] = "江州市公安局" }, seen: seen);
        Assert.Equal(HttpStatusCode.OK, sent.StatusCode);
        using var packet = await auditor.Get($"/api/matters/{referral.Value}/packet");
        Assert.Equal("application/zip", packet.Content.Headers.ContentType?.MediaType);
        Assert.Equal(before, await packet.Content.ReadAsByteArrayAsync());
        using var zip = new ZipArchive(await packet.Content.ReadAsStreamAsync());
        Assert.NotNull(zip.GetEntry(Packets.ManifestName));
    }

    /// <summary>P-6, J-1: a matter that is stuck is put right as a case is, and its page says so for ever.</summary>
    [Fact]
    public async Task An_intervention_in_a_matter_is_asked_for_and_agreed_to_through_the_API_and_stands_on_its_page()
    {
        var (_, referral, staff) = await Decided("HT-P3");
        var nowhere = WebUtility.HtmlDecode(await (await (await site.SignIn("admin")).Get($"/matters/{staff.Value}/intervention")).Content.ReadAsStringAsync());
        Assert.Contains("目前没有可以放入的环节", nowhere, StringComparison.Ordinal);
        Assert.DoesNotContain("<textarea", nowhere, StringComparison.Ordinal);
        await site.World.Step(referral, "SEND", site.World.Auditor, document: WorldCases.Paper, organ: "江州市公安局");
        await site.World.Step(referral, "REFUSED", site.World.Auditor, document: WorldCases.Paper);
        var (administrator, leader) = (await site.SignIn("admin"), await site.SignIn("leader-2"));
        Assert.Contains("已移送，待立案审查", WebUtility.HtmlDecode(await (await administrator.Get($"/api/processes/{referral.Value}/intervention")).Content.ReadAsStringAsync()), StringComparison.Ordinal);
        Assert.Contains("管理员介入", WebUtility.HtmlDecode(await (await administrator.Get($"/matters/{referral.Value}/intervention")).Content.ReadAsStringAsync()), StringComparison.Ordinal);
        using var asked = await administrator.Post($"/api/processes/{referral.Value}/intervention/ask", new JsonObject { ["state"] = "sent", ["reason"] = "误点不予立案" }, seen: await site.World.Seen(referral.Value));
        Assert.Equal(HttpStatusCode.OK, asked.StatusCode);
        using var agreed = await leader.Post($"/api/processes/{referral.Value}/intervention", new JsonObject(), seen: await site.World.Seen(referral.Value));
        Assert.Equal(HttpStatusCode.OK, agreed.StatusCode);
        var page = WebUtility.HtmlDecode(await (await leader.Get($"/matters/{referral.Value}")).Content.ReadAsStringAsync());
        Assert.Matches("管理员介入：[0-9-]+ 放入“已移送，待立案审查”，.+ 提出，经 .+ 同意。误点不予立案", page);
    }

    /// <summary>P-11: to whoever does not handle it, a staff matter looks like none, in the case too.</summary>
    [Fact]
    public async Task A_staff_matter_looks_like_none_to_whoever_does_not_handle_it()
    {
        var (@case, _, staff) = await Decided("HT-P4");
        var number = (await site.World.MatterOf(@case, MatterKind.StaffMatter)).Number;
        var (engineer, auditor) = (await site.SignIn("engineer"), await site.SignIn("auditor"));
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.OK), ((await engineer.Get($"/api/matters/{staff.Value}")).StatusCode, (await auditor.Get($"/api/matters/{staff.Value}")).StatusCode));
        Assert.Contains(number, await (await auditor.Get($"/api/matters?ofCase={@case.Value}")).Content.ReadAsStringAsync(), StringComparison.Ordinal);
        foreach (var address in new[] { $"/cases/{@case.Value}", $"/api/cases/{@case.Value}", "/matters", "/api/matters", $"/api/matters?ofCase={@case.Value}", "/inbox", $"/matters/{staff.Value}" })
            Assert.DoesNotContain(number, WebUtility.HtmlDecode(await (await engineer.Get(address)).Content.ReadAsStringAsync()), StringComparison.Ordinal);
    }

    /// <summary>P-11: what the second person is to confirm stands before him, its paper too.</summary>
    [Fact]
    public async Task The_paper_of_a_step_can_be_opened_on_its_page_by_whoever_handles_or_confirms_it()
    {
        var (world, (_, _, staff)) = (site.World, await Decided("HT-P5"));
        var paper = (await world.Do(world.Auditor, new BringInEvidence(new("警告处分"u8.ToArray()), "处理结果.txt", "答复"))).Digest.ToString();
        await world.Do(world.Auditor, new SealStaffNames(staff, new("孙某某"), await world.SeenOf(staff)));
        await world.Step(staff, "HAND_OVER", document: WorldCases.Paper, organ: "市纪委监委驻局纪检组", outcome: "discipline");
        await world.Step(staff, "ANSWERED", world.Auditor, document: paper);
        foreach (var name in new[] { "auditor", "auditor-2" })
        {
            if (name == "auditor-2") await world.Do(world.Auditor, new AskForStepInMatter(staff, "CLOSE", "已给予警告", await world.SeenOf(staff)));
            var page = await browser.SignedIn(site, name, $"/matters/{staff.Value}");
            await page.GetByRole(AriaRole.Tab, new() { Name = "办理经过" }).ClickAsync();
            await page.Locator($"a[data-evidence='{paper}']", new() { HasText = "处理结果.txt" }).WaitForAsync();
            var visitor = await site.Known(name);
            Assert.Equal(HttpStatusCode.OK, (await visitor.Get($"/api/evidence/{paper}")).StatusCode);
            if (name == "auditor") continue;
            await page.GetByRole(AriaRole.Tab, new() { Name = "办理", Exact = true }).ClickAsync();
            await page.GetByRole(AriaRole.Button, new() { Name = "办结", Exact = true }).ClickAsync();
            await page.Locator("#asked", new() { HasText = "已给予警告" }).WaitForAsync();
        }
    }

    [Fact]
    public async Task Sealed_names_are_in_no_page_but_the_handlers_answer()
    {
        var (_, _, staff) = await Decided("HT-P2");
        var auditor = await site.SignIn("auditor");
        using var done = await auditor.Post($"/api/matters/{staff.Value}/names", new JsonObject { ["names"] = "赵某某" }, seen: await site.World.Seen(staff.Value));
        Assert.Equal(HttpStatusCode.OK, done.StatusCode);
        Assert.Contains("赵某某", JsonNode.Parse(await (await auditor.Get($"/api/matters/{staff.Value}/names")).Content.ReadAsStringAsync())!.GetValue<string>(), StringComparison.Ordinal);
        foreach (var address in new[] { $"/matters/{staff.Value}", $"/api/matters/{staff.Value}", "/matters", "/inbox" })
            Assert.DoesNotContain("赵某某", WebUtility.HtmlDecode(await (await auditor.Get(address)).Content.ReadAsStringAsync()), StringComparison.Ordinal);
    }
}

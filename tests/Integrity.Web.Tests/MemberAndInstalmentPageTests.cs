using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Integrity.App.Cases;
using Integrity.App.Contracts;
using Integrity.Domain.Cases;
using Integrity.Tests.Cases;
using Integrity.Tests.Contracts;
using Integrity.Tests.Payments;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Xunit;

namespace Integrity.Web.Tests;

/// <summary>C-3, P-4, P-10 at the doors: a consortium is entered in the form, a member is flagged, a deduction is posted by instalments.</summary>
public sealed class MemberAndInstalmentPageTests(Site site, Browser browser) : IClassFixture<Site>, IClassFixture<Browser>
{
    [Fact]
    public async Task A_consortium_is_registered_in_the_form_and_one_of_its_members_is_offered_when_a_violation_is_flagged()
    {
        var faults = new List<string>();
        var (leading, member) = (await site.World.Party("江州牵头路桥公司"), await site.World.Party("江州成员桥隧公司"));
        await site.World.Project("GC-2026-66", "联合体大桥工程");
        var page = await browser.SignedIn(site, "engineer", "/contracts/new", faults: faults);
        await Browser.Fill(page, "#number", "HT-2026-066");
        await Browser.Fill(page, "#name", "联合体大桥上部结构");
        await Browser.Pick(page, "#project", "联合体大桥", "联合体大桥工程");
        await Browser.Pick(page, "#party", "牵头路桥", "江州牵头路桥公司");
        await Browser.Fill(page, "#amount", "9000000");
        await Browser.Choose(page, "#document", new() { Name = "scan.pdf", MimeType = "application/pdf", Buffer = "%PDF-1.7"u8.ToArray() });
        await page.GetByText("与联合体签订").ClickAsync();
        await Browser.Fill(page, "#share-0", "60");
        await Browser.Pick(page, "#member-1", "成员桥隧", "江州成员桥隧公司");
        await Browser.Fill(page, "#share-1", "30");
        await Press(page, "登记合同");
        await page.WaitForSelectorAsync("text=现为 90.0000 %");
        await Browser.Fill(page, "#share-1", "40");
        await Browser.Press(page, "登记合同", @"/contracts/\d+$");
        await page.GetByRole(AriaRole.Tab, new() { Name = "条款" }).ClickAsync();
        Assert.Matches("江州牵头路桥公司.*60.0000 %.*牵头人.*江州成员桥隧公司.*40.0000 %", Regex.Replace(await page.InnerTextAsync("#members"), @"\s+", " "));
        var contract = await site.World.Read(db => db.WorksContracts.SingleAsync(c => c.Number == "HT-2026-066"));
        await site.World.Do(site.World.Engineer, WorldContracts.Signed("LZ-66", leading, contract.Id));

        var audit = await browser.SignedIn(site, "auditor", $"/cases/new?contract={contract.Id.Value}", faults: faults);
        await audit.WaitForSelectorAsync("#clause");
        await audit.Locator(".mud-select", new() { HasText = "违约的联合体成员" }).First.ClickAsync();
        await audit.GetByText("江州成员桥隧公司（40.0000 %）").ClickAsync();
        await Browser.Fill(audit, "#act", "赠送购物卡");
        await Browser.Fill(audit, "#leg-1", "向现场监理赠送购物卡");
        await Browser.Press(audit, "登记并暂缓", @"/cases/\d+$");
        await audit.WaitForSelectorAsync("#member >> text=份额 40.0000 %");
        Assert.Equal(member, (await site.World.Read(db => db.PenaltyCases.SingleAsync(c => c.Contract == contract.Id))).Party);
        Assert.Empty(faults);
    }

    /// <summary>C-3: the page of his contract opens for a member who does not lead, with his share and without what is the leading one's.</summary>
    [Fact]
    public async Task A_member_opens_the_page_of_his_contract_and_sees_his_share_alone()
    {
        var world = site.World;
        var (leading, member) = (await world.Party("江州牵头隧道公司"), await world.Party("江州成员绿化公司"));
        var contract = await world.Do(world.Engineer, WorldContracts.Works("HT-M1", leading, await world.Project("成员页面工程"), 1_000_000_000, null) with
        {
            Members = [new(leading, new(600_000)), new(member, new(400_000))],
        });
        await world.Contractor("member-contractor", member.Value);
        var own = await site.SignIn("member-contractor");
        var page = await Page(own, $"/contracts/{contract.Value}");
        foreach (var words in new[] { "40.0000 %", "江州牵头隧道公司", "联合体合同" }) Assert.Contains(words, page, StringComparison.Ordinal);
        foreach (var words in new[] { "所欠工程款", "60.0000 %" }) Assert.DoesNotContain(words, page, StringComparison.Ordinal);
        Assert.Contains($"/contracts/{contract.Value}", await Page(own, "/my"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Instalments_stand_on_the_case_page_the_desk_and_the_board_and_the_finance_office_posts_one()
    {
        var world = site.World;
        var contract = await world.OwedContract("HT-I1");
        var sanction = WorldCases.Deducting() with { Deduction = WorldCases.Deducting().Deduction! with { Instalments = 3 } };
        var @case = await world.Sanctioned(contract, sanction);
        await world.Publish(@case);
        await world.Contractor("instalment-contractor", (await world.CaseOf(@case)).Party.Value);
        var finance = await site.SignIn("finance");

        Assert.Contains("未到扣款日", await Page(finance, $"/cases/{@case.Value}"), StringComparison.Ordinal);
        using (var early = await finance.Post($"/api/cases/{@case.Value}/instalments", seen: await world.SeenOf(@case)))
            Assert.Equal(HttpStatusCode.UnprocessableEntity, early.StatusCode);
        await world.Until(new(2026, 11, 9));
        finance = await site.SignIn("finance");
        var page = await Page(finance, $"/cases/{@case.Value}");
        foreach (var words in new[] { "分期扣款", "7,874.29", "7,874.27", "待财务科办理", "扣第 2 期", "系统只提醒，不自动扣款" }) Assert.Contains(words, page, StringComparison.Ordinal);
        var inbox = await Page(finance, "/inbox");
        // The amount opens the paper that states it.
        foreach (var words in new[] { "第 2 期", "7,874.27", "元，自 2026-11-09 起" }) Assert.Contains(words, inbox, StringComparison.Ordinal);
        Assert.DoesNotContain("扣第 2 期", await Page(await site.SignIn("auditor-2"), $"/cases/{@case.Value}"), StringComparison.Ordinal);
        using (var posted = await finance.Post($"/api/cases/{@case.Value}/instalments", seen: await world.SeenOf(@case)))
            Assert.Equal(HttpStatusCode.OK, posted.StatusCode);
        Assert.Contains("第 3 期自 2026-12-09 起", await Page(finance, $"/cases/{@case.Value}"), StringComparison.Ordinal);
        Assert.Contains("分期扣款，为至今已扣", await Page(site.Anyone(), "/board"), StringComparison.Ordinal);
        Assert.Contains("15,748.56", await Page(site.Anyone(), "/board"), StringComparison.Ordinal);
        var desk = await Page(await site.SignIn("instalment-contractor"), "/my");
        foreach (var words in new[] { "分期扣款", "已扣", "未到扣款日", "2026-12-09" }) Assert.Contains(words, desk, StringComparison.Ordinal);
        Assert.DoesNotContain("扣第 3 期", desk, StringComparison.Ordinal);
    }

    private static async Task<string> Page(Visitor visitor, string address) => WebUtility.HtmlDecode(await (await visitor.Get(address)).Content.ReadAsStringAsync());

    private static Task Press(IPage page, string button) => page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();
}

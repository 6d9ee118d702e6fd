using Integrity.App.Contracts;
using Integrity.App.Parties;
using Integrity.Domain.Parties;
using Integrity.Tests.Contracts;
using Integrity.Tests.Decisions;
using Integrity.Tests.Payments;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Xunit;

namespace Integrity.Web.Tests;

/// <summary>C-3 to C-7 as the engineering office does it by hand.</summary>
public sealed class ContractPageTests(Site site, Browser browser) : IClassFixture<Site>, IClassFixture<Browser>
{
    private static readonly FilePayload Scan = new() { Name = "scan.pdf", MimeType = "application/pdf", Buffer = "%PDF-1.7"u8.ToArray() };

    [Fact]
    public async Task A_project_a_contract_its_integrity_contract_and_a_variation_by_two_people()
    {
        var party = await site.World.Party("江州手工登记工程队");
        var faults = new List<string>();
        var page = await browser.SignedIn(site, "engineer", "/projects/new", faults: faults);
        await Browser.Fill(page, "#number", "GC-2026-88");
        await Browser.Fill(page, "#name", "清江大桥新建工程");
        await Browser.Press(page, "登记工程", @"/projects/\d+");
        await page.GetByRole(AriaRole.Link, new() { Name = "登记合同" }).ClickAsync();
        await Browser.At(page, "/contracts/new");
        // What is missing is named at once, each at its own input.
        await PressedUntil(page, "登记合同", "下列各项没有填写：合同编号、合同名称、合同相对人、合同金额、合同文本");
        await Assertions.Expect(page.GetByText("请填写", new() { Exact = true })).ToHaveCountAsync(5);
        await Browser.Fill(page, "#number", "HT-2026-088");
        await Browser.Fill(page, "#name", "清江大桥下部结构");
        await Browser.Pick(page, "#party", "手工登记", "江州手工登记工程队");
        await Browser.Fill(page, "#amount", "1,200,000.123");
        await PressedUntil(page, "登记合同", "金额须以元填写");
        await Browser.Fill(page, "#amount", "1,200,000.50");
        await PressedUntil(page, "登记合同", "没有附签订的合同文本");
        await Browser.Choose(page, "#document", Scan);
        await Browser.Press(page, "登记合同", @"/contracts/\d+$");
        var contract = page.Url;
        await page.WaitForSelectorAsync("text=还剩 10 个工作日");
        await page.GetByRole(AriaRole.Link, new() { Name = "登记廉政合同" }).ClickAsync();
        await Browser.At(page, "/integrity-contracts/new");
        await page.WaitForSelectorAsync("text=HT-2026-088");
        await Browser.Fill(page, "#number", "LZ-2026-088");
        await Browser.Choose(page, "#document", Scan);
        await Browser.Fill(page, "#band-1-min", "2");
        await PressedUntil(page, "登记廉政合同", "不得交叉");
        await Browser.Fill(page, "#band-1-min", "3");
        await Browser.Press(page, "登记廉政合同", @"/integrity-contracts/\d+$");
        await page.WaitForSelectorAsync("text=15.0000 %");

        await page.GotoAsync(contract);
        await Browser.Interactive(page);
        await page.GetByRole(AriaRole.Tab, new() { Name = "变更" }).ClickAsync();
        await Browser.Fill(page, "#variation-amount", "5000");
        await Browser.Fill(page, "#variation-reason", "增加护栏");
        await Browser.Choose(page, "#variation-evidence", Scan);
        await Press(page, "提交复核");
        await page.WaitForSelectorAsync(".chip.waiting");
        var second = await browser.SignedIn(site, "engineer-2", "/registrations", faults: faults);
        await second.GetByRole(AriaRole.Button, new() { Name = "批准" }).ClickAsync();
        await second.WaitForSelectorAsync("text=没有待批准的合同变更");
        await page.ReloadAsync();
        await page.WaitForSelectorAsync("text=1,205,000.50");
        Assert.Equal(party, (await site.World.Read(db => db.WorksContracts.SingleAsync(c => c.Number == "HT-2026-088"))).Party);
        Assert.Empty(faults);
    }

    [Fact]
    public async Task An_account_by_two_people_and_a_contractor_who_sees_only_his_own()
    {
        var faults = new List<string>();
        var party = await site.World.Party("江州账户工程队");
        var other = await site.World.Party("江州别家石料厂", CounterpartyKind.Supplier);
        var project = await site.World.Project("GC-2026-77", "账户工程");
        var (mine, his) = (await site.World.Contract(party, project, "HT-2026-077"), await site.World.Contract(other, project, "HT-2026-078"));
        var page = await browser.SignedIn(site, "engineer", $"/parties/{party.Value}/accounts/new", faults: faults);
        await Browser.Fill(page, "#number", "6217000012345678");
        await Browser.Fill(page, "#bank", "江州银行城东支行");
        await Browser.Fill(page, "#cnaps", "313299000014");
        await Browser.Choose(page, "#evidence", Scan);
        await Browser.Press(page, "提交复核", @"/accounts/\d+$");
        var second = await browser.SignedIn(site, "engineer-2", new Uri(page.Url).AbsolutePath, faults: faults);
        await Press(second, "核对无误，确认");
        await second.WaitForSelectorAsync(".chip.settled");
        await page.GotoAsync($"/parties/{party.Value}");
        await Browser.Interactive(page);

        await site.World.Contractor("contractor-77", party.Value);
        var contractor = await browser.SignedIn(site, "contractor-77", "/contracts", faults: faults);
        await contractor.WaitForSelectorAsync("text=HT-2026-077");
        Assert.DoesNotContain("HT-2026-078", await contractor.InnerTextAsync("body"), StringComparison.Ordinal);
        await contractor.GotoAsync($"/contracts/{mine.Value}");
        await contractor.WaitForSelectorAsync("text=所欠工程款");
        await contractor.GotoAsync($"/contracts/{his.Value}");
        await contractor.WaitForSelectorAsync(".refusal[data-code='acts.not_found']");
        Assert.Empty(faults);
    }

    /// <summary>C-8, D-5: proposed on the contract's page, read and voted in the meeting, carried out by a second person.</summary>
    [Fact]
    public async Task A_novation_is_proposed_read_by_who_votes_and_carried_out_by_a_second_person()
    {
        var faults = new List<string>();
        var (party, successor) = (await site.World.Party("江州旧主工程队"), await site.World.Party("江州承继工程公司"));
        var contract = await site.World.Contract(party, await site.World.Project("GC-2026-66", "承继工程"), "HT-2026-066");
        var session = await Session.Of(site.World);
        var page = await browser.SignedIn(site, "engineer", $"/contracts/{contract.Value}", faults: faults);
        await page.GetByRole(AriaRole.Tab, new() { Name = "主体、类型与标准" }).ClickAsync();
        await Browser.Pick(page, "#successor", "承继工程", "江州承继工程公司");
        await Browser.Fill(page, "#change-ground", "公司分立");
        await PressedUntil(page, "提请集体研究", "没有附证明材料");
        await Browser.Choose(page, "#change-evidence", Scan);
        await PressedUntil(page, "提请集体研究", "这一变更已提请集体研究，等待表决");
        var item = (await site.World.Ask(site.World.EngineerTwo, new ListContractProposals(contract))).Items[0].Item;

        var second = await browser.SignedIn(site, "engineer-2", $"/contracts/{contract.Value}", faults: faults);
        await second.GetByRole(AriaRole.Tab, new() { Name = "主体、类型与标准" }).ClickAsync();
        await second.WaitForSelectorAsync("text=尚未经集体研究决定");
        Assert.True(await second.GetByRole(AriaRole.Button, new() { Name = "按决定变更主体" }).IsDisabledAsync());

        await session.Meet([item]);
        var member = await browser.SignedIn(site, "leader-2", $"/meetings/{session.Meeting.Value}", width: 390, faults: faults);
        await member.WaitForSelectorAsync("text=由“江州旧主工程队”变更为“江州承继工程公司”，承继原廉政合同 >> nth=0");
        await member.WaitForSelectorAsync("text=公司分立");
        Assert.True(await member.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"));
        await session.DecideHere(item);

        await second.ReloadAsync();
        await Browser.Interactive(second);
        await second.GetByRole(AriaRole.Tab, new() { Name = "主体、类型与标准" }).ClickAsync();
        await Press(second, "按决定变更主体");
        await second.WaitForSelectorAsync(".chip.settled:has-text('已办理')");
        Assert.Equal(successor, (await site.World.Read(db => db.WorksContracts.SingleAsync(c => c.Id == contract))).Party);
        Assert.Empty(faults);
    }

    /// <summary>D-1, C-4: the new schedule is proposed and voted, and the contract that was signed with it is entered by a second person.</summary>
    [Fact]
    public async Task Another_penalty_schedule_is_proposed_and_what_was_signed_with_it_is_entered_by_a_second_person()
    {
        var faults = new List<string>();
        var party = await site.World.Party("江州标准工程队");
        var contract = await site.World.Contract(party, await site.World.Project("GC-2026-67", "标准工程"), "HT-2026-067");
        await site.World.Integrity("LZ-2026-067", party, contract);
        var session = await Session.Of(site.World);
        var page = await browser.SignedIn(site, "engineer", $"/contracts/{contract.Value}", faults: faults);
        await page.GetByRole(AriaRole.Tab, new() { Name = "主体、类型与标准" }).ClickAsync();
        await Browser.Select(page.Locator(".mud-select", new() { HasText = "事项" }).Last, "调整违约处理标准");
        await Browser.Fill(page, "#band-0-max", "百分之三");
        await Browser.Fill(page, "#change-ground", "按上级要求调整");
        await Browser.Choose(page, "#change-evidence", Scan);
        await PressedUntil(page, "提请集体研究", "比例");
        await Browser.Fill(page, "#band-0-max", "2.5");
        await PressedUntil(page, "提请集体研究", "这一变更已提请集体研究，等待表决");
        await session.Decide((await site.World.Ask(site.World.EngineerTwo, new ListContractProposals(contract))).Items[0].Item);

        var second = await browser.SignedIn(site, "engineer-2", $"/contracts/{contract.Value}", width: 390, faults: faults);
        await second.GetByRole(AriaRole.Tab, new() { Name = "主体、类型与标准" }).ClickAsync();
        await Browser.Fill(second, "#schedule-number", "LZ-2026-068");
        await Browser.Fill(second.GetByLabel("签订日期"), site.World.Today().ToString("yyyy-MM-dd"));
        await second.Keyboard.PressAsync("Tab");
        await Browser.Choose(second, "#schedule-document", Scan);
        Assert.True(await second.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"));
        await Press(second, "登记新签的廉政合同");
        await second.WaitForSelectorAsync(".chip.settled:has-text('已办理')");
        var live = await site.World.Read(db => db.LiveIntegrityContractOf(contract, site.World.Today(), TestContext.Current.CancellationToken));
        Assert.Equal(("LZ-2026-068", 25_000), (live!.Number, live.Bands[0].Max.Ppm));
        Assert.Empty(faults);
    }

    [Theory]
    [InlineData(1440)]
    [InlineData(390)]
    public async Task Nothing_scrolls_sideways_and_all_is_said_in_english_too(int width)
    {
        var party = await site.World.Read(async db => (await db.Counterparties.FirstOrDefaultAsync())?.Id) ?? await site.World.Party();
        var number = $"HT-LONG-{width}";
        var project = await site.World.Project($"GC-LONG-{width}", "一个名字很长很长很长很长很长很长很长很长很长的国省干线公路改建工程");
        var contract = await site.World.Contract(party, project, number);
        var integrity = await site.World.Integrity($"LZ-LONG-{width}", party, contract);
        var page = await browser.SignedIn(site, "engineer", "/contracts", width);
        await page.GotoAsync("/language/en?back=/contracts");
        foreach (var address in new[]
        {
            "/contracts", $"/contracts/{contract.Value}", "/contracts/new", "/projects", $"/projects/{project.Value}", "/projects/new", "/integrity-contracts",
            $"/integrity-contracts/{integrity.Value}", "/integrity-contracts/new", "/registrations", $"/parties/{party.Value}", $"/parties/{party.Value}/accounts/new",
        })
        {
            await page.GotoAsync(address);
            await Browser.Interactive(page);
            Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"), $"{address} scrolls sideways at {width} px.");
            Assert.DoesNotContain(await page.InnerTextAsync("h1"), c => c is >= '一' and <= '鿿' && !address.Contains(project.Value.ToString(), StringComparison.Ordinal) && !address.Contains("parties", StringComparison.Ordinal) && !address.Contains("/contracts/", StringComparison.Ordinal));
        }
    }

    /// <summary>Presses again until the page answers: while a slow page draws, the button may move away under the pointer.</summary>
    private static async Task PressedUntil(IPage page, string name, string words)
    {
        for (var tries = 1; ; tries++)
        {
            await Press(page, name);
            try
            {
                await page.WaitForSelectorAsync("text=" + words, new() { Timeout = 15_000 });
                return;
            }
            catch (TimeoutException) when (tries < 4) { }
        }
    }

    private static Task Press(IPage page, string name) => page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true }).ClickAsync();
}

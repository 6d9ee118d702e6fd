using Integrity.Domain.Contracts;
using Integrity.Tests.Certificates;
using Microsoft.Playwright;
using Xunit;

namespace Integrity.Web.Tests.Certificates;

/// <summary>A person's work with certificates, openings and what is owed, in a real browser.</summary>
public sealed class CertificatePagesTests(Site site, Browser browser) : IClassFixture<Site>, IClassFixture<Browser>
{
    [Fact]
    public async Task One_person_prepares_a_certificate_another_approves_it_and_every_number_says_why()
    {
        site.Clock.Set(new(2026, 10, 8));
        var contract = await site.World.Contract("HT-P", WorldCertificates.TeamTerms);
        var faults = new List<string>();
        var page = await browser.SignedIn(site, "engineer", $"/certificates/new?contract={contract.Value}", faults: faults);
        await page.FillAsync("#number", "JL-2026-001");
        await page.FillAsync("#gross", "1,234,567.89");
        await page.GetByRole(AriaRole.Button, new() { Name = "提交复核" }).ClickAsync();
        await page.WaitForSelectorAsync(".refusal[data-code='certificates.document_missing']");
        await Browser.Choose(page, "#document", new FilePayload { Name = "JL-2026-001.pdf", MimeType = "application/pdf", Buffer = "signed"u8.ToArray() });
        // Whoever opens the dialog again and chooses nothing has no paper, and can choose one.
        await page.SetInputFilesAsync("#document", Array.Empty<FilePayload>());
        await page.WaitForSelectorAsync("code.hash", new() { State = WaitForSelectorState.Detached });
        await Browser.Choose(page, "#document", new FilePayload { Name = "JL-2026-001.pdf", MimeType = "application/pdf", Buffer = "signed"u8.ToArray() });
        await Browser.Press(page, "提交复核", @"/certificates/\d+");
        await page.GetByText("您是编制人，请由另一人复核").WaitForAsync();
        Assert.True(await page.GetByRole(AriaRole.Button, new() { Name = "复核批准" }).IsDisabledAsync());

        var second = await browser.SignedIn(site, "engineer-2", new Uri(page.Url).AbsolutePath, faults: faults);
        await second.GetByRole(AriaRole.Button, new() { Name = "复核批准" }).ClickAsync();
        await second.GetByText("已批准，分录已入账。").WaitForAsync();

        await second.GotoAsync($"/contracts/{contract.Value}/money?asOf=2026-11-07");
        await Browser.Interactive(second);
        await second.GetByRole(AriaRole.Button, new() { Name = "950,617.29", Exact = true }).First.ClickAsync();
        await second.Locator(".explain a", new() { HasText = "证书 JL-2026-001" }).WaitForAsync();
        Assert.Equal("950,617.29", await second.Locator(".explain tfoot .money").InnerTextAsync());
        await second.Locator(".explain a", new() { HasText = "分录" }).First.ClickAsync();
        await second.GetByRole(AriaRole.Heading, new() { Name = "分录" }).WaitForAsync();
        await second.GotoAsync("/owed?number=HT-P");
        await Browser.Interactive(second);
        await second.Locator(".key-figures button").First.ClickAsync();
        await second.Locator(".explain tfoot").WaitForAsync();
        Assert.Empty(faults);
    }

    [Fact]
    public async Task The_ledger_is_uploaded_checked_row_by_row_imported_and_an_opening_is_split_by_two_people()
    {
        site.Clock.Set(new(2026, 10, 8));
        var faults = new List<string>();
        var page = await browser.SignedIn(site, "engineer", "/import", faults: faults);
        var ledger = new FilePayload { Name = "ledger-2026.xlsx", Buffer = await File.ReadAllBytesAsync(Path.Combine(AppContext.BaseDirectory, "Exchange", "data", "ledger-2026.xlsx"), TestContext.Current.CancellationToken), MimeType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" };
        await Browser.Choose(page, "input[type=file]", ledger, shows: "button:has-text('只导入无误的 112 份')");
        await page.GetByRole(AriaRole.Button, new() { Name = "只导入无误的 112 份" }).ClickAsync();
        await page.GetByText("已导入 112 份合同").WaitForAsync();

        await page.GotoAsync("/openings");
        await Browser.Interactive(page);
        await page.Locator("table.rows tbody a").First.ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "期初拆分" }).WaitForAsync();
        await Browser.Choose(page, "#document", new FilePayload { Name = "JL-2026-001.pdf", MimeType = "application/pdf", Buffer = "signed"u8.ToArray() });
        await page.GetByRole(AriaRole.Button, new() { Name = "提交确认" }).ClickAsync();
        await page.GetByText("已提交，请另一人确认。").WaitForAsync();
        var second = await browser.SignedIn(site, "engineer-2", new Uri(page.Url).AbsolutePath, faults: faults);
        await second.GetByRole(AriaRole.Button, new() { Name = "确认拆分" }).ClickAsync();
        await second.GetByText("期初已确认").WaitForAsync();
        Assert.Empty(faults);
    }

    [Theory]
    [InlineData("/certificates", "计量证书", "Certificates")]
    [InlineData("/certificates/new", "编制计量证书", "Prepare a certificate")]
    [InlineData("/owed", "欠付查询", "What is owed")]
    [InlineData("/openings", "期初拆分", "Openings to split")]
    [InlineData("/import", "导入合同台账", "Import the contract ledger")]
    [InlineData("/contracts/{0}/money", "款项", "Amounts")]
    [InlineData("/contracts/{0}/ledger", "合同明细账", "Contract ledger")]
    [InlineData("/contracts/{0}/opening", "期初拆分", "Split of the opening")]
    [InlineData("/contracts/{0}/earmarks/new", "登记暂不支付的款项", "Set an amount aside")]
    [InlineData("/contracts/{0}/retention", "验收与质量保证金", "Acceptance and retention")]
    [InlineData("/contracts/{0}/third-party", "第三方代付与逾期利息", "Third-party payment and overdue interest")]
    public async Task Every_page_speaks_both_languages(string address, string chinese, string english)
    {
        var contract = await Known();
        using var visitor = await site.SignIn("engineer");
        foreach (var (language, heading) in new[] { ("zh-CN", chinese), ("en", english) })
        {
            await visitor.Get("/language/" + language);
            var page = System.Net.WebUtility.HtmlDecode(await (await visitor.Get(string.Format(System.Globalization.CultureInfo.InvariantCulture, address, contract.Value))).Content.ReadAsStringAsync());
            Assert.Contains(heading, page, StringComparison.Ordinal);
            if (language == "en") Assert.DoesNotContain(page[page.IndexOf("page-head", StringComparison.Ordinal)..].Replace("江州", "", StringComparison.Ordinal), c => c is '的' or '款' or '请');
        }
    }

    private async Task<ContractId> Known()
    {
        var known = await site.World.Ask(site.World.Engineer, new App.Certificates.ListCertificates(null, null));
        if (known.Items.Count > 0) return known.Items[0].Contract;
        var contract = await site.World.Contract("HT-L", WorldCertificates.TeamTerms);
        await site.World.Certify(contract, 1_000);
        return contract;
    }
}

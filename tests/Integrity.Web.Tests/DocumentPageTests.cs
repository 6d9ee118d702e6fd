using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Integrity.App.Cases.Documents;
using Integrity.Domain.Cases;
using Integrity.Domain.Contracts;
using Integrity.Domain.Values;
using Integrity.Tests.Cases;
using Integrity.Tests.Certificates;
using Integrity.Tests.Decisions;
using Integrity.Tests.Payments;
using Microsoft.Playwright;
using Xunit;

namespace Integrity.Web.Tests;

/// <summary>P-6: official documents of a case in print, on A4, in Chinese with an English gloss; another's look like none.</summary>
public sealed class DocumentPageTests(Site site, Browser browser) : IClassFixture<Site>, IClassFixture<Browser>
{
    private static int contracts;

    /// <summary>A case whose notice of a deduction and an exclusion is served.</summary>
    private async Task<CaseId> Notified()
    {
        var number = $"HT-D{Interlocked.Increment(ref contracts)}";
        var contract = await site.World.Contract(number);
        await site.World.MakePayable(contract);
        await site.World.Certify(contract, 87_654_321);
        await Session.Of(site.World);
        var @case = await site.World.Flag(contract, on: site.World.Today());
        await site.World.Confirm(@case);
        await site.World.Notify(@case, WorldCases.Deducting() with { Exclusion = new("本局全部工程", 2) });
        return @case;
    }

    [Fact]
    public async Task The_notice_prints_on_A4_with_its_amounts_days_and_page_numbers_and_the_gloss_is_another_page()
    {
        var @case = await Notified();
        var shown = await site.World.Ask(site.World.Auditor, new ShowCaseDocument(@case, "notice"));
        var v = (await site.World.CaseOf(@case)).VAtService!.Value;
        var faults = new List<string>();
        var page = await browser.SignedIn(site, "auditor", faults: faults);
        await page.GotoAsync($"/cases/{@case.Value}");
        await Browser.Interactive(page);
        await page.GetByRole(AriaRole.Tab, new() { Name = "文书" }).ClickAsync();
        Assert.Equal($"/cases/{@case.Value}/documents/notice", await page.GetByRole(AriaRole.Link, new() { Name = "违约处理告知书", Exact = true }).GetAttributeAsync("href"));
        await page.GotoAsync($"/cases/{@case.Value}/documents/notice");
        var text = await page.InnerTextAsync("article.paper");
        foreach (var fact in new[] { "违约处理告知书", shown.Document.Number, $"人民币{v.ToYuan()}元", AmountInWords.Of(v), "个工作日内", shown.Digest })
            Assert.Contains(fact, text, StringComparison.Ordinal);
        Assert.Contains("Gloss, not the document", await page.InnerTextAsync("article.gloss"), StringComparison.Ordinal);
        // Signed is what was read: the last paragraph goes with the signature, in the gloss as in the document.
        foreach (var paper in new[] { "article.paper:not(.gloss)", "article.gloss" })
            Assert.Equal("avoid", await page.Locator($"{paper} .closing:has(> p, > table):has(> .signature)").EvaluateAsync<string>("closing => getComputedStyle(closing).breakInside"));
        var both = Pages(await page.PdfAsync(new() { PreferCSSPageSize = true, PrintBackground = true })).Count;
        await page.GetByRole(AriaRole.Link, new() { Name = "不印英文对照页" }).ClickAsync();
        await Browser.At(page, "gloss=no$");
        Assert.Equal(0, await page.Locator("article.gloss").CountAsync());
        var chinese = Pages(await page.PdfAsync(new() { PreferCSSPageSize = true, PrintBackground = true }));
        Assert.InRange(chinese.Count, 2, 4);
        Assert.All(chinese, box => Assert.Equal((595, 842), box));

        await page.GotoAsync("/language/en");
        await page.GotoAsync($"/cases/{@case.Value}/documents/notice");
        Assert.Contains("Gloss, not the document", await page.InnerTextAsync("article.gloss"), StringComparison.Ordinal);
        Assert.Contains("违约处理告知书", await page.InnerTextAsync("article.paper >> nth=0"), StringComparison.Ordinal);
        Assert.Equal(both, Pages(await page.PdfAsync(new() { PreferCSSPageSize = true, PrintBackground = true })).Count);
        Assert.True(both > chinese.Count);
        Assert.Empty(faults);
    }

    /// <summary>Status, headers and body, through the API and the pages; only the number that was asked for may differ, and it is put aside.</summary>
    [Fact]
    public async Task Anothers_case_and_none_are_the_same_bytes()
    {
        var (theirs, mine) = (await Notified(), await Notified());
        var absent = theirs.Value + 900_000;
        await site.World.Contractor("bytes", (await site.World.CaseOf(mine)).Party.Value);
        using var visitor = await site.SignIn("bytes");
        // The first page of a visit also gives out the forms' cookie, whatever is asked for.
        using (await visitor.Get("/my")) { }
        foreach (var address in new[] { "/api/cases/{0}", "/api/cases/{0}/documents", "/api/cases/{0}/documents/notice", "/cases/{0}", "/cases/{0}/documents/notice" })
        {
            var (others, none) = (await Answer(address, theirs.Value), await Answer(address, absent));
            Assert.Equal(none, others);
            Assert.NotEqual(none, await Answer(address, mine.Value));
        }

        async Task<string> Answer(string address, long id)
        {
            using var answer = await visitor.Get(string.Format(CultureInfo.InvariantCulture, address, id));
            Assert.True(answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.NotFound);
            var headers = answer.Headers.Concat(answer.Content.Headers).Where(h => h.Key is not ("Date" or "Set-Cookie")).Select(h => $"{h.Key}: {string.Join(',', h.Value)}").Order(StringComparer.Ordinal);
            var body = await answer.Content.ReadAsStringAsync();
            // What differs between two calls for one thing differs here too: the trace, and the sealed state of the page's own script.
            body = Regex.Replace(body, "\"traceId\":\"[^\"]*\"", "");
            body = Regex.Replace(body, "<!--Blazor[^>]*-->", "");
            return $"{(int)answer.StatusCode}\n{string.Join('\n', headers)}\n{body.Replace($"{id}", "N", StringComparison.Ordinal)}";
        }
    }

    private static List<(int Width, int Height)> Pages(byte[] pdf) =>
        [.. Regex.Matches(System.Text.Encoding.Latin1.GetString(pdf), @"/MediaBox\s*\[\s*0\s+0\s+([0-9.]+)\s+([0-9.]+)\s*\]")
            .Select(m => (Rounded(m.Groups[1].Value), Rounded(m.Groups[2].Value)))];

    private static int Rounded(string points) => (int)Math.Round(double.Parse(points, CultureInfo.InvariantCulture));
}

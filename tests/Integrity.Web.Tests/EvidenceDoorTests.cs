using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Integrity.Domain.Documents;
using Integrity.Tests.Certificates;
using Microsoft.Playwright;
using Xunit;

namespace Integrity.Web.Tests;

/// <summary>P-2: an evidence file goes in by a form or a program, and out as a download that no browser opens as a page of ours.</summary>
public sealed class EvidenceDoorTests(Site site, Browser browser) : IClassFixture<Site>, IClassFixture<Browser>
{
    private static readonly byte[] Scan = Encoding.UTF8.GetBytes("%PDF-1.7\n施工日志\n");

    [Fact]
    public async Task A_program_brings_one_in_and_gets_it_back_byte_for_byte_as_an_attachment()
    {
        using var auditor = await site.SignIn("auditor");
        var answer = await auditor.Upload("/api/evidence", Scan, ("about", "违约线索"));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var hash = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["digest"]!.GetValue<string>();
        using var copy = await auditor.Get("/api/evidence/" + hash);
        Assert.Equal(Scan, await copy.Content.ReadAsByteArrayAsync());
        Assert.Equal("application/pdf", copy.Content.Headers.ContentType!.MediaType);
        Assert.Equal(Scan.Length, copy.Content.Headers.ContentLength);
        Assert.Equal("attachment", copy.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal("nosniff", Assert.Single(copy.Headers.GetValues("X-Content-Type-Options")));
        Assert.StartsWith("sandbox; default-src 'none'", Assert.Single(copy.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        Assert.True(copy.Headers.CacheControl!.NoStore);

        using var other = await site.SignIn("engineer");
        using var refused = await other.Get("/api/evidence/" + hash);
        Assert.Equal((HttpStatusCode.NotFound, "acts.not_found"), (refused.StatusCode, (await Visitor.Problem(refused)).Code));
        Assert.Equal("auditor", (await auditor.Read($"/api/evidence/{hash}/custody"))["broughtInBy"]!.GetValue<string>());
    }

    [Fact]
    public async Task What_is_too_large_or_no_document_is_refused_in_words()
    {
        using var auditor = await site.SignIn("auditor");
        var large = await auditor.Upload("/api/evidence", new byte[Evidence.LargestMegabytes * 1024 * 1024 + 1], ("about", "违约线索"));
        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "documents.file_too_large"), (large.StatusCode, (await Visitor.Problem(large)).Code));
        foreach (var torn in new[] { "garbage", "--zz\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\r\nb.pdf\"\r\n\r\n%PDF-1.7\r\n--zz--\r\n" })
        {
            var unread = await auditor.UploadTorn("/api/evidence", torn);
            Assert.Equal((HttpStatusCode.BadRequest, "acts.malformed"), (unread.StatusCode, (await Visitor.Problem(unread)).Code));
        }
        var page = await auditor.Upload("/api/evidence", "<html>"u8.ToArray(), ("about", "违约线索"));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "documents.markup_not_taken"), (page.StatusCode, (await Visitor.Problem(page)).Code));
        Assert.Equal(HttpStatusCode.Unauthorized, (await site.Anyone().Upload("/api/evidence", Scan, ("about", "违约线索"))).StatusCode);
    }

    [Fact]
    public async Task A_page_that_asks_for_a_paper_keeps_it_and_the_second_person_opens_it_there()
    {
        var scan = Encoding.UTF8.GetBytes("%PDF-1.7\n计量单\n");
        var contract = await site.World.Contract("HT-E", WorldCertificates.TeamTerms);
        var faults = new List<string>();
        var page = await browser.SignedIn(site, "engineer", $"/certificates/new?contract={contract.Value}", faults: faults);
        await Browser.Fill(page, "#number", "JL-1");
        await Browser.Fill(page, "#gross", "1,000");
        await Browser.Choose(page, "#document", new FilePayload { Name = "页面.html", MimeType = "application/pdf", Buffer = "<html>"u8.ToArray() }, shows: "[data-code='documents.markup_not_taken']");
        await Browser.Choose(page, "#document", new FilePayload { Name = "施工日志.pdf", MimeType = "application/pdf", Buffer = scan });
        await page.GetByRole(AriaRole.Button, new() { Name = "提交复核" }).ClickAsync();
        await page.GetByText("您是编制人，请由另一人复核").WaitForAsync();

        var second = await browser.SignedIn(site, "engineer-2", new Uri(page.Url).AbsolutePath, faults: faults);
        var link = second.Locator("a[data-evidence]");
        Assert.Equal("施工日志.pdf", await link.InnerTextAsync());
        var copy = await second.APIRequest.GetAsync((await link.GetAttributeAsync("href"))!);
        Assert.Equal(scan, await copy.BodyAsync());
        await second.GetByRole(AriaRole.Link, new() { Name = "经手记录" }).ClickAsync();
        await second.GetByText("取阅证据文件").WaitForAsync();
        await second.GetByRole(AriaRole.Link, new() { Name = "计量证书 JL-1" }).WaitForAsync();
        Assert.Equal([], faults);
    }
}

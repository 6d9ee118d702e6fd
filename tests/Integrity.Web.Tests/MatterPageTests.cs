using System.IO.Compression;
using System.Net;
using System.Text.Json.Nodes;
using Integrity.App.Cases;
using Integrity.Domain.Cases;
using Integrity.Tests.Cases;
using Integrity.Tests.Decisions;
using Integrity.Tests.Certificates;
using Integrity.Tests.Payments;
using Xunit;

namespace Integrity.Web.Tests;

/// <summary>P-9, P-11: a referral and a staff matter through the API and their pages.</summary>
public sealed class MatterPageTests(Site site) : IClassFixture<Site>
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
        using var sent = await auditor.Post($"/api/matters/{referral.Value}/step", new JsonObject { ["event"] = "SEND", ["document"] = WorldCases.Paper, ["organ"] = "江州市公安局" }, seen: seen);
        Assert.Equal(HttpStatusCode.OK, sent.StatusCode);
        using var packet = await auditor.Get($"/api/matters/{referral.Value}/packet");
        Assert.Equal("application/zip", packet.Content.Headers.ContentType?.MediaType);
        using var zip = new ZipArchive(await packet.Content.ReadAsStreamAsync());
        Assert.NotNull(zip.GetEntry(Packets.ManifestName));
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

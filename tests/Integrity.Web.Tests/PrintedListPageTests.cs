using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Integrity.App.Acts;
using Integrity.App.Contracts;
using Integrity.App.Decisions;
using Integrity.App.Payments;
using Integrity.Domain.Contracts;
using Integrity.Domain.Decisions;
using Integrity.Domain.Payments;
using Integrity.Domain.Values;
using Integrity.Tests.Certificates;
using Integrity.Tests.Decisions;
using Integrity.Tests.Payments;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Xunit;

namespace Integrity.Web.Tests;

/// <summary>D-7: the list that is voted on paper is printed with its round's number, hash and QR, for without the printed hash the paper binds nothing.</summary>
public sealed class PrintedListPageTests(Site site, Browser browser) : IClassFixture<Site>, IClassFixture<Browser>
{
    private const int Contracts = 36;

    [Fact]
    public async Task The_list_prints_on_A4_with_every_line_its_hash_and_page_numbers_and_its_hash_is_what_the_paper_must_bear()
    {
        var world = site.World;
        var contracts = new List<ContractId>();
        for (var i = 1; i <= Contracts; i++) contracts.Add(await world.Contract($"HT-{i:000}"));
        await world.MakePayable([.. contracts]);
        foreach (var contract in contracts) await world.Certify(contract, 1_000_000 + 1_000 * contracts.IndexOf(contract), $"JL-{contract.Value}");
        await world.Fund(30_000_000);
        world.Clock.Set(new(2026, 10, 9));
        var session = await Session.Of(world);
        var round = await world.Snapshot();
        await world.Candidate(round);
        var item = await world.Do(world.Finance, new ProposeRound(round, await world.Seen(round.Value)));
        var party = await world.Read(db => db.WorksContracts.Where(c => c.Id == contracts[4]).Select(c => c.Party).SingleAsync());
        var apart = await world.Do(world.Finance, new PutLinesApart(round, party, world.Leaders[2].Official, RecusalGround.Kin, "其弟为该施工队负责人", await world.Seen(round.Value)));
        var meeting = await world.Do(world.Secretary, new ConveneMeeting(session.Body, world.Today(), "三楼会议室", Medium.Paper, [item, apart]));
        var candidate = Assert.Single((await world.Show(round)).Candidates);
        Assert.Equal(candidate.Digest, (await session.Item(item)).Candidates[0].Digest.ToString());

        // From the meeting that is held on paper, and from the round.
        var faults = new List<string>();
        var page = await browser.SignedIn(site, "secretary", $"/meetings/{meeting.Value}/paper", faults: faults);
        var address = $"/rounds/{round.Value}/lists/{candidate.Digest}";
        await Assertions.Expect(page.Locator($"a[href='{address}']")).ToHaveCountAsync(1);
        await page.GotoAsync($"/rounds/{round.Value}");
        Assert.Equal(address, await page.GetByRole(AriaRole.Link, new() { Name = "打印清单" }).GetAttributeAsync("href"));

        await page.GotoAsync(address);
        var text = await page.InnerTextAsync("article");
        foreach (var fact in new[] { "兑付批次表决清单", "2026-01", "截止日 2026年10月9日", candidate.Digest, candidate.ListRoot, $"资金 {new Money(30_000_000)} = 人工费", $"共 {Contracts} 行", "主持人签字" })
            Assert.Contains(fact, text, StringComparison.Ordinal);
        var lines = (await world.Ask(world.Finance, new ListPrintedLines(round, candidate.Digest, null))).Items;
        Assert.Equal(Contracts, lines.Count);
        Assert.Equal((candidate.Pay, candidate.SetAside), (lines.Sum(l => l.Pay), lines.Sum(l => l.SetAside)));
        Assert.All(lines, line => Assert.Contains($"{line.ContractNumber}\t", text, StringComparison.Ordinal));
        Assert.Equal(1, await page.Locator("svg.qr path").CountAsync());
        Assert.Equal(0, await page.Locator("script").CountAsync());
        var pages = Pages(await page.PdfAsync(new() { PreferCSSPageSize = true, PrintBackground = true }));
        Assert.InRange(pages.Count, 2, 4);
        Assert.All(pages, box => Assert.Equal((842, 595), box));

        // The lines of the recused member are a list of their own, with the hash of their own item (D-4); he gets neither them nor it.
        var own = (await session.Item(apart)).Candidates[0].Digest.ToString();
        await page.GotoAsync($"/rounds/{round.Value}/lists/{own}");
        Assert.Contains("回避各行表决清单", await page.InnerTextAsync("article"), StringComparison.Ordinal);
        Assert.Equal(["HT-005"], (await world.Ask(world.Finance, new ListPrintedLines(round, own, null))).Items.Select(l => l.ContractNumber));
        Assert.Equal("decisions.papers_closed_to_recused", (await world.Door.Ask(new ShowPrintedList(round, own), world.Leaders[2], default)).Refusal?.Code);
        var his = await world.Ask(world.Leaders[2], new ListPrintedLines(round, candidate.Digest, null));
        Assert.DoesNotContain(his.Items, l => l.ContractNumber == "HT-005");
        Assert.Equal((Contracts - 1, 1), (his.Items.Count, (await world.Ask(world.Leaders[2], new ShowPrintedList(round, candidate.Digest))).Closed));
        Assert.Empty(faults);

        using var visitor = await site.SignIn("finance");
        Assert.Equal(candidate.Digest, (await visitor.Read($"/api/rounds/{round.Value}/lists/{candidate.Digest}"))["hash"]!.ToString());
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.Get($"/api/rounds/{round.Value}/lists/{new string('0', 64)}")).StatusCode);
    }

    private static List<(int Width, int Height)> Pages(byte[] pdf) =>
        [.. Regex.Matches(System.Text.Encoding.Latin1.GetString(pdf), @"/MediaBox\s*\[\s*0\s+0\s+([0-9.]+)\s+([0-9.]+)\s*\]")
            .Select(m => (Rounded(m.Groups[1].Value), Rounded(m.Groups[2].Value)))];

    private static int Rounded(string points) => (int)Math.Round(double.Parse(points, CultureInfo.InvariantCulture));
}

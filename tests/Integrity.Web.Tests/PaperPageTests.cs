using Integrity.App.Decisions;
using Integrity.Domain.Decisions;
using Integrity.Domain.Values;
using Integrity.Tests.Decisions;
using Microsoft.Playwright;
using Xunit;

namespace Integrity.Web.Tests;

/// <summary>D-7: two people type the paper in, each alone.</summary>
public sealed class PaperPageTests(Site site, Browser browser) : IClassFixture<Site>, IClassFixture<Browser>
{
    [Fact]
    public async Task Two_people_read_the_same_paper_and_the_result_counts()
    {
        var session = await Session.Of(site.World);
        var item = await session.Propose();
        var today = BureauTime.DayOf(site.Clock.GetUtcNow().UtcDateTime);
        var meeting = await site.World.Do(site.World.Secretary, new ConveneMeeting(session.Body, today, "三楼会议室", Medium.Paper, [item]));
        site.Clock.Move(TimeSpan.FromHours(2));
        var faults = new List<string>();

        await Read("secretary", "提交首次录入");
        Assert.Equal(ItemResult.Pending, (await session.Item(item)).Result);
        await Read("leader-2", "独立录入并确认");
        Assert.Equal(ItemResult.Passed, (await session.Item(item)).Result);
        Assert.Empty(faults);

        async Task Read(string reader, string button)
        {
            var page = await browser.SignedIn(site, reader, $"/meetings/{meeting.Value}/paper", faults: faults);
            await Browser.Choose(page, "#scan", new FilePayload { Name = "minutes.pdf", MimeType = "application/pdf", Buffer = "%PDF-1.7\n会议记录"u8.ToArray() });
            await page.GetByText("3feae22729041ef8194a6968071ca7f4").WaitForAsync();
            await Browser.Fill(page.Locator(".paper-vote input.figures"), (await session.Item(item)).Candidates[0].Digest.ToString());
            var people = site.World.Leaders.Skip(1).Append(site.World.Leaders[0]).ToList();
            for (var i = 0; i < people.Count; i++)
            {
                await page.GetByRole(AriaRole.Button, new() { Name = "添加一票" }).ClickAsync();
                await page.Locator(".paper-vote .paper-row").Nth(i).Locator("select").First.SelectOptionAsync(people[i].Official.Value.ToString());
            }
            await page.GetByRole(AriaRole.Button, new() { Name = button }).ClickAsync();
            await Browser.At(page, $"/meetings/{meeting.Value}$");
        }
    }
}

using System.Text.RegularExpressions;
using Integrity.App.Contracts;
using Integrity.Tests.Proofs;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Xunit;

namespace Integrity.Web.Tests;

/// <summary>A bureau in whose books every module has written.</summary>
public sealed class StorySite : Site
{
    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await Story.TellIn(World);
        await World.Contractor("contractor", await World.Read(db => db.WorksContracts.OrderBy(c => c.Id).Select(c => c.Party.Value).FirstAsync()));
    }
}

/// <summary>A click on any number explains it: nobody finds a money figure on his pages that does not say why it is so.</summary>
public sealed partial class FiguresPageTests(StorySite site, Browser browser) : IClassFixture<StorySite>, IClassFixture<Browser>
{
    private const int EachFigure = 3;

    /// <summary>Where a figure may stand plain, and why.</summary>
    private static readonly (string Page, string Selector, string Reason)[] Plain =
    [
        ("", ".notice, .refusal, .page-for, .why-not, .form, form.search, .mud-button-root", "a sentence, a button or a field repeats a figure of the page, or names what would be done"),
        ("", ".timeline, .case-acts", "words of an act"),
        ("/ledger/#", "td.money", "the entry itself; the hash of its document stands below"),
        ("/my", "td.figures", "the sum of the line, written out for a calculator"),
        ("/own-terms", "td[data-label^=合同额], td[data-label^=截至当日利息]", "the base of the amount beside it, which is explained by it"),
        ("/contracts/#", "dl.facts dd", "a term as it was signed; the amount at the head opens the registration and the variations"),
        ("/contracts/#", "td[data-label^=现存]", "what is left of the amount beside it; the amounts above it show it tranche by tranche, each with its entries"),
        ("/cases/#", ".tab-panel dl.facts, .tab-panel p.figures, td[data-label^=已证明损失]", "the calculation of the deduction itself, step by step, and losses as the file states them"),
        ("/cases/#", "td[data-label^=办理内容]", "words of a step of the case, with its paper beside them"),
        ("/meetings/#", ".meeting h2, .meeting h3, .meeting a", "words of the item as it was proposed; its papers open the list that is voted on"),
        ("/rounds/#", "tfoot td.money", "the sum of the expectations above it, each of which says who noted it (F-2)"),
    ];

    private const string Find = """
        allowed => {
          const money = /(?<![\d.])-?\d{1,3}(,\d{3})*\.\d{2}(?![\d])/;
          const walk = document.createTreeWalker(document.querySelector('main, body'), NodeFilter.SHOW_TEXT), plain = [];
          for (let node; node = walk.nextNode();) {
            const at = node.parentElement;
            if (!money.test(node.data) || at.closest('.figure, aside.explain, .mud-appbar, nav, script, style, title, option, input, code')) continue;
            if (allowed.some(one => at.closest(one))) continue;
            plain.push((at.closest('td, dd, p, li, div').className || at.tagName) + ' “' + node.data.trim().slice(0, 60) + '”');
          }
          return plain;
        }
        """;

    [GeneratedRegex(@"\d+")]
    private static partial Regex Numbers();

    [Fact]
    public async Task Every_money_figure_that_an_official_comes_by_says_why_it_is_so()
    {
        // What both offices see is walked once.
        var seen = new HashSet<string>();
        var asked = await Walk("finance", "/", seen) + await Walk("engineer", "/", seen);
        Assert.True(seen.Count >= 40 && asked >= 40, $"Only {seen.Count} kinds of pages and {asked} figures.");
    }

    [Fact]
    public async Task Every_money_figure_that_a_contractor_comes_by_says_why_it_is_so()
    {
        var seen = new HashSet<string>();
        var asked = await Walk("contractor", "/my", seen);
        Assert.True(seen.Count >= 10 && asked >= 15, $"Only {seen.Count} kinds of pages and {asked} figures.");
    }

    /// <summary>Nothing scrolls sideways.</summary>
    [Theory]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public async Task The_desk_of_a_contractor_is_as_wide_as_his_screen(string language)
    {
        var page = await browser.SignedIn(site, "contractor", "/my");
        await page.GotoAsync("/language/" + language);
        foreach (var width in new[] { 1440, 1200, 390 })
        {
            await page.SetViewportSizeAsync(width, 900);
            await page.GotoAsync("/my");
            await page.WaitForSelectorAsync("table.own-lines td.sum");
            Assert.Equal(width, await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth"));
        }
    }

    /// <summary>Follows every link to a kind of page that was not seen yet; gives how many figures it asked about.</summary>
    private async Task<int> Walk(string name, string start, HashSet<string> seen)
    {
        var faults = new List<string>();
        var page = await browser.SignedIn(site, name, start, faults: faults);
        var (waiting, plain, asked, isFirst) = (new Queue<string>([start]), new List<string>(), 0, true);
        while (waiting.TryDequeue(out var address))
        {
            var template = Numbers().Replace(address.Split('?')[0], "#");
            if (!seen.Add(template) && !isFirst) continue;
            if (!isFirst) await Follow(page, address);
            isFirst = false;
            if (await page.QuerySelectorAsync(".mud-appbar") is null) continue; // Sheets to be printed and public pages are documents.
            await Browser.Interactive(page);
            var tabs = await page.Locator(".mud-tab").CountAsync();
            for (var tab = 0; tab == 0 || tab < tabs; tab++)
            {
                if (tab > 0) await page.Locator(".mud-tab").Nth(tab).ClickAsync();
                await Settled(page);
                var allowed = Plain.Where(p => p.Page.Length == 0 || template == p.Page || template.StartsWith(p.Page + "/", StringComparison.Ordinal)).Select(p => p.Selector);
                plain.AddRange((await page.EvaluateAsync<string[]>(Find, allowed)).Select(found => $"{address}: {found}"));
                foreach (var link in await page.EvaluateAsync<string[]>("() => [...document.querySelectorAll('a[href^=\"/\"]:not([href^=\"/api/\"], [href^=\"/language\"], [href^=\"/scalar\"])')].map(a => a.getAttribute('href'))"))
                    waiting.Enqueue(link.Split('#')[0]);
                asked += await Ask(page, address, tab == 0 ? "" : ".mud-tabs-panels"); // What stands above the tabs was asked with the first.
            }
        }
        Assert.True(plain.Count == 0, "These money figures say nothing of why they are so; make each a Figured, or name it in Plain with the reason:\n" + string.Join('\n', plain.Distinct()));
        Assert.Empty(faults);
        return asked;
    }

    /// <summary>As a click on a link does: inside the page that is open, which costs a tenth of opening it anew; what that page drew is gone when the next is there.</summary>
    private static async Task Follow(IPage page, string address)
    {
        const string Leave = """
            address => {
              if (!document.querySelector('#interactive')) return false;
              document.querySelectorAll('.page > div > div:first-child > *').forEach(part => part.dataset.left = 'yes');
              Blazor.navigateTo(address);
              return true;
            }
            """;
        if (await page.EvaluateAsync<bool>(Leave, address))
            try
            {
                await page.WaitForFunctionAsync("address => !document.querySelector('[data-left]') && location.pathname + location.search === address", address, new() { Timeout = 2_000, PollingInterval = 50 });
                return;
            }
            catch (TimeoutException)
            {
                // Another address of the same page keeps its parts.
            }
        await page.GotoAsync(address);
    }

    /// <summary>What the page asked for has come.</summary>
    private static async Task Settled(IPage page)
    {
        for (var (before, now) = (-1, 0); before != now;)
        {
            await page.WaitForFunctionAsync("() => !document.querySelector('.skeleton')");
            before = now;
            now = await page.EvaluateAsync<int>("() => new Promise(done => setTimeout(() => done(document.body.innerHTML.length), 80))");
        }
    }

    /// <summary>Clicks some figures of the page: the parts add up to what was clicked.</summary>
    private static async Task<int> Ask(IPage page, string address, string within)
    {
        var figures = page.Locator($".page {within} button.figure:visible");
        var count = await figures.CountAsync();
        for (var i = 0; i < Math.Min(count, EachFigure); i++)
        {
            var figure = figures.Nth(i == 0 ? 0 : (count - 1) * i / (EachFigure - 1));
            var said = await figure.InnerTextAsync();
            await figure.ClickAsync();
            await page.WaitForSelectorAsync("aside.explain h2, aside.explain .refusal");
            var why = await page.InnerTextAsync("aside.explain");
            Assert.True(await page.QuerySelectorAsync("aside.explain .refusal") is null, $"{address}: {said} is refused: {why}");
            // A count is explained by as many contracts, an amount by parts that add up to it.
            if (!said.Contains('份', StringComparison.Ordinal)) Assert.True(why.Contains(said, StringComparison.Ordinal), $"{address}: {said} is explained as: {why}");
            await page.ClickAsync("aside.explain .explain-close");
            await page.WaitForSelectorAsync("aside.explain", new() { State = WaitForSelectorState.Detached });
        }
        return Math.Min(count, EachFigure);
    }

    [Fact]
    public async Task A_plain_figure_is_found()
    {
        var page = await browser.Open(site);
        await page.SetContentAsync("<main><table><tr><td class=money>1,234.56</td><td><button class=figure>7.00</button></td><td>28.0920 %</td></tr></table><p class=notice>0.01</p></main>");
        Assert.Equal(["money “1,234.56”"], await page.EvaluateAsync<string[]>(Find, new[] { ".notice" }));
    }
}

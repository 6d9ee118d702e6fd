using Microsoft.Playwright;
using Xunit;

namespace Integrity.Web.Tests;

/// <summary>A real browser, one for the test class, a fresh profile for each page.</summary>
public sealed class Browser : IAsyncLifetime
{
    private static readonly string[] Quiet =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    /// <summary>Debian's Chromium without a window: with the whole one these tests take almost twice the processor.</summary>
    private static readonly string Chromium = new[] { "/usr/bin/chromium-headless-shell", "/usr/bin/chromium" }.FirstOrDefault(File.Exists) ?? "chromium";

    private IPlaywright? playwright;
    private IBrowser? browser;

    /// <summary>False only where <c>tests/run --allow-missing</c> found none and says so.</summary>
    public static bool IsThere => Environment.GetEnvironmentVariable("INTEGRITY_TEST_CHROMIUM") != "false";

    public async ValueTask InitializeAsync()
    {
        if (!IsThere) return;
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Chromium, Args = Quiet });
    }

    /// <summary>A page of its own; what goes wrong in it is kept in <paramref name="faults"/>.</summary>
    public async Task<IPage> Open(Site site, bool javaScript = true, int width = 1440, List<string>? faults = null)
    {
        Assert.SkipUnless(IsThere, "No Chromium here.");
        var context = await browser!.NewContextAsync(new()
        {
            BaseURL = site.Address.ToString(), JavaScriptEnabled = javaScript, Locale = "zh-CN", ReducedMotion = ReducedMotion.Reduce, ViewportSize = new() { Width = width, Height = 900 },
        });
        context.SetDefaultTimeout(60_000);
        var page = await context.NewPageAsync();
        if (faults is null) return page;
        page.PageError += (_, error) => faults.Add(error);
        // An event of what is drawn anew under it finds nobody, and the console says so: it is clicked again. What fails in a handler breaks the circuit and says something else.
        page.Console += (_, message) => { if (message.Type == "error" && !message.Text.Contains("invoking 'DispatchEventAsync'", StringComparison.Ordinal)) faults.Add(message.Text); };
        page.Request += (_, request) => { if (new Uri(request.Url).Host != site.Address.Host) faults.Add("asks elsewhere: " + request.Url); };
        return page;
    }

    /// <summary>Signs in through the form and waits until the page answers clicks.</summary>
    public async Task<IPage> SignedIn(Site site, string name, string address = "/", int width = 1440, List<string>? faults = null)
    {
        var page = await Open(site, width: width, faults: faults);
        await page.GotoAsync("/sign-in?back=" + Uri.EscapeDataString(address));
        await page.FillAsync("#name", name);
        await page.FillAsync("#password", Integrity.Tests.World.Password);
        await page.ClickAsync("button[type=submit]:has-text('登录')");
        await Interactive(page);
        return page;
    }

    /// <summary>The page sets a mark once it is interactive.</summary>
    public static Task Interactive(IPage page) => page.WaitForSelectorAsync("#interactive", new() { State = WaitForSelectorState.Attached });

    /// <summary>Chooses a paper, again until its hash or what else follows from it is shown: an input that was just drawn may not listen yet.</summary>
    public static async Task Choose(IPage page, string input, FilePayload paper, string? shows = null)
    {
        for (var tries = 1; ; tries++)
        {
            await page.SetInputFilesAsync(input, paper);
            try
            {
                await page.WaitForSelectorAsync(shows ?? $".field:has({input}) code.hash", new() { Timeout = 20_000 });
                return;
            }
            catch (TimeoutException) when (tries < 6)
            {
                await page.SetInputFilesAsync(input, Array.Empty<FilePayload>());
            }
        }
    }

    /// <summary>Waits until the address matches. By asking the page, by its clock: a navigation inside it may be over before one waits for it, and a page that lies behind another may draw no frames.</summary>
    public static async Task At(IPage page, string address, float? timeout = null)
    {
        try
        {
            await page.WaitForFunctionAsync("address => new RegExp(address).test(location.href)", address, new() { Timeout = timeout, PollingInterval = 100 });
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"{page.Url} did not lead to {address}; it shows: {await page.InnerTextAsync("body")}");
        }
    }

    /// <summary>Types into an input, again until it stands there: a list that closes late takes the focus back, and what is typed then goes nowhere.</summary>
    public static async Task Fill(ILocator input, string text)
    {
        for (var tries = 1; ; tries++)
        {
            await input.FillAsync(text);
            var stands = await input.InputValueAsync();
            if (stands == text) return;
            if (tries == 6) throw new TimeoutException($"{input} does not take “{text}”; it shows “{stands}”.");
        }
    }

    public static Task Fill(IPage page, string input, string text) => Fill(page.Locator(input), text);

    /// <summary>Presses a button, again until it leads to an address: while a slow page draws, the button may move away under the pointer.</summary>
    public static async Task Press(IPage page, string button, string address)
    {
        for (var tries = 1; ; tries++)
        {
            await page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();
            try
            {
                await At(page, address, timeout: 20_000);
                return;
            }
            catch (TimeoutException) when (tries < 6)
            {
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null) await browser.DisposeAsync();
        playwright?.Dispose();
    }

    /// <summary>Chooses from a list, again until it shows what was chosen: a page that is being drawn loses the click.</summary>
    public static async Task Select(ILocator select, string option)
    {
        for (var tries = 1; ; tries++)
        {
            await select.ClickAsync();
            await select.Page.Locator(".mud-popover-open").GetByText(option, new() { Exact = true }).ClickAsync();
            await select.Page.WaitForSelectorAsync(".mud-popover-open", new() { State = WaitForSelectorState.Detached });
            var shown = await select.EvaluateAsync<string>("list => list.innerText + [...list.querySelectorAll('input')].map(input => input.value).join(' ')");
            if (shown.Contains(option, StringComparison.Ordinal)) return;
            if (tries == 6) throw new TimeoutException($"The list does not take “{option}”; it shows “{shown}”.");
        }
    }

    /// <summary>Types into an input that searches and takes what it finds.</summary>
    public static async Task Pick(IPage page, string input, string typed, string chosen)
    {
        // Typed again where a slow page drew the empty input over what was typed.
        for (var tries = 1; ; tries++)
        {
            await page.FillAsync(input, "");
            await page.Locator(input).PressSequentiallyAsync(typed);
            try
            {
                await page.GetByText(chosen).First.ClickAsync(new() { Timeout = 15_000 });
                break;
            }
            catch (TimeoutException) when (tries < 4) { }
        }
        // The list lies over the rest of the form until it has closed; a late answer to the typing may open it again, this one or the one before. A press beside it closes either.
        for (var tries = 1; ; tries++)
        {
            try
            {
                await page.WaitForSelectorAsync(".mud-popover-open", new() { State = WaitForSelectorState.Detached, Timeout = 10_000 });
                await Task.Delay(300);
                if (await page.Locator(".mud-popover-open").CountAsync() == 0) return;
            }
            catch (TimeoutException) when (tries < 6) { }
            await page.Locator("h1").First.ClickAsync(new() { Force = true });
        }
    }
}

using System.Globalization;
using Integrity.App.Exchange.Bank;
using Integrity.Tests.Payments;
using Integrity.Web.Pages;
using Xunit;

namespace Integrity.Web.Tests;

/// <summary>R-7, R-8, O-8: what goes to the bank and what comes back, as it is read.</summary>
public sealed class PaymentPageTests(Site site, Browser browser) : IClassFixture<Site>, IClassFixture<Browser>
{
    [Fact]
    public async Task The_files_for_the_bank_fit_a_phone_in_both_languages()
    {
        var (round, _, _) = await site.World.ExecutedRound();
        await site.World.NamePayer();
        await site.World.Export(round.Value);
        var address = $"/runs/{round.Value}/payments";
        var page = await browser.SignedIn(site, "finance", address, width: 390);
        foreach (var (language, words) in new[] { ("zh-CN", "结果表"), ("en", "Result sheet") })
        {
            await page.GotoAsync($"/language/{language}?back={address}");
            await page.WaitForSelectorAsync($"text={words}");
            Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"), $"The payments scroll sideways at 390 px in {language}.");
        }
    }

    [Fact]
    public void The_bureaus_own_reason_is_told_in_the_readers_language_and_a_banks_as_it_wrote_it()
    {
        var here = CultureInfo.CurrentUICulture;
        try
        {
            foreach (var (language, says) in new[] { ("zh-CN", KeptBack.NoAccount.Zh), ("en", KeptBack.NoAccount.En) })
            {
                CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
                Assert.Equal(says, Words.OfBankReason("", KeptBack.Kept(KeptBack.NoAccount)));
                Assert.Equal("账号户名不符 mismatch", Words.OfBankReason("", "账号户名不符 mismatch"));
            }
        }
        finally
        {
            CultureInfo.CurrentUICulture = here;
        }
    }
}

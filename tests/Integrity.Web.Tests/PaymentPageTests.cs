using System.Globalization;
using Integrity.App.Exchange.Bank;
using Integrity.Web.Pages;
using Xunit;

namespace Integrity.Web.Tests;

/// <summary>R-7, R-8, O-8: what goes to the bank and what comes back, as it is read.</summary>
public sealed class PaymentPageTests
{
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

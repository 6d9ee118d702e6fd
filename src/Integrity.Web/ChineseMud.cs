using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Localization;
using MudBlazor;

namespace Integrity.Web;

/// <summary>MudBlazor's own words in Chinese; English readers get the library's.</summary>
internal sealed class ChineseMud : MudLocalizer
{
    private static readonly Dictionary<string, string> Words = Read();

    public override LocalizedString this[string key] =>
        CultureInfo.CurrentUICulture.TwoLetterISOLanguageName != "en" && Words.TryGetValue(key, out var word)
            ? new(key, word)
            : new(key, key, resourceNotFound: true);

    private static Dictionary<string, string> Read()
    {
        using var stream = typeof(ChineseMud).Assembly.GetManifestResourceStream("MudBlazor.zh-CN.json")!;
        return JsonSerializer.Deserialize<Dictionary<string, string>>(stream)!;
    }
}

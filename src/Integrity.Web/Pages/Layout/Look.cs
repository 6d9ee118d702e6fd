using MudBlazor;

namespace Integrity.Web.Pages.Layout;

/// <summary>The one theme: a calm palette that passes contrast checks, and fonts for Chinese.</summary>
public static class Look
{
    private static readonly string[] Fonts = ["PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "system-ui", "sans-serif"];

    public static MudTheme Theme { get; } = new()
    {
        PaletteLight = new PaletteLight
        {
            Primary = "#1f4e9e", Success = "#1b7a3d", Warning = "#b45309", Info = "#1565c0", Error = "#b3261e",
            AppbarBackground = "#1f4e9e", Background = "#f6f7f9", TextPrimary = "#1d2330", TextSecondary = "#4a5263",
        },
        PaletteDark = new PaletteDark
        {
            Primary = "#8fb3f0", PrimaryContrastText = "#10213f", Success = "#7ac896", Warning = "#f0b36a", Info = "#86b9f2", Error = "#f2a19b", AppbarBackground = "#1b2434",
        },
        Typography = new Typography
        {
            Default = new DefaultTypography { FontFamily = Fonts, FontSize = "14px", LineHeight = "1.6", FontWeight = "400" },
            Button = new ButtonTypography { FontFamily = Fonts, FontSize = "14px", TextTransform = "none", FontWeight = "500" },
        },
        LayoutProperties = new LayoutProperties { DefaultBorderRadius = "4px" },
    };
}

using MudBlazor;

namespace CarePlanning.Web.Layout;

/// <summary>MudBlazor in the portal's own colours and type, for the staff's screens.</summary>
internal static class StaffTheme
{
    private static readonly string[] Family = ["Atkinson Hyperlegible Next", "Arial", "sans-serif"];

    public static MudTheme Look { get; } = new()
    {
        PaletteLight = new PaletteLight
        {
            Primary = "#0b5d6b",
            Secondary = "#2e6a3c",
            Background = "#faf7f2",
            Surface = "#ffffff",
            TextPrimary = "#1b2a30",
            TextSecondary = "#4b5b62",
            AppbarBackground = "#07414b",
            LinesDefault = "#d8d1c5",
            TableLines = "#d8d1c5",
            Error = "#b3261e",
        },
        Typography = new Typography { Default = new DefaultTypography { FontFamily = Family, FontSize = "1.1875rem", LineHeight = "1.5" } },
        LayoutProperties = new LayoutProperties { DefaultBorderRadius = "10px" },
    };
}

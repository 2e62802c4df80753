namespace CarePlanning.Web.Wizard;

/// <summary>What a section shows beside its questions: a picture, worked-out totals. Most show nothing.</summary>
internal static class WizardExtras
{
    private static readonly Dictionary<string, Type> BySlug = new()
    {
        ["strengths"] = typeof(StrengthsMap),
        ["money"] = typeof(MoneyTotals),
    };

    public static Type? For(string slug) => BySlug.GetValueOrDefault(slug);
}

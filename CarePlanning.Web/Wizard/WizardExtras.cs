namespace CarePlanning.Web.Wizard;

/// <summary>What a section shows besides its questions: a picture, worked-out totals. Most show nothing.</summary>
internal static class WizardExtras
{
    /// <param name="Below">True under the questions, false beside them.</param>
    internal sealed record SectionExtra(Type Component, bool Below);

    private static readonly Dictionary<string, SectionExtra> BySlug = new()
    {
        ["about-me"] = new(typeof(PhotoOfPerson), Below: true),
        ["strengths"] = new(typeof(StrengthsMap), Below: true),
        ["if-things-go-wrong"] = new(typeof(CarePlanning.Web.Pages.Ahead.ContingencyExtra), Below: true),
        ["who-is-involved"] = new(typeof(CarePlanning.Web.Pages.Ahead.WayInLink), Below: true),
        ["review"] = new(typeof(CarePlanning.Web.Pages.Ahead.ChangedLink), Below: true),
        ["needs-profile"] = new(typeof(LevelsSummary), Below: false),
        ["money"] = new(typeof(MoneyAside), Below: false),
    };

    public static SectionExtra? For(string slug) => BySlug.GetValueOrDefault(slug);
}

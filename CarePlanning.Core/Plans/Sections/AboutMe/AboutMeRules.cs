namespace CarePlanning.Core.Plans.Sections;

/// <summary>Rules of "About me" (domain section 10, plan quality).</summary>
public static class AboutMeRules
{
    private const string Slug = "about-me";

    public static IReadOnlyList<Rule> All { get; } =
    [
        Rule.When<AboutMe>("Q-02", Slug, Stage.Agree, Severity.Warn, "mostImportant/words",
            (me, _) => me.MostImportant is null or { IsEmpty: true }),
        Rule.When<AboutMe>("Q-12", Slug, Stage.Agree, Severity.Warn, "updatedOn/day",
            (me, input) => me.UpdatedOn?.Date is { } on && on < input.Today.AddMonths(-12)),
    ];
}

namespace CarePlanning.Core.Plans.Sections;

/// <summary>Rules of health at a glance; their ids are the project's own (hazard H10: facts copied and gone stale).</summary>
public static class HealthRules
{
    private const string Slug = "health-at-a-glance";

    public static IReadOnlyList<Rule> All { get; } =
    [
        Rule.Each<Health>("HG-01", Slug, Stage.Complete, Severity.Warn, (health, _) =>
            [.. Unsourced("conditions", health.Conditions), .. NoneKnownUnsourced(health), .. Unsourced("allergies", health.Allergies),
             .. Unsourced("medicines", health.Medicines), .. Unsourced("devices", health.Devices), .. Unsourced("infections", health.Infections)]),
        Rule.Each<Health>("HG-02", Slug, Stage.Complete, Severity.Warn, (health, _) =>
            from allergy in In(health.Allergies)
            where health.AllergiesKnown == AllergyAnswer.NoneKnown
            select new Finding("allergiesKnown", Named(allergy))),
    ];

    private static IEnumerable<Finding> Unsourced<T>(string list, IEnumerable<T> entries) where T : PlanItem, IHealthFact =>
        from entry in In(entries)
        let missing = Missing(entry.Source, entry.AsOf, "source", "asOf/day")
        where missing is not null
        select new Finding($"{list}/{entry.Id}/{missing}", Named(entry));

    private static IEnumerable<Finding> NoneKnownUnsourced(Health health) =>
        health.AllergiesKnown == AllergyAnswer.NoneKnown
        && Missing(health.NoneKnownSource, health.NoneKnownAsOf, "noneKnownSource", "noneKnownAsOf/day") is { } missing
            ? [new Finding(missing, Word(AllergyAnswer.NoneKnown))]
            : [];

    // A year alone dates a fact well enough; people seldom know the day of a diagnosis.
    private static string? Missing(string? source, PartialDate? asOf, string sourcePath, string datePath) =>
        string.IsNullOrWhiteSpace(source) ? sourcePath : asOf?.Year is null ? datePath : null;

    private static IEnumerable<T> In<T>(IEnumerable<T> entries) where T : PlanItem, IHealthFact =>
        entries.Where(e => !e.Removed && (!string.IsNullOrWhiteSpace(e.What) || e is HealthDevice { Kind: not null }));

    // A device may be told by its kind alone, and must not slip through for want of a name.
    private static string Named(IHealthFact entry) =>
        string.IsNullOrWhiteSpace(entry.What) && entry is HealthDevice { Kind: { } kind } ? Word(kind) : entry.What!;

    private static string Word<T>(T option) where T : struct, Enum => PlanSections.Of<Health>().Words.Option(typeof(T), option.ToString());
}

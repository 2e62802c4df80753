using System.Globalization;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Plans.Sections;
using CarePlanning.Core.Words;
using CarePlanning.Pdf;

namespace CarePlanning.Core.Documents;

/// <summary>Each plan for when something goes wrong whole on one page, so that nobody turns the page in an emergency.</summary>
internal static class ContingencyPages
{
    private static readonly string[] Shown = ["name", "scenarioType", "triggers", "earlySigns", "severity", "green", "amber", "red", "copingStrategies"];

    private static Texts T => Texts.Documents;

    public static IEnumerable<Block> Plans(SectionReading at)
    {
        var contingency = at.As<Contingency>();
        var list = at.Field("plans");
        var number = 0;
        foreach (var plan in contingency.Plans.InUse())
            yield return new KeepTogether([.. Plan(at, list, contingency, plan, ++number)]) { Whole = true };
    }

    /// <summary>Steps of no plan, or of one that was taken out since.</summary>
    public static IEnumerable<Block> StepsWithoutPlan(SectionReading at)
    {
        var c = at.As<Contingency>();
        var steps = c.Steps.InUse().Where(s => !s.PlanIds.Overlaps(Known(c))).OrderBy(s => s.Order ?? int.MaxValue).ToList();
        return steps.Count == 0 ? [] : [Steps(at, steps)];
    }

    /// <summary>People to call in no plan, or in one that was taken out since.</summary>
    public static IEnumerable<Block> ContactsWithoutPlan(SectionReading at)
    {
        var c = at.As<Contingency>();
        var contacts = c.Contacts.InUse().Where(p => !p.PlanIds.Overlaps(Known(c))).OrderBy(p => p.Order ?? int.MaxValue).ToList();
        return contacts.Count == 0 ? [] : [Contacts(at, contacts)];
    }

    private static IEnumerable<Block> Plan(SectionReading at, FieldDefinition list, Contingency contingency, ContingencyPlan plan, int number)
    {
        var name = at.ShortName(list, plan);
        yield return new Heading(2, name ?? at.Section.Words.Entry(list, number));
        if (name is null && plan.Name.IsWritten()) yield return new Paragraph(plan.Name!);
        string[] kind = [Said("severity"), Said("scenarioType")];
        if (kind.Any(k => k.Length > 0)) yield return new Paragraph(string.Join(" \u00b7 ", kind.Where(k => k.Length > 0))) { Style = ParagraphStyle.Lead };
        if (plan.Triggers.IsWritten())
        {
            yield return new Heading(3, T["contingency.when"]) { InContents = false };
            yield return new BulletList([.. plan.Triggers!.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(t => (RichText)t)]);
        }
        if (plan.EarlySigns.IsWritten()) yield return Labelled(T["contingency.signs"], plan.EarlySigns!);
        if (Lights(plan) is { } lights) yield return lights;
        if (contingency.StepsOf(plan) is { Count: > 0 } steps) yield return new Callout(T["contingency.do"], [Steps(at, steps)]) { Frame = CalloutFrame.Band };
        if (contingency.ContactsOf(plan) is { Count: > 0 } contacts)
        {
            yield return new Heading(3, T["contingency.call"]) { InContents = false };
            yield return Contacts(at, contacts);
        }
        if (plan.CopingStrategies.IsWritten()) yield return Labelled(T["contingency.helps"], plan.CopingStrategies!);
        if (at.Rest(list, plan, Shown) is { Count: > 0 } rows) yield return SectionReading.AsLine(rows);
        if (contingency.LastRehearsalOf(plan) is { By: { Length: > 0 } by } last)
            yield return new Paragraph(T.Get("contingency.rehearsed", FieldText.Date(last.On!), by)) { Style = ParagraphStyle.Hint };

        string Said(string field) => at.Say(at.Field("plans", field), plan);
    }

    /// <summary>What to do when, side by side; the word and the mark say which it is on a grey photocopy too.</summary>
    private static Table? Lights(ContingencyPlan plan)
    {
        var lights = new[] { ("green", plan.Green, "#1d6b3a"), ("amber", plan.Amber, "#7a4b00"), ("red", plan.Red, "#9a1c1c") }.Where(l => l.Item2.IsWritten()).ToList();
        return lights.Count == 0 ? null : new Table([.. lights.Select(l => new Column(T[$"contingency.{l.Item1}"]))],
            [[.. lights.Select(l => new RichText([new Run(l.Item2!) { Colour = l.Item3 }]))]]);
    }

    private static BulletList Steps(SectionReading at, IReadOnlyList<ContingencyStep> steps) => new([.. steps.Select(s => new RichText(
    [
        new Run(s.Do ?? "") { Bold = true },
        .. s.Avoid.IsWritten() ? [new Run("\n" + T.Get("contingency.avoid", s.Avoid!))] : (Run[])[],
        .. s.ByWhom.IsWritten() ? [new Run("\n" + s.ByWhom) { Colour = SectionReading.Soft }] : (Run[])[],
        .. s.Phone.IsWritten() ? [new Run(s.ByWhom.IsWritten() ? ", " : "\n"), .. PhoneNumbers.In(s.Phone)] : (Run[])[],
        .. SectionReading.AsRuns(at.Rest(at.Field("steps"), s, "planIds", "order", "do", "avoid", "byWhom", "phone")),
    ]))])
    { Numbered = true };

    private static Table Contacts(SectionReading at, IReadOnlyList<ContingencyContact> contacts) =>
        new([new("", 0.2), new(T["column.name"], 1.6), new(T["column.phone"], 1.1), new(T["contingency.hours"], 1.3)],
            [.. contacts.Select((c, i) => (IReadOnlyList<RichText>)
            [
                (i + 1).ToString(CultureInfo.CurrentCulture),
                new RichText([new Run(c.Name ?? "") { Bold = true }, .. c.Role.IsWritten() ? [new Run("\n" + c.Role) { Colour = SectionReading.Soft }] : (Run[])[], .. SectionReading.AsRuns(at.Rest(at.Field("contacts"), c, "planIds", "order", "name", "role", "phone", "hours"))]),
                new RichText([.. PhoneNumbers.In(c.Phone)]),
                c.Hours,
            ])]);

    private static Paragraph Labelled(string label, string text) => new(new RichText([new Run(SectionReading.Labelled(label) + " ") { Bold = true }, new Run(text)]));

    private static HashSet<string> Known(Contingency c) => c.Plans.InUse().Select(p => p.Id).ToHashSet(StringComparer.Ordinal);
}

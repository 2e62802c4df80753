using System.Text.Json;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Signing;

namespace CarePlanning.Core.Documents.Copies;

/// <summary>Sets answers that take effect at once over those that were frozen, so that no sheet waits for the next signing.</summary>
internal static class LiveAnswers
{
    /// <summary>The frozen answers with each live one as it is now.</summary>
    /// <param name="now">What may be signed of the answers as they are now.</param>
    public static PlanAnswers Over(PlanAnswers frozen, PlanAnswers now) => new(PlanSections.All.ToDictionary(s => s.Slug, s => Over(s, frozen[s.Slug], now[s.Slug])));

    /// <summary>The sections in which an answer that takes effect at once, and that this copy may carry, is another one than was agreed.</summary>
    public static IReadOnlyList<SectionDefinition> Changed(CopyKind copy, PlanAnswers frozen, PlanAnswers now) =>
        [.. PlanSections.All.Where(s => s.Fields.Any(f => Counts(copy, s, f) && FrozenPlan.MayBeSigned(f.Sensitivity) && Written(f, frozen[s.Slug]) != Written(f, now[s.Slug])))];

    private static string Written(FieldDefinition field, PlanSection section) => JsonSerializer.Serialize(field.Property.GetValue(section), SectionJson.Options);

    /// <summary>True where a change of this place puts copies out of date that carry it.</summary>
    public static bool Counts(CopyKind copy, string slug, string path) =>
        PlanSections.Find(slug) is { } section && SectionPath.Find(section, path) is { } at
        && (at.Field is { } field ? Counts(copy, section, field) : section.FieldsOf(at.Part).Any(f => Counts(copy, section, f)));

    private static bool Counts(CopyKind copy, SectionDefinition section, FieldDefinition field) =>
        field is { IsLive: true, IsLog: false } && AudienceTable.MayCarry(copy, section, field, field.Sensitivity);

    private static PlanSection Over(SectionDefinition section, PlanSection frozen, PlanSection now)
    {
        if (!section.Fields.Any(f => f.IsLive)) return frozen;
        var copy = SectionJson.Read(section, SectionJson.Write(frozen), SectionJson.Schema);
        foreach (var field in section.Fields.Where(f => f.IsLive)) field.Property.SetValue(copy, field.Property.GetValue(now));
        foreach (var question in section.Questions.Where(section.IsLive))
        {
            copy.NotPutOff(question);
            if (!now.PutOff.TryGetValue(question, out var putOff)) continue;
            copy.PutOff[question] = putOff;
            if (now.PutOffOn?.TryGetValue(question, out var on) == true) copy.PutOffOnDay(question, on);
        }
        return copy;
    }
}

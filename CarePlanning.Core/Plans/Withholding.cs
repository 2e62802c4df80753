using System.Collections;

namespace CarePlanning.Core.Plans;

/// <summary>Takes out of answers what a reader, a copy or the frozen content may not hold: the one place where that is decided.</summary>
public static class Withholding
{
    /// <summary>The same answers with only the fields whose mark may be kept; nothing of the given answers is changed.</summary>
    public static PlanAnswers Keep(PlanAnswers answers, Func<Sensitivity, bool> mayKeep) =>
        new(PlanSections.All.ToDictionary(s => s.Slug, s => Keep(s, answers[s.Slug], (_, mark) => mayKeep(mark))));

    /// <summary>The same answers with only the fields that may be kept, asked one by one; a question of which no field is kept was not asked either.</summary>
    public static PlanAnswers Keep(PlanAnswers answers, Func<SectionDefinition, FieldDefinition, Sensitivity, bool> mayKeep) =>
        new(PlanSections.All.ToDictionary(s => s.Slug, s =>
        {
            var kept = Keep(s, answers[s.Slug], (field, mark) => mayKeep(s, field, mark));
            foreach (var question in kept.PutOff.Keys.Where(q => !s.FieldsOf(q).Any(f => mayKeep(s, f, f.Sensitivity))).ToList()) kept.PutOff.Remove(question);
            return kept;
        }));

    /// <summary>What a reader may see, for reading only: sections in which nothing is withheld are not copied.</summary>
    public static PlanAnswers See(PlanAnswers answers, Func<Sensitivity, bool> maySee) =>
        Enum.GetValues<Sensitivity>().All(maySee) ? answers
            : new(PlanSections.All.ToDictionary(s => s.Slug, s => SeesAll(s, answers[s.Slug], maySee) ? answers[s.Slug] : Keep(s, answers[s.Slug], (_, mark) => maySee(mark))));

    private static bool SeesAll(SectionDefinition definition, PlanSection section, Func<Sensitivity, bool> maySee) =>
        definition.AllFields.All(f => maySee(f.Sensitivity))
        && definition.Fields.Where(f => f.Kind == FieldKind.Items).All(f => f.EntriesOf(section).All(e => maySee(Stricter(f.Sensitivity, e.HeldAs))));

    private static PlanSection Keep(SectionDefinition definition, PlanSection section, Func<FieldDefinition, Sensitivity, bool> mayKeep)
    {
        var copy = SectionJson.Read(definition, SectionJson.Write(section), SectionJson.Schema);
        foreach (var field in definition.Fields)
        {
            if (field.Kind != FieldKind.Items) { Keep(field, copy, mayKeep); continue; }
            var entries = (IList)field.Property.GetValue(copy)!;
            for (var i = entries.Count - 1; i >= 0; i--)
            {
                var entry = (PlanItem)entries[i]!;
                if (!mayKeep(field, Stricter(field.Sensitivity, entry.HeldAs))) { entries.RemoveAt(i); continue; }
                foreach (var inner in field.Items) Keep(inner, entry, mayKeep);
            }
        }
        return copy;
    }

    private static void Keep(FieldDefinition field, object owner, Func<FieldDefinition, Sensitivity, bool> mayKeep)
    {
        if (mayKeep(field, field.Sensitivity)) return;
        field.Property.SetValue(owner, field.Kind is FieldKind.Choices or FieldKind.Links
            ? Activator.CreateInstance(field.Property.PropertyType) : null);
    }

    /// <summary>A whole entry's own mark counts before its list's.</summary>
    private static Sensitivity Stricter(Sensitivity list, Sensitivity entry) => entry == Sensitivity.Open ? list : entry;
}

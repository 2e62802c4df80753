using System.Collections;

namespace CarePlanning.Core.Plans;

/// <summary>Takes out of answers what a reader, a copy or the frozen content may not hold: the one place where that is decided.</summary>
public static class Withholding
{
    /// <summary>The same answers with only the fields whose mark may be kept; nothing of the given answers is changed.</summary>
    public static PlanAnswers Keep(PlanAnswers answers, Func<Sensitivity, bool> mayKeep) => Keep(answers, mayKeep, f => mayKeep(f.Sensitivity));

    /// <summary>The same answers with only the fields that may be kept, asked one by one; a question of which no field is kept was not asked either.</summary>
    public static PlanAnswers Keep(PlanAnswers answers, Func<SectionDefinition, FieldDefinition, Sensitivity, bool> mayKeep) =>
        new(PlanSections.All.ToDictionary(s => s.Slug, s =>
        {
            var kept = Keep(s, answers[s.Slug], (field, mark) => mayKeep(s, field, mark));
            foreach (var question in kept.PutOff.Keys.Where(q => !s.FieldsOf(q).Any(f => mayKeep(s, f, f.Sensitivity))).ToList()) kept.NotPutOff(question);
            return kept;
        }));

    /// <summary>The same answers with only the entries whose mark, and the fields which, may be kept.</summary>
    public static PlanAnswers Keep(PlanAnswers answers, Func<Sensitivity, bool> mayKeep, Func<FieldDefinition, bool> mayKeepField) =>
        new(PlanSections.All.ToDictionary(s => s.Slug, s => Keep(s, answers[s.Slug], (field, mark) => field.Kind == FieldKind.Items ? mayKeep(mark) : mayKeepField(field))));

    /// <summary>The same answers with only the fields that a copy may carry, without entries that were taken out or that say of themselves that they are not for everyone.</summary>
    public static PlanAnswers Keep(PlanAnswers answers, Func<SectionDefinition, FieldDefinition, bool> mayCarry) =>
        new(PlanSections.All.ToDictionary(s => s.Slug, s =>
        {
            var copy = SectionJson.Read(s, SectionJson.Write(answers[s.Slug]), SectionJson.Schema);
            foreach (var field in s.Fields)
            {
                if (field.Kind != FieldKind.Items) { if (!mayCarry(s, field)) Empty(field, copy); continue; }
                var entries = (IList)field.Property.GetValue(copy)!;
                for (var i = entries.Count - 1; i >= 0; i--)
                    if (entries[i] is PlanItem { Removed: true } or PlanItem { HeldAs: not Sensitivity.Open } || !mayCarry(s, field)) entries.RemoveAt(i);
                foreach (var (entry, inner) in from PlanItem entry in entries from inner in field.Items where !mayCarry(s, inner) select (entry, inner)) Empty(inner, entry);
            }
            foreach (var question in copy.PutOff.Keys.Where(q => !s.FieldsOf(q).Any(f => mayCarry(s, f))).ToList()) copy.NotPutOff(question);
            return copy;
        }));

    /// <summary>What a reader may see, for reading only: sections in which there is nothing to withhold are not copied.</summary>
    public static PlanAnswers See(PlanAnswers answers, Func<Sensitivity, bool> maySee, Func<FieldDefinition, bool> maySeeField) =>
        new(PlanSections.All.ToDictionary(s => s.Slug, s => SeesAll(s, answers[s.Slug], maySee, maySeeField) ? answers[s.Slug] : Seen(s, answers[s.Slug], maySee, maySeeField)));

    private static PlanSection Seen(SectionDefinition definition, PlanSection section, Func<Sensitivity, bool> maySee, Func<FieldDefinition, bool> maySeeField) =>
        definition.AllFields.Any(maySeeField) ? Keep(definition, section, (field, mark) => field.Kind == FieldKind.Items ? maySee(mark) : maySeeField(field)) : definition.NewAnswers();

    private static bool SeesAll(SectionDefinition definition, PlanSection section, Func<Sensitivity, bool> maySee, Func<FieldDefinition, bool> maySeeField) =>
        definition.AllFields.Any(maySeeField)
        && definition.Fields.All(f => f.Kind == FieldKind.Items
            ? f.EntriesOf(section).All(e => maySee(Stricter(f.Sensitivity, e.HeldAs)) && f.Items.All(inner => maySeeField(inner) || !SectionFields.HasValue(inner.Property.GetValue(e))))
            : maySeeField(f) || !SectionFields.HasValue(f.Property.GetValue(section)));

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
        if (!mayKeep(field, field.Sensitivity)) Empty(field, owner);
    }

    private static void Empty(FieldDefinition field, object owner) =>
        field.Property.SetValue(owner, field.Kind is FieldKind.Choices or FieldKind.Links ? Activator.CreateInstance(field.Property.PropertyType) : null);

    /// <summary>A whole entry's own mark counts before its list's.</summary>
    private static Sensitivity Stricter(Sensitivity list, Sensitivity entry) => entry == Sensitivity.Open ? list : entry;
}

namespace CarePlanning.Core.Plans;

/// <summary>One answer as it travels: its path, its value, whose words it is, and who wrote it where that is known.</summary>
internal sealed record SectionEdit(string Path, string Value, string Voice = "", string? WrittenBy = null, string? ByMember = null);

/// <summary>Takes a whole section apart into the edits that would have written it.</summary>
internal static class SectionEdits
{
    public static IEnumerable<SectionEdit> Of(SectionDefinition definition, PlanSection section)
    {
        foreach (var field in definition.Fields)
        {
            if (field.Kind != FieldKind.Items)
            {
                foreach (var edit in Of(field, field.Name, field.Property.GetValue(section))) yield return Read(definition, section, edit);
                continue;
            }
            foreach (var entry in field.EntriesOf(section))
            {
                yield return new SectionEdit($"{field.Name}/{entry.Id}", entry.Removed ? "removed" : "added");
                foreach (var inner in field.Items)
                    foreach (var edit in Of(inner, $"{field.Name}/{entry.Id}/{inner.Name}", inner.Property.GetValue(entry))) yield return Read(definition, section, edit);
            }
        }
        foreach (var (question, answer) in section.PutOff) yield return new SectionEdit($"{SectionPath.PutOff}/{question}", answer.ToString());
    }

    /// <summary>The places of a field that hold something; their values are read through the path, as everybody reads them.</summary>
    private static IEnumerable<SectionEdit> Of(FieldDefinition field, string path, object? value)
    {
        if (!SectionFields.HasValue(value)) yield break;
        switch (value)
        {
            case Narrative n:
                yield return new SectionEdit($"{path}/words", "", n.Voice ?? "", n.WrittenBy);
                if (n.OwnWords is not null) yield return new SectionEdit($"{path}/ownWords", "", WrittenBy: n.WrittenBy);
                foreach (var member in n.Standings.Keys) yield return new SectionEdit($"{path}/standing/{member}", "", ByMember: member);
                break;
            case PartialDate d:
                if (d.Day is not null) yield return new SectionEdit($"{path}/day", "");
                if (d.Month is not null) yield return new SectionEdit($"{path}/month", "");
                if (d.Year is not null) yield return new SectionEdit($"{path}/year", "");
                break;
            default:
                if (field.Kind is FieldKind.Choices or FieldKind.Links)
                    foreach (var part in ((System.Collections.IEnumerable)value!).Cast<object>()) yield return new SectionEdit($"{path}/{part}", "");
                else yield return new SectionEdit(path, "");
                break;
        }
    }

    private static SectionEdit Read(SectionDefinition definition, PlanSection section, SectionEdit edit) =>
        edit with { Value = SectionFields.Read(section, SectionPath.Find(definition, edit.Path)!) };
}

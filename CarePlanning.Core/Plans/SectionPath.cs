using System.Text.RegularExpressions;

namespace CarePlanning.Core.Plans;

/// <summary>Where in a section an edit lands: a field, the part of it, and the list entry it belongs to.</summary>
/// <param name="Field">The field, or null for a put-off answer.</param>
/// <param name="EntryId">The list entry's id, when the field belongs to one or the path names the entry itself.</param>
/// <param name="Part">What of the field: "words", "day", an option, a linked id; empty for the whole.</param>
public sealed partial record SectionPath(FieldDefinition? Field, string? EntryId, string Part)
{
    /// <summary>The first segment of the path of a put-off answer: "put-off/goals".</summary>
    public const string PutOff = "put-off";

    /// <summary>True when the path names a list entry itself: "goals/3f2a9c01".</summary>
    public bool IsEntry => Field is { Kind: FieldKind.Items };

    /// <summary>Finds the place a path names; null when no such place exists.</summary>
    public static SectionPath? Find(SectionDefinition section, string path)
    {
        var parts = path.Split('/');
        if (parts.Length == 2 && parts[0] == PutOff)
            return section.Questions.Contains(parts[1]) ? new SectionPath(null, null, parts[1]) : null;
        if (section.Fields.FirstOrDefault(f => f.Name == parts[0]) is not { } field) return null;
        if (field.Kind != FieldKind.Items) return InField(field, null, parts[1..]);
        if (parts.Length < 2 || !EntryIds().IsMatch(parts[1])) return null;
        if (parts.Length == 2) return new SectionPath(field, parts[1], "");
        return field.Items.FirstOrDefault(f => f.Name == parts[2]) is { } inner ? InField(inner, parts[1], parts[3..]) : null;
    }

    private static SectionPath? InField(FieldDefinition field, string? entry, string[] rest) => field.Kind switch
    {
        FieldKind.Narrative => rest switch
        {
            ["words" or "voice" or "ownWords"] => new(field, entry, rest[0]),
            ["standing", var member] when EntryIds().IsMatch(member) => new(field, entry, "standing/" + member),
            _ => null,
        },
        FieldKind.Date => rest is ["day" or "month" or "year"] ? new(field, entry, rest[0]) : null,
        FieldKind.Choices => rest is [var option] && Enum.IsDefined(field.OptionsType!, option) ? new(field, entry, option) : null,
        FieldKind.Links => rest is [var id] && EntryIds().IsMatch(id) ? new(field, entry, id) : null,
        _ => rest.Length == 0 ? new(field, entry, "") : null,
    };

    /// <summary>Ids are short and made on the device: letters, digits and hyphens.</summary>
    [GeneratedRegex(@"^[0-9a-zA-Z-]{1,40}\z")]
    private static partial Regex EntryIds();
}

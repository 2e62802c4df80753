using System.Globalization;

namespace CarePlanning.Core.Plans;

/// <summary>Rules that hold for every field of every section; their ids are the project's own.</summary>
public static class TextRules
{
    /// <summary>The longest text, in characters, that can be signed; more is kept and shown, nothing is cut.</summary>
    public const int MostCharacters = 8_000;

    /// <summary>The longest text, in characters, that is accepted at all.</summary>
    public const int AtMost = 500_000;

    internal const string AnySection = "*";

    public static IReadOnlyList<Rule> All { get; } =
    [
        new("TX-01", AnySection, Stage.Agree, Severity.Block, input =>
            from section in PlanSections.All
            from text in SectionFields.Texts(section, input.Answers[section.Slug])
            where text.Value.Length > MostCharacters
            select new Finding(text.Path, section.Slug,
                text.Value.Length.ToString("N0", CultureInfo.CurrentCulture), MostCharacters.ToString("N0", CultureInfo.CurrentCulture))),
        new("TX-02", AnySection, Stage.Save, Severity.Block, input =>
            from section in PlanSections.All
            from date in SectionFields.Dates(section, input.Answers[section.Slug])
            where date.Value.DoesNotExist
            select new Finding(date.Path + "/day", section.Slug, date.Value.Day?.ToString(CultureInfo.InvariantCulture) ?? "",
                date.Value.Month?.ToString(CultureInfo.InvariantCulture) ?? "", date.Value.Year?.ToString(CultureInfo.InvariantCulture) ?? "")),
    ];

    /// <summary>What was typed in a form's field, without what no database keeps and with one kind of line break, whichever the browser sent.</summary>
    internal static string Typed(string? words) => (words ?? "").Replace("\0", "", StringComparison.Ordinal).Replace("\r\n", "\n", StringComparison.Ordinal);

    /// <summary>The id under which a value that cannot be read is refused.</summary>
    public static string IdOf(Unreadable why) => $"TX-{(int)why + 10}";

    /// <summary>Says that words were kept in a list entry that somebody has taken out; the plan itself is not the worse for it, so no check asks this.</summary>
    internal static Problem TakenOut(string section, string path) => new("TX-20", section, path, Severity.Warn, Stage.Save, Words.Texts.Rules["TakenOut"]);

    /// <summary>The sentence for a value that cannot be read.</summary>
    public static string Sentence(Unreadable why) => Words.Texts.Rules.Get($"Unreadable.{why}", AtMost.ToString("N0", CultureInfo.CurrentCulture));
}

namespace CarePlanning.Core.Plans.Sections;

/// <summary>Nobody whom the person does not want told is named as somebody to call.</summary>
internal static class ContingencyContactRules
{
    /// <summary>Shorter than this a run of digits is no phone number to compare.</summary>
    private const int ShortestPhone = 9;

    /// <remarks>Asked when the section is complete, not at each save: an answer at once could tell that very person.</remarks>
    public static Rule NobodyWhoMustNotBeCalled { get; } = Rule.Each<Contingency>("CT-07", "if-things-go-wrong", Stage.Complete, Severity.Block,
        (c, input) =>
        {
            var unwanted = input.Answers.Get<Involved>().People.Where(p => !p.Removed && p.MustNotBeContacted).ToList();
            return from named in Named(c)
                   where IsUnwanted(unwanted, named.Name, named.Phone)
                   select new Finding(named.Path);
        });

    /// <summary>True when this name or number is one of those whom the person does not want called.</summary>
    internal static bool IsUnwanted(IEnumerable<InvolvedPerson> unwanted, string? name, string? phone) =>
        unwanted.Any(p => IsSameName(p.Name, name) || IsSamePhone(p.Phone, phone));

    /// <summary>The answers without people to call whom the person does not want called; asked of all answers, before what is private is taken out and nobody can tell any more.</summary>
    internal static PlanAnswers WithoutUnwanted(PlanAnswers all)
    {
        var unwanted = all.Get<Involved>().People.Where(p => !p.Removed && p.MustNotBeContacted).ToList();
        var contingency = all.Get<Contingency>();
        var wanted = contingency with { Contacts = [.. contingency.Contacts.Where(c => !IsUnwanted(unwanted, c.Name, c.Phone))] };
        if (IsUnwanted(unwanted, wanted.WhoStepsIn, wanted.WhoStepsInPhone)) wanted = wanted with { WhoStepsIn = null, WhoStepsInPhone = null };
        if (IsUnwanted(unwanted, wanted.DayAndNightWho, wanted.DayAndNightNumber)) wanted = wanted with { DayAndNightWho = null, DayAndNightNumber = null };
        if (IsUnwanted(unwanted, wanted.KeyHeldBy, wanted.KeyHeldByPhone)) wanted = wanted with { KeyHeldBy = null, KeyHeldByPhone = null };
        return Named(wanted).SequenceEqual(Named(contingency)) ? all : all.With(PlanSections.Of<Contingency>().Slug, wanted);
    }

    private static IEnumerable<(string Path, string? Name, string? Phone)> Named(Contingency c) =>
    [
        ("whoStepsIn", c.WhoStepsIn, c.WhoStepsInPhone),
        ("dayAndNightWho", c.DayAndNightWho, c.DayAndNightNumber),
        ("keyHeldBy", c.KeyHeldBy, c.KeyHeldByPhone),
        .. c.Contacts.InUse().Select(contact => ($"contacts/{contact.Id}/name", contact.Name, contact.Phone)),
    ];

    /// <summary>A full name counts wherever all its words stand; a single name only when nothing else is written, for many are called Tom.</summary>
    internal static bool IsSameName(string? unwanted, string? written)
    {
        var (name, text) = (WordsOf(unwanted), WordsOf(written));
        return name.Length > 0 && name.All(w => text.Contains(w, StringComparer.OrdinalIgnoreCase)) && (name.Length > 1 || text.Length == 1);
    }

    private static string[] WordsOf(string? text) =>
        (text ?? "").Split([' ', ',', '.', ';', '(', ')', '/', '\n', '\t', '\u00a0'], StringSplitOptions.RemoveEmptyEntries);

    internal static bool IsSamePhone(string? unwanted, string? written) =>
        DigitsOf(unwanted) is { Length: >= ShortestPhone } number && DigitsOf(written).Contains(number, StringComparison.Ordinal);

    /// <summary>The digits without what stands for the country, so that +44 7700 and 07700 are one.</summary>
    private static string DigitsOf(string? phone)
    {
        var digits = string.Concat((phone ?? "").Where(char.IsAsciiDigit));
        foreach (var country in (string[])["0044", "44", "0"])
            if (digits.StartsWith(country, StringComparison.Ordinal)) return digits[country.Length..];
        return digits;
    }
}

using CarePlanning.Core.People;
using CarePlanning.Core.Reference;

namespace CarePlanning.Core.Plans.Sections;

/// <summary>Rules of who is involved (domain section 10: identity, access needs, the person at the centre).</summary>
public static class InvolvedRules
{
    private const string Slug = "who-is-involved";
    private const int LongestLife = 120;

    /// <summary>The forms of a plan that this portal does not make by itself.</summary>
    private static readonly AccessFormat[] MadeByOthers = [AccessFormat.Audio, AccessFormat.Braille, AccessFormat.BslVideo];

    public static IReadOnlyList<Rule> All { get; } =
    [
        Rule.When<Involved>("ID-01", Slug, Stage.Save, Severity.Block, "nhsNumber",
            (who, _) => Has(who.NhsNumber) && !NhsNumber.TryParse(who.NhsNumber, out NhsNumber _)),

        // One sentence for both: a made-up number has no place in a real plan, nor a real one in a demonstration.
        Rule.When<Involved>("ID-02", Slug, Stage.Save, Severity.Block, "nhsNumber",
            (who, input) => input.Demo && NhsNumber.TryParse(who.NhsNumber, out var number) && !number.IsDemo),
        Rule.When<Involved>("ID-02", Slug, Stage.Save, Severity.Warn, "nhsNumber",
            (who, input) => !input.Demo && NhsNumber.TryParse(who.NhsNumber, out var number) && number.IsDemo),

        Rule.When<Involved>("ID-03", Slug, Stage.Agree, Severity.Block, "noNhsNumberReason",
            (who, _) => !Has(who.NhsNumber) && who.NoNhsNumberReason is null
                && who.PutOff.GetValueOrDefault("number", PutOff.NotToday) == PutOff.NotToday),
        Rule.When<Involved>("ID-04", Slug, Stage.Save, Severity.Block, "dateOfBirth/day",
            (who, input) => who.DateOfBirth?.Date is { } born && (born > input.Today || born < input.Today.AddYears(-LongestLife))),
        Rule.When<Involved>("ID-05", Slug, Stage.Save, Severity.Warn, "gpOds",
            (who, _) => who.HasGp != false && Has(who.GpOds) && !IdentityForms.Current.IsGpPracticeCode(who.GpOds)),
        Rule.Each<Involved>("ID-06", Slug, Stage.Agree, Severity.Block, (who, _) => LeftOut(who).Select(path => new Finding(path))),
        Rule.When<Involved>("ID-09", Slug, Stage.Save, Severity.Warn, "nhsNumber",
            (who, _) => NhsNumber.LooksLikeNationalInsurance(who.NhsNumber)),

        Rule.Each<Involved>("AC-01", Slug, Stage.Complete, Severity.Warn, (who, _) => NotAskedAboutAccess(who)),
        Rule.When<Involved>("AC-02", Slug, Stage.Agree, Severity.Block, "formatsHow", (who, _) => who.Formats.Overlaps(MadeByOthers) && !Has(who.FormatsHow)),
        Rule.When<Involved>("AC-03", Slug, Stage.Complete, Severity.Warn, "accessCheckedOn/day",
            (who, input) => who.AccessCheckedOn?.Date is { } on && on < input.Today.AddMonths(-12)),
        Rule.When<Involved>("AC-04", Slug, Stage.Complete, Severity.Inform, "supportHere", (who, _) => WaitsForAnInterpreter(who)),

        Rule.Each<Involved>("Q-01", Slug, Stage.Agree, Severity.Warn, (who, _) =>
            from place in new (bool Broken, string Path)[]
            {
                (who.PersonPresent == false && !Has(who.ReasonNotPresent), "reasonNotPresent"),
                (who.PersonChoseWhoInvolved == false, "personChoseWhoInvolved"),
            }
            where place.Broken
            select new Finding(place.Path)),
        Rule.When<Involved>("Q-11", Slug, Stage.Complete, Severity.Inform, "personPresent", (_, input) => NothingInThePersonsVoice(input)),
    ];

    /// <summary>What tells one person from another and is not there; "no fixed address" and "no GP" are answers.</summary>
    private static IEnumerable<string> LeftOut(Involved who)
    {
        if (!Has(who.GivenNames)) yield return "givenNames";
        if (!Has(who.FamilyName)) yield return "familyName";
        if (who.DateOfBirth?.Date is null) yield return "dateOfBirth/day";
        if (who.HasFixedAddress != false && AddressLeftOut(who) is { } address) yield return address;
        // The name of the practice will do: a family does not know its code, and staff can add it later.
        if (who.HasGp != false && !Has(who.GpOds) && !Has(who.GpPractice)) yield return who.HasGp is null ? "hasGp" : "gpPractice";
    }

    private static string? AddressLeftOut(Involved who)
    {
        var addresses = who.Addresses.Where(a => !a.Removed).ToList();
        if (addresses.Any(a => Has(a.Line1) && IdentityForms.Current.IsPostcode(a.Postcode))) return null;
        return addresses.FirstOrDefault() is { } first ? $"addresses/{first.Id}/{(Has(first.Line1) ? "postcode" : "line1")}" : "addresses";
    }

    private static IEnumerable<Finding> NotAskedAboutAccess(Involved who)
    {
        if (who.NeedsSupport is null && !who.PutOff.ContainsKey("access")) yield return new Finding("needsSupport");
        foreach (var carer in who.Carers().Where(c => c.NeedsAccessSupport is null))
            yield return new Finding($"people/{carer.Id}/needsAccessSupport");
    }

    // An advocate speaks for somebody and does not interpret, so an advocate alone does not answer the need.
    private static bool WaitsForAnInterpreter(Involved who) =>
        (who.SessionDate is { IsEmpty: false } || who.SessionPlace is not null || who.WhoIsHere.Any(p => !p.Removed))
        && ((who.InterpreterRequired == true && who.SupportHere.All(p => p == CommunicationProfessional.Advocate))
            || who.ProfessionalsNeeded.Any(p => p != CommunicationProfessional.Advocate && !who.SupportHere.Contains(p)));

    private static bool NothingInThePersonsVoice(RuleInput input)
    {
        if (input.PersonVoice is not { } person) return false;
        var voices = (from section in PlanSections.All
                      from place in SectionFields.Places(section, input.Answers[section.Slug])
                      where place.Value is Narrative { IsEmpty: false }
                      select ((Narrative)place.Value!).Voice).ToList();
        return voices.Count > 0 && !voices.Any(v => v == person || v == "together");
    }

    private static bool Has(string? text) => !string.IsNullOrWhiteSpace(text);
}

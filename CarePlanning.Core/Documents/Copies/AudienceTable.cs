using CarePlanning.Core.Exchange.Fhir;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Plans.Sections;
using CarePlanning.Core.Signing;

namespace CarePlanning.Core.Documents.Copies;

/// <summary>Which field a copy may carry: the one place where that is decided, from the field's mark, the audience and what the copy is about.</summary>
public static class AudienceTable
{
    /// <summary>The marks each audience may read; a mark that is not here is on no copy for them.</summary>
    private static readonly Dictionary<Audience, Sensitivity[]> Marks = new()
    {
        [Audience.Circle] = [Sensitivity.Open, Sensitivity.Money],
        [Audience.Helpers] = [Sensitivity.Open],
        [Audience.Emergency] = [Sensitivity.Open],
        [Audience.Confidants] = [Sensitivity.Open],
        [Audience.Payers] = [Sensitivity.Open, Sensitivity.Money],
        [Audience.Clinicians] = [Sensitivity.Open, Sensitivity.ClinicianOnly],
    };

    private static readonly string[] Everything = [.. PlanSections.All.Select(s => $"{s.Slug}/**")];

    /// <summary>What each copy is about. "section/**" takes a new field of the section along; a field of a section that is not taken whole stays off until it is named.</summary>
    private static readonly Dictionary<CopyKind, string[]> About = new()
    {
        [CopyKind.FullPlan] = Everything,
        [CopyKind.LargePrint] = Everything,
        [CopyKind.EasyRead] = Everything,
        [CopyKind.AboutMe] =
        [
            "about-me/**",
            .. Who("preferredName", "pronouns", "accessNeedNow", "language", "interpreterRequired", "communicationSupport", "accessNotes"),
        ],
        [CopyKind.EmergencySheet] =
        [
            .. Who("dateOfBirth", "nhsNumber", "accessNeedNow", "accessNotes", "language", "interpreterRequired", "addresses/**", "whereToFind", "whoILiveWith",
                "people/*/name", "people/*/relation", "people/*/types", "people/*/phone", "people/*/consultInEmergency",
                "professionals/*/name", "professionals/*/role", "professionals/*/phone", "professionals/*/keyWorker", "professionals/*/end"),
            "about-me/howICommunicate",
            "health-at-a-glance/**",
            .. Wrong("dayAndNightNumber", "dayAndNightWho", "keyHeldBy", "keyHeldByPhone",
                "contacts/*/planIds", "contacts/*/order", "contacts/*/name", "contacts/*/role", "contacts/*/phone", "contacts/*/hours", "contacts/*/reachedOn",
                "plans/*/name", "plans/*/triggers", "steps/*/planIds", "steps/*/order", "steps/*/do", "steps/*/avoid"),
            // All of a decision goes along: with a part of it missing, a decision would be shown as a wish.
            "legal-decisions/decisions/**", "legal-decisions/refusals/**", "legal-decisions/authorities/**", "recommendations/list/**",
            .. Ahead("placesOfCare/*/rank", "placesOfCare/*/type", "placesOfCare/*/name", "placesToAvoid/*/type", "placesToAvoid/*/name", "statementLocation"),
        ],
        [CopyKind.AdvanceCarePlan] =
        [
            .. Who("dateOfBirth", "nhsNumber"),
            "about-me/mostImportant",
            "looking-ahead/**", "legal-decisions/**", "recommendations/**",
        ],
        [CopyKind.Money] =
        [
            .. Who("nhsNumber", "dateOfBirth"),
            "money/**", "goals/list/*/what", "goals/list/*/status",
            .. Wrong("plans/*/name", "plans/*/costFromContingencyPence"),
            "review/plannedReviewDate", "review/responsibleName", "review/responsibleRole", "review/responsibleContact",
        ],
        [CopyKind.ClinicalRecord] =
        [
            .. Who("dateOfBirth", "nhsNumber", "accessNeedNow", "accessNotes", "communicationSupport", "adjustments/**", "language", "interpreterRequired", "whoILiveWith", "gpPractice", "gpName",
                "people/*/name", "people/*/relation", "people/*/types", "people/*/phone", "people/*/consultInEmergency",
                "professionals/*/name", "professionals/*/role", "professionals/*/phone", "professionals/*/keyWorker", "professionals/*/start", "professionals/*/end"),
            "about-me/mostImportant", "about-me/howICommunicate", "about-me/pleaseDoAndDoNot",
            "health-at-a-glance/**", "what-is-hard/list/*/what", "goals/list/*/what", "goals/list/*/status",
            "if-things-go-wrong/**", "looking-ahead/**", "legal-decisions/**", "recommendations/**",
            "review/plannedReviewDate", "review/responsibleName", "review/responsibleRole", "review/responsibleContact",
            "sharing/decision", "sharing/agreement", "sharing/agreementOn",
        ],
    };

    /// <summary>Copies on which a face helps: whoever pays, and whoever keeps a record, need none.</summary>
    private static readonly CopyKind[] WithPhoto =
        [CopyKind.FullPlan, CopyKind.LargePrint, CopyKind.EasyRead, CopyKind.AboutMe, CopyKind.EmergencySheet, CopyKind.AdvanceCarePlan];

    /// <summary>Whether a copy may carry a field, marked as given (an entry's own mark counts before its field's).</summary>
    public static bool MayCarry(CopyKind copy, SectionDefinition section, FieldDefinition field, Sensitivity mark) =>
        Marks[CopyList.Of(copy).Audience].Contains(mark)
        && (field.Kind == FieldKind.Items ? field.Items.Any(inner => IsAbout(copy, section, inner)) : IsAbout(copy, section, field));

    /// <summary>The plan with only what this copy may carry; number and birthday go where their fields may not.</summary>
    public static FrozenPlan Keep(CopyKind copy, FrozenPlan plan) => plan with
    {
        Answers = Withholding.Keep(plan.Answers, (section, field, mark) => MayCarry(copy, section, field, mark)),
        NhsNumber = MayCarry<Involved>(copy, "nhsNumber") ? plan.NhsNumber : null,
        BornOn = MayCarry<Involved>(copy, "dateOfBirth") ? plan.BornOn : null,
        Photo = WithPhoto.Contains(copy) ? plan.Photo : null,
        CarersSaid = About[copy] == Everything ? plan.CarersSaid : [],
    };

    /// <summary>What the data that go with a copy may hold.</summary>
    /// <param name="whole">The answers before anything is taken out: what the person asked for counts also where the copy does not say it.</param>
    /// <param name="facts">What was said since; of it, what this copy is about goes along, and what that takes the place of does not.</param>
    public static BundleCopy BundleOf(CopyKind copy, PlanAnswers whole, IReadOnlyList<LiveFact>? facts = null)
    {
        var said = CopyList.Of(copy).Of(facts ?? []);
        return new(CopyList.Of(copy).Slug, (section, field) => MayCarry(copy, section, field, field.Sensitivity) && !LiveFactTable.IsReplaced(said, section, field))
        {
            Facts = said,
            PrintsAgreement = CopyList.Of(copy).PrintsAgreement,
            MayFlagNeeds = whole.Get<Involved>().FlagOnRecord != false,
        };
    }

    /// <summary>The sections that a copy is about, or whose words it repeats, which somebody must be allowed to see before they may have it.</summary>
    public static IReadOnlyList<string> SectionsOf(CopyKind copy) =>
        [.. About[copy].Select(place => place.Split('/')[0]).Concat(from section in PlanSections.All from field in section.AllFields where field.AlsoIn is not null && IsAbout(copy, section, field) select field.AlsoIn).Distinct()];

    /// <summary>The marks that somebody must be allowed to see before they may have the copy.</summary>
    public static IReadOnlyList<Sensitivity> MarksOf(CopyKind copy) => Marks[CopyList.Of(copy).Audience];

    /// <summary>Every place named in the table, for the test that finds names which are none any more.</summary>
    internal static IEnumerable<(CopyKind Copy, string Place)> Named => from line in About from place in line.Value select (line.Key, place);

    private static bool MayCarry<T>(CopyKind copy, string field) where T : PlanSection =>
        MayCarry(copy, PlanSections.Of<T>(), PlanSections.Of<T>().Fields.First(f => f.Name == field), Sensitivity.Open);

    private static bool IsAbout(CopyKind copy, SectionDefinition section, FieldDefinition field) => About[copy].Any(place => Covers(place, $"{section.Slug}/{field.Pattern}"));

    internal static bool Covers(string place, string field) =>
        place.EndsWith("/**", StringComparison.Ordinal) ? field.StartsWith(place[..^2], StringComparison.Ordinal) : place == field;

    private static IEnumerable<string> Who(params string[] fields) => fields.Select(f => "who-is-involved/" + f);

    private static IEnumerable<string> Wrong(params string[] fields) => fields.Select(f => "if-things-go-wrong/" + f);

    private static IEnumerable<string> Ahead(params string[] fields) => fields.Select(f => "looking-ahead/" + f);
}

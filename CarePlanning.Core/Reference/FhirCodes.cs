using CarePlanning.Core.Plans.Sections;

namespace CarePlanning.Core.Reference;

/// <summary>One code of a published list, as it travels.</summary>
public sealed record TravelCode(string System, string Code, string Display);

/// <summary>The codes and systems that a plan carries as data, from fhir-codes.json with their sources; what has no code here travels as words.</summary>
public sealed record FhirCodes(
    string Source,
    DateOnly Date,
    string Snomed,
    string NhsNumber,
    string OdsCode,
    TravelCode PlanType,
    IReadOnlyDictionary<string, TravelCode> DocumentTypes,
    TravelCode PlanCategory,
    TravelCode ContingencyPlan,
    TravelCode PreferredPlaceOfDeath,
    TravelCode AboutMe,
    IReadOnlyDictionary<string, TravelCode> AboutMeHeadings,
    IReadOnlyDictionary<GoalStatus, TravelCode> GoalAchievement,
    TravelCode ConsentScope,
    TravelCode ConsentCategory,
    TravelCode ConsentSignature,
    TravelCode AdvanceDirectiveScope,
    TravelCode AdvanceDirectiveCategory)
{
    /// <summary>The codes of this release.</summary>
    public static FhirCodes Current { get; } = ReferenceFile.Read<FhirCodes>("fhir-codes");
}

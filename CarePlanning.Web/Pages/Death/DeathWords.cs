using CarePlanning.Core.Plans;
using CarePlanning.Core.Plans.Sections;

namespace CarePlanning.Web.Pages.Death;

/// <summary>Places of dying in the words of the plan.</summary>
internal static class DeathWords
{
    private static SectionWords Words => PlanSections.Of<LookingAhead>().Words;

    public static string Place(PlaceOfCare place) => Words.Option(typeof(PlaceOfCare), place.ToString());

    /// <summary>What somebody wished: the kind of place and its name.</summary>
    public static string Wished(WishedPlaceOfDeath wished) =>
        string.Join(", ", new[] { wished.Type is { } type ? Words.Option(typeof(PlaceOfDeath), type.ToString()) : null, wished.Name?.TrimEnd('.') }.Where(p => !string.IsNullOrWhiteSpace(p)));
}

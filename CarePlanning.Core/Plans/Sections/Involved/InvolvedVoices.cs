using CarePlanning.Core.Access;
using CarePlanning.Core.People;

namespace CarePlanning.Core.Plans.Sections;

/// <summary>The people of a plan as voices.</summary>
internal static class InvolvedVoices
{
    public static IEnumerable<Voice> VoicesOfPeople(this Involved involved, PlanCircle circle) => [];
}

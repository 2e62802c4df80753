using CarePlanning.Core.Access;
using CarePlanning.Core.People;
using CarePlanning.Core.Plans;
using CarePlanning.Tests.Given;

namespace CarePlanning.Tests.Components;

/// <summary>A plan as a nurse on it sees it, without a server.</summary>
internal static class AView
{
    private static readonly Guid Nia = Guid.NewGuid();

    public static Member Me { get; } = new("nia", Nia, Relation.Professional, "Nia Rees", "Nia", "Nurse");

    public static PlanView Of(PlanAnswers answers)
    {
        var circle = new PlanCircle(Guid.NewGuid(), Guid.NewGuid(), [Me]);
        return new PlanView(new PlanCard(circle.PlanId, "ABC234", Pathway.JointFunded, PlanStatus.InPlanning, "Joyce Ashworth", null, null, null, DateTime.UnixEpoch),
            circle, Me, answers, [new Voice(Voices.Person, "Joyce Ashworth", "Joyce", Relation.Person), new Voice("nia", "Nia Rees", "Nia", Relation.Professional)],
            new RuleInput(answers, Pathway.JointFunded, ARule.Today, true))
        { Reader = new Actor(Nia, "Nia", AccountRole.Professional, circle.OrganisationId) };
    }
}

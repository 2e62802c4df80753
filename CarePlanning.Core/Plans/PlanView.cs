using CarePlanning.Core.Access;
using CarePlanning.Core.People;

namespace CarePlanning.Core.Plans;

/// <summary>What a list shows of a plan.</summary>
public sealed record PlanCard(Guid Id, string Number, Pathway Pathway, PlanStatus Status, string PersonName, DateOnly? BornOn,
    string? NhsNumber, string? AccessNeed, DateTime ChangedAtUtc);

/// <summary>One plan as one reader may see it.</summary>
/// <param name="Answers">What this reader may see; the rest is not in it.</param>
/// <param name="Voices">Everybody whose words can be written down, the person first.</param>
public sealed record PlanView(PlanCard Card, PlanCircle Circle, Member Me, PlanAnswers Answers, IReadOnlyList<Voice> Voices, RuleInput Input)
{
    public IReadOnlyList<PlanTask> Tasks => TaskList.Of(Input);
}

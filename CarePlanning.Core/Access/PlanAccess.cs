using CarePlanning.Core.People;
using CarePlanning.Core.Plans;

namespace CarePlanning.Core.Access;

/// <summary>What somebody may want to do with a plan.</summary>
public enum PlanAction
{
    Open, Edit, SeeHistory, Freeze, LeadSigning, Sign, Download, StartNewVersion, Withdraw, Upload, TakePack,
}

/// <summary>What access is decided from: the plan's organisation and who is on it.</summary>
public sealed record PlanCircle(Guid PlanId, Guid OrganisationId, IReadOnlyList<Member> Members)
{
    public Member? MemberFor(Actor actor) => Members.FirstOrDefault(m => m.UserId == actor.UserId);
}

/// <summary>Who may do what with a plan: one pure function that every service asks (nobody sees a plan because of a role alone).</summary>
public static class PlanAccess
{
    private static readonly Dictionary<Relation, PlanAction[]> Rights = new()
    {
        [Relation.Person] = [PlanAction.Open, PlanAction.Edit, PlanAction.SeeHistory, PlanAction.Sign, PlanAction.Download, PlanAction.Upload],
        [Relation.Carer] = [PlanAction.Open, PlanAction.Edit, PlanAction.SeeHistory, PlanAction.Sign, PlanAction.Download, PlanAction.Upload],
        [Relation.Representative] = [PlanAction.Open, PlanAction.Edit, PlanAction.SeeHistory, PlanAction.Sign, PlanAction.Download, PlanAction.Upload],
        [Relation.Professional] = Enum.GetValues<PlanAction>(),
        [Relation.Approver] = [PlanAction.Open, PlanAction.Download],
    };

    /// <summary>True when this person may do this with this plan, and with this section of it where one is named.</summary>
    public static bool May(Actor actor, PlanAction action, PlanCircle plan, string? slug = null) =>
        plan.MemberFor(actor) is { } member
        && Rights[member.Relation].Contains(action)
        && (slug is null || PlanSections.Find(slug) is not null);

    /// <summary>True when this person may see a field with this mark on the screen.</summary>
    public static bool MaySee(Actor actor, Sensitivity sensitivity, PlanCircle plan) => (sensitivity, plan.MemberFor(actor)?.Relation) switch
    {
        (_, null) => false,
        (Sensitivity.Open or Sensitivity.Money, _) => true,
        (Sensitivity.ClinicianOnly, Relation.Professional) => true,
        (Sensitivity.HomeAccess, not Relation.Approver) => true,
        (Sensitivity.Private, Relation.Person or Relation.Professional) => true,
        _ => false,
    };

    /// <summary>True when this person's hand may write an answer with this mark.</summary>
    public static bool MayWrite(Actor actor, Hand hand, PlanCircle plan) => (hand, plan.MemberFor(actor)) switch
    {
        (_, null) or (Hand.Step, _) => false,
        (Hand.Anyone, _) => true,
        (Hand.PersonOrProfessional, { Relation: Relation.Person or Relation.Professional }) => true,
        (Hand.Professional, { Relation: Relation.Professional }) => true,
        (Hand.Clinician, { Relation: Relation.Professional } member) => !string.IsNullOrWhiteSpace(member.Registration),
        _ => false,
    };
}

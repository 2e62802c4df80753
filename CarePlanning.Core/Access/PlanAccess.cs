using CarePlanning.Core.People;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Plans.Sections;

namespace CarePlanning.Core.Access;

/// <summary>What somebody may want to do with a plan.</summary>
public enum PlanAction
{
    Open, Edit, SeeHistory, Freeze, LeadSigning, Sign, Download, StartNewVersion, Withdraw, Upload, TakePack, HandOver, AdmitDevice, TakeEverything,
    /// <summary>See who looked at the plan.</summary>
    SeeLooks,
    /// <summary>Write down that the person has died.</summary>
    RecordDeath,
    /// <summary>Read all of it at once, with the money: frozen versions and the draft.</summary>
    ReadWhole,
    /// <summary>Open the files beside the plan, such as a signed decision that was scanned.</summary>
    OpenFiles,
    /// <summary>Invite the family, change what they may see, and end it.</summary>
    Invite,
    /// <summary>Share a copy by a link.</summary>
    ShareCopy,
    /// <summary>Tell the named lead of a worry.</summary>
    SpeakUp,
    /// <summary>Have the plan kept as it is and nothing of it given out, until that is settled.</summary>
    Restrict,
    /// <summary>Say that it may be given out again; besides them the named lead does.</summary>
    LiftRestriction,
}

/// <summary>What access is decided from: the plan's organisation and who is on it.</summary>
public sealed record PlanCircle(Guid PlanId, Guid OrganisationId, IReadOnlyList<Member> Members)
{
    /// <summary>The person's full name and what they are called, for a plan whose person has no account.</summary>
    public string PersonName { get; init; } = "";

    /// <summary>True while nothing of the plan is given out.</summary>
    public bool IsRestricted { get; init; }

    /// <summary>True when the person has died: nobody is here as them any more.</summary>
    public bool PersonHasDied { get; init; }

    /// <summary>Who was on it as a professional and is none of its organisation's any more: they see nothing of it, and decide nothing about it either.</summary>
    public IReadOnlyCollection<Guid> Formerly { get; init; } = [];

    /// <summary>As whom somebody is here; null when they are not, or not in this session.</summary>
    public Member? MemberFor(Actor actor)
    {
        if (actor.OnlyPlan is { } only && only != PlanId) return null;
        var member = Members.FirstOrDefault(m => m.UserId == actor.UserId);
        // Whoever holds the person's telephone, or a laptop that was theirs to use, is not the person.
        if (PersonHasDied && (actor.HandedOver || member?.Relation == Relation.Person)) return null;
        if (!actor.HandedOver) return member ?? (actor.BrokeInto == PlanId ? new Member($"emergency-{actor.UserId:N}", actor.UserId, Relation.Emergency, actor.Name, actor.Name, null) : null);
        // Only the laptop of a professional on this plan is handed over, and it is the person who holds it.
        return actor.OnlyPlan == PlanId && member?.Relation == Relation.Professional ? Person : null;
    }

    /// <summary>The person's place on the plan, also where they have no account.</summary>
    internal Member Person => Members.FirstOrDefault(m => m.Relation == Relation.Person)
        ?? new Member(Voices.Person, Guid.Empty, Relation.Person, PersonName, PersonName.Split(' ', 2)[0], null);
}

/// <summary>Who may do what with a plan: one pure function that every service asks (nobody sees a plan because of a role alone).</summary>
public static class PlanAccess
{
    private static readonly Dictionary<Relation, PlanAction[]> Rights = new()
    {
        [Relation.Person] = [PlanAction.Open, PlanAction.Edit, PlanAction.SeeHistory, PlanAction.Sign, PlanAction.Download, PlanAction.Upload, PlanAction.TakeEverything, PlanAction.ReadWhole, PlanAction.OpenFiles, PlanAction.Invite, PlanAction.ShareCopy, PlanAction.SpeakUp, PlanAction.SeeLooks, PlanAction.Restrict, PlanAction.LiftRestriction],
        [Relation.Carer] = [PlanAction.Open, PlanAction.Edit, PlanAction.SeeHistory, PlanAction.Sign, PlanAction.Download, PlanAction.Upload, PlanAction.ReadWhole, PlanAction.OpenFiles, PlanAction.SpeakUp],
        [Relation.Representative] = [PlanAction.Open, PlanAction.Edit, PlanAction.SeeHistory, PlanAction.Sign, PlanAction.Download, PlanAction.Upload, PlanAction.ReadWhole, PlanAction.OpenFiles, PlanAction.ShareCopy, PlanAction.SpeakUp, PlanAction.Restrict, PlanAction.LiftRestriction],
        // What a restriction is about may be what a professional wrote or shared: they do not end it.
        [Relation.Professional] = [.. Enum.GetValues<PlanAction>().Except([PlanAction.LiftRestriction])],
        [Relation.Emergency] = [PlanAction.Open, PlanAction.Download, PlanAction.OpenFiles, PlanAction.SpeakUp],
    };

    /// <summary>What somebody may still do who sees some sections only: nothing that is about the whole plan.</summary>
    private static readonly PlanAction[] OfParts = [PlanAction.Open, PlanAction.Edit, PlanAction.Download, PlanAction.SpeakUp];

    /// <summary>True when this person may do this with this plan, and with this section of it where one is named.</summary>
    public static bool May(Actor actor, PlanAction action, PlanCircle plan, string? slug = null) =>
        plan.MemberFor(actor) is { } member
        && Rights[member.Relation].Contains(action)
        // Whose laptop it is could say the one with the person's hand, and keeps on it the files among which the other would choose.
        && !(actor.HandedOver && action is (PlanAction.LiftRestriction or PlanAction.Upload))
        && (member.Sees is null || OfParts.Contains(action))
        && (slug is null ? action != PlanAction.Edit || member.Writes is not { Count: 0 } : PlanSections.Find(slug) is not null && Reaches(member, action, slug));

    private static bool Reaches(Member member, PlanAction action, string slug) =>
        member.Sees?.Contains(slug) != false && (action != PlanAction.Edit || member.Writes?.Contains(slug) != false);

    /// <summary>True when this person may take files of the plan out of the portal: while it is restricted only the person may, for whom it is their own, and not onto a laptop that is somebody else's.</summary>
    public static bool MayTakeOut(Actor actor, PlanCircle plan) =>
        plan.MemberFor(actor) is { } member && (!plan.IsRestricted || (member.Relation == Relation.Person && !actor.HandedOver));

    /// <summary>True when this person may see this section of the plan.</summary>
    public static bool MaySee(Actor actor, string slug, PlanCircle plan) => May(actor, PlanAction.Open, plan, slug);

    /// <summary>True when this person may see a field with this mark on the screen; on a laptop that was handed over nothing private is shown, whoever sits beside.</summary>
    public static bool MaySee(Actor actor, Sensitivity sensitivity, PlanCircle plan) => (sensitivity, plan.MemberFor(actor)?.Relation) switch
    {
        (_, null) => false,
        (Sensitivity.Private, _) when actor.HandedOver => false,
        (Sensitivity.Money, Relation.Emergency) => false,
        (Sensitivity.Open or Sensitivity.Money or Sensitivity.HomeAccess, _) => true,
        (Sensitivity.ClinicianOnly, Relation.Professional or Relation.Emergency) => true,
        (Sensitivity.Private, Relation.Person or Relation.Professional) => true,
        _ => false,
    };

    /// <summary>True when this person may see the plan's money with its amounts: the budget, what was asked for and what came of it.</summary>
    public static bool MaySeeMoney(Actor actor, PlanCircle plan) => MaySee(actor, "money", plan) && MaySee(actor, Sensitivity.Money, plan);

    /// <summary>True when this person's hand may write an answer with this mark.</summary>
    public static bool MayWrite(Actor actor, Hand hand, PlanCircle plan) => (hand, plan.MemberFor(actor)) switch
    {
        (_, null) or (Hand.Step, _) => false,
        (Hand.Anyone, _) => true,
        (Hand.PersonOrProfessional, { Relation: Relation.Person or Relation.Professional }) => true,
        (Hand.Professional, { Relation: Relation.Professional }) => true,
        (Hand.Clinician, { Relation: Relation.Professional } member) => !string.IsNullOrWhiteSpace(member.Registration) && member.RegisteredWith.IsOfClinicians(),
        _ => false,
    };

    /// <summary>True when this person may see this field on the screen.</summary>
    public static bool MaySee(Actor actor, FieldDefinition field, PlanCircle plan) =>
        MaySee(actor, field.Section, plan) && MaySee(actor, field.Sensitivity, plan) && !(actor.HandedOver && field.IsOfAnother) && (field.AlsoIn is null || MaySee(actor, field.AlsoIn, plan));

    /// <summary>True when this field stands on the plan's pages for this person; a code for the door stands on a page of its own, where each look is written down.</summary>
    public static bool MayRead(Actor actor, FieldDefinition field, PlanCircle plan) => field.Sensitivity != Sensitivity.HomeAccess && MaySee(actor, field, plan);
}

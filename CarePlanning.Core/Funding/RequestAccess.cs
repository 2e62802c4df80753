using CarePlanning.Core.Access;
using CarePlanning.Core.People;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Reference;

namespace CarePlanning.Core.Funding;

/// <summary>What it is decided from what somebody is to a request.</summary>
/// <param name="Route">Where it went by its amount when it was asked; limits that change later move nothing.</param>
/// <param name="AskedById">Who asked for it.</param>
/// <param name="TookPart">Who gave a view or decided in an earlier round.</param>
public sealed record RequestFacts(Guid OrganisationId, RequestRoute Route, RequestState State, Guid AskedById, int Round, IReadOnlyCollection<Guid> TookPart);

/// <summary>Who is what to a request, and what they may do: pure functions that every service of requests asks.</summary>
public static class RequestAccess
{
    /// <summary>What somebody is to a request: on the plan they are who they are there, whatever seat they have.</summary>
    public static RequestRole RoleOf(Actor actor, PlanCircle circle, IReadOnlyCollection<Seat> seats, RequestFacts facts)
    {
        if (PlanAccess.MaySee(actor, "money", circle) && circle.MemberFor(actor) is { } member)
            switch (member.Relation)
            {
                case Relation.Person or Relation.Representative: return RequestRole.Person;
                case Relation.Carer: return RequestRole.Carer;
                case Relation.Professional: return RequestRole.Planner;
            }
        if (actor.OnlyPlan is not null || actor.HandedOver || actor.OrganisationId != facts.OrganisationId) return RequestRole.Stranger;
        return SeatsFor(facts).FirstOrDefault(s => seats.Contains(s.Seat)) is { Role: not RequestRole.Stranger } found ? found.Role
            : seats.Contains(Seat.ProgrammeLead) ? RequestRole.ProgrammeLead : RequestRole.Stranger;
    }

    /// <summary>Why somebody decides nothing here although they have a seat: they are or were on the plan, they asked, or they took part before.</summary>
    public static RequestRefusal Barred(Actor actor, PlanCircle circle, IReadOnlyCollection<Seat> seats, RequestFacts facts) =>
        seats.Count == 0 ? RequestRefusal.None
        : circle.MemberFor(actor) is not null || circle.Formerly.Contains(actor.UserId) || facts.AskedById == actor.UserId ? RequestRefusal.OwnRequest
        : facts.Round > 1 && facts.TookPart.Contains(actor.UserId) ? RequestRefusal.TookPartBefore : RequestRefusal.None;

    /// <summary>
    /// Whether it may be done, with what stands beside the table: nobody decides their own, the fast track is neither stopped nor declined,
    /// and while nothing of the plan is given out nothing goes to or fro between it and those who decide.
    /// </summary>
    public static RequestRefusal Check(RequestAction action, RequestRoute route, RequestState state, int round, RequestRole role, RequestRefusal barred, bool isRestricted = false) =>
        role == RequestRole.Stranger ? RequestRefusal.NotFound
        : isRestricted && action is not (RequestAction.See or RequestAction.StartCare or RequestAction.Withdraw) ? RequestRefusal.Restricted
        : action is RequestAction.View or RequestAction.Decide or RequestAction.Question && barred != RequestRefusal.None ? barred
        : action == RequestAction.View && route != RequestRoute.Panel ? RequestRefusal.NotYours
        : RequestTable.Check(action, state, round, role) is not RequestRefusal.None and var no ? no
        : action == RequestAction.Question && route == RequestRoute.FastTrack ? RequestRefusal.FastTrackGoesOn : RequestRefusal.None;

    /// <summary>True when somebody on the plan may ask for money from it.</summary>
    public static bool MayAsk(Actor actor, PlanCircle circle) =>
        circle.MemberFor(actor) is { Relation: Relation.Person or Relation.Representative or Relation.Professional } && PlanAccess.May(actor, PlanAction.Edit, circle, "money");

    /// <summary>True when somebody of the staff has a place where requests are decided or looked after.</summary>
    public static bool MayOpenQueue(Actor actor, IReadOnlyCollection<Seat> seats) => actor.OnlyPlan is null && !actor.HandedOver && seats.Count > 0;

    /// <summary>True when somebody says who sits where: the programme lead, and whom the organisation's own sign-in calls a lead, so that there is a first one.</summary>
    public static bool MaySeat(Actor actor, IReadOnlyCollection<Seat> seats) => MayLead(actor, seats) || (actor is { OnlyPlan: null, HandedOver: false, Role: AccountRole.Lead });

    /// <summary>True when somebody may set what the figures are held against.</summary>
    public static bool MayLead(Actor actor, IReadOnlyCollection<Seat> seats) => MayOpenQueue(actor, seats) && seats.Contains(Seat.ProgrammeLead);

    /// <summary>The seats that decide a request, in the order in which they count for somebody who has several.</summary>
    private static IEnumerable<(Seat Seat, RequestRole Role)> SeatsFor(RequestFacts facts)
    {
        if (facts.Route is RequestRoute.FastTrack or RequestRoute.TeamLead) yield return (Seat.TeamLead, RequestRole.TeamLead);
        if (facts.Route is RequestRoute.FastTrack or RequestRoute.Panel || facts.Round > 1) yield return (Seat.Chair, RequestRole.Chair);
        if (facts.Route == RequestRoute.Panel) yield return (Seat.PanelMember, RequestRole.PanelMember);
        yield return (Seat.ProgrammeLead, RequestRole.ProgrammeLead);
    }
}

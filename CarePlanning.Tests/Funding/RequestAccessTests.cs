using CarePlanning.Core.Access;
using CarePlanning.Core.Funding;
using CarePlanning.Core.People;
using CarePlanning.Core.Plans;

namespace CarePlanning.Tests.Funding;

/// <summary>Who is what to a request, for every relation, seat, route and round.</summary>
public sealed class RequestAccessTests
{
    private static readonly Guid Here = Guid.NewGuid();
    private static readonly Actor Somebody = new(Guid.NewGuid(), "Lee", AccountRole.Approver, Here);

    private static PlanCircle Circle(Relation? relation = null) => new(Guid.NewGuid(), Here, relation is { } r ? [new Member("m", Somebody.UserId, r, "Lee", "Lee", null)] : []);

    private static RequestFacts Facts(RequestRoute route, int round = 1, params Guid[] tookPart) =>
        new(Here, route, round > 1 ? RequestState.Again : RequestState.Waiting, Guid.NewGuid(), round, tookPart);

    [Theory]
    [InlineData(Relation.Person, RequestRole.Person), InlineData(Relation.Representative, RequestRole.Person), InlineData(Relation.Carer, RequestRole.Carer), InlineData(Relation.Professional, RequestRole.Planner)]
    public void On_the_plan_somebody_is_who_they_are_there_whatever_seat_they_have(Relation relation, RequestRole role)
    {
        foreach (var route in Enum.GetValues<RequestRoute>())
            foreach (var seat in Enum.GetValues<Seat>())
            {
                Assert.Equal(role, RequestAccess.RoleOf(Somebody, Circle(relation), [seat], Facts(route)));
                Assert.Equal(RequestRefusal.OwnRequest, RequestAccess.Barred(Somebody, Circle(relation), [seat], Facts(route)));
            }
    }

    // route, round, then what each seat is there: team lead, panel member, chair, programme lead
    [Theory]
    [InlineData(RequestRoute.TeamLead, 1, RequestRole.TeamLead, RequestRole.Stranger, RequestRole.Stranger, RequestRole.ProgrammeLead)]
    [InlineData(RequestRoute.Panel, 1, RequestRole.Stranger, RequestRole.PanelMember, RequestRole.Chair, RequestRole.ProgrammeLead)]
    [InlineData(RequestRoute.FastTrack, 1, RequestRole.TeamLead, RequestRole.Stranger, RequestRole.Chair, RequestRole.ProgrammeLead)]
    [InlineData(RequestRoute.TeamLead, 2, RequestRole.TeamLead, RequestRole.Stranger, RequestRole.Chair, RequestRole.ProgrammeLead)]
    [InlineData(RequestRoute.Panel, 2, RequestRole.Stranger, RequestRole.PanelMember, RequestRole.Chair, RequestRole.ProgrammeLead)]
    [InlineData(RequestRoute.FastTrack, 2, RequestRole.TeamLead, RequestRole.Stranger, RequestRole.Chair, RequestRole.ProgrammeLead)]
    public void A_seat_reaches_the_requests_it_decides_and_no_others(RequestRoute route, int round, params RequestRole[] expected)
    {
        Assert.Equal(expected, Enum.GetValues<Seat>().Select(s => RequestAccess.RoleOf(Somebody, Circle(), [s], Facts(route, round))));
        Assert.Equal(RequestRole.Stranger, RequestAccess.RoleOf(Somebody, Circle(), [], Facts(route, round)));
        // Not in another organisation, not on a laptop that was handed over, not in a session for one plan.
        foreach (var actor in new[] { Somebody with { OrganisationId = Guid.NewGuid() }, Somebody with { HandedOver = true }, Somebody with { OnlyPlan = Guid.NewGuid() } })
            Assert.Equal(RequestRole.Stranger, RequestAccess.RoleOf(actor, Circle(), Enum.GetValues<Seat>(), Facts(route, round)));
    }

    [Theory, InlineData(50_000, RequestRoute.TeamLead), InlineData(50_001, RequestRoute.Panel)]
    public void The_amount_decides_where_a_one_off_goes(long pence, RequestRoute route)
    {
        var limits = Core.Funding.FundingLimits.Current;
        Assert.Equal(route, limits.RouteOf(false, RequestKind.OneOff, pence));
        Assert.Equal(RequestRoute.Panel, limits.RouteOf(false, RequestKind.Ongoing, pence));
        Assert.Equal(RequestRoute.FastTrack, limits.RouteOf(true, RequestKind.Ongoing, pence));
    }

    [Fact]
    public void Who_took_part_before_is_barred_and_only_then()
    {
        Seat[] chair = [Seat.Chair];
        Assert.Equal(RequestRefusal.TookPartBefore, RequestAccess.Barred(Somebody, Circle(), chair, Facts(RequestRoute.Panel, 2, Somebody.UserId)));
        Assert.Equal(RequestRefusal.None, RequestAccess.Barred(Somebody, Circle(), chair, Facts(RequestRoute.Panel, 2, Guid.NewGuid())));
        Assert.Equal(RequestRefusal.OwnRequest, RequestAccess.Barred(Somebody, Circle(), chair, Facts(RequestRoute.Panel) with { AskedById = Somebody.UserId }));
        // Barred from deciding, they still see it and may speak.
        Assert.Equal(RequestRefusal.None, RequestAccess.Check(RequestAction.Talk, RequestRoute.Panel, RequestState.Again, 2, RequestRole.Chair, RequestRefusal.TookPartBefore));
    }

    [Theory]
    [InlineData(Relation.Person, true, false), InlineData(Relation.Representative, true, false), InlineData(Relation.Professional, true, true), InlineData(Relation.Carer, false, false)]
    public void Bank_details_are_for_the_person_and_the_professional(Relation relation, bool sees, bool writes)
    {
        Assert.Equal((sees, writes, sees), (DirectPaymentAccess.MaySee(Somebody, Circle(relation)), DirectPaymentAccess.MayWrite(Somebody, Circle(relation)), DirectPaymentAccess.MayWithdraw(Somebody, Circle(relation))));
        Assert.False(DirectPaymentAccess.MaySee(Somebody, Circle()));
    }
}

using CarePlanning.Core.Access;
using CarePlanning.Core.People;
using CarePlanning.Core.Plans;

namespace CarePlanning.Tests.Access;

public sealed class PlanAccessTests
{
    private static readonly Guid Here = Guid.NewGuid();

    private static readonly Dictionary<Relation, PlanAction[]> Expected = new()
    {
        [Relation.Person] = [PlanAction.Open, PlanAction.Edit, PlanAction.SeeHistory, PlanAction.Sign, PlanAction.Download, PlanAction.Upload, PlanAction.TakeEverything, PlanAction.ReadWhole, PlanAction.OpenFiles, PlanAction.Invite, PlanAction.ShareCopy, PlanAction.SpeakUp, PlanAction.SeeLooks, PlanAction.Restrict, PlanAction.LiftRestriction],
        [Relation.Carer] = [PlanAction.Open, PlanAction.Edit, PlanAction.SeeHistory, PlanAction.Sign, PlanAction.Download, PlanAction.Upload, PlanAction.ReadWhole, PlanAction.OpenFiles, PlanAction.SpeakUp],
        [Relation.Representative] = [PlanAction.Open, PlanAction.Edit, PlanAction.SeeHistory, PlanAction.Sign, PlanAction.Download, PlanAction.Upload, PlanAction.ReadWhole, PlanAction.OpenFiles, PlanAction.ShareCopy, PlanAction.SpeakUp, PlanAction.Restrict, PlanAction.LiftRestriction],
        [Relation.Professional] = [.. Enum.GetValues<PlanAction>().Where(a => a != PlanAction.LiftRestriction)],
        [Relation.Emergency] = [PlanAction.Open, PlanAction.Download, PlanAction.OpenFiles, PlanAction.SpeakUp],
    };

    public static TheoryData<Relation, PlanAction> Everything => new(
        from relation in Enum.GetValues<Relation>() from action in Enum.GetValues<PlanAction>() select (relation, action));

    [Theory, MemberData(nameof(Everything))]
    public void Each_relation_may_do_what_the_table_says_and_nothing_else(Relation relation, PlanAction action)
    {
        var (actor, circle) = Somebody(relation);
        Assert.Equal(Expected[relation].Contains(action), PlanAccess.May(actor, action, circle));
    }

    [Theory, MemberData(nameof(Everything))]
    public void Nobody_may_do_anything_with_a_plan_because_of_a_role_alone(Relation relation, PlanAction action)
    {
        var (_, circle) = Somebody(relation);
        var stranger = new Actor(Guid.NewGuid(), "Lee", AccountRole.Professional, Here);
        Assert.False(PlanAccess.May(stranger, action, circle));
    }

    [Fact]
    public void A_section_that_is_not_in_the_table_of_contents_does_not_exist()
    {
        var (actor, circle) = Somebody(Relation.Professional);
        Assert.True(PlanAccess.May(actor, PlanAction.Edit, circle, "goals"));
        Assert.False(PlanAccess.May(actor, PlanAction.Edit, circle, "secrets"));
    }

    [Theory]
    [InlineData(Relation.Person, true, false, true, true)]
    [InlineData(Relation.Carer, true, false, false, true)]
    [InlineData(Relation.Representative, true, false, false, true)]
    [InlineData(Relation.Professional, true, true, true, true)]
    [InlineData(Relation.Emergency, false, true, false, true)]
    public void What_somebody_sees_follows_from_the_mark_of_the_field(Relation relation, bool money, bool clinical, bool between, bool home)
    {
        var (actor, circle) = Somebody(relation);
        Assert.True(PlanAccess.MaySee(actor, Sensitivity.Open, circle));
        Assert.Equal(money, PlanAccess.MaySee(actor, Sensitivity.Money, circle));
        Assert.Equal(clinical, PlanAccess.MaySee(actor, Sensitivity.ClinicianOnly, circle));
        Assert.Equal(between, PlanAccess.MaySee(actor, Sensitivity.Private, circle));
        Assert.Equal(home, PlanAccess.MaySee(actor, Sensitivity.HomeAccess, circle));
    }

    [Fact]
    public void A_stranger_sees_no_field_at_all()
    {
        var (_, circle) = Somebody(Relation.Person);
        var stranger = new Actor(Guid.NewGuid(), "Lee", AccountRole.Lead, Here);
        Assert.All(Enum.GetValues<Sensitivity>(), s => Assert.False(PlanAccess.MaySee(stranger, s, circle)));
    }

    public static TheoryData<PlanAction> Actions => [.. Enum.GetValues<PlanAction>()];

    [Theory, MemberData(nameof(Actions))]
    public void Who_sees_some_sections_only_does_nothing_that_is_about_the_whole_plan(PlanAction action)
    {
        var (actor, circle) = Somebody(Relation.Carer, new HashSet<string> { "goals", "risks" }, new HashSet<string> { "goals" });
        Assert.Equal(action is PlanAction.Open or PlanAction.Edit or PlanAction.Download or PlanAction.SpeakUp, PlanAccess.May(actor, action, circle));
        Assert.False(PlanAccess.May(actor, action, circle, "about-me"));
        Assert.Equal(action is PlanAction.Open or PlanAction.Edit or PlanAction.Download or PlanAction.SpeakUp, PlanAccess.May(actor, action, circle, "goals"));
        Assert.Equal(action is PlanAction.Open or PlanAction.Download or PlanAction.SpeakUp, PlanAccess.May(actor, action, circle, "risks"));
    }

    [Fact]
    public void Every_field_of_a_section_that_somebody_may_not_see_is_out_of_sight_and_no_other()
    {
        var (actor, circle) = Somebody(Relation.Carer, new HashSet<string> { "goals" });
        foreach (var section in PlanSections.All)
            Assert.All(section.AllFields, f => Assert.Equal(section.Slug == "goals" && PlanAccess.MaySee(actor, f.Sensitivity, circle), PlanAccess.MaySee(actor, f, circle)));
    }

    [Fact]
    public void Who_may_write_nowhere_edits_nothing()
    {
        var (actor, circle) = Somebody(Relation.Carer, null, new HashSet<string>());
        Assert.False(PlanAccess.May(actor, PlanAction.Edit, circle));
        Assert.False(PlanAccess.May(actor, PlanAction.Edit, circle, "goals"));
        Assert.True(PlanAccess.May(actor, PlanAction.Sign, circle));
    }

    [Fact]
    public void An_emergency_opens_one_plan_and_no_other()
    {
        var (_, circle) = Somebody(Relation.Person);
        var staff = new Actor(Guid.NewGuid(), "Lee", AccountRole.Professional, Here) { BrokeInto = circle.PlanId };
        Assert.True(PlanAccess.May(staff, PlanAction.Open, circle));
        Assert.False(PlanAccess.May(staff, PlanAction.Edit, circle));
        Assert.False(PlanAccess.May(staff with { BrokeInto = Guid.NewGuid() }, PlanAction.Open, circle));
        Assert.False(PlanAccess.May(staff with { HandedOver = true, OnlyPlan = circle.PlanId }, PlanAction.Open, circle));
    }

    [Theory, MemberData(nameof(Actions))]
    public void Nobody_is_on_a_plan_as_somebody_who_has_died(PlanAction action)
    {
        var (person, circle) = Somebody(Relation.Person);
        var (staff, theirs) = Somebody(Relation.Professional);
        var (carer, family) = Somebody(Relation.Carer);
        Assert.False(PlanAccess.May(person, action, circle with { PersonHasDied = true }));
        Assert.False(PlanAccess.May(staff with { HandedOver = true, OnlyPlan = theirs.PlanId }, action, theirs with { PersonHasDied = true }));
        Assert.Equal(PlanAccess.May(staff, action, theirs), PlanAccess.May(staff, action, theirs with { PersonHasDied = true }));
        Assert.Equal(PlanAccess.May(carer, action, family), PlanAccess.May(carer, action, family with { PersonHasDied = true }));
    }

    private static (Actor Actor, PlanCircle Circle) Somebody(Relation relation, IReadOnlySet<string>? sees = null, IReadOnlySet<string>? writes = null)
    {
        var id = Guid.NewGuid();
        return (new Actor(id, "Anne", AccountRole.Carer, Here),
            new PlanCircle(Guid.NewGuid(), Here, [new Member("m1", id, relation, "Anne Ashworth", "Anne", null) { Sees = sees, Writes = writes }]));
    }
}

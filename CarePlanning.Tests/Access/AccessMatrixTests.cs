using CarePlanning.Core.Access;
using CarePlanning.Core.People;
using CarePlanning.Core.Plans;
using CarePlanning.Tests.Architecture;

namespace CarePlanning.Tests.Access;

/// <summary>Who may do what with a plan, and who may see and write each field of it: every cell is written down by hand and held against the code.</summary>
public sealed class AccessMatrixTests
{
    private static readonly Guid Plan = Guid.NewGuid();
    private static readonly Guid Organisation = Guid.NewGuid();

    private sealed record Who(string Name, Actor Actor, PlanCircle Circle);

    [Fact]
    public void Each_relation_may_do_with_a_plan_what_is_written_down_and_nothing_else()
    {
        var all = Everybody();
        Sources.None(Matrix.Read("actions.txt").Against([.. all.Select(w => w.Name)],
            Enum.GetValues<PlanAction>().Select(action => (action.ToString(), (IReadOnlyList<string>)[.. all.Select(w => PlanAccess.May(w.Actor, action, w.Circle) ? "yes" : "-")]))),
            "Decide in Access/actions.txt who may:");
    }

    [Fact]
    public void Each_field_is_seen_and_written_by_whom_it_is_written_down_for_and_nobody_else()
    {
        var all = Everybody();
        Sources.None(Matrix.Read("fields.txt").Against([.. all.Select(w => w.Name)],
            from section in PlanSections.All
            from field in section.Fields.SelectMany(f => f.Items.Prepend(f))
            select ($"{section.Slug}/{field.Pattern}", (IReadOnlyList<string>)[.. all.Select(w => Cell(w, section.Slug, field))])),
            "Decide in Access/fields.txt who may (w sees and writes, r sees, - neither):");
    }

    [Fact]
    public void Nobody_sees_a_plan_because_of_their_role_alone()
    {
        foreach (var role in Enum.GetValues<AccountRole>())
        {
            var somebody = new Actor(Guid.NewGuid(), "Somebody", role, Organisation);
            foreach (var action in Enum.GetValues<PlanAction>()) Assert.False(PlanAccess.May(somebody, action, Everybody()[0].Circle), $"{role} {action}");
        }
    }

    private static string Cell(Who who, string section, FieldDefinition field) =>
        !PlanAccess.MaySee(who.Actor, field, who.Circle) ? "-"
        : PlanAccess.May(who.Actor, PlanAction.Edit, who.Circle, section) && PlanAccess.MayWrite(who.Actor, field.Hand, who.Circle) ? "w" : "r";

    /// <summary>Every relation there is, and the same people in other hands: a new relation needs a column.</summary>
    private static List<Who> Everybody()
    {
        var relations = Enum.GetValues<Relation>();
        var ids = relations.ToDictionary(r => r, _ => Guid.NewGuid());
        var (unregistered, some) = (Guid.NewGuid(), Guid.NewGuid());
        var circle = new PlanCircle(Plan, Organisation,
            [.. relations.Select(r => new Member(r.ToString(), ids[r], r, $"{r}", $"{r}", null, r == Relation.Professional ? "00A0000X" : null) { RegisteredWith = r == Relation.Professional ? Core.Plans.Sections.RegistrationBody.Nmc : null }), new Member("unregistered", unregistered, Relation.Professional, "U", "U", null),
                new Member("some", some, Relation.Carer, "S", "S", null) { Sees = new HashSet<string> { "about-me", "goals" }, Writes = new HashSet<string> { "goals" } }])
        { PersonName = "Joyce Ashworth" };
        Actor As(Guid id, AccountRole role = AccountRole.Person) => new(id, "Somebody", role, Organisation);
        return
        [
            .. relations.Select(r => new Who(r.ToString(), As(ids[r]), circle)),
            new("Unregistered", As(unregistered, AccountRole.Professional), circle),
            new("Handed", As(ids[Relation.Professional]) with { OnlyPlan = Plan, HandedOver = true }, circle),
            new("Joined", As(ids[Relation.Carer]) with { OnlyPlan = Plan, JoinedBy = Guid.NewGuid() }, circle),
            new("Some", As(some), circle),
            new("Elsewhere", As(ids[Relation.Professional]) with { OnlyPlan = Guid.NewGuid() }, circle),
            new("Stranger", As(Guid.NewGuid(), AccountRole.Professional), circle),
        ];
    }
}

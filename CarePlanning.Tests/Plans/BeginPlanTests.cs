using CarePlanning.Core.Plans;
using CarePlanning.Tests.Journeys;
using CarePlanning.Tests.Storage;

namespace CarePlanning.Tests.Plans;

/// <summary>A plan is begun once, however often its form arrives on a bad line.</summary>
public sealed class BeginPlanTests(DemoPortal demo)
{
    private static readonly NewPlan Maud = new("Maud", "Ellery", null, null, Pathway.NoBudget);

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Asked_for_again_the_same_plan_is_answered_and_another_name_or_somebody_else_begins_another(Database kind)
    {
        await using var house = await Household.OnAsync(kind);
        var (plans, op) = (house.The<PlanService>(), Guid.NewGuid());
        var both = await Task.WhenAll(plans.Begin(house.Nia, Maud with { Id = op }), plans.Begin(house.Nia, Maud with { Id = op }));
        Assert.Equal([op, op], both);
        Assert.Equal(op, await plans.Begin(house.Nia, Maud with { Id = op }));
        // A form gone back to in the browser has the id of before.
        var other = await plans.Begin(house.Nia, Maud with { Id = op, GivenNames = "Edith" });
        var son = await plans.Begin(house.Nia, Maud with { Id = op, NhsNumber = "9990000123" });
        var somebodys = await plans.Begin(house.Stranger, Maud with { Id = op });
        var empty = await plans.Begin(house.Nia, Maud with { Id = Guid.Empty });
        Assert.Equal(6, new[] { op, other, son, somebodys, empty, Guid.Empty }.Distinct().Count());
        Assert.DoesNotContain(await plans.Mine(house.Stranger), p => p.Id == op);
        Assert.Equal(new[] { op, other, son, empty, house.PlanId }.Order(), (await plans.Mine(house.Nia)).Select(p => p.Id).Order());
    }

    [Theory]
    [InlineData("/plans/new", "givenNames", "familyName", "")]
    [InlineData("/plans/new/talk", "given", "family", "/talk/1")]
    public async Task Either_form_sent_twice_leads_to_one_plan(string form, string given, string family, string to)
    {
        var house = await demo.MoveInAsync();
        using var nia = await Visitor.SignedInAsync(demo.Address, house.Nia.UserId);
        var op = (await nia.PageAsync(form)).QuerySelector("input[name=op]")!.GetAttribute("value")!;
        (string, string)[] typed = [("_handler", "begin"), ("op", op), (given, "Maud"), (family, "Ellery"), ("nhs", "999 000 0123"), ("pathway", nameof(Pathway.NoBudget))];
        foreach (var _ in new[] { 1, 2 })
        {
            using var answer = await nia.PostFormAsync(form, typed);
            Assert.EndsWith($"/plans/{op}{to}", answer.Headers.Location!.ToString(), StringComparison.Ordinal);
        }
        Assert.Equal(1, (await house.The<PlanService>().Mine(house.Nia)).Count(p => p.PersonName == "Maud Ellery"));
    }
}

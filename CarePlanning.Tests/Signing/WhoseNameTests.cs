using CarePlanning.Core.People;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Plans.Sections;
using CarePlanning.Tests.Storage;

namespace CarePlanning.Tests.Signing;

/// <summary>An entry among the people of a plan is nobody's way to sign, or to be quoted, as the person or as one of the staff.</summary>
public sealed class WhoseNameTests
{
    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Nobody_writes_an_entry_into_the_place_of_the_person_or_of_one_of_the_staff(Database kind)
    {
        await using var house = await Household.OnAsync(kind);
        var nia = (await house.SeenByAsync(house.Nia)).Me.Id;
        foreach (var place in new[] { nia, Voices.Person, Voices.Together })
            foreach (var who in new[] { house.Anne, house.Nia })
            {
                var outcome = await house.The<EditService>().Apply(who, house.PlanId, new Edit(Household.NewOpId(), "who-is-involved", $"people/{place}/name", "", "Anne Ashworth", null));
                Assert.Equal(EditRefusal.NoSuchPlace, Assert.IsType<EditOutcome.Refused>(outcome).Why);
            }
        await house.SaveAsync(house.Anne, "who-is-involved", $"people/{Household.AnnesEntry}/name", "Anne Mary Ashworth", "Anne Ashworth");
        await house.SaveAsync(house.Anne, "who-is-involved", "people/maureen/name", "Maureen Duffy");
    }

    [Fact]
    public async Task An_entry_that_is_there_all_the_same_is_no_voice_of_its_own()
    {
        await using var house = await Household.OnAsync(Database.Sqlite);
        var circle = (await house.SeenByAsync(house.Nia)).Circle;
        var nia = circle.Members.Single(m => m.Relation == Relation.Professional).Id;
        var involved = new Involved { People = [Carer(nia), Carer(Voices.Person), Carer("anne"), Carer("maureen")] };
        Assert.Equal(["anne", "maureen"], involved.VoicesOfPeople(circle).Select(v => v.Id));

        static InvolvedPerson Carer(string id) => new() { Id = id, Name = "Somebody", Types = [ContactType.Carer] };
    }
}

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

    /// <summary>Who was invited without being written down keeps their voice, whatever is written down later.</summary>
    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Nobody_takes_the_place_of_somebody_of_the_family_with_a_new_entry_and_none_is_made_to_speak_for_the_person_by_one(Database kind)
    {
        await using var table = await Family.FamilyTable.OnAsync(kind);
        var house = table.House;
        var (beth, _) = await table.BethIsInAsync(relation: Relation.Representative);
        var her = (await house.SeenByAsync(beth)).Me.Id;
        var outcome = await house.The<EditService>().Apply(house.Anne, house.PlanId, new Edit(Household.NewOpId(), "who-is-involved", $"people/{her}/name", "", "Nobody", null));
        Assert.Equal(EditRefusal.NoSuchPlace, Assert.IsType<EditOutcome.Refused>(outcome).Why);
        // A telephone that joins as somebody who is only written down is a carer's, also where it is written that they speak for the person.
        await house.SaveAsync(house.Anne, "who-is-involved", "people/mallory/name", "Mallory Fake");
        await house.SaveAsync(house.Anne, "who-is-involved", $"people/mallory/types/{nameof(ContactType.Attorney)}", "yes");
        var joins = house.The<Core.Collaboration.JoinService>();
        var (id, secret) = (await joins.Ask((await joins.MakeCode(house.Nia, house.PlanId))!, "mallory"))!.Value;
        Assert.True(await joins.Admit(house.Nia, house.PlanId, id));
        var phone = (await house.The<Core.Access.SessionService>().Enter(new Core.Access.SessionKey((await joins.Enter(id, secret))!.Value.UserId, JoinId: id), house.PlanId))!;
        Assert.Equal(Relation.Carer, phone.Circle.MemberFor(phone.Actor)!.Relation);
        Assert.Contains(PlanReadingService.VoicesOf(phone.Circle, phone.Plan!, (await house.SeenByAsync(house.Nia)).Answers.Get<Involved>()), v => v.Id == her && v.Relation == Relation.Representative);
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

using CarePlanning.Core.Documents;
using CarePlanning.Core.People;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Plans.Sections;
using CarePlanning.Core.Signing;

namespace CarePlanning.Tests.Documents;

/// <summary>What must never stand on paper.</summary>
public sealed class WithheldTests
{
    private static readonly DateOnly Today = new(2026, 11, 22);

    [Fact]
    public void Somebody_who_must_not_be_contacted_is_nowhere_in_the_document()
    {
        var answers = PlanAnswers.Empty();
        answers.Get<Involved>().People.Add(new() { Id = "a", Name = "Derek Pike", Relation = "cousin", Phone = "07700 900777", Comments = "Told nothing", ConsultInEmergency = true, Types = [ContactType.DoNotContact, ContactType.EmergencyContact] });
        var read = Whole(answers);
        foreach (var word in new[] { "Derek", "Pike", "cousin", "900777", "900\u00a0777", "Told nothing" }) Assert.DoesNotContain(word, read, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Neither_the_way_in_nor_a_code_is_printed_but_who_holds_the_key_is()
    {
        var answers = PlanAnswers.Empty();
        var contingency = answers.Get<Contingency>();
        (contingency.HowToGetIn, contingency.KeyHeldBy) = ("Key safe by the door, code 7391", "Maureen at number 12");
        answers.Get<Involved>().HomeAccess = "The alarm is 4471";
        var read = Whole(answers);
        Assert.Contains("held by Maureen at number 12", Emergency(answers), StringComparison.Ordinal);
        foreach (var word in new[] { "7391", "4471", "Key safe", "alarm" }) Assert.DoesNotContain(word, read, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void A_worry_told_in_private_and_what_must_not_be_shared_are_not_printed()
    {
        var answers = PlanAnswers.Empty();
        answers.Get<Involved>().ConcernRaised = "She is afraid of him";
        answers.Get<Sharing>().NotToBeShared = new() { Words = "Nothing to my brother" };
        answers.Get<Risks>().List.Add(new() { Id = "a", Description = "Somebody takes her money", Type = RiskType.Safeguarding });
        var read = Whole(answers);
        foreach (var word in new[] { "afraid", "brother", "takes her money" }) Assert.DoesNotContain(word, read, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void What_is_not_written_down_is_said_to_be_so_on_the_emergency_page()
    {
        var read = Emergency(PlanAnswers.Empty());
        foreach (var line in new[] { "Allergies\nnot written down", "Must not stop suddenly\nnot written down", "Devices and oxygen\nnot written down", "Infection\nnot written down", "Day and night: not written down", "Key: not written down" })
            Assert.Contains(line, read, StringComparison.Ordinal);
    }

    [Fact]
    public void No_known_allergies_is_said_with_where_that_comes_from()
    {
        var answers = PlanAnswers.Empty();
        var health = answers.Get<Health>();
        (health.AllergiesKnown, health.NoneKnownSource, health.NoneKnownAsOf) = (AllergyAnswer.NoneKnown, "GP summary", PartialDate.From(Today));
        Assert.Contains("None known (GP summary, 22 November 2026)", Emergency(answers), StringComparison.Ordinal);
    }

    [Fact]
    public void An_allergy_that_contradicts_none_known_stays_in_sight()
    {
        var answers = PlanAnswers.Empty();
        answers.Get<Health>().AllergiesKnown = AllergyAnswer.NoneKnown;
        answers.Get<Health>().Allergies.Add(new() { Id = "a", What = "Latex" });
        Assert.Contains("Latex", Emergency(answers), StringComparison.Ordinal);
    }

    [Fact]
    public void Carers_are_rung_first_and_a_missing_number_is_said()
    {
        var answers = PlanAnswers.Empty();
        answers.Get<Involved>().People.AddRange(
        [
            new() { Id = "a", Name = "Peter", Types = [ContactType.EmergencyContact] },
            new() { Id = "b", Name = "Anne", Phone = "07700 900341", Types = [ContactType.Carer] },
            new() { Id = "c", Name = "Toby", Phone = "07700 900001" },
        ]);
        var read = Emergency(answers);
        Assert.True(read.IndexOf("Anne: 07700\u00a0900341", StringComparison.Ordinal) is >= 0 and var anne && anne < read.IndexOf("Peter: not written down", StringComparison.Ordinal), read);
        Assert.DoesNotContain("Toby", read, StringComparison.Ordinal);
    }

    private static FrozenPlan Plan(PlanAnswers answers) => new("ABC234", 1, Pathway.JointFunded, "A team", "Joyce Ashworth", new DateOnly(1948, 5, 4), "9990000018",
        new DateTime(2026, 11, 22, 12, 0, 0, DateTimeKind.Utc), [new(Voices.Person, "Joyce Ashworth", "Joyce", Relation.Person)], FrozenPlan.Split(answers).Signed);

    private static string Emergency(PlanAnswers answers) => Reading.Of(EmergencyPage.Compose(Plan(answers)));

    private static string Whole(PlanAnswers answers) => Reading.Of(PlanDocument.Compose(Plan(answers), null, Today).Blocks);
}

using CarePlanning.Core.Ahead;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Plans.Sections;
using CarePlanning.Core.Reference;

namespace CarePlanning.Tests.Ahead;

/// <summary>What a death leaves to be settled is worked out from the plan, and where somebody died is held against what they wished.</summary>
public sealed class AfterDeathTests
{
    private static PlanAnswers With<T>(T section, PlanAnswers? on = null) where T : PlanSection => (on ?? PlanAnswers.Empty()).With(PlanSections.Of<T>().Slug, section);

    private static PlanAnswers APlan() => With(new Money { Lines = [new() { Id = "pa", Description = "Evenings", Category = BudgetCategory.PersonalAssistant }] },
        With(new Involved { GpPractice = "Mill Pool Surgery", Professionals = [new() { Id = "nurse", Name = "Nia Rees", Role = "nurse", Phone = "01632 960400" }, new() { Id = "gone", Name = "Al Gone", End = PartialDate.From(new DateOnly(2025, 1, 1)) }] }));

    [Fact]
    public void DP_16_allows_a_death_only_with_a_last_account_for_whoever_settles_the_estate()
    {
        var keys = AfterDeath.ToSettle(APlan(), Pathway.AdultContinuingCare).Select(t => t.Key).ToList();
        Assert.Equal(["money/stop", "money/account", "money/people", "tell/gp", "tell/nurse", "tell/clinics"], keys);
    }

    [Fact]
    public void Where_there_is_no_budget_nothing_is_asked_about_money() =>
        Assert.DoesNotContain(AfterDeath.ToSettle(APlan(), Pathway.NoBudget), t => t.Key.StartsWith("money/", StringComparison.Ordinal));

    [Fact]
    public void Machines_and_medicines_in_the_home_are_thought_of() =>
        Assert.Equal([SettlingKind.Equipment, SettlingKind.Medicines], AfterDeath.ToSettle(With(new Health { Devices = [new() { Id = "d", What = "Bed" }], Medicines = [new() { Id = "m", What = "Baclofen" }] }), Pathway.NoBudget)
            .Select(t => t.Kind).Where(k => k is SettlingKind.Equipment or SettlingKind.Medicines));

    [Theory]
    [InlineData(null, PlaceOfCare.Home, WhereTheyWished.NoWishWritten)]
    [InlineData(PlaceOfDeath.Undecided, PlaceOfCare.Home, WhereTheyWished.NoWishWritten)]
    [InlineData(PlaceOfDeath.Home, null, WhereTheyWished.NotKnown)]
    [InlineData(PlaceOfDeath.Home, PlaceOfCare.WhereILiveNow, WhereTheyWished.AsWished)]
    [InlineData(PlaceOfDeath.CareHome, PlaceOfCare.NursingHome, WhereTheyWished.AsWished)]
    [InlineData(PlaceOfDeath.Hospice, PlaceOfCare.Hospital, WhereTheyWished.Elsewhere)]
    public void Where_somebody_died_is_held_against_their_first_choice(PlaceOfDeath? wished, PlaceOfCare? there, WhereTheyWished said) =>
        Assert.Equal(said, PlaceOfDying.Compare(new LookingAhead { PlacesOfDeath = wished is null ? [] : [new() { Id = "b", Rank = 2, Type = PlaceOfDeath.NoPreference }, new() { Id = "a", Rank = 1, Type = wished }] }, there));

    [Fact]
    public void What_is_true_of_the_days_after_a_death_says_where_it_is_from()
    {
        Assert.NotEmpty(AfterDeathFacts.Current.Source);
        Assert.InRange(AfterDeathFacts.Current.RegisterWithinDays, 1, 14);
    }
}

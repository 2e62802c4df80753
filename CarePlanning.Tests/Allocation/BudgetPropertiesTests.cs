using CarePlanning.Core.Plans.Sections;

namespace CarePlanning.Tests.Allocation;

/// <summary>What holds of every budget, tried on many made by chance from a known seed.</summary>
public sealed class BudgetPropertiesTests
{
    private const int Tries = 2000;

    private static Money AMoney(Random chance)
    {
        var money = new Money { Sources = [.. Enumerable.Range(0, chance.Next(0, 5)).Select(i => new FundingSource { Id = $"s{i}", Who = $"Payer {i}", YearlyPence = chance.Next(4) == 0 ? null : chance.NextInt64(5_000_000) })] };
        for (var i = chance.Next(0, 12); i > 0; i--)
            money.Lines.Add(new BudgetLine
            {
                Id = $"l{i}",
                Description = $"Line {i}",
                Quantity = chance.Next(0, 200) / 4m,
                UnitCostPence = chance.Next(0, 30_000),
                Frequency = Enum.GetValues<BudgetFrequency>()[chance.Next(5)],
                WeeksPerYear = chance.Next(2) == 0 ? null : chance.Next(1, 53),
                OnCostPercent = chance.Next(2) == 0 ? null : chance.Next(0, 4000) / 100m,
                OnCostYearlyPence = chance.Next(3) == 0 ? chance.Next(0, 200_000) : null,
                SourceIds = [.. money.Sources.Where(_ => chance.Next(2) == 0).Select(s => s.Id)],
                ManagedBy = chance.Next(4) == 0 ? null : Enum.GetValues<ManagedBy>()[chance.Next(3)],
            });
        return money;
    }

    private static void ForMany(Action<Random, Money> holds)
    {
        for (var seed = 0; seed < Tries; seed++) holds(new Random(seed), AMoney(new Random(seed)));
    }

    [Fact]
    public void Totals_are_the_sum_of_the_lines_in_any_order() => ForMany((chance, money) =>
    {
        (long, long, long, long) Totals() => (money.WeeklyPence(), money.MonthlyPence(), money.YearlyPence(), money.OneOffPence());
        var before = Totals();
        Assert.Equal((money.Lines.Sum(l => l.WeeklyPence()), money.Lines.Sum(l => l.MonthlyPence()), money.Lines.Sum(l => l.YearlyPence()), money.Lines.Sum(l => l.OneOffPence())), before);
        var shuffled = money.Lines.ToArray();
        chance.Shuffle(shuffled);
        money.Lines = [.. shuffled];
        Assert.Equal(before, Totals());
    });

    [Fact]
    public void Totals_are_the_same_however_the_lines_are_split_into_two_budgets() => ForMany((chance, money) =>
    {
        var parts = money.Lines.ToLookup(_ => chance.Next(2) == 0);
        var (one, other) = (new Money { Lines = [.. parts[true]] }, new Money { Lines = [.. parts[false]] });
        Assert.Equal(money.FirstYearPence(), one.FirstYearPence() + other.FirstYearPence());
    });

    [Fact]
    public void What_the_payers_pay_and_the_ways_of_managing_it_sum_to_the_whole() => ForMany((_, money) =>
    {
        Assert.Equal(money.FirstYearPence(), money.FirstYearPenceBySource().Values.Sum());
        Assert.Equal(money.FirstYearPence(), money.ByMode().Sum(m => m.FirstYearPence));
    });

    [Fact]
    public void Shares_of_payers_sum_to_a_hundred_per_cent_and_none_is_off_by_a_hundredth() => ForMany((_, money) =>
    {
        var shares = money.SharesOfSources();
        if (money.SourcesYearlyPence() == 0) { Assert.Empty(shares); return; }
        Assert.Equal(10_000, shares.Values.Sum());
        Assert.All(money.Sources.Where(s => s.YearlyPence > 0), s => Assert.True(Math.Abs(shares[s.Id] - (10_000m * s.YearlyPence!.Value / money.SourcesYearlyPence())) < 1));
    });
}

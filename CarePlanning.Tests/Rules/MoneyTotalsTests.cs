using System.Numerics;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Plans.Sections;

namespace CarePlanning.Tests.Rules;

public sealed class MoneyTotalsTests
{
    private static BudgetLine Line(decimal quantity, long unitCostPence, BudgetFrequency frequency, int? weeks = null, decimal? onCost = null) =>
        new() { Id = "l1", Quantity = quantity, UnitCostPence = unitCostPence, Frequency = frequency, WeeksPerYear = weeks, OnCostPercent = onCost };

    [Theory]
    [InlineData(3, 1500, BudgetFrequency.PerWeek, null, 234_000, 4_500)]
    [InlineData(1, 4000, BudgetFrequency.PerFortnight, null, 104_000, 2_000)]
    [InlineData(1, 5200, BudgetFrequency.PerMonth, null, 62_400, 1_200)]
    [InlineData(2, 26_000, BudgetFrequency.PerYear, null, 52_000, 1_000)]
    [InlineData(1, 1000, BudgetFrequency.PerWeek, 39, 39_000, 750)]
    [InlineData(1, 1000, BudgetFrequency.PerMonth, 39, 9_000, 173)]
    public void A_line_costs_its_amount_times_its_price_as_often_as_it_comes(decimal quantity, long price, BudgetFrequency frequency, int? weeks, long year, long week)
    {
        var line = Line(quantity, price, frequency, weeks);
        Assert.Equal((year, week, 0), (line.YearlyPence(), line.WeeklyPence(), line.OneOffPence()));
    }

    [Fact]
    public void What_is_paid_once_is_in_no_week_and_no_year()
    {
        var line = Line(2, 12_345, BudgetFrequency.Once);
        Assert.Equal((0, 0, 24_690), (line.YearlyPence(), line.WeeklyPence(), line.OneOffPence()));
    }

    [Fact]
    public void What_is_paid_on_top_of_a_wage_is_part_of_the_cost() =>
        Assert.Equal(88_608, Line(1, 1420, BudgetFrequency.PerWeek, null, 20m).YearlyPence());

    [Fact]
    public void Half_a_penny_goes_up()
    {
        Assert.Equal(1, Line(0.5m, 1, BudgetFrequency.Once).OneOffPence());
        Assert.Equal(2, Line(0.5m, 13, BudgetFrequency.PerMonth, 1).YearlyPence());
    }

    [Theory]
    [InlineData(true, false, false)]
    [InlineData(false, true, false)]
    [InlineData(false, false, true)]
    public void A_line_without_amount_price_or_frequency_costs_nothing_yet_and_is_named(bool noQuantity, bool noPrice, bool noFrequency)
    {
        var line = Line(1, 100, BudgetFrequency.PerWeek);
        if (noQuantity) line.Quantity = null;
        if (noPrice) line.UnitCostPence = null;
        if (noFrequency) line.Frequency = null;
        var money = new Money { Lines = { line } };
        Assert.Equal(0, money.FirstYearPence());
        Assert.Same(line, Assert.Single(money.NotCostedYet()));
    }

    [Fact]
    public void The_largest_numbers_anyone_can_type_still_give_a_total()
    {
        var line = Line(1_000_000m, 1_000_000_000, BudgetFrequency.PerMonth, int.MaxValue, 1_000_000m);
        Assert.True(new Money { Lines = { line, line, line } }.FirstYearPence() > 0);
    }

    [Fact]
    public void Lines_taken_out_cost_nothing()
    {
        var line = Line(1, 100, BudgetFrequency.PerWeek);
        line.Removed = true;
        Assert.Equal(0, new Money { Lines = { line } }.FirstYearPence());
    }

    [Fact]
    public void A_line_with_two_sources_is_shared_and_no_penny_is_lost()
    {
        var line = Line(1, 101, BudgetFrequency.Once);
        line.SourceIds = ["s1", "s2"];
        var money = new Money { Lines = { line }, Sources = { new() { Id = "s1", Who = "ICB" }, new() { Id = "s2", Who = "Council" } } };
        Assert.Equal(new Dictionary<string, long> { ["s1"] = 51, ["s2"] = 50 }, money.FirstYearPenceBySource());
    }

    [Fact]
    public void A_source_that_was_taken_out_pays_for_nothing()
    {
        var line = Line(1, 100, BudgetFrequency.Once);
        line.SourceIds = ["s1"];
        var money = new Money { Lines = { line }, Sources = { new() { Id = "s1", Who = "ICB", YearlyPence = 100, Removed = true } } };
        Assert.Equal(100, money.FirstYearPenceBySource()[""]);
        Assert.Equal(0, money.SourcesYearlyPence());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void However_a_budget_is_looked_at_it_comes_to_the_same_penny(int seed)
    {
        var random = new Random(seed);
        for (var i = 0; i < 300; i++)
        {
            var money = Any(random);
            var lines = money.Lines.Where(l => !l.Removed).ToList();
            Assert.Equal(lines.Sum(l => l.YearlyPence()), money.YearlyPence());
            Assert.Equal(lines.Sum(l => l.WeeklyPence()), money.WeeklyPence());
            Assert.Equal(lines.Sum(l => l.OneOffPence()), money.OneOffPence());
            Assert.Equal(money.YearlyPence() + money.OneOffPence(), money.FirstYearPence());
            Assert.Equal(money.FirstYearPence(), money.FirstYearPenceBySource().Values.Sum());
            Assert.Equal(money.FirstYearPence(), money.ByMode().Sum(m => m.FirstYearPence));
            Assert.Equal(money.FirstYearPence(), (money with { Lines = [.. Enumerable.Reverse(money.Lines)] }).FirstYearPence());
            Assert.InRange(money.WeeklyPence() * 52 - money.YearlyPence(), -27 * lines.Count, 27 * lines.Count);
        }
    }

    [Theory]
    [InlineData(4)]
    [InlineData(5)]
    public void Every_line_is_exact_and_rounded_only_once(int seed)
    {
        var random = new Random(seed);
        foreach (var line in Enumerable.Range(0, 300).SelectMany(_ => Any(random).Lines))
        {
            Assert.Equal(Exactly(line, parts: 1), line.YearlyPence());
            Assert.Equal(Exactly(line, parts: 52), line.WeeklyPence());
        }
    }

    /// <summary>The same sum in whole-number fractions, as an independent witness.</summary>
    private static long Exactly(BudgetLine line, int parts)
    {
        var (times, over) = line.Frequency switch
        {
            BudgetFrequency.PerWeek => (line.WeeksPerYear ?? 52, 1),
            BudgetFrequency.PerFortnight => (line.WeeksPerYear ?? 52, 2),
            BudgetFrequency.PerMonth => (12 * (line.WeeksPerYear ?? 52), 52),
            BudgetFrequency.PerYear => (1, 1),
            _ => (0, 1),
        };
        var top = new BigInteger(line.Quantity!.Value * 100) * line.UnitCostPence!.Value * new BigInteger(10_000 + (line.OnCostPercent ?? 0) * 100) * times;
        var bottom = new BigInteger(1_000_000) * over * parts;
        return (long)((2 * top + bottom) / (2 * bottom));
    }

    private static Money Any(Random random)
    {
        var money = new Money { Sources = { new() { Id = "s1", Who = "ICB" }, new() { Id = "s2", Who = "Council" }, new() { Id = "s3", Who = "Charity" } } };
        for (var i = random.Next(8); i > 0; i--)
        {
            var line = Line(random.Next(1, 20_000) / 100m, random.Next(0, 50_000), (BudgetFrequency)random.Next(5),
                random.Next(2) == 0 ? null : random.Next(1, 53), random.Next(2) == 0 ? null : random.Next(4_000) / 100m);
            line.Id = $"l{i}";
            line.Removed = random.Next(10) == 0;
            line.ManagedBy = random.Next(4) is var mode && mode < 3 ? (ManagedBy)mode : null;
            for (var s = random.Next(4); s > 0; s--) line.SourceIds.Add($"s{random.Next(1, 5)}");
            money.Lines.Add(line);
        }
        return money;
    }
}

using System.Globalization;
using System.Text.Json;
using CarePlanning.Core.Allocation;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Plans.Sections;
using CarePlanning.Core.Reference;
using CarePlanning.Tests.Architecture;

namespace CarePlanning.Tests.Allocation;

/// <summary>Amounts worked out by hand, kept as data with the arithmetic beside them; the code has to come to the same penny.</summary>
public sealed class WorkedExamplesTests
{
    private static readonly string Folder = Path.Combine(Sources.Root, "CarePlanning.Tests", "Allocation", "Examples");

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new System.Text.Json.Serialization.JsonStringEnumConverter() } };

    public sealed record Amount(string Name, string Table, string Levels, decimal CareHours, IReadOnlyList<string> ByHand, int Points, string Week, string Year, string Aside);

    public sealed record Line(decimal Quantity, string Price, BudgetFrequency Frequency, int? Weeks, decimal? OnTopPercent, string? OnTopYear);

    public sealed record Budget(string Name, IReadOnlyList<Line> Lines, IReadOnlyList<string> ByHand, string Week, string Month, string Year, string Once, IReadOnlyList<string>? Shared);

    public sealed record Shares(string Name, IReadOnlyList<string> Gives, IReadOnlyList<string> Percent, string ByHand);

    public static TheoryData<string> Amounts { get; } = [.. Read<Amount>("allocation").Select(e => e.Name)];
    public static TheoryData<string> Budgets { get; } = [.. Read<Budget>("budget").Select(e => e.Name)];
    public static TheoryData<string> SharesGiven { get; } = [.. Read<Shares>("shares").Select(e => e.Name)];

    [Fact]
    public void There_are_at_least_thirty_and_each_shows_its_arithmetic()
    {
        Assert.True(Amounts.Count + Budgets.Count + SharesGiven.Count >= 30);
        Assert.All(Read<Amount>("allocation"), e => Assert.NotEmpty(e.ByHand));
    }

    [Theory, MemberData(nameof(Amounts))]
    public void An_amount_is_what_was_worked_out_by_hand(string name)
    {
        var example = Read<Amount>("allocation").Single(e => e.Name == name);
        var table = ShippedTables.All.Single(t => t.Reference == example.Table);
        var result = Allocating.WorkOut(table, new AllocationInput(table.Tool, LevelsOf(table.Tool, example.Levels), example.CareHours));
        Assert.Equal((example.Points, Pence(example.Week), Pence(example.Year), Pence(example.Aside)), (result.Points, result.WeeklyPence, result.YearlyPence, result.ContingencyPence));
        Assert.Equal(result.WeeklyPence, result.Lines.Sum(l => l.Pence));
    }

    [Theory, MemberData(nameof(Budgets))]
    public void A_budget_comes_to_what_was_added_up_by_hand(string name)
    {
        var example = Read<Budget>("budget").Single(e => e.Name == name);
        var money = new Money { Lines = [.. example.Lines.Select((l, i) => new BudgetLine { Id = $"l{i}", Quantity = l.Quantity, UnitCostPence = Pence(l.Price), Frequency = l.Frequency, WeeksPerYear = l.Weeks, OnCostPercent = l.OnTopPercent, OnCostYearlyPence = l.OnTopYear is { } onTop ? Pence(onTop) : null })] };
        Assert.Equal((Pence(example.Week), Pence(example.Month), Pence(example.Year), Pence(example.Once)), (money.WeeklyPence(), money.MonthlyPence(), money.YearlyPence(), money.OneOffPence()));
        if (example.Shared is not { } shared) return;
        money.Sources.AddRange(shared.Select((_, i) => new FundingSource { Id = $"s{i}", Who = $"Payer {i}" }));
        money.Lines[0].SourceIds = [.. money.Sources.Select(s => s.Id)];
        Assert.Equal(shared.Select(Pence), money.FirstYearPenceBySource().Values);
    }

    [Theory, MemberData(nameof(SharesGiven))]
    public void What_payers_give_is_a_hundred_per_cent_together(string name)
    {
        var example = Read<Shares>("shares").Single(e => e.Name == name);
        var money = new Money { Sources = [.. example.Gives.Select((g, i) => new FundingSource { Id = $"s{i}", Who = $"Payer {i}", YearlyPence = Pence(g) })] };
        var shares = money.SharesOfSources();
        Assert.Equal(example.Percent, example.Gives.Select((_, i) => shares.TryGetValue($"s{i}", out var share) ? (share / 100m).ToString("0.00", CultureInfo.InvariantCulture) : ""));
    }

    /// <summary>The levels named; every other domain has no need.</summary>
    internal static Dictionary<string, NeedLevel> LevelsOf(NeedsTool tool, string named)
    {
        var levels = NeedsGrid.Current.Of(tool).ToDictionary(d => d.Domain, _ => NeedLevel.None);
        foreach (var pair in named.Split(", ", StringSplitOptions.RemoveEmptyEntries))
        {
            Assert.True(levels.ContainsKey(pair.Split(' ')[0]), pair);
            levels[pair.Split(' ')[0]] = Enum.Parse<NeedLevel>(pair.Split(' ')[1]);
        }
        return levels;
    }

    private static long Pence(string pounds) => (long)(decimal.Parse(pounds, CultureInfo.InvariantCulture) * 100);

    private static List<T> Read<T>(string name) =>
        JsonSerializer.Deserialize<List<T>>(File.ReadAllText(Path.Combine(Folder, name + ".json")), Json)!;
}

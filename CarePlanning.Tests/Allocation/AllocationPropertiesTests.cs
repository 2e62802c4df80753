using CarePlanning.Core.Allocation;
using CarePlanning.Core.Plans.Sections;
using CarePlanning.Core.Reference;

namespace CarePlanning.Tests.Allocation;

/// <summary>What holds of every table and any levels, tried on many made by chance from a known seed.</summary>
public sealed class AllocationPropertiesTests
{
    private const int Tries = 2000;

    private static AllocationTable ATable(Random chance)
    {
        var tool = chance.Next(2) == 0 ? NeedsTool.Adult : NeedsTool.Child;
        var step = chance.Next(1, 3) == 1 ? 1 : 50 * chance.Next(1, 11);
        var points = NeedsGrid.Current.Of(tool).ToDictionary(d => d.Domain, d =>
        {
            var last = chance.Next(3);
            return (IReadOnlyDictionary<NeedLevel, int>)d.Levels.ToDictionary(l => l, _ => last += chance.Next(7));
        });
        List<PointsBand> bands = [];
        for (var (from, pence) = (0, (long)chance.Next(20_000)); bands.Count < 6; pence += chance.Next(40_000))
        {
            var to = from + chance.Next(0, 25);
            bands.Add(new(from, bands.Count == 5 ? null : to, pence));
            from = to + 1;
        }
        return new AllocationTable
        {
            Key = "by-chance",
            Version = 1,
            Name = "By chance",
            Owner = "Nobody",
            From = new DateOnly(2026, 1, 1),
            Tool = tool,
            Points = points,
            Mode = chance.Next(2) == 0 ? AllocationMode.PerPoint : AllocationMode.Bands,
            BaseWeeklyPence = chance.Next(10_000),
            PencePerPoint = chance.Next(1, 5_000),
            Bands = bands,
            PencePerCareHour = chance.Next(2_000),
            MostCareHours = chance.Next(0, 60),
            AreaFactor = chance.Next(50, 201) / 100m,
            FloorWeeklyPence = step * chance.Next(0, 20),
            CapWeeklyPence = chance.Next(2) == 0 ? null : step * chance.Next(20, 2_000),
            RoundToPence = step,
            ContingencyPercent = chance.Next(0, 30) / 2m,
        };
    }

    private static AllocationInput AnInput(Random chance, NeedsTool tool) => new(tool, NeedsGrid.Current.Of(tool).ToDictionary(d => d.Domain, d => d.Levels[chance.Next(d.Levels.Count)]), chance.Next(0, 400) / 4m);

    private static void ForMany(Action<Random, AllocationTable, AllocationInput> holds)
    {
        for (var seed = 0; seed < Tries; seed++)
        {
            var chance = new Random(seed);
            var table = ATable(chance);
            holds(chance, table, AnInput(chance, table.Tool));
        }
    }

    [Fact]
    public void Every_table_by_chance_passes_the_check() => ForMany((_, table, _) => Assert.Empty(TableCheck.Of(table)));

    [Fact]
    public void The_lines_of_the_explanation_add_up_to_the_amount() => ForMany((_, table, input) =>
    {
        var result = Allocating.WorkOut(table, input);
        Assert.Equal(result.WeeklyPence, result.Lines.Sum(l => l.Pence));
        Assert.Equal(result.Points, result.Lines.Where(l => l.Step == AllocationStep.Domain).Sum(l => l.Points));
        Assert.Equal(result.WeeklyPence * 52, result.YearlyPence);
    });

    [Fact]
    public void The_amount_lies_between_the_least_and_the_most_in_whole_steps() => ForMany((_, table, input) =>
    {
        var week = Allocating.WorkOut(table, input).WeeklyPence;
        Assert.InRange(week, table.FloorWeeklyPence, table.CapWeeklyPence ?? long.MaxValue);
        Assert.Equal(0, week % table.RoundToPence);
    });

    [Fact]
    public void Where_points_rise_with_levels_a_higher_level_never_gives_less() => ForMany((chance, table, input) =>
    {
        var before = Allocating.WorkOut(table, input).WeeklyPence;
        var (domain, levels) = NeedsGrid.Current.Of(table.Tool)[chance.Next(input.Levels.Count)];
        var higher = levels.Where(l => l >= input.Levels[domain]).ToList();
        var raised = new Dictionary<string, NeedLevel>(input.Levels) { [domain] = higher[chance.Next(higher.Count)] };
        Assert.True(Allocating.WorkOut(table, input with { Levels = raised }).WeeklyPence >= before, $"{domain} to {raised[domain]}");
    });

    [Fact]
    public void More_care_from_the_family_never_gives_more_money() => ForMany((chance, table, input) =>
        Assert.True(Allocating.WorkOut(table, input with { CareHours = input.CareHours + chance.Next(1, 40) }).WeeklyPence <= Allocating.WorkOut(table, input).WeeklyPence));

    [Fact]
    public void The_same_table_and_levels_give_the_same_amount_after_both_were_kept_and_read_back() => ForMany((_, table, input) =>
    {
        var kept = ShippedTables.Read(ShippedTables.Write(table));
        Assert.Equal(ShippedTables.Write(table), ShippedTables.Write(kept));
        var profile = Profile(input);
        var again = Explanation.ReadBack(table.Tool, Explanation.PutIn(profile, table.Tool, input.CareHours))!;
        var (was, now) = (Allocating.WorkOut(table, input), Allocating.WorkOut(kept, again));
        Assert.Equal(Explanation.InWords(table, was), Explanation.InWords(kept, now));
        Assert.Equal((was.WeeklyPence, was.YearlyPence, was.ContingencyPence, was.Points), (now.WeeklyPence, now.YearlyPence, now.ContingencyPence, now.Points));
    });

    [Fact]
    public void A_table_comes_back_from_its_form_as_it_went_in() => ForMany((_, table, _) =>
    {
        var (read, problems) = TableForm.Read(table with { Name = "", Points = new Dictionary<string, IReadOnlyDictionary<NeedLevel, int>>() }, TableForm.Of(table));
        Assert.Empty(problems);
        Assert.Equal(TableForm.Of(table), TableForm.Of(read));
    });

    private static NeedsProfile Profile(AllocationInput input) => input.Tool == NeedsTool.Adult
        ? new NeedsProfile { Adult = [.. input.Levels.Select(l => new AdultNeed { Id = l.Key, Level = l.Value })] }
        : new NeedsProfile { Child = [.. input.Levels.Select(l => new ChildNeed { Id = l.Key, Level = l.Value })] };
}

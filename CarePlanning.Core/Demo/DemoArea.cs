using CarePlanning.Core.Allocation;
using CarePlanning.Core.AreaDirectory;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Plans.Sections;
using CarePlanning.Core.Reference;

namespace CarePlanning.Core.Demo;

/// <summary>What there is in the invented town, and the figures of invented cases that a table can be tried on.</summary>
internal static class DemoArea
{
    public const int Cases = 60;

    public static IEnumerable<DirectoryEntry> Directory(DateOnly today)
    {
        DirectoryEntry Entry(string service, string provider, string whatFor, BudgetCategory category, BudgetUnit unit, long pence, int checkedDaysAgo, string contact) =>
            new(Guid.CreateVersion7(), service, provider, whatFor, "Aldersford", contact, category, unit, pence, today.AddDays(-checkedDaysAgo));
        return
        [
            Entry("Physiotherapy at home", "Weir Lane Physio", "Moving again, breathing, worry about falling, the garden", BudgetCategory.Therapy, BudgetUnit.Session, 5_500, 40, "01632 960200"),
            Entry("Night sitting by people who stay awake", "Lantern Home Nursing", "Nights, sleep, fits, being able to rest", BudgetCategory.Agency, BudgetUnit.Night, 14_800, 21, "01632 960204"),
            Entry("Personal assistants: finding, wages and insurance", "Fair Wages payroll service", "Employing somebody, payroll", BudgetCategory.PayrollAndInsurance, BudgetUnit.Month, 1_550, 60, "01632 960208"),
            Entry("Singing for breath", "Aldersford Music Trust", "Breathing, voice, company, music, the band", BudgetCategory.Therapy, BudgetUnit.Session, 4_500, 33, "01632 960211"),
            Entry("Warm-water swimming with a hoist", "Aldersford Lido", "Swim, the sea, moving without weight", BudgetCategory.Activity, BudgetUnit.Session, 1_250, 14, "01632 960215"),
            Entry("Gym with somebody to show you round", "Riverside Gym", "Build muscle, moving, confidence", BudgetCategory.Activity, BudgetUnit.Month, 3_200, 90, "01632 960219"),
            Entry("Communication aids on loan", "Voice Lending Library", "Talk, voice, eye gaze tablet, college", BudgetCategory.Technology, BudgetUnit.Item, 0, 51, "01632 960223"),
            Entry("Garden club with raised beds", "Friends of Mill Park", "Garden, fresh air, company", BudgetCategory.Activity, BudgetUnit.Session, 0, 75, "01632 960227"),
            Entry("Young people's band", "Kestrel Youth Music", "Band, music, friends near my own age", BudgetCategory.Activity, BudgetUnit.Session, 0, 12, "01632 960231"),
            Entry("Coffee morning for carers", "Aldersford Carers", "A break for carers, somebody to talk to, mum, wife, daughter", BudgetCategory.Respite, BudgetUnit.Session, 0, 28, "01632 960235"),
            Entry("A weekend away for carers", "Aldersford Carers", "Sleep, rest, a break", BudgetCategory.Respite, BudgetUnit.Night, 9_600, 45, "01632 960235"),
            Entry("A van with a ramp, by the day", "Wheels Together", "Going out, college, the sea, hospital", BudgetCategory.Transport, BudgetUnit.Item, 6_800, 19, "01632 960239"),
        ];
    }

    /// <summary>A first amount, worked out from these levels as the portal would have done it that day.</summary>
    public static AllocatedAmount FirstAmount(string tableKey, NeedsProfile levels, decimal careHours, string by, PartialDate on)
    {
        var table = ShippedTables.All.Single(t => t.Key == tableKey);
        var result = Allocating.WorkOut(table, new AllocationInput(table.Tool, levels.LevelsFound(table.Tool), careHours));
        return new AllocatedAmount
        {
            Id = "first",
            From = table.Name,
            Way = AllocationWay.WorkedOutHere,
            On = on,
            By = by,
            WeeklyPence = result.WeeklyPence,
            YearlyPence = result.YearlyPence,
            ContingencyPence = result.ContingencyPence,
            Points = result.Points,
            Table = table.Reference,
            TableOwner = table.Owner,
            TableFrom = PartialDate.From(table.From!.Value),
            PutIn = Explanation.PutIn(levels, table.Tool, careHours),
            Working = Explanation.InWords(table, result),
        };
    }

    /// <summary>Levels by chance from a fixed seed, weighted to the middle, as they were worked out with the first example.</summary>
    public static IEnumerable<(string PutIn, long WeeklyPence)> PastCases(AllocationTable table)
    {
        var chance = new Random(20);
        for (var i = 0; i < Cases; i++)
        {
            var profile = new NeedsProfile { Adult = [.. NeedsGrid.Current.Of(NeedsTool.Adult).Select(d => new AdultNeed { Id = d.Domain, Level = d.Levels[chance.Next(d.Levels.Count) * chance.Next(d.Levels.Count) / d.Levels.Count] })] };
            var input = new AllocationInput(NeedsTool.Adult, profile.LevelsFound(NeedsTool.Adult), chance.Next(0, 30));
            yield return (Explanation.PutIn(profile, NeedsTool.Adult, input.CareHours), Allocating.WorkOut(table, input).WeeklyPence);
        }
    }
}

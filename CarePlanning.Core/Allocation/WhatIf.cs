using CarePlanning.Core.Plans;
using CarePlanning.Core.Plans.Sections;

namespace CarePlanning.Core.Allocation;

/// <summary>Another amount, price or number of weeks for one line, or the line left out.</summary>
/// <param name="UnitCostPence">Pence for one unit.</param>
public sealed record LineSupposed(decimal? Quantity, long? UnitCostPence, int? WeeksPerYear, bool LeftOut);

/// <summary>Supposes another budget; the plan's own is not touched.</summary>
public static class WhatIf
{
    /// <summary>The budget with what is supposed, by the line's id; what is null stays as it is.</summary>
    public static Money Suppose(Money money, IReadOnlyDictionary<string, LineSupposed> lines)
    {
        var definition = PlanSections.Of<Money>();
        var supposed = (Money)SectionJson.Read(definition, SectionJson.Write(money), SectionJson.Schema);
        foreach (var line in supposed.Lines)
        {
            if (!lines.TryGetValue(line.Id, out var other)) continue;
            line.Quantity = other.Quantity ?? line.Quantity;
            line.UnitCostPence = other.UnitCostPence ?? line.UnitCostPence;
            line.WeeksPerYear = other.WeeksPerYear ?? line.WeeksPerYear;
            line.Removed |= other.LeftOut;
        }
        return supposed;
    }
}

/// <summary>One goal with the support that is paid for and the support that is not.</summary>
/// <param name="Paid">The lines that serve the goal.</param>
/// <param name="Unpaid">Strengths of the person, family and community that the goal leans on.</param>
public sealed record SupportOfGoal(Goal? Goal, IReadOnlyList<BudgetLine> Paid, IReadOnlyList<Strength> Unpaid)
{
    /// <summary>Every goal in turn, then the lines that serve none; a line for two goals stands with each of them.</summary>
    public static IReadOnlyList<SupportOfGoal> Of(PlanAnswers answers)
    {
        var lines = answers.Get<Money>().Lines.InUse().ToList();
        var strengths = answers.Get<Strengths>().List.InUse().ToList();
        var goals = answers.Get<Goals>().List.InUse().ToList();
        var none = lines.Where(l => !goals.Any(g => l.GoalIds.Contains(g.Id))).ToList();
        List<SupportOfGoal> all = [.. goals.Select(g => new SupportOfGoal(g, [.. lines.Where(l => l.GoalIds.Contains(g.Id))], [.. strengths.Where(s => g.StrengthIds.Contains(s.Id))]))];
        if (none.Count > 0) all.Add(new SupportOfGoal(null, none, []));
        return all;
    }
}

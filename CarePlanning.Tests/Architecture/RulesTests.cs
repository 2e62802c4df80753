using CarePlanning.Core.Plans;
using CarePlanning.Web.Commands;

namespace CarePlanning.Tests.Architecture;

/// <summary>Every rule is shown from both sides: an answer that it allows, one that it refuses.</summary>
public sealed class RulesTests
{
    public static TheoryData<string> Ids() => [.. RuleBook.All.Select(r => r.Id).Concat(WrittenRules.Beside.Select(r => r.Id)).Distinct()];

    [Theory, MemberData(nameof(Ids))]
    public void A_rule_is_tested_from_both_sides(string id)
    {
        var name = id.Replace('-', '_');
        Assert.True(TestNames.Any(n => n.StartsWith(name + "_allows_", StringComparison.Ordinal)), $"No test is called {name}_allows_...");
        Assert.True(TestNames.Any(n => n.StartsWith(name + "_refuses_", StringComparison.Ordinal)), $"No test is called {name}_refuses_...");
    }

    private static readonly string[] TestNames =
        [.. from type in OurTypes.OfTests from method in type.GetMethods() where method.IsDefined(typeof(FactAttribute), inherit: true) select method.Name];
}

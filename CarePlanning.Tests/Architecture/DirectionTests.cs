using System.Reflection;
using Microsoft.AspNetCore.Components;

namespace CarePlanning.Tests.Architecture;

/// <summary>Who may know whom inside a project: what is said of a plan does not know what is done with it, and pages alone ask services.</summary>
public sealed class DirectionTests
{
    private static readonly string[] Below = ["Plans", "People", "Access", "Reference"];
    private static readonly string[] Above = ["Funding", "Signing", "Documents", "Exchange", "Collaboration", "Audit", "Family", "Ahead", "Backup", "Demo"];

    /// <summary>Parts that have to ask by themselves, because they stand on many pages or draw themselves again.</summary>
    private static readonly string[] AskForThemselves = ["LivePlan", "StateLine", "ShowAgain", "SheetNotice", "PlansTable", "AgreeRound", "SealNotice", "PhotoOfPerson"];

    [Fact]
    public void Records_and_rules_of_a_plan_know_nothing_of_signing_money_or_papers() =>
        Sources.None(
            from type in OurTypes.OfCore
            where Below.Any(b => OurTypes.IsWithin(type.Namespace, $"CarePlanning.Core.{b}"))
            where !OurTypes.Outermost(type).Name.EndsWith("Service", StringComparison.Ordinal)
            from used in OurTypes.UsedBy(type)
            where Above.Any(a => OurTypes.IsWithin(used.Namespace, $"CarePlanning.Core.{a}"))
            select $"{OurTypes.Outermost(type).FullName} uses {used.FullName}",
            "What is said of a plan does not know what is done with it; only services bring the two together:");

    [Fact]
    public void Only_pages_ask_services() =>
        Sources.None(
            from type in OurTypes.OfWeb
            where typeof(ComponentBase).IsAssignableFrom(type) && !type.Name.EndsWith("Page", StringComparison.Ordinal) && !AskForThemselves.Contains(type.Name)
            from property in type.GetProperties(BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public | BindingFlags.DeclaredOnly)
            where property.IsDefined(typeof(InjectAttribute)) && property.PropertyType.Name.EndsWith("Service", StringComparison.Ordinal)
            select $"{type.Name} injects {property.PropertyType.Name}",
            "A part of a page is given what it shows; the page asks for it:");
}

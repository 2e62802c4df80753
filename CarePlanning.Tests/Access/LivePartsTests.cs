using System.Reflection;
using System.Text.RegularExpressions;
using CarePlanning.Tests.Architecture;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace CarePlanning.Tests.Access;

/// <summary>Every way in over the line of a live page is known, with what keeps others out; a new one has to be decided here.</summary>
public sealed partial class LivePartsTests
{
    /// <summary>The parts of pages that are alive, and why another's plan cannot be had through them.</summary>
    private static readonly Dictionary<string, string> Alive = new(StringComparer.Ordinal)
    {
        ["LivePlan"] = "enters a plan only for those on it, LivePageTests",
        ["PlansTable"] = "asks for the plans of whoever is signed in and takes no plan's id",
        ["Watch"] = "shows nothing and takes nothing: the page is asked for again, and its door with it",
    };

    [Fact]
    public void Only_these_parts_of_pages_are_alive() =>
        Assert.Equal(Alive.Keys.Order(StringComparer.Ordinal),
            Sources.Of("CarePlanning.Web", ".razor").SelectMany(f => Interactive().Matches(Sources.Text(f))).Select(m => m.Groups[1].Value).Distinct().Order(StringComparer.Ordinal));

    [Theory, InlineData("<Watch @rendermode=\"InteractiveServer\" />"), InlineData("<Watch Of=\"@ids\"\n    @rendermode=\"InteractiveServer\" />"), InlineData("<Watch On=\"@(x => y)\" @rendermode=\"@Mode\">"), InlineData("<p>Text</p><Watch Of=\"@ids\" @rendermode=\"@Mode\">")]
    public void A_part_is_found_wherever_it_says_that_it_is_alive(string page) => Assert.Equal("Watch", Interactive().Match(page).Groups[1].Value);

    [Fact]
    public void No_part_says_by_itself_that_it_is_alive() =>
        Sources.None(Sources.Of("CarePlanning.Web", ".razor").Where(f => ByItself().IsMatch(Sources.Text(f))), "Say @rendermode where the part stands on its page, where the test above finds it:");

    [Fact]
    public void Scripts_can_call_one_method_which_says_where_the_reader_writes() =>
        Assert.Equal(["LivePlan.Writes"], Methods().Where(m => m.IsDefined(typeof(JSInvokableAttribute))).Select(m => $"{m.DeclaringType!.Name}.{m.Name}"));

    [Fact]
    public void What_a_live_part_is_given_names_a_plan_in_one_place_only() =>
        Assert.Equal(["LivePlan.PlanId"], from type in OurTypes.OfWeb
                                          where Alive.ContainsKey(type.Name) && type.IsAssignableTo(typeof(IComponent))
                                          from property in type.GetProperties()
                                          where property.IsDefined(typeof(ParameterAttribute)) && property.PropertyType == typeof(Guid)
                                          select $"{type.Name}.{property.Name}");

    private static IEnumerable<MethodInfo> Methods() => OurTypes.OfWeb.SelectMany(t => t.GetMethods(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly));

    [GeneratedRegex("<(\\w+)\\b(?:\"[^\"]*\"|[^>\"])*?@rendermode=")]
    private static partial Regex Interactive();

    [GeneratedRegex("^@rendermode\\b|^@attribute \\[RenderMode", RegexOptions.Multiline)]
    private static partial Regex ByItself();
}

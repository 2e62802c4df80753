using System.Globalization;
using System.Net;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Plans.Sections;
using Microsoft.AspNetCore.Components;

namespace CarePlanning.Web.Wizard;

/// <summary>The picture of strengths: the person in the middle, what is theirs close by, family and community further out.</summary>
public partial class StrengthsMap
{
    private static readonly double[] Radii = [120, 195, 270];

    [Parameter, EditorRequired] public PlanView Plan { get; set; } = null!;

    private static SectionDefinition Section => PlanSections.Of<Strengths>();
    private List<Strength> Strengths => [.. Plan.Answers.Get<Strengths>().List.Where(s => !s.Removed && !string.IsNullOrWhiteSpace(s.Text))];

    /// <summary>Places spread evenly on each ring, turned a little from ring to ring so that names do not meet.</summary>
    private IEnumerable<(int X, int Y, string Name)> Spots()
    {
        foreach (var ring in Enum.GetValues<StrengthRing>())
        {
            var here = Strengths.Where(s => s.OnTheMap() == ring).ToList();
            for (var i = 0; i < here.Count; i++)
            {
                var angle = (2 * Math.PI * i / here.Count) + ((int)ring * 0.7) - (Math.PI / 2);
                var radius = Radii[(int)ring] - 30;
                yield return ((int)(300 + (radius * Math.Cos(angle))), (int)(300 + (radius * Math.Sin(angle))), Short(here[i]));
            }
        }
    }

    private static string Short(Strength strength)
    {
        var name = string.IsNullOrWhiteSpace(strength.Who) ? strength.Text! : strength.Who;
        return name.Length <= 18 ? name : name[..17].TrimEnd() + "…";
    }

    /// <summary>Razor takes a text element for its own, so the SVG one is written out.</summary>
    private static string SvgText(string look, int x, int y, string words) =>
        string.Create(CultureInfo.InvariantCulture, $"<text class=\"{look}\" x=\"{x}\" y=\"{y}\">{WebUtility.HtmlEncode(words)}</text>");
}

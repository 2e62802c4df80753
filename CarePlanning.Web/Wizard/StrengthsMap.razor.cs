using System.Globalization;
using System.Net;
using System.Text;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Plans.Sections;
using Microsoft.AspNetCore.Components;

namespace CarePlanning.Web.Wizard;

/// <summary>The picture of strengths: the person in the middle, what is theirs close by, family and community further out.</summary>
public partial class StrengthsMap
{
    /// <summary>In units of the picture, which is 800 wide and 760 high.</summary>
    private static readonly double[] Radii = [165, 260, 350];

    /// <summary>Letters on one line of a name.</summary>
    private const int Line = 15;

    [Parameter, EditorRequired] public PlanView Plan { get; set; } = null!;

    private static SectionDefinition Section => PlanSections.Of<Strengths>();
    private List<Strength> Strengths => [.. Plan.Answers.Get<Strengths>().List.Where(s => !s.Removed && !string.IsNullOrWhiteSpace(s.Text))];

    /// <summary>Places spread evenly on each ring, turned from ring to ring so that names do not meet.</summary>
    private IEnumerable<(int X, int Y, string Name)> Spots()
    {
        foreach (var ring in Enum.GetValues<StrengthRing>())
        {
            var here = Strengths.Where(s => s.OnTheMap() == ring).ToList();
            for (var i = 0; i < here.Count; i++)
            {
                var angle = (2 * Math.PI * i / here.Count) - (Math.PI / 2) + ((int)ring * 0.9);
                var radius = Radii[(int)ring] - 45;
                var name = string.IsNullOrWhiteSpace(here[i].Who) ? here[i].Text! : here[i].Who!;
                yield return ((int)(400 + (radius * 1.08 * Math.Cos(angle))), (int)(365 + (radius * Math.Sin(angle))), name);
            }
        }
    }

    /// <summary>A name on up to two lines; Razor takes a text element for its own, so the SVG one is written out.</summary>
    private static string SvgText(string look, int x, int y, string words, int letters = Line)
    {
        var text = new StringBuilder();
        foreach (var (line, i) in Lines(words, letters).Select((l, i) => (l, i)))
            text.Append(CultureInfo.InvariantCulture, $"<text class=\"{look}\" x=\"{x}\" y=\"{y + (i * 19)}\">{WebUtility.HtmlEncode(line)}</text>");
        return text.ToString();
    }

    private static List<string> Lines(string words, int letters)
    {
        List<string> lines = [""];
        foreach (var word in words.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (lines[^1].Length == 0) lines[^1] = word;
            else if (lines[^1].Length + word.Length < letters) lines[^1] += " " + word;
            else if (lines.Count < 2) lines.Add(word);
            else { lines[^1] += "…"; break; }
        }
        return lines;
    }
}

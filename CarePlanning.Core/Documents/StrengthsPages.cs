using System.Globalization;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Plans.Sections;
using CarePlanning.Core.Words;
using CarePlanning.Pdf;

namespace CarePlanning.Core.Documents;

/// <summary>The strengths as rings round the person, with the same as a numbered list beside them.</summary>
internal static class StrengthsPages
{
    private static readonly string[] Tints = ["#cfe3e6", "#e1eef0", "#f1f7f8"];

    public static IEnumerable<Block> Strengths(SectionReading at)
    {
        var list = at.Field("list");
        var all = at.As<Strengths>().List.InUse().OrderBy(s => s.OnTheMap()).ToList();
        if (all.Count == 0) yield break;
        var items = all.Select(s => Item(at, list, s)).ToList();
        yield return new Columns([Map(at, all)], [new BulletList(items) { Numbered = true }]);
    }

    private static RichText Item(SectionReading at, FieldDefinition list, Strength strength)
    {
        var name = strength.Text.IsWritten() ? strength.Text! : at.Section.Words.Entry(list, "").Trim();
        var helps = strength.HowItHelps.IsWritten() ? [new Run("\n" + strength.HowItHelps)] : (Run[])[];
        string[] soft = [at.Say(at.Field("list", "kind"), strength), at.Say(at.Field("list", "ring"), strength), strength.Who ?? ""];
        return new RichText(
        [
            new Run(name) { Bold = true }, .. helps,
            new Run("\n" + string.Join(" \u00b7 ", soft.Where(s => s.Length > 0).Distinct())) { Colour = SectionReading.Soft },
            .. SectionReading.AsRuns(at.Rest(list, strength, "text", "kind", "ring", "who", "howItHelps")),
        ]);
    }

    /// <summary>Three rings with a numbered dot for each strength, so that no text is ever too long for the picture.</summary>
    private static Figure Map(SectionReading at, IReadOnlyList<Strength> all)
    {
        const double Middle = 200;
        double[] outer = [88, 142, 196];
        List<Shape> shapes = [];
        for (var ring = 2; ring >= 0; ring--)
        {
            shapes.Add(new Circle(Middle, Middle, outer[ring]) { Fill = Tints[ring], Stroke = "#0b5d6b", StrokeWidth = 1.2 });
            shapes.Add(new Label(Middle, Middle - outer[ring] + 22, Texts.Documents[$"strengths.ring.{(StrengthRing)ring}"]) { Size = 15, Anchor = LabelAnchor.Middle, Fill = "#0b5d6b" });
        }
        shapes.Add(new Circle(Middle, Middle, 36) { Fill = "#0b5d6b" });
        var name = at.Voices.FirstOrDefault(v => v.Id == People.Voices.Person)?.ShownAs ?? "";
        shapes.Add(new Label(Middle, Middle + 6, name) { Size = name.Length > 9 ? 11 : 17, Bold = true, Fill = "#ffffff", Anchor = LabelAnchor.Middle });
        foreach (var ring in all.Select((s, i) => (Ring: s.OnTheMap(), Number: i + 1)).GroupBy(s => s.Ring))
        {
            var on = ring.ToList();
            var radius = ring.Key switch { StrengthRing.Own => 60, StrengthRing.Family => 116, _ => 170 };
            for (var i = 0; i < on.Count; i++)
            {
                // The top of each ring belongs to its name, so the dots keep to the other five sixths.
                var angle = (Math.PI / 6) + ((i + 0.5) / on.Count * (Math.PI * 10 / 6));
                var (x, y) = (Middle + (radius * Math.Sin(angle)), Middle - (radius * Math.Cos(angle)));
                shapes.Add(new Circle(x, y, 14) { Fill = "#ffffff", Stroke = "#0b5d6b", StrokeWidth = 1.6 });
                shapes.Add(new Label(x, y + 5, on[i].Number.ToString(CultureInfo.InvariantCulture)) { Size = 14, Bold = true, Anchor = LabelAnchor.Middle });
            }
        }
        var alt = string.Join("; ", all.GroupBy(s => s.OnTheMap()).Select(g =>
            $"{RingWords(at, g.Key)}: {string.Join(", ", g.Select(s => s.Text).Where(t => t.IsWritten()))}"));
        return new Figure(new Drawing(400, 400, shapes), Texts.Documents.Get("strengths.alt", name, alt)) { Width = 82, Height = 82 };
    }

    private static string RingWords(SectionReading at, StrengthRing ring) => at.Section.Words.Option(typeof(StrengthRing), ring.ToString());
}

using System.Globalization;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Plans.Sections;
using CarePlanning.Core.Words;
using CarePlanning.Pdf;

namespace CarePlanning.Core.Documents;

/// <summary>What the money pays for, what that comes to, and who pays; every figure is the budget's own, to the penny.</summary>
internal static class MoneyPages
{
    private static readonly string[] Priced = ["description", "quantity", "unit", "unitCostPence", "frequency", "weeksPerYear", "onCostPercent", "sourceIds", "goalIds"];

    private static Texts T => Texts.Documents;

    public static IEnumerable<Block> Lines(SectionReading at)
    {
        var money = at.As<Money>();
        var lines = money.Lines.InUse().ToList();
        if (lines.Count == 0) yield break;
        var list = at.Field("lines");
        // On a copy without amounts there is nothing to add up.
        var costed = lines.Any(l => l.IsCosted);
        var once = lines.Where(l => l.Frequency == BudgetFrequency.Once).ToList();
        var ongoing = lines.Except(once).ToList();
        if (ongoing.Count > 0)
            yield return new Table(
                costed ? [new(T["money.what"], 3.2), new(T["money.week"], 0.9, true), new(T["money.year"], 1.05, true)] : [new(T["money.what"])],
                [.. ongoing.Select(l => (IReadOnlyList<RichText>)(!costed ? [What(at, list, l, lines)] : [What(at, list, l, lines), Amount(l, l.WeeklyPence()), Amount(l, l.YearlyPence())]))])
            { Totals = costed ? [T["money.total"], FieldText.Pounds(money.WeeklyPence()), FieldText.Pounds(money.YearlyPence())] : null };
        if (once.Count > 0)
            yield return new Table(costed ? [new(T["money.once"], 4.1), new(T["money.cost"], 1.05, true)] : [new(T["money.once"])],
                [.. once.Select(l => (IReadOnlyList<RichText>)(!costed ? [What(at, list, l, lines)] : [What(at, list, l, lines), Amount(l, l.OneOffPence())]))])
            { Totals = costed ? [T["money.total"], FieldText.Pounds(money.OneOffPence())] : null };
        if (costed) yield return Sum(money);
        foreach (var block in Details(at, list, lines)) yield return block;
    }

    public static IEnumerable<Block> Sources(SectionReading at)
    {
        var money = at.As<Money>();
        var sources = money.Sources.InUse().ToList();
        if (sources.Count == 0) yield break;
        var list = at.Field("sources");
        var used = money.FirstYearPenceBySource();
        var amounts = sources.Any(s => s.YearlyPence is not null);
        var nobody = used.GetValueOrDefault("");
        List<IReadOnlyList<RichText>> rows = [.. sources.Select((s, i) => (IReadOnlyList<RichText>)(amounts
            ? [Who(at, list, s, i + 1), at.Say(at.Field("sources", "yearlyPence"), s), FieldText.Pounds(used.GetValueOrDefault(s.Id))]
            : [Who(at, list, s, i + 1)]))];
        if (amounts && nobody > 0) rows.Add([T["money.noSource"], "", FieldText.Pounds(nobody)]);
        var table = new Table(amounts ? [new(T["money.payer"], 2.4), new(T["money.gives"], 1, true), new(T["money.used"], 1, true)] : [new(T["money.payer"])], rows)
        {
            Totals = amounts ? [T["money.total"], FieldText.Pounds(money.SourcesYearlyPence()), FieldText.Pounds(used.Values.Sum())] : null,
        };
        var anything = amounts && sources.Any(s => s.YearlyPence > 0 || used.GetValueOrDefault(s.Id) > 0);
        yield return table;
        if (anything) yield return Bars(sources, used);
    }

    private static RichText What(SectionReading at, FieldDefinition list, BudgetLine line, List<BudgetLine> lines)
    {
        List<string> how = [];
        if (line.Quantity is { } quantity)
        {
            var number = quantity.ToString("0.##", CultureInfo.CurrentCulture);
            var amount = line.Unit is { } unit ? T.Get(quantity == 1 ? $"money.unit.{unit}.one" : $"money.unit.{unit}", number) : number;
            how.Add(line.UnitCostPence is { } price ? T.Get("money.at", amount, FieldText.Pounds(price)) : amount);
        }
        else
        {
            if (line.Unit is { } unit) how.Add(at.Section.Words.Option(typeof(BudgetUnit), unit.ToString()));
            if (line.UnitCostPence is { } price) how.Add(T.Get("money.each", FieldText.Pounds(price)));
        }
        if (line.Frequency is { } often) how.Add(T[$"money.often.{often}"]);
        if (line.WeeksPerYear is { } weeks) how.Add(T.Get("money.weeks", weeks));
        if (line.OnCostPercent is { } extra) how.Add(T.Get("money.onTop", extra.ToString("0.##", CultureInfo.CurrentCulture)));
        List<string> more = [string.Join(", ", how)];
        if (at.Say(at.Field("lines", "goalIds"), line) is { Length: > 0 } goals) more.Add(T.Get("money.for", goals));
        if (at.Say(at.Field("lines", "sourceIds"), line) is { Length: > 0 } payers) more.Add(T.Get("money.paidBy", payers));
        var name = line.Description.IsWritten() ? line.Description! : at.Section.Words.Entry(list, lines.IndexOf(line) + 1);
        return new RichText([new Run(name) { Bold = true }, new Run(string.Concat(more.Where(m => m.Length > 0).Select(m => "\n" + m))) { Colour = SectionReading.Soft }]);
    }

    private static RichText Amount(BudgetLine line, long pence) => line.IsCosted ? FieldText.Pounds(pence) : T["money.notYet"];

    private static KeyValueTable Sum(Money money)
    {
        List<(string, RichText)> rows = [(T["money.firstYear"], FieldText.Pounds(money.FirstYearPence()))];
        if (money.ContingencySumPence is { } aside)
        {
            rows.Add((T["money.aside"], FieldText.Pounds(aside)));
            rows.Add((T["money.together"], new RichText([new Run(FieldText.Pounds(money.FirstYearPence() + aside)) { Bold = true }])));
        }
        foreach (var (mode, pence) in money.ByMode())
            rows.Add((mode is { } by ? T.Get("money.managed", PlanSections.Of<Money>().Words.Option(typeof(ManagedBy), by.ToString())) : T["money.managedByNobody"], FieldText.Pounds(pence)));
        if (money.NotCostedYet().Count is > 0 and var open) rows.Add((T["money.open"], T.Get("money.open.what", open)));
        return new KeyValueTable(rows);
    }

    /// <summary>What was agreed about each line beside its price.</summary>
    private static IEnumerable<Block> Details(SectionReading at, FieldDefinition list, List<BudgetLine> lines)
    {
        var begun = false;
        for (var i = 0; i < lines.Count; i++)
        {
            if (at.Rest(list, lines[i], Priced) is not { Count: > 0 } rows) continue;
            if (!begun) yield return new Heading(3, T["money.details"]) { InContents = false };
            begun = true;
            yield return new KeepTogether([new Heading(4, at.ShortName(list, lines[i]) ?? at.Section.Words.Entry(list, i + 1)) { InContents = false }, SectionReading.AsLine(rows)]);
        }
    }

    private static RichText Who(SectionReading at, FieldDefinition list, FundingSource source, int number) => new(
    [
        new Run(source.Who.IsWritten() ? source.Who! : at.Section.Words.Entry(list, number)) { Bold = true },
        .. SectionReading.AsRuns(at.Rest(list, source, "who", "yearlyPence")),
    ]);

    /// <summary>One bar for each payer: the whole is what they give, the filled part what the lines take in the first year.</summary>
    private static Figure Bars(List<FundingSource> sources, IReadOnlyDictionary<string, long> used)
    {
        const double Width = 640, Row = 62;
        double most = sources.Max(s => Math.Max(s.YearlyPence ?? 0, used.GetValueOrDefault(s.Id)));
        List<Shape> shapes = [];
        List<string> said = [];
        for (var i = 0; i < sources.Count; i++)
        {
            var (top, gives, takes) = (i * Row, sources[i].YearlyPence ?? 0, used.GetValueOrDefault(sources[i].Id));
            var text = T.Get("money.bar", sources[i].Who ?? "", FieldText.Pounds(takes), FieldText.Pounds(gives));
            shapes.Add(new Label(0, top + 17, text) { Size = 14.5 });
            shapes.Add(new Rectangle(0, top + 26, Math.Max(1, Width * gives / most), 22) { Fill = "#e4f0f1", Stroke = "#0b5d6b", StrokeWidth = 1.2, Corner = 3 });
            if (takes > 0) shapes.Add(new Rectangle(0, top + 26, Width * takes / most, 22) { Fill = "#0b5d6b", Corner = 3 });
            said.Add(text);
        }
        return new Figure(new Drawing(Width, Row * sources.Count, shapes), string.Join(". ", said)) { Width = 160, Height = 160 * Row * sources.Count / Width, Caption = T["money.bars"] };
    }
}

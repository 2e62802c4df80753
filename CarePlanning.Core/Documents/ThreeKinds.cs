using CarePlanning.Core.Plans;
using CarePlanning.Core.Plans.Sections;
using CarePlanning.Core.Words;
using CarePlanning.Pdf;

namespace CarePlanning.Core.Documents;

/// <summary>A question to be asked before anybody relies on a decision.</summary>
/// <param name="Name">A name that no other doubt of the plan has.</param>
/// <param name="Title">What to do.</param>
/// <param name="What">Why.</param>
/// <param name="About">The decisions, refusals and recommendations that it is about.</param>
internal sealed record Doubt(string Name, string Title, string What, IReadOnlyList<PlanItem> About)
{
    public Callout Framed => ThreeKinds.Escalation(Title, What);
}

/// <summary>My wish, my legal decision, a clinician's recommendation: each with a colour, a frame, a mark and words that no other has.</summary>
internal static class ThreeKinds
{
    private static Texts T => Texts.Documents;

    public static Callout Wish(IReadOnlyList<Block> blocks) => Wishes.Framed(T["kind.wish"], blocks);

    public static Callout Decision(IReadOnlyList<Block> blocks) => new(T["kind.legal"], blocks) { Frame = CalloutFrame.Band, Colour = "#22406f", Tint = "#eaeff7" };

    /// <summary>Somebody says that there is a decision; nobody here has seen it, so it wears no band.</summary>
    public static Callout Reported(IReadOnlyList<Block> blocks) => new(T["kind.reported"], blocks) { Frame = CalloutFrame.Thin, Colour = "#7a4b00", Tint = "#fff4df" };

    public static Callout Recommendation(IReadOnlyList<Block> blocks) => new(T["kind.clinical"], blocks) { Frame = CalloutFrame.Dashed, Colour = "#75295a", Tint = "#f8eef5" };

    public static Callout Escalation(string title, string what) => new(title, [new Paragraph(what)]) { Frame = CalloutFrame.Band, Colour = "#9a1c1c", Tint = "#fdecec" };

    /// <summary>Each refusal in the frame of what it is today (AD-11, AD-13).</summary>
    public static IEnumerable<Block> Refusals(SectionReading at)
    {
        var (legal, list) = (at.As<Legal>(), at.Field("refusals"));
        foreach (var doubt in DoubtsIn(at)) yield return doubt.Framed;
        foreach (var (refusal, stands) in RefusalStanding.All(legal))
        {
            List<Block> body = [new Paragraph(new RichText([new Run(refusal.Treatment ?? "") { Bold = true }])), new Paragraph(Says(legal, refusal, stands))];
            if (at.Rest(list, refusal, "treatment") is { Count: > 0 } rows) body.Add(new KeyValueTable(rows));
            yield return InItsFrame(stands, body);
        }
    }

    /// <summary>Whatever makes a decision of the person doubtful now: every copy that shows one says it in these words, and so do the data.</summary>
    public static IReadOnlyList<Doubt> Doubts(PlanAnswers answers)
    {
        var legal = answers.Get<Legal>();
        List<Doubt> all = [];
        if (RecommendationsRules.Conflict(answers.Get<Recommendations>(), legal) is { } recommended)
        {
            var refused = RecommendationsRules.RefusedResuscitation(legal).ToList();
            all.Add(new Doubt("two-papers", T["kind.conflict"], T["kind.conflict.what"], [recommended, .. refused, .. refused.Select(legal.DecisionOf).OfType<PlanItem>()]));
        }
        foreach (var decision in legal.Decisions.InUse().Where(d => RefusalStanding.LaterPowers(legal, d).Count > 0))
            all.Add(new Doubt(decision.Id, T["kind.doubt"], T.Get("kind.doubt.what", decision.Name ?? ""), [decision, .. legal.RefusalsOf(decision)]));
        return all;
    }

    /// <summary>The doubts to be said in a section before anything that it shows: those about one of its entries.</summary>
    public static IEnumerable<Doubt> DoubtsIn(SectionReading at) => at.Section.Slug switch
    {
        "legal-decisions" => Doubts(at.Answers),
        "recommendations" => Doubts(at.Answers).Where(d => d.About.Any(e => e is ClinicalRecommendation)),
        _ => [],
    };

    /// <summary>Each recommendation that counts in the clinicians' frame; those that no longer do stand below without one.</summary>
    public static IEnumerable<Block> Recommendations(SectionReading at)
    {
        var list = at.Field("list");
        foreach (var doubt in DoubtsIn(at)) yield return doubt.Framed;
        foreach (var one in at.As<Recommendations>().List.InUse().OrderBy(r => r.Status ?? RecommendationStatus.Superseded).ThenBy(r => r.Type))
        {
            List<Block> body = [new Paragraph(new RichText([new Run(one.Recommends ?? "") { Bold = true }])), new KeyValueTable(at.Rest(list, one, "recommends"))];
            if (one.Status == RecommendationStatus.Current) yield return Recommendation(body);
            else
            {
                yield return new Heading(3, T["kind.notCounting"]) { InContents = false };
                foreach (var block in body) yield return block;
            }
        }
    }

    /// <summary>What whoever acts at night must tell apart, side by side; withdrawn decisions are not among it.</summary>
    /// <param name="wish">The wish about places, in its own frame.</param>
    /// <param name="style">How large it is: on a sheet that is read at arm's length as large as all else.</param>
    public static IEnumerable<Block> ForEmergency(PlanAnswers answers, Callout? wish = null, ParagraphStyle style = ParagraphStyle.Small)
    {
        var (legal, all) = (answers.Get<Legal>(), answers.Get<Recommendations>());
        foreach (var doubt in Doubts(answers)) yield return doubt.Framed;
        List<Block> wishes = wish is null ? [] : [wish], others = [];
        foreach (var group in RefusalStanding.All(legal).Where(p => p.Stands != HowItStands.NotInForce).GroupBy(p => p.Stands))
            (group.Key == HowItStands.Wish ? wishes : others).Add(InItsFrame(group.Key, [.. group.Select(p => Short(Line(legal, p.Refusal, p.Stands), style))]));
        if (all.Current() is { Count: > 0 } current) others.Add(Recommendation([.. current.Select(r => Short(Line(r), style))]));
        if (wishes.Count > 0 && others.Count > 0) yield return new Columns(wishes, others) { LeftShare = style == ParagraphStyle.Small ? 0.5 : 0.46 };
        else foreach (var block in wishes.Concat(others)) yield return block;
    }

    /// <summary>Small in a plan, so that the page stays one page: nobody turns over at night.</summary>
    private static Paragraph Short(RichText text, ParagraphStyle style) => new(new RichText([.. text.Runs.Select(r => r with { Colour = r.Colour ?? Theme.Standard.Ink })])) { Style = style };

    private static Callout InItsFrame(HowItStands stands, IReadOnlyList<Block> body) => stands switch
    {
        HowItStands.Decision or HowItStands.Spoken => Decision(body),
        HowItStands.Reported => Reported(body),
        HowItStands.NotInForce => new Callout(T["kind.ended"], body) { Frame = CalloutFrame.Thin, Colour = "#4b5b62" },
        _ => Wish(body),
    };

    private static RichText Line(Legal legal, RefusedTreatment refusal, HowItStands stands) => new(
    [
        new Run((refusal.WantOrRefuse == WantOrRefuse.Want ? refusal.Treatment : T.Get("kind.refuse", refusal.Treatment ?? "")) + " ") { Bold = true },
        .. refusal.Circumstances.IsWritten() ? [new Run(T.Get("kind.when", refusal.Circumstances!.TrimEnd('.')) + " ")] : (Run[])[],
        .. refusal.EvenIfLifeAtRisk == true ? [new Run(T["kind.evenIf"] + " ")] : (Run[])[],
        new Run(Says(legal, refusal, stands)),
    ]);

    /// <summary>How a refusal stands in one sentence, the same on screen and on paper.</summary>
    public static string Says(Legal legal, RefusedTreatment refusal, HowItStands stands)
    {
        var decision = legal.DecisionOf(refusal);
        var where = decision?.OriginalLocation.IsWritten() == true ? decision.OriginalLocation! : T["emergency.notWritten"];
        return stands switch
        {
            HowItStands.Decision => T.Get("kind.says.Decision", decision?.SignedOn is { } on ? FieldText.Date(on) : T["emergency.notWritten"], where),
            HowItStands.Spoken => T.Get("kind.says.Spoken", refusal.HeardBy ?? "", refusal.HeardOn is { } heard ? FieldText.Date(heard) : ""),
            HowItStands.Reported => T.Get("kind.says.Reported", where),
            HowItStands.NotInForce => T[decision?.Status == AdvanceDecisionStatus.Superseded ? "kind.says.Superseded" : "kind.says.Withdrawn"],
            _ => T[refusal.WantOrRefuse == WantOrRefuse.Want ? "kind.says.Want" : "kind.says.Wish"],
        };
    }

    /// <summary>Which of the three kinds an entry is, in words, for copies that have no frames; null for anything else.</summary>
    public static string? InWords(SectionReading at, PlanItem entry) => entry switch
    {
        RefusedTreatment refusal when RefusalStanding.Of(at.As<Legal>(), refusal) is var stands =>
            $"{InItsFrame(stands, []).Title}: {refusal.Treatment?.TrimEnd('.')}. {Says(at.As<Legal>(), refusal, stands)}".TrimEnd('.'),
        ClinicalRecommendation recommendation => $"{T[recommendation.Status == RecommendationStatus.Current ? "kind.clinical" : "kind.notCounting"]}: {recommendation.Recommends?.TrimEnd('.')}",
        _ => null,
    };

    private static RichText Line(ClinicalRecommendation r)
    {
        var words = PlanSections.Of<Recommendations>().Words;
        string?[] parts =
        [
            r.Recommends,
            string.Join(", ", new[] { r.Clinician, r.DecidedOn is { } on ? FieldText.Date(on) : null }.Where(t => t.IsWritten())) is { Length: > 0 } who ? who + "." : null,
            T.Get("kind.form", r.FormLocation.IsWritten() ? r.FormLocation! : T["emergency.notWritten"]),
        ];
        var name = r.CprCode is { } code ? words.Option(typeof(CprCode), code.ToString()) : r.Type is { } type ? words.Option(typeof(RecommendationType), type.ToString()) : "";
        return new RichText([new Run(name.TrimEnd('.') + ". ") { Bold = true }, new Run(string.Join(' ', parts.Where(p => p.IsWritten()).Select(p => p!.TrimEnd('.') + ".")))]);
    }
}

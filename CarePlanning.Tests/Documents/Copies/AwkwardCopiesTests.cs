using CarePlanning.Core.Documents;
using CarePlanning.Core.Documents.Copies;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Plans.Sections;
using CarePlanning.Pdf;
using CarePlanning.Tests.Pdf;

namespace CarePlanning.Tests.Documents.Copies;

/// <summary>Plans at the ends of what people write: hardly anything, very much, words without end, and several scripts in one sentence.</summary>
internal static class AwkwardPlans
{
    public const string Mixed = "Mam says میں گھر پر رہنا چاہتی ہوں, Nain says Dw i eisiau bod gartref, Babcia mówi żółw, العائلة (٣ مرات) at 10:30, and আমি বাড়িতে থাকতে চাই.";

    public static readonly string LongWord = string.Concat(Enumerable.Repeat("Llanfairpwllgwyngyll", 10));

    public static PlanAnswers Of(string name) => name switch
    {
        "two answers" => TwoAnswers(),
        "80 pages" => Everywhere(string.Join(' ', Enumerable.Repeat("Every morning she sits by the kitchen window until the kettle has boiled and the news is over.", 22))),
        "a word of 200 letters" => Everywhere($"Before {LongWord} after"),
        "five scripts" => Everywhere(Mixed),
        _ => throw new ArgumentOutOfRangeException(nameof(name)),
    };

    private static PlanAnswers TwoAnswers()
    {
        var answers = PlanAnswers.Empty();
        answers.Get<AboutMe>().MostImportant = new() { Words = "My kitchen window." };
        answers.Get<Contingency>().DayAndNightNumber = "01632 960 001";
        return answers;
    }

    /// <summary>The text in every place that takes words; an answer in every other.</summary>
    private static PlanAnswers Everywhere(string text)
    {
        var answers = FilledPlan.Make();
        foreach (var section in PlanSections.All)
            foreach (var (field, path, _, _) in SectionFields.Places(section, answers[section.Slug]).ToList())
                if (field.Kind is FieldKind.Narrative or FieldKind.LongText && SectionPath.Find(section, field.Kind == FieldKind.Narrative ? path + "/words" : path) is { } at)
                    SectionFields.Write(answers[section.Slug], at, text);
        return answers;
    }
}

/// <summary>Every rule on every copy of the awkward plans.</summary>
public sealed class AwkwardCopiesTests
{
    public static TheoryData<string, CopyKind> Each()
    {
        var each = new TheoryData<string, CopyKind>();
        foreach (var plan in new[] { "two answers", "80 pages", "a word of 200 letters", "five scripts" })
            foreach (var copy in CopyList.All.Where(c => plan != "80 pages" || c.Kind is CopyKind.FullPlan or CopyKind.EmergencySheet)) each.Add(plan, copy.Kind);
        return each;
    }

    [Theory, MemberData(nameof(Each))]
    public void No_rule_is_broken_and_file_and_page_say_the_same(string plan, CopyKind kind)
    {
        var content = CopySize.Fit(Samples.Renderer, size => CopyDocument.Compose(Samples.Plan(AwkwardPlans.Of(plan)), Samples.Stamp(kind), new CopyContents(null, []), size), kind);
        var file = Samples.Renderer.Render(content);
        Assert.Empty(PdfRules.Broken(file.Bytes));
        Assert.Equal(HtmlTwinTests.OfTwin(HtmlTwin.Write(content)), HtmlTwinTests.OfFile(file));
        if (plan == "80 pages" && kind == CopyKind.FullPlan) Assert.True(file.Pages >= 80, $"{file.Pages} pages");
        if (plan == "two answers" && CopyList.Of(kind).OneSide) Assert.Equal(1, file.Pages);
    }

    [Fact]
    public void A_sheet_that_runs_on_names_the_answers_to_shorten()
    {
        var answers = AwkwardPlans.Of("two answers");
        answers.Get<Health>().Allergies.Add(new() { Id = "a", What = "Penicillin", WhatHappens = string.Join(' ', Enumerable.Repeat("Her face swells and she cannot breathe.", 200)) });
        answers.Get<Contingency>().KeyHeldBy = "Next door";
        var found = CopySize.TooLong(Samples.Renderer, Samples.Plan(answers), CopyKind.EmergencySheet, [])!;
        Assert.True(found.Pages > 1);
        Assert.Equal(("health-at-a-glance", "allergies/a/whatHappens"), (found.Longest[0].Section.Slug, found.Longest[0].Path));
        Assert.Equal(7_999, found.Longest[0].Characters);
    }

    [Fact]
    public void A_photo_takes_its_room_when_it_is_asked_whether_a_sheet_fits()
    {
        var answers = AwkwardPlans.Of("two answers");
        var health = answers.Get<Health>();
        while (CopySize.TooLong(Samples.Renderer, Samples.Plan(answers), CopyKind.EmergencySheet, []) is null)
            health.Allergies.Add(new() { Id = $"a{health.Allergies.Count}", What = "Penicillin", WhatHappens = "Her face swells." });
        health.Allergies.RemoveAt(health.Allergies.Count - 1);
        Assert.Null(CopySize.TooLong(Samples.Renderer, Samples.Plan(answers), CopyKind.EmergencySheet, []));
        Assert.NotNull(CopySize.TooLong(Samples.Renderer, Samples.Plan(answers) with { Photo = Uploads.PhotoTests.Jpeg(300, 400) }, CopyKind.EmergencySheet, []));
    }

    [Fact]
    public void Of_a_sheet_that_fits_nothing_is_said()
    {
        Assert.Null(CopySize.TooLong(Samples.Renderer, Samples.Plan(AwkwardPlans.Of("two answers")), CopyKind.EmergencySheet, []));
        Assert.Null(CopySize.TooLong(Samples.Renderer, Samples.Plan(AwkwardPlans.Of("80 pages")), CopyKind.FullPlan, []));
    }
}

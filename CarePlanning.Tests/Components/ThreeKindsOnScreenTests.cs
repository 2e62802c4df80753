using Bunit;
using CarePlanning.Core.Documents;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Plans.Sections;
using CarePlanning.Web.Components;
using CarePlanning.Web.Wizard;

namespace CarePlanning.Tests.Components;

/// <summary>A wish, a legal decision and a recommendation never look alike on the screen either, nor in words alone; and what two papers disagree about stands over every page.</summary>
public sealed class ThreeKindsOnScreenTests : BunitContext
{
    private static PlanAnswers Plan(CprCode cpr = CprCode.DoNotAttempt, RecommendationType form = RecommendationType.Cpr, PartialDate? powerMade = null)
    {
        var answers = PlanAnswers.Empty();
        var legal = answers.Get<Legal>();
        legal.Decisions.Add(new() { Id = "held", Name = "Machines", Status = AdvanceDecisionStatus.SignedOriginalHeld, SignedOn = new() { Day = 2, Month = 11, Year = 2025 }, SignedBy = SignedBy.Self, WitnessName = "Maureen", WitnessSawIt = true, OriginalLocation = "Blue folder" });
        legal.Decisions.Add(new() { Id = "draft", Name = "Food", Status = AdvanceDecisionStatus.Draft });
        legal.Refusals.Add(new() { Id = "r", DecisionIds = ["held"], Treatment = "Pressing on my chest", Kind = TreatmentKind.Resuscitation, LifeSustaining = true, EvenIfLifeAtRisk = true });
        legal.Refusals.Add(new() { Id = "w", DecisionIds = ["draft"], Treatment = "A feeding tube", LifeSustaining = true });
        if (powerMade is not null) legal.Authorities.Add(new() { Id = "l", Type = LegalAuthorityType.HealthAndWelfarePower, MadeOn = powerMade });
        answers.Get<Recommendations>().List.Add(new() { Id = "c", Type = form, CprCode = cpr, Recommends = "Comfort at home", Status = RecommendationStatus.Current });
        return answers;
    }

    private List<AngleSharp.Dom.IElement> Entries(SectionDefinition section, string list, PlanAnswers answers) =>
        [.. Render<EntriesRead>(p => p.Add(e => e.Section, section).Add(e => e.List, section.Fields.Single(f => f.Name == list)).Add(e => e.Answers, answers).Add(e => e.Voices, [])).FindAll(".entry-read")];

    [Fact]
    public void Each_of_the_three_has_a_class_a_picture_and_a_name_of_its_own_on_the_screen()
    {
        var answers = Plan();
        var drawn = Entries(PlanSections.Of<Legal>(), "refusals", answers).Concat(Entries(PlanSections.Of<Recommendations>(), "list", answers)).ToList();
        Assert.Equal(["entry-read kind legal", "entry-read kind wish", "entry-read kind clinical"], drawn.Select(e => e.ClassName));
        Assert.Equal(["My legal decision", "My wish", "A clinician's recommendation"], drawn.Select(e => e.QuerySelector(".kind-name")!.TextContent.Trim()));
        Assert.Distinct(drawn.Select(e => e.QuerySelector(".kind-name svg")!.InnerHtml));
    }

    [Theory, InlineData(AdvanceDecisionStatus.Withdrawn), InlineData(AdvanceDecisionStatus.ReportedByOthers)]
    public void What_is_neither_wears_the_frame_of_none(AdvanceDecisionStatus status)
    {
        var answers = Plan();
        answers.Get<Legal>().Decisions[0].Status = status;
        answers.Get<Recommendations>().List[0].Status = RecommendationStatus.Superseded;
        Assert.Equal("entry-read", Entries(PlanSections.Of<Legal>(), "refusals", answers)[0].ClassName!.Trim());
        Assert.Equal("entry-read", Entries(PlanSections.Of<Recommendations>(), "list", answers)[0].ClassName!.Trim());
    }

    [Fact]
    public void Where_there_are_no_frames_the_words_say_which_of_the_three_it_is()
    {
        var answers = Plan();
        string? Words<T>(PlanItem entry) where T : PlanSection => ThreeKinds.InWords(new SectionReading(PlanSections.Of<T>(), answers, []), entry);
        Assert.StartsWith("§ My legal decision: Pressing on my chest. Signed 2 November 2025, witnessed. Original: Blue folder", Words<Legal>(answers.Get<Legal>().Refusals[0]), StringComparison.Ordinal);
        Assert.StartsWith("◊ My wish: A feeding tube. Not signed, not legally binding.", Words<Legal>(answers.Get<Legal>().Refusals[1]), StringComparison.Ordinal);
        Assert.Equal("+ A clinician's recommendation: Comfort at home", Words<Recommendations>(answers.Get<Recommendations>().List[0]));
        answers.Get<Recommendations>().List[0].Status = RecommendationStatus.Cancelled;
        answers.Get<Legal>().Decisions[0].Status = AdvanceDecisionStatus.Withdrawn;
        Assert.StartsWith("No longer counts", Words<Recommendations>(answers.Get<Recommendations>().List[0]), StringComparison.Ordinal);
        Assert.StartsWith("No longer in force", Words<Legal>(answers.Get<Legal>().Refusals[0]), StringComparison.Ordinal);
        Assert.Null(Words<Legal>(new LegalAuthority { Id = "l" }));
    }

    private List<string?> Bands(PlanAnswers answers)
    {
        var drawn = Render<PlanBands>(p => p.Add(b => b.Plan, AView.Of(answers)));
        Assert.All(drawn.FindAll("[data-rule]"), b => Assert.NotEmpty(b.QuerySelector("p")!.TextContent.Trim()));
        return [.. drawn.FindAll("[data-rule]").Select(b => b.GetAttribute("data-rule"))];
    }

    [Theory, InlineData(RecommendationType.Cpr), InlineData(RecommendationType.Respect)]
    public void A_recommendation_against_a_decision_stands_over_the_page_whichever_form_it_is_on(RecommendationType form)
    {
        Assert.Equal(["CR-06"], Bands(Plan(CprCode.Attempt, form)));
        Assert.Empty(Bands(Plan(CprCode.DoNotAttempt, form)));
    }

    [Fact]
    public void A_power_that_may_have_taken_a_decisions_place_stands_over_the_page()
    {
        Assert.Equal(["AD-07"], Bands(Plan(powerMade: new() { Day = 3, Month = 11, Year = 2025 })));
        Assert.Equal(["AD-07"], Bands(Plan(powerMade: new() { Year = 2025 })));
        Assert.Empty(Bands(Plan(powerMade: new() { Day = 1, Month = 11, Year = 2025 })));
        Assert.Equal(["CR-06", "AD-07"], Bands(Plan(CprCode.Attempt, powerMade: new() { Year = 2026 })));
    }
}

using CarePlanning.Core.Documents;
using CarePlanning.Core.Documents.Copies;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Plans.Sections;
using CarePlanning.Pdf;
using CarePlanning.Tests.Documents.Copies;

namespace CarePlanning.Tests.Documents;

/// <summary>A wish, a legal decision and a recommendation never look alike, and a decision that was withdrawn is nowhere at night.</summary>
public sealed class ThreeKindsTests
{
    private static readonly IReadOnlyList<Callout> Frames = [ThreeKinds.Wish([]), ThreeKinds.Decision([]), ThreeKinds.Recommendation([]), ThreeKinds.Reported([])];

    [Fact]
    public void Each_kind_has_a_colour_a_tint_and_words_of_its_own()
    {
        Assert.Distinct(Frames.Select(f => f.Colour));
        Assert.Distinct(Frames.Select(f => f.Tint));
        Assert.Distinct(Frames.Select(f => f.Title));
    }

    [Fact]
    public void The_three_have_a_frame_and_a_mark_of_their_own_so_that_a_copy_without_colour_tells_them_apart()
    {
        Assert.Distinct(Frames.Take(3).Select(f => f.Frame));
        Assert.Distinct(Frames.Take(3).Select(f => f.Title[0]));
        Assert.All(Frames.Take(3), f => Assert.False(char.IsLetter(f.Title[0])));
    }

    private static PlanAnswers Plan(AdvanceDecisionStatus? status)
    {
        var answers = PlanAnswers.Empty();
        answers.Get<Legal>().Decisions.Add(new() { Id = "d", Name = "Machines", Status = status, SignedOn = new() { Day = 2, Month = 11, Year = 2026 }, SignedBy = SignedBy.Self, WitnessName = "Maureen", WitnessSawIt = true, OriginalLocation = "Blue folder" });
        answers.Get<Legal>().Refusals.Add(new() { Id = "r", Treatment = "a tube", LifeSustaining = true, EvenIfLifeAtRisk = true });
        answers.Get<Recommendations>().List.Add(new() { Id = "c", Type = RecommendationType.Cpr, CprCode = CprCode.DoNotAttempt, Clinician = "Dr Kaur", FormLocation = "Hall", Status = RecommendationStatus.Current });
        return answers;
    }

    private static string Night(AdvanceDecisionStatus? status) => Reading.Of(ThreeKinds.ForEmergency(Plan(status)));

    [Fact]
    public void AD_11_allows_a_decision_that_is_held_on_the_emergency_page()
    {
        var read = Night(AdvanceDecisionStatus.SignedOriginalHeld);
        Assert.Contains("My legal decision", read, StringComparison.Ordinal);
        Assert.Contains("I refuse: a tube. Even if my life is at risk. Signed 2 November 2026, witnessed. Original: Blue folder.", read, StringComparison.Ordinal);
        Assert.Contains("A clinician's recommendation", read, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(AdvanceDecisionStatus.Withdrawn)]
    [InlineData(AdvanceDecisionStatus.Superseded)]
    public void AD_11_refuses_one_that_was_withdrawn_or_superseded_there_and_keeps_it_in_the_plan(AdvanceDecisionStatus status)
    {
        Assert.DoesNotContain("a tube", Night(status), StringComparison.Ordinal);
        Assert.Contains("No longer in force", Reading.Of(SectionDocument.Compose(PlanSections.Of<Legal>(), Plan(status), [])), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(AdvanceDecisionStatus.Draft)]
    [InlineData(AdvanceDecisionStatus.PrintedForSigning)]
    public void What_is_not_signed_is_a_wish_and_says_so(AdvanceDecisionStatus? status)
    {
        var read = Night(status);
        Assert.Contains("Not signed, not legally binding", read, StringComparison.Ordinal);
        Assert.Contains("My wish", read, StringComparison.Ordinal);
        Assert.DoesNotContain("My legal decision", read, StringComparison.Ordinal);
    }

    [Fact]
    public void What_others_report_is_neither_and_says_where_to_ask()
    {
        var read = Night(AdvanceDecisionStatus.ReportedByOthers);
        Assert.Contains("Reported to us, not seen. Original at: Blue folder.", read, StringComparison.Ordinal);
        Assert.DoesNotContain("My legal decision", read, StringComparison.Ordinal);
    }

    [Fact]
    public void A_recommendation_against_a_decision_is_said_before_both()
    {
        var answers = Plan(AdvanceDecisionStatus.SignedOriginalHeld);
        answers.Get<Legal>().Refusals[0].Kind = TreatmentKind.Resuscitation;
        answers.Get<Recommendations>().List[0].CprCode = CprCode.Attempt;
        Assert.StartsWith("Stop and ask", Reading.Of(ThreeKinds.ForEmergency(answers)).Trim(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_later_power_of_attorney_raises_the_question_at_night()
    {
        var answers = Plan(AdvanceDecisionStatus.SignedOriginalHeld);
        answers.Get<Legal>().Authorities.Add(new() { Id = "l", Type = LegalAuthorityType.HealthAndWelfarePower, MadeOn = new() { Day = 9, Month = 11, Year = 2026 } });
        Assert.Contains("Superseded?", Reading.Of(ThreeKinds.ForEmergency(answers)), StringComparison.Ordinal);
    }

    /// <summary>A decision against which a recommendation stands, and after which a power of attorney was made.</summary>
    internal static PlanAnswers Doubtful()
    {
        var answers = Plan(AdvanceDecisionStatus.SignedOriginalHeld);
        answers.Get<Legal>().Refusals[0].Kind = TreatmentKind.Resuscitation;
        answers.Get<Recommendations>().List[0].CprCode = CprCode.Attempt;
        answers.Get<Recommendations>().List[0].Recommends = "Attempt it";
        answers.Get<Legal>().Authorities.Add(new() { Id = "l", Type = LegalAuthorityType.HealthAndWelfarePower, MadeOn = new() { Day = 9, Month = 11, Year = 2026 } });
        return answers;
    }

    [Theory, MemberData(nameof(CopyDataTests.Kinds), MemberType = typeof(CopyDataTests))]
    public void Every_copy_that_shows_a_decision_says_first_what_makes_it_doubtful_and_of_a_sure_one_none_does(CopyKind kind)
    {
        var (doubtful, sure) = (Samples.Read(kind, Doubtful()), Samples.Read(kind, Plan(AdvanceDecisionStatus.SignedOriginalHeld)));
        var shows = doubtful.Contains("My legal decision", StringComparison.Ordinal);
        Assert.Equal(kind is not (CopyKind.AboutMe or CopyKind.Money), shows);
        foreach (var doubt in new[] { "Stop and ask: two papers disagree", "Superseded? Ask before you rely on it" })
        {
            Assert.DoesNotContain(doubt, sure, StringComparison.Ordinal);
            Assert.Equal(shows, doubtful.Contains(doubt, StringComparison.Ordinal));
            if (shows) Assert.True(doubtful.IndexOf(doubt, StringComparison.Ordinal) < doubtful.IndexOf("My legal decision", StringComparison.Ordinal), doubtful);
        }
    }

    [Fact]
    public void Whoever_reads_only_what_clinicians_recommend_reads_that_a_decision_stands_against_it()
    {
        Assert.Contains("two papers disagree", Section(Doubtful()), StringComparison.Ordinal);
        Assert.DoesNotContain("Superseded?", Section(Doubtful()), StringComparison.Ordinal);
        Assert.DoesNotContain("two papers disagree", Section(Plan(AdvanceDecisionStatus.SignedOriginalHeld)), StringComparison.Ordinal);

        static string Section(PlanAnswers answers) => Reading.Of(SectionDocument.Compose(PlanSections.Of<Recommendations>(), answers, []));
    }
}

using CarePlanning.Core.Plans;
using CarePlanning.Core.Plans.Sections;
using CarePlanning.Tests.Given;

namespace CarePlanning.Tests.Rules;

public sealed class ReviewRulesTests
{
    private static Action<PlanAnswers> On(DateOnly date, string? name = "Joan Marsh") => answers =>
    {
        answers.Get<Review>().PlannedReviewDate = PartialDate.From(date);
        answers.Get<Review>().ResponsibleName = name;
    };

    [Fact]
    public void Q_05_allows_a_date_and_a_name() => ARule.Allows("Q-05", On(ARule.Today.AddMonths(6)));

    [Fact]
    public void Q_05_refuses_a_date_that_nobody_sees_to() =>
        Assert.Equal(Severity.Block, ARule.Refuses("Q-05", "responsibleName", On(ARule.Today.AddMonths(6), " ")).Severity);

    [Fact]
    public void Q_05_refuses_a_name_with_half_a_date() => ARule.Refuses("Q-05", "plannedReviewDate/day", a =>
    {
        a.Get<Review>().ResponsibleName = "Joan Marsh";
        a.Get<Review>().PlannedReviewDate = new PartialDate { Month = 5, Year = 2027 };
    });

    [Fact]
    public void Q_14_allows_today() => ARule.Allows("Q-14", On(ARule.Today));

    [Fact]
    public void Q_14_refuses_yesterday() => Assert.Equal(Severity.Warn, ARule.Refuses("Q-14", "plannedReviewDate/day", On(ARule.Today.AddDays(-1))).Severity);

    [Fact]
    public void Q_15_allows_a_year_ahead_to_the_day() => ARule.Allows("Q-15", On(ARule.Today.AddMonths(12)));

    [Fact]
    public void Q_15_refuses_more_than_a_year_ahead() => ARule.Refuses("Q-15", "plannedReviewDate/day", On(ARule.Today.AddMonths(12).AddDays(1)));

    [Fact]
    public void RV_01_allows_a_plan_with_a_date() => ARule.Allows("RV-01", On(ARule.Today.AddMonths(3)));

    [Fact]
    public void RV_01_refuses_a_plan_without_one() => Assert.Equal(Severity.Block, ARule.Refuses("RV-01", "plannedReviewDate/day", _ => { }).Severity);

    private static Action<PlanAnswers> Due(DateOnly due, DateOnly? held) => answers => answers.Get<Review>().Reviews.Add(
        new HeldReview { Id = "r1", Type = ReviewType.ThreeMonth, DueOn = PartialDate.From(due), HeldOn = held is { } on ? PartialDate.From(on) : null });

    [Fact]
    public void RV_02_allows_a_review_that_was_held() => ARule.Allows("RV-02", Due(ARule.Today.AddDays(-30), ARule.Today.AddDays(-20)));

    [Fact]
    public void RV_02_allows_a_review_due_today() => ARule.Allows("RV-02", Due(ARule.Today, null));

    [Fact]
    public void RV_02_refuses_a_review_that_is_overdue() => ARule.Refuses("RV-02", "reviews/r1/heldOn/day", Due(ARule.Today.AddDays(-1), null));

    private static Action<PlanAnswers> Changed(DateOnly on, bool lookedAt) => answers =>
    {
        answers.Get<AboutMe>().MostImportant = new Narrative { Words = "The window" };
        var change = new ChangeSaid { Id = "c1", Why = Occasion.SomethingElse, What = "We moved", On = PartialDate.From(on) };
        answers.Get<Review>().Changes.Add(change);
        if (lookedAt) answers.Get<Review>().LookedAt.Add(new() { Id = LookAgain.IdOf(change, "about-me", "mostImportant"), By = "Anne" });
    };

    [Fact]
    public void RV_03_allows_two_weeks_and_parts_that_were_looked_at()
    {
        ARule.Allows("RV-03", Changed(ARule.Today.AddDays(-14), lookedAt: false));
        ARule.Allows("RV-03", Changed(ARule.Today.AddDays(-40), lookedAt: true));
    }

    [Fact]
    public void RV_03_refuses_a_change_that_nobody_followed_up() =>
        Assert.Equal(Severity.Warn, ARule.Refuses("RV-03", "changes", Changed(ARule.Today.AddDays(-15), lookedAt: false)).Severity);

    private static Action<PlanAnswers> Born(int months, bool begun = false) => answers =>
    {
        answers.Get<Involved>().DateOfBirth = PartialDate.From(ARule.Today.AddMonths(-months));
        if (begun) answers.Get<Review>().Changes.Add(new() { Id = "b", Why = Occasion.TurnsSixteen, On = PartialDate.From(ARule.Today) });
    };

    [Fact]
    public void RV_06_allows_other_ages_and_a_birthday_that_somebody_began()
    {
        ARule.Allows("RV-06", Born((15 * 12) + 6));
        ARule.Allows("RV-06", Born(78 * 12));
        ARule.Allows("RV-06", Born(16 * 12, begun: true));
    }

    [Theory, InlineData(14 * 12, Occasion.TurnsFourteen), InlineData(16 * 12, Occasion.TurnsSixteen), InlineData((17 * 12) + 6, Occasion.TurnsSeventeenAndAHalf)]
    public void RV_06_refuses_to_let_a_birthday_go_by(int months, Occasion why)
    {
        Assert.Equal(Severity.Inform, ARule.Refuses("RV-06", "changes", Born(months)).Severity);
        var answers = PlanAnswers.Empty();
        Born(months)(answers);
        Assert.Equal((why, ARule.Today), LookAgain.Due(answers, ARule.Today));
        Assert.Equal(why, LookAgain.Due(answers, ARule.Today.AddDays(-28))!.Value.Why);
        Assert.NotEqual(why, LookAgain.Due(answers, ARule.Today.AddDays(-29))?.Why);
    }

    [Fact]
    public void A_year_after_the_plan_was_gone_over_it_asks_to_be_gone_over_again()
    {
        var answers = PlanAnswers.Empty();
        answers.Get<AboutMe>().UpdatedOn = PartialDate.From(ARule.Today.AddMonths(-12));
        Assert.Null(LookAgain.Due(answers, ARule.Today));
        Assert.Equal(Occasion.AYearOn, LookAgain.Due(answers, ARule.Today.AddDays(1))!.Value.Why);
        answers.Get<Review>().Reviews.Add(new() { Id = "r", HeldOn = PartialDate.From(ARule.Today) });
        Assert.Null(LookAgain.Due(answers, ARule.Today.AddDays(1)));
    }

    [Fact]
    public void Every_occasion_names_parts_that_the_plan_asks()
    {
        var answers = PlanAnswers.Empty();
        foreach (var section in PlanSections.All) foreach (var question in section.Questions) answers[section.Slug].PutOff[question] = PutOff.NotToday;
        foreach (var why in Enum.GetValues<Occasion>())
        {
            var parts = LookAgain.Parts(answers, Pathway.AdultContinuingCare, new ChangeSaid { Id = "c", Why = why });
            Assert.True(parts.Count >= 7, $"{why}: {parts.Count}");
            Assert.All(parts, p => Assert.Contains(p.Question, p.Section.Questions));
            Assert.Distinct(parts.Select(p => (p.Section.Slug, p.Question)));
        }
    }

    private static Action<PlanAnswers> Born(int year, int month, int day) => a => a.Get<Involved>().DateOfBirth = PartialDate.From(new DateOnly(year, month, day));

    [Fact]
    public void RV_06_14_allows_a_child_of_13_and_an_adults_plan_without_a_word()
    {
        ARule.Allows("RV-06-14", Born(2012, 11, 23), Pathway.ChildContinuingCare);
        ARule.Allows("RV-06-14", Born(2012, 11, 22));
    }

    [Fact]
    public void RV_06_14_refuses_nothing_and_tells_from_the_14th_birthday() =>
        Assert.Equal(Severity.Inform, ARule.Refuses("RV-06-14", "plannedReviewDate/day", Born(2012, 11, 22), Pathway.ChildContinuingCare).Severity);

    [Fact]
    public void RV_06_16_allows_a_day_before_16_without_a_word() => ARule.Allows("RV-06-16", Born(2010, 11, 23), Pathway.ChildContinuingCare);

    [Fact]
    public void RV_06_16_refuses_nothing_and_tells_from_16_instead_of_what_was_told_from_14()
    {
        ARule.Refuses("RV-06-16", "plannedReviewDate/day", Born(2010, 11, 22), Pathway.ChildContinuingCare);
        ARule.Allows("RV-06-14", Born(2010, 11, 22), Pathway.ChildContinuingCare);
    }

    [Fact]
    public void RV_06_17_allows_a_day_before_17_and_a_half_without_a_word() => ARule.Allows("RV-06-17", Born(2009, 5, 23), Pathway.ChildContinuingCare);

    [Fact]
    public void RV_06_17_refuses_nothing_and_tells_from_17_and_a_half() => ARule.Refuses("RV-06-17", "plannedReviewDate/day", Born(2009, 5, 22), Pathway.ChildContinuingCare);
}

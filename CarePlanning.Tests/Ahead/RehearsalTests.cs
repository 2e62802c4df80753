using CarePlanning.Core.Ahead;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Plans.Sections;

namespace CarePlanning.Tests.Ahead;

/// <summary>A plan walked through on paper: what happens first, who answers at that hour, and what is missing.</summary>
public sealed class RehearsalTests
{
    private static PlanAnswers Whole()
    {
        var answers = PlanAnswers.Empty();
        var c = Of(answers);
        (c.WhoStepsIn, c.WhoStepsInPhone, c.WhoStepsInHasAgreed) = ("Maureen Duffy", "01632 960112", true);
        (c.KeyHeldBy, c.KeyHeldByPhone) = ("Maureen Duffy", "01632 960112");
        (c.DayAndNightNumber, c.DayAndNightWho) = ("01632 960499", "hospice");
        c.Plans.Add(new ContingencyPlan { Id = "p", Name = "Anne is ill", ScenarioType = ScenarioType.CarerUnavailable });
        c.Steps.Add(new ContingencyStep { Id = "s2", PlanIds = ["p"], Order = 2, Do = "Ring the agency", ByWhom = "Maureen" });
        c.Steps.Add(new ContingencyStep { Id = "s1", PlanIds = ["p"], Order = 1, Do = "Sit Joyce up", Avoid = "leave her alone", ByWhom = "Whoever is there" });
        c.Contacts.Add(new ContingencyContact { Id = "k1", PlanIds = ["p"], Order = 1, Name = "Maureen Duffy", Role = "neighbour", Phone = "01632 960112", ReachedOn = ReachedOn.EveryDay, FromHour = 6, UntilHour = 23 });
        return answers;
    }

    private static Contingency Of(PlanAnswers answers) => answers.Get<Contingency>();

    private static Rehearsal Walk(PlanAnswers answers, int hour = 10) => Rehearsal.Of(answers, new Supposition("p", DayOfWeek.Sunday, hour))!;

    private static IEnumerable<GapKind> Gaps(Action<PlanAnswers> given, int hour = 10)
    {
        var answers = Whole();
        given(answers);
        return Walk(answers, hour).Gaps.Select(g => g.Kind);
    }

    [Fact]
    public void All_well_finds_nothing_missing() => Assert.Empty(Walk(Whole()).Gaps);

    [Fact]
    public void What_happens_first_comes_first()
    {
        var walk = Walk(Whole(), 10).Walk;
        Assert.Equal([StopKind.Do, StopKind.Do, StopKind.StepsIn, StopKind.Call, StopKind.DayAndNight, StopKind.Key], walk.Select(s => s.Kind));
        Assert.Equal(("Sit Joyce up", "leave her alone", "Whoever is there", null, Answering.NotSaid), (walk[0].What, walk[0].Avoid, walk[0].Who, walk[0].Phone, walk[0].Answers));
        Assert.Equal(("Ring the agency", "Maureen", "01632 960112", Answering.Yes), (walk[1].What, walk[1].Who, walk[1].Phone, walk[1].Answers));
    }

    [Fact]
    public void At_three_in_the_morning_nobody_is_sure_to_answer_without_a_number_for_day_and_night()
    {
        Assert.Contains(GapKind.NobodyAnswers, Gaps(a => Of(a).DayAndNightNumber = null, hour: 3));
        Assert.DoesNotContain(GapKind.NobodyAnswers, Gaps(a => Of(a).DayAndNightNumber = null));
        Assert.DoesNotContain(GapKind.NobodyAnswers, Gaps(_ => { }, hour: 3));
    }

    [Fact]
    public void At_three_in_the_morning_a_step_the_stand_in_and_the_key_rest_on_somebody_who_does_not_answer()
    {
        var gaps = Walk(Whole(), 3).Gaps;
        Assert.Equal([GapKind.StepHours, GapKind.StepsInHours, GapKind.KeyHours], gaps.Select(g => g.Kind));
        Assert.All(gaps, g => Assert.Contains("Sunday at 03:00", g.Sentence, StringComparison.Ordinal));
    }

    [Fact]
    public void Somebody_who_answers_and_has_no_number_is_nobody_to_ring() =>
        Assert.Equal([GapKind.NobodyAnswers, GapKind.NumberMissing, GapKind.StepsInNumber, GapKind.KeyNumber],
            Gaps(a => { Of(a).DayAndNightNumber = null; Of(a).Contacts[0].Phone = null; Of(a).WhoStepsInPhone = null; Of(a).KeyHeldByPhone = null; }, hour: 10));

    [Fact]
    public void A_missing_number_is_found_and_says_whose()
    {
        var answers = Whole();
        Of(answers).Contacts[0].Phone = " ";
        var gap = Assert.Single(Walk(answers).Gaps);
        Assert.Equal((GapKind.NumberMissing, "contacts/k1/phone", "NumberMissing-k1"), (gap.Kind, gap.Path, gap.Key));
        Assert.Contains("Maureen Duffy", gap.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_step_that_nobody_owns_is_found() => Assert.Equal([GapKind.StepOwner], Gaps(a => Of(a).Steps[0].ByWhom = null));

    [Fact]
    public void A_plan_without_steps_people_key_or_a_place_for_a_medicine_says_each() =>
        Assert.Equal([GapKind.NoSteps, GapKind.NobodyToCall, GapKind.NoKey, GapKind.MedicinePlace], Gaps(a =>
        {
            Of(a).Steps.Clear();
            Of(a).Contacts.Clear();
            (Of(a).WhoStepsIn, Of(a).KeyHeldBy) = (null, null);
            a.Get<Health>().Medicines.Add(new VitalMedicine { Id = "m", What = "Rescue medicine" });
        }));

    [Fact]
    public void Where_a_medicine_is_kept_is_part_of_the_walk()
    {
        var answers = Whole();
        answers.Get<Health>().Medicines.Add(new VitalMedicine { Id = "m", What = "Rescue medicine", KeptWhere = "Blue box" });
        Assert.Equal(("Rescue medicine", "Blue box"), (Walk(answers).Walk[^1].What, Walk(answers).Walk[^1].Who));
        Assert.Empty(Walk(answers).Gaps);
    }

    [Fact]
    public void Medicines_for_the_last_days_are_never_named()
    {
        var answers = Whole();
        (answers.Get<Recommendations>().MedicinesReady, answers.Get<Recommendations>().MedicinesPlace) = (MedicinesReady.InTheHome, null);
        Assert.Equal(Walk(Whole()).Walk, Walk(answers).Walk);
        Assert.Empty(Walk(answers).Gaps);
    }

    [Fact]
    public void When_the_only_contact_must_not_be_called_they_are_neither_walked_to_nor_named()
    {
        var answers = Whole();
        answers.Get<Involved>().People.Add(new InvolvedPerson { Id = "g", Name = "Gareth Cole", Phone = "07700 900555", Types = [ContactType.DoNotContact] });
        var c = Of(answers);
        (c.Contacts[0].Name, c.Contacts[0].Phone, c.WhoStepsIn, c.WhoStepsInPhone, c.KeyHeldBy, c.KeyHeldByPhone, c.DayAndNightNumber) = ("Gareth Cole", "07700 900555", "Gareth Cole", null, "Gareth Cole", null, null);
        c.Steps[0].ByWhom = "Gareth Cole";
        var walked = Walk(answers);
        Assert.Equal([GapKind.SomebodyElse, GapKind.NobodyAnswers], walked.Gaps.Select(g => g.Kind));
        Assert.All(walked.Walk, s => Assert.DoesNotContain("Gareth", $"{s.What} {s.Who}", StringComparison.Ordinal));
        Assert.All(walked.Walk, s => Assert.Null(s.Phone));
        Assert.All(walked.Gaps, g => Assert.DoesNotContain("Gareth", g.Sentence, StringComparison.Ordinal));
    }

    [Fact]
    public void Whoever_steps_in_is_asked_first() => Assert.Equal([GapKind.StepsInNotAsked], Gaps(a => Of(a).WhoStepsInHasAgreed = null));

    [Theory]
    [InlineData(ReachedOn.DayAndNight, null, null, DayOfWeek.Sunday, 3, Answering.Yes)]
    [InlineData(ReachedOn.Weekdays, 9, 17, DayOfWeek.Monday, 9, Answering.Yes)]
    [InlineData(ReachedOn.Weekdays, 9, 17, DayOfWeek.Monday, 17, Answering.No)]
    [InlineData(ReachedOn.Weekdays, 9, 17, DayOfWeek.Saturday, 12, Answering.No)]
    [InlineData(ReachedOn.Weekends, null, null, DayOfWeek.Monday, 12, Answering.No)]
    [InlineData(ReachedOn.Weekends, null, null, DayOfWeek.Sunday, 12, Answering.NotSaid)]
    [InlineData(ReachedOn.EveryDay, 0, 24, DayOfWeek.Sunday, 23, Answering.Yes)]
    [InlineData(ReachedOn.Weekdays, 22, 6, DayOfWeek.Saturday, 3, Answering.Yes)]
    [InlineData(ReachedOn.Weekdays, 22, 6, DayOfWeek.Monday, 3, Answering.No)]
    [InlineData(ReachedOn.Weekdays, 22, 6, DayOfWeek.Friday, 23, Answering.Yes)]
    [InlineData(ReachedOn.EveryDay, 9, null, DayOfWeek.Monday, 12, Answering.NotSaid)]
    [InlineData(ReachedOn.EveryDay, 9, 99, DayOfWeek.Monday, 12, Answering.NotSaid)]
    [InlineData(null, 9, 17, DayOfWeek.Monday, 12, Answering.NotSaid)]
    public void Hours_say_who_answers_also_over_midnight(ReachedOn? on, int? from, int? until, DayOfWeek day, int hour, Answering expected) =>
        Assert.Equal(expected, Rehearsal.Answers(new ContingencyContact { ReachedOn = on, FromHour = from, UntilHour = until }, day, hour));

    [Fact]
    public void Hours_in_words_alone_are_asked_for_again() =>
        Assert.Equal([GapKind.HoursMissing], Gaps(a => (Of(a).Contacts[0].ReachedOn, Of(a).Contacts[0].Hours) = (null, "after six")));

    [Fact]
    public void There_is_no_walk_of_a_plan_that_is_not_there_or_at_an_hour_no_clock_has()
    {
        Assert.Null(Rehearsal.Of(Whole(), new Supposition("x", DayOfWeek.Sunday, 3)));
        Assert.Null(Rehearsal.Of(Whole(), new Supposition("p", DayOfWeek.Sunday, 24)));
    }
}

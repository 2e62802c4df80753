using CarePlanning.Core.People;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Plans.Sections;

namespace CarePlanning.Tests.Signing;

public sealed class PlanChangesTests
{
    [Fact]
    public void The_same_answers_have_no_changes() => Assert.Empty(PlanChanges.Between(Given(_ => { }), Given(_ => { })));

    [Fact]
    public void Other_words_stand_side_by_side()
    {
        var change = One(Given(a => Says(a, "My garden")), Given(a => Says(a, "My garden and my dog")));
        Assert.Equal(("about-me", ChangeKind.Changed, "My garden", "My garden and my dog"), (change.Section.Slug, change.Kind, change.Before, change.After));
        Assert.Equal(change.Section.Words.Heading("mostImportant"), change.Label);
    }

    [Fact]
    public void Nothing_before_or_after_is_empty()
    {
        Assert.Equal("", One(Given(_ => { }), Given(a => Says(a, "My garden"))).Before);
        Assert.Equal("", One(Given(a => Says(a, "My garden")), Given(_ => { })).After);
    }

    [Fact]
    public void The_same_words_from_somebody_else_are_a_change()
    {
        var change = One(Given(a => Says(a, "My garden")), Given(a => Says(a, "My garden", "anne", "Anne")));
        Assert.Equal(ChangeKind.OtherVoice, change.Kind);
        Assert.Contains("Joyce", change.Before, StringComparison.Ordinal);
        Assert.Contains("Anne", change.After, StringComparison.Ordinal);
    }

    [Fact]
    public void A_question_put_off_says_so()
    {
        var change = One(Given(_ => { }), Given(a => a.Get<AboutMe>().PutOff["mostImportant"] = PutOff.NotToday));
        Assert.Contains("Said: not today", change.After, StringComparison.Ordinal);
    }

    [Fact]
    public void An_entry_that_is_new_shows_everything_in_it()
    {
        var change = One(Given(_ => { }), Given(a => a.Get<Involved>().People.Add(Anne)));
        Assert.Equal((ChangeKind.EntryAdded, "Anne Ashworth", ""), (change.Kind, change.Label, change.Before));
        Assert.Contains("daughter", change.After, StringComparison.Ordinal);
        Assert.Contains("07700 900341", change.After, StringComparison.Ordinal);
    }

    [Fact]
    public void An_entry_taken_out_is_gone_whether_it_is_marked_or_missing()
    {
        var before = Given(a => a.Get<Involved>().People.Add(Anne));
        foreach (var after in new[] { Given(_ => { }), Given(a => a.Get<Involved>().People.Add(Anne with { Removed = true })) })
            Assert.Equal(ChangeKind.EntryTakenOut, One(before, after).Kind);
        Assert.Empty(PlanChanges.Between(Given(_ => { }), Given(a => a.Get<Involved>().People.Add(Anne with { Removed = true }))));
    }

    [Fact]
    public void A_field_of_an_entry_is_named_with_the_entry()
    {
        var change = One(Given(a => a.Get<Involved>().People.Add(Anne)), Given(a => a.Get<Involved>().People.Add(Anne with { Phone = "07700 900999" })));
        Assert.Equal(("07700 900341", "07700 900999"), (change.Before, change.After));
        Assert.StartsWith("Anne Ashworth: ", change.Label, StringComparison.Ordinal);
    }

    [Fact]
    public void Entries_in_another_order_are_the_same()
    {
        var peter = new InvolvedPerson { Id = "peter", Name = "Peter" };
        Assert.Empty(PlanChanges.Between(Given(a => a.Get<Involved>().People.AddRange([Anne, peter])), Given(a => a.Get<Involved>().People.AddRange([peter, Anne]))));
    }

    [Fact]
    public void A_renamed_goal_does_not_change_what_is_linked_to_it()
    {
        PlanAnswers WithGoal(string name) => Given(a =>
        {
            a.Get<Goals>().List.Add(new() { Id = "g1", What = name });
            a.Get<Money>().Lines.Add(new() { Id = "l1", GoalIds = ["g1"] });
        });
        Assert.Equal("goals", Assert.Single(PlanChanges.Between(WithGoal("To swim"), WithGoal("To swim again"))).Section.Slug);
    }

    private static InvolvedPerson Anne => new() { Id = "anne", Name = "Anne Ashworth", Relation = "daughter", Phone = "07700 900341" };

    private static PlanChange One(PlanAnswers before, PlanAnswers after) => Assert.Single(PlanChanges.Between(before, after));

    private static PlanAnswers Given(Action<PlanAnswers> given)
    {
        var answers = PlanAnswers.Empty();
        given(answers);
        return answers;
    }

    private static void Says(PlanAnswers answers, string words, string voice = Voices.Person, string name = "Joyce") =>
        answers.Get<AboutMe>().MostImportant = new Narrative { Words = words, Voice = voice, VoiceName = name };
}

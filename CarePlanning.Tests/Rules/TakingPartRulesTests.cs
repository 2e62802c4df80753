using CarePlanning.Core.Plans;
using CarePlanning.Core.Plans.Sections;
using CarePlanning.Tests.Given;

namespace CarePlanning.Tests.Rules;

public sealed class TakingPartRulesTests
{
    private static Action<PlanAnswers> Who(Action<Involved> given) => answers => given(answers.Get<Involved>());

    private static InvolvedPerson Daughter(params ContactType[] types) => new() { Id = "p1", Name = "Ruth", Types = [.. types] };

    [Theory, InlineData(AccessFormat.LargePrint), InlineData(AccessFormat.EasyRead), InlineData(AccessFormat.Electronic), InlineData(AccessFormat.PlainText)]
    public void AC_02_allows_a_form_that_the_portal_makes(AccessFormat format) => ARule.Allows("AC-02", Who(w => w.Formats = [format]));

    [Fact]
    public void AC_02_allows_a_form_that_somebody_else_makes() =>
        ARule.Allows("AC-02", Who(w => { w.Formats = [AccessFormat.Braille]; w.FormatsHow = "Ruth orders it from the library, by Friday."; }));

    [Theory, InlineData(AccessFormat.Braille), InlineData(AccessFormat.Audio), InlineData(AccessFormat.BslVideo)]
    public void AC_02_refuses_a_form_that_nobody_makes(AccessFormat format) =>
        Assert.Equal(Severity.Block, ARule.Refuses("AC-02", "formatsHow", Who(w => w.Formats = [format])).Severity);

    [Theory, InlineData(true), InlineData(false)]
    public void AC_01_allows_needs_that_were_asked_about(bool needs) => ARule.Allows("AC-01", Who(w => w.NeedsSupport = needs));

    [Fact]
    public void AC_01_allows_an_answer_that_was_put_off() => ARule.Allows("AC-01", Who(w => w.PutOff["access"] = PutOff.RatherNotSay));

    [Fact]
    public void AC_01_allows_family_who_do_not_care_and_a_carer_who_was_asked() =>
        ARule.Allows("AC-01", Who(w =>
        {
            w.NeedsSupport = false;
            w.People.Add(Daughter(ContactType.NextOfKin));
            w.People.Add(new InvolvedPerson { Id = "p2", Types = [ContactType.Carer], NeedsAccessSupport = false });
        }));

    [Fact]
    public void AC_01_refuses_when_nobody_asked_the_person() =>
        Assert.Equal(Severity.Warn, ARule.Refuses("AC-01", "needsSupport", _ => { }).Severity);

    [Fact]
    public void AC_01_refuses_when_nobody_asked_the_carer() =>
        ARule.Refuses("AC-01", "people/p1/needsAccessSupport", Who(w => { w.NeedsSupport = true; w.People.Add(Daughter(ContactType.Carer)); }));

    [Fact]
    public void AC_01_asks_nothing_of_somebody_who_must_not_be_contacted() =>
        ARule.Allows("AC-01", Who(w => { w.NeedsSupport = true; w.People.Add(Daughter(ContactType.Carer, ContactType.DoNotContact)); }));

    [Fact]
    public void AC_03_allows_needs_gone_over_this_year() =>
        ARule.Allows("AC-03", Who(w => w.AccessCheckedOn = PartialDate.From(ARule.Today.AddMonths(-12))));

    [Fact]
    public void AC_03_refuses_needs_older_than_a_year() =>
        ARule.Refuses("AC-03", "accessCheckedOn/day", Who(w => w.AccessCheckedOn = PartialDate.From(ARule.Today.AddMonths(-12).AddDays(-1))));

    [Fact]
    public void AC_04_allows_an_interpreter_who_came() =>
        ARule.Allows("AC-04", Who(w => { w.InterpreterRequired = true; w.SessionPlace = SessionPlace.Home; w.SupportHere = [CommunicationProfessional.LanguageInterpreter]; }));

    [Fact]
    public void AC_04_allows_a_plan_before_anybody_has_met() => ARule.Allows("AC-04", Who(w => w.InterpreterRequired = true));

    [Fact]
    public void AC_04_refuses_a_meeting_without_the_interpreter() =>
        Assert.Equal(Severity.Inform, ARule.Refuses("AC-04", "supportHere", Who(w => { w.InterpreterRequired = true; w.SessionPlace = SessionPlace.Home; })).Severity);

    [Fact]
    public void AC_04_refuses_an_advocate_in_place_of_an_interpreter() =>
        ARule.Refuses("AC-04", "supportHere", Who(w => { w.InterpreterRequired = true; w.SessionPlace = SessionPlace.Home; w.SupportHere = [CommunicationProfessional.Advocate]; }));

    [Fact]
    public void AC_04_refuses_a_meeting_without_the_lipspeaker_who_is_needed() =>
        ARule.Refuses("AC-04", "supportHere", Who(w =>
        {
            w.ProfessionalsNeeded = [CommunicationProfessional.Lipspeaker];
            w.WhoIsHere.Add(new SessionParticipant { Id = "h1", Name = "Sam" });
            w.SupportHere = [CommunicationProfessional.LanguageInterpreter];
        }));

    [Fact]
    public void Q_01_allows_a_person_who_was_there_and_chose() =>
        ARule.Allows("Q-01", Who(w => { w.PersonPresent = true; w.PersonChoseWhoInvolved = true; }));

    [Fact]
    public void Q_01_allows_a_reason_for_not_being_there() =>
        ARule.Allows("Q-01", Who(w => { w.PersonPresent = false; w.ReasonNotPresent = "Asleep, asked this morning"; }));

    [Fact]
    public void Q_01_refuses_absence_without_a_reason() =>
        Assert.Equal(Severity.Warn, ARule.Refuses("Q-01", "reasonNotPresent", Who(w => w.PersonPresent = false)).Severity);

    [Fact]
    public void Q_01_refuses_people_the_person_did_not_choose() =>
        ARule.Refuses("Q-01", "personChoseWhoInvolved", Who(w => w.PersonChoseWhoInvolved = false));

    private static bool SaysQ11(string? person, params Narrative[] narratives)
    {
        var answers = PlanAnswers.Empty();
        var me = answers.Get<AboutMe>();
        me.MostImportant = narratives.ElementAtOrDefault(0);
        me.MyWellness = narratives.ElementAtOrDefault(1);
        var input = new RuleInput(answers, Pathway.NoBudget, ARule.Today, Demo: true, PersonVoice: person);
        return RuleBook.Check(input, Stage.Complete).Any(p => p is { RuleId: "Q-11", Severity: Severity.Inform, Path: "personPresent" });
    }

    [Theory, InlineData("m1"), InlineData("together")]
    public void Q_11_allows_one_answer_by_the_person_or_together(string voice) =>
        Assert.False(SaysQ11("m1", new Narrative { Words = "She likes tea", Voice = "m2" }, new Narrative { Words = "Tea", Voice = voice }));

    [Fact]
    public void Q_11_allows_silence_and_says_nothing_while_the_persons_voice_is_not_known()
    {
        Assert.False(SaysQ11("m1"));
        Assert.False(SaysQ11(null, new Narrative { Words = "She likes tea", Voice = "m2" }));
    }

    [Fact]
    public void Q_11_refuses_a_plan_in_other_peoples_words_only() =>
        Assert.True(SaysQ11("m1", new Narrative { Words = "She likes tea", Voice = "m2" }, new Narrative { Words = " ", Voice = "m1" }));

    [Fact]
    public void Somebody_who_must_not_be_contacted_is_held_privately()
    {
        Assert.Equal(Sensitivity.Private, Daughter(ContactType.Carer, ContactType.DoNotContact).HeldAs);
        Assert.Equal(Sensitivity.Open, Daughter(ContactType.Carer).HeldAs);
    }

    [Fact]
    public void Who_holds_a_key_and_a_private_worry_are_not_open()
    {
        var fields = PlanSections.Of<Involved>().Fields;
        Assert.Equal(Sensitivity.HomeAccess, fields.Single(f => f.Name == "homeAccess").Sensitivity);
        Assert.Equal(Sensitivity.Private, fields.Single(f => f.Name == "concernRaised").Sensitivity);
    }

    [Fact]
    public void Somebody_without_a_preferred_name_is_called_by_the_given_names()
    {
        var who = new Involved { Title = "Mrs", GivenNames = "Anne Mary", FamilyName = "Hartley" };
        Assert.Equal("Anne Mary", who.CalledName());
        Assert.Equal("Mrs Anne Mary Hartley", who.FullName());
        who.PreferredName = "Annie";
        Assert.Equal("Annie", who.CalledName());
    }

    [Theory]
    [InlineData(2008, 11, 22, 18), InlineData(2008, 11, 23, 17), InlineData(2010, 11, 22, 16), InlineData(2010, 11, 23, 15)]
    public void Age_turns_on_the_birthday(int year, int month, int day, int age)
    {
        var who = new Involved { DateOfBirth = new PartialDate { Year = year, Month = month, Day = day } };
        Assert.Equal(age, who.Age(ARule.Today));
        Assert.Equal(age < 16, who.IsUnder16(ARule.Today));
        Assert.Equal(age is 16 or 17, who.Is16Or17(ARule.Today));
        Assert.Equal(age >= 18, who.IsAdult(ARule.Today));
    }

    [Fact]
    public void Nobody_is_adult_or_child_while_the_birth_is_not_known()
    {
        var who = new Involved { DateOfBirth = new PartialDate { Year = 2000 } };
        Assert.Null(who.Age(ARule.Today));
        Assert.False(who.IsAdult(ARule.Today) || who.IsUnder16(ARule.Today) || who.Is16Or17(ARule.Today));
    }
}

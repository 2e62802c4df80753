using CarePlanning.Core.Plans;
using CarePlanning.Core.Plans.Sections;
using CarePlanning.Tests.Given;

namespace CarePlanning.Tests.Rules;

public sealed class InvolvedRulesTests
{
    private static Action<PlanAnswers> Who(Action<Involved> given) => answers => given(answers.Get<Involved>());

    private static Action<PlanAnswers> Known(Action<Involved>? except = null) => Who(who =>
    {
        who.GivenNames = "Anne";
        who.FamilyName = "Hartley";
        who.DateOfBirth = new PartialDate { Day = 3, Month = 5, Year = 1951 };
        who.HasFixedAddress = true;
        who.Addresses.Add(new PersonAddress { Id = "a1", Line1 = "4 Mill Lane", Postcode = "sw1a  1aa" });
        who.HasGp = true;
        who.GpOds = "L81008";
        except?.Invoke(who);
    });

    [Theory, InlineData("999 000 0018"), InlineData("999-000-0379"), InlineData(null), InlineData(" ")]
    public void ID_01_allows_a_number_whose_check_digit_is_right_and_no_number(string? number) =>
        ARule.Allows("ID-01", Who(w => w.NhsNumber = number));

    [Theory, InlineData("999 123 4567"), InlineData("999 000 001"), InlineData("QQ 12 34 56 C")]
    public void ID_01_refuses_a_number_that_cannot_be_one(string number) =>
        Assert.Equal(Severity.Block, ARule.Refuses("ID-01", "nhsNumber", Who(w => w.NhsNumber = number)).Severity);

    [Fact]
    public void ID_02_allows_a_made_up_number_in_a_demonstration() => ARule.Allows("ID-02", Who(w => w.NhsNumber = "999 000 0018"));

    [Fact]
    public void ID_02_allows_a_real_number_in_a_real_plan() => ARule.Allows("ID-02", Who(w => w.NhsNumber = "943 476 5919"), demo: false);

    [Fact]
    public void ID_02_refuses_a_real_number_in_a_demonstration_already_at_the_save()
    {
        Assert.Equal(Severity.Block, ARule.Refuses("ID-02", "nhsNumber", Who(w => w.NhsNumber = "943 476 5919")).Severity);
        var answers = PlanAnswers.Empty();
        answers.Get<Involved>().NhsNumber = "943 476 5919";
        Assert.Contains(RuleBook.Check(new RuleInput(answers, Pathway.NoBudget, ARule.Today, Demo: true), Stage.Save), p => p.RuleId == "ID-02");
    }

    [Fact]
    public void ID_02_refuses_a_made_up_number_in_a_real_plan_with_a_warning() =>
        Assert.Equal(Severity.Warn, ARule.Refuses("ID-02", "nhsNumber", Who(w => w.NhsNumber = "999 000 0018"), demo: false).Severity);

    [Fact]
    public void ID_03_allows_a_number() => ARule.Allows("ID-03", Who(w => w.NhsNumber = "999 000 0018"));

    [Fact]
    public void ID_03_allows_a_reason_for_none() => ARule.Allows("ID-03", Who(w => w.NoNhsNumberReason = NoNhsNumber.Overseas));

    [Theory, InlineData(PutOff.DoNotKnow), InlineData(PutOff.RatherNotSay)]
    public void ID_03_allows_not_knowing_and_rather_not_saying(PutOff answer) => ARule.Allows("ID-03", Who(w => w.PutOff["number"] = answer));

    [Fact]
    public void ID_03_refuses_to_sign_without_number_or_reason() =>
        Assert.Equal(Severity.Block, ARule.Refuses("ID-03", "noNhsNumberReason", _ => { }).Severity);

    [Fact]
    public void ID_03_refuses_to_sign_when_it_was_left_for_another_day() =>
        ARule.Refuses("ID-03", "noNhsNumberReason", Who(w => w.PutOff["number"] = PutOff.NotToday));

    [Fact]
    public void ID_04_allows_births_from_today_back_to_120_years_ago()
    {
        ARule.Allows("ID-04", Who(w => w.DateOfBirth = PartialDate.From(ARule.Today)));
        ARule.Allows("ID-04", Who(w => w.DateOfBirth = PartialDate.From(ARule.Today.AddYears(-120))));
        ARule.Allows("ID-04", Who(w => w.DateOfBirth = new PartialDate { Day = 3 }));
    }

    [Fact]
    public void ID_04_refuses_births_to_come_and_births_too_long_ago()
    {
        ARule.Refuses("ID-04", "dateOfBirth/day", Who(w => w.DateOfBirth = PartialDate.From(ARule.Today.AddDays(1))));
        Assert.Equal(Severity.Block, ARule.Refuses("ID-04", "dateOfBirth/day",
            Who(w => w.DateOfBirth = PartialDate.From(ARule.Today.AddYears(-120).AddDays(-1)))).Severity);
    }

    [Theory, InlineData("L81008"), InlineData("l81008 "), InlineData(null)]
    public void ID_05_allows_the_form_of_a_practice_code(string? code) => ARule.Allows("ID-05", Who(w => w.GpOds = code));

    [Fact]
    public void ID_05_allows_a_code_left_behind_by_somebody_who_has_no_GP() => ARule.Allows("ID-05", Who(w => { w.HasGp = false; w.GpOds = "RA7"; }));

    [Theory, InlineData("RA7"), InlineData("81008"), InlineData("L810081")]
    public void ID_05_refuses_another_form_with_a_warning(string code) =>
        Assert.Equal(Severity.Warn, ARule.Refuses("ID-05", "gpOds", Who(w => w.GpOds = code)).Severity);

    [Fact]
    public void ID_06_allows_what_tells_one_person_from_another() => ARule.Allows("ID-06", Known());

    [Fact]
    public void ID_06_allows_no_fixed_address() =>
        ARule.Allows("ID-06", Known(w => { w.Addresses.Clear(); w.HasFixedAddress = false; }));

    [Fact]
    public void ID_06_allows_a_GP_practice_by_name() => ARule.Allows("ID-06", Known(w => { w.GpOds = null; w.GpPractice = "High Street Surgery"; }));

    [Fact]
    public void ID_06_allows_no_GP() => ARule.Allows("ID-06", Known(w => { w.HasGp = false; w.GpOds = null; }));

    [Fact]
    public void ID_06_allows_one_whole_address_beside_a_half_one() =>
        ARule.Allows("ID-06", Known(w => w.Addresses.Insert(0, new PersonAddress { Id = "a0", Line1 = "The Hollies" })));

    [Fact]
    public void ID_06_refuses_a_missing_name() => ARule.Refuses("ID-06", "familyName", Known(w => w.FamilyName = " "));

    [Fact]
    public void ID_06_refuses_half_a_date_of_birth() => ARule.Refuses("ID-06", "dateOfBirth/day", Known(w => w.DateOfBirth = new PartialDate { Year = 1951 }));

    [Fact]
    public void ID_06_refuses_an_address_without_a_postcode() => ARule.Refuses("ID-06", "addresses/a1/postcode", Known(w => w.Addresses[0].Postcode = "Leeds"));

    [Fact]
    public void ID_06_refuses_an_address_without_a_street() => ARule.Refuses("ID-06", "addresses/a1/line1", Known(w => w.Addresses[0].Line1 = null));

    [Fact]
    public void ID_06_refuses_when_the_only_address_was_taken_out() => ARule.Refuses("ID-06", "addresses", Known(w => w.Addresses[0].Removed = true));

    [Fact]
    public void ID_06_refuses_a_GP_without_name_or_code_and_a_GP_nobody_asked_about()
    {
        ARule.Refuses("ID-06", "gpPractice", Known(w => w.GpOds = w.GpPractice = null));
        ARule.Refuses("ID-06", "hasGp", Known(w => { w.GpOds = w.GpPractice = null; w.HasGp = null; }));
    }

    [Fact]
    public void ID_06_refuses_each_thing_left_out_at_its_own_place() =>
        Assert.Equal(["givenNames", "familyName", "dateOfBirth/day", "addresses", "hasGp"], ARule.Finds("ID-06", _ => { }).Select(p => p.Path));

    [Fact]
    public void ID_09_allows_an_NHS_number() => ARule.Allows("ID-09", Who(w => w.NhsNumber = "999 000 0018"));

    [Fact]
    public void ID_09_refuses_a_National_Insurance_number_by_its_name() =>
        Assert.Contains("National Insurance", ARule.Refuses("ID-09", "nhsNumber", Who(w => w.NhsNumber = "QQ 12 34 56 C")).Sentence, StringComparison.Ordinal);
}

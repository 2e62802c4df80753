using CarePlanning.Core.Plans;
using CarePlanning.Core.Plans.Sections;
using CarePlanning.Tests.Given;

namespace CarePlanning.Tests.Rules;

public sealed class TextRulesTests
{
    [Fact]
    public void TX_01_allows_a_long_answer_up_to_the_limit() =>
        ARule.Allows("TX-01", a => a.Get<AboutMe>().MostImportant = new Narrative { Words = new string('a', TextRules.MostCharacters) });

    [Fact]
    public void TX_01_refuses_to_sign_a_longer_one_but_keeps_it() =>
        ARule.Refuses("TX-01", "mostImportant/words", a => a.Get<AboutMe>().MostImportant = new Narrative { Words = new string('a', TextRules.MostCharacters + 1) });

    [Fact]
    public void TX_02_allows_the_29th_of_February_in_a_leap_year_and_half_a_date() => ARule.Allows("TX-02", a =>
    {
        a.Get<AboutMe>().UpdatedOn = new PartialDate { Day = 29, Month = 2, Year = 2024 };
        a.Get<Involved>().DateOfBirth = new PartialDate { Year = 1948 };
    });

    [Fact]
    public void TX_02_refuses_a_day_that_does_not_exist() =>
        ARule.Refuses("TX-02", "updatedOn/day", a => a.Get<AboutMe>().UpdatedOn = new PartialDate { Day = 29, Month = 2, Year = 2026 });

    [Fact]
    public void TX_02_refuses_the_31st_of_April_before_the_year_is_typed() =>
        ARule.Refuses("TX-02", "updatedOn/day", a => a.Get<AboutMe>().UpdatedOn = new PartialDate { Day = 31, Month = 4 });
}

using CarePlanning.Core.Plans;
using CarePlanning.Core.Plans.Sections;
using CarePlanning.Tests.Given;

namespace CarePlanning.Tests.Rules;

public sealed class AboutMeRulesTests
{
    [Fact]
    public void Q_02_allows_words_about_what_matters_most() =>
        ARule.Allows("Q-02", a => a.Get<AboutMe>().MostImportant = new Narrative { Words = "My garden" });

    [Fact]
    public void Q_02_refuses_silence_about_what_matters_most() =>
        Assert.Equal(Severity.Warn, ARule.Refuses("Q-02", "mostImportant/words", _ => { }).Severity);

    [Fact]
    public void Q_12_allows_words_gone_over_this_year() =>
        ARule.Allows("Q-12", a => a.Get<AboutMe>().UpdatedOn = PartialDate.From(ARule.Today.AddMonths(-12)));

    [Fact]
    public void Q_12_refuses_words_older_than_a_year() =>
        ARule.Refuses("Q-12", "updatedOn/day", a => a.Get<AboutMe>().UpdatedOn = PartialDate.From(ARule.Today.AddMonths(-12).AddDays(-1)));
}

using CarePlanning.Core.Documents;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Plans.Sections;
using CarePlanning.Tests.Documents.Copies;

namespace CarePlanning.Tests.Documents;

/// <summary>Who may decide for the person stands on the emergency page with what must be known before anybody acts on it (H17).</summary>
public sealed class PowersTests
{
    private static string Night(params LegalAuthority[] powers)
    {
        var answers = PlanAnswers.Empty();
        answers.Get<Legal>().Authorities.AddRange(powers);
        answers.Get<Involved>().People.Add(new() { Id = "anne", Name = "Anne", Types = [ContactType.Attorney] });
        return Reading.Of(EmergencyPage.Compose(Samples.Plan(answers)));
    }

    private static LegalAuthority Power(Action<LegalAuthority>? change = null)
    {
        var power = new LegalAuthority { Id = "l", Names = "Anne Ashworth", Type = LegalAuthorityType.HealthAndWelfarePower, Registered = true, LifeSustaining = LifeSustainingAuthority.Given, Location = "Blue folder in the dresser" };
        change?.Invoke(power);
        return power;
    }

    [Fact]
    public void A_registered_power_is_said_with_its_kind_its_reach_and_its_paper() =>
        Assert.Contains("Anne Ashworth. Lasting power of attorney for health and welfare. Registered. It covers treatment that keeps me alive. Paper: Blue folder in the dresser.", Night(Power()), StringComparison.Ordinal);

    [Fact]
    public void One_that_is_not_registered_cannot_be_used_and_says_so()
    {
        var night = Night(Power(p => (p.Registered, p.LifeSustaining, p.Location) = (false, LifeSustainingAuthority.NotGiven, null)));
        Assert.Contains("Not registered, so it cannot be used yet. It does not cover treatment that keeps me alive. Paper: not written down.", night, StringComparison.Ordinal);
        Assert.DoesNotContain("Registered.", night, StringComparison.Ordinal);
    }

    [Fact]
    public void What_nobody_wrote_down_is_said_as_plainly()
    {
        var night = Night(Power(p => (p.Registered, p.LifeSustaining, p.Names, p.Type) = (null, null, null, LegalAuthorityType.HealthAndWelfarePower)));
        foreach (var words in new[] { "Holder not written down.", "Whether it is registered is not written down.", "Whether it covers treatment that keeps me alive is not written down." }) Assert.Contains(words, night, StringComparison.Ordinal);
    }

    [Theory, InlineData(LegalAuthorityType.PropertyPower), InlineData(LegalAuthorityType.PropertyDeputy), InlineData(LegalAuthorityType.Appointee)]
    public void A_power_over_money_says_that_it_is_not_about_care(LegalAuthorityType type) =>
        Assert.Contains("It is not about care.", Night(Power(p => p.Type = type)), StringComparison.Ordinal);

    [Fact]
    public void Each_has_a_line_of_its_own_and_a_court_order_needs_no_register()
    {
        var night = Night(Power(), new LegalAuthority { Id = "d", Names = "Peter", Type = LegalAuthorityType.WelfareDeputy, Location = "Hall" });
        Assert.Contains("\nPeter. Deputy for health and welfare. Paper: Hall.", night, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_one_written_down_whoever_is_called_an_attorney_is_named_with_a_warning()
    {
        Assert.Contains("Named as attorney: Anne. Ask to see the registered document.", Night(), StringComparison.Ordinal);
        Assert.DoesNotContain("Named as attorney", Night(Power()), StringComparison.Ordinal);
    }
}

using CarePlanning.Tests.Journeys;
using CarePlanning.Web.Security;
using Microsoft.Extensions.Configuration;

namespace CarePlanning.Tests.Configuration;

/// <summary>How long answers that could not be sent wait on a device.</summary>
public sealed class DraftDaysTests(DemoPortal demo)
{
    [Fact]
    public void Seven_days_and_one_on_a_shared_device_unless_the_organisation_sets_others()
    {
        Assert.Equal(new DraftDays(7, 1), Read());
        Assert.Equal(new DraftDays(14, 2), Read(("Drafts:Days", "14"), ("Drafts:DaysShared", "2")));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("91")]
    [InlineData("a week")]
    public void A_number_of_days_that_is_none_stops_the_start(string said) =>
        Assert.Contains($"'{said}'", Assert.Throws<InvalidOperationException>(() => Read(("Drafts:Days", said))).Message, StringComparison.Ordinal);

    [Fact]
    public async Task A_device_marked_as_shared_at_the_sign_in_keeps_them_one_day()
    {
        var house = await demo.MoveInAsync();
        using var nia = await Visitor.SignedInAsync(demo.Address, house.Nia.UserId);
        Assert.Equal("7", await KeptAsync());
        (await nia.PostFormAsync("/device", ("shared", "yes"), ("returnUrl", "/plans"))).Dispose();
        Assert.Equal("1", await KeptAsync());
        Assert.Contains("marked as shared", (await nia.PageAsync("/sign-in")).QuerySelector("form.device")!.TextContent, StringComparison.Ordinal);
        (await nia.PostFormAsync("/device", ("shared", "no"))).Dispose();
        Assert.Equal("7", await KeptAsync());

        async Task<string?> KeptAsync() => (await nia.PageAsync($"/plans/{house.PlanId}/about-me")).QuerySelector("[data-wizard]")!.GetAttribute("data-keep-days");
    }

    private static DraftDays Read(params (string Key, string Value)[] settings) => DraftDays.Read(
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(s => new KeyValuePair<string, string?>(s.Key, s.Value))).Build());
}

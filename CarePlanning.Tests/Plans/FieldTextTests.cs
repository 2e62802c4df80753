using CarePlanning.Core.Plans;
using CarePlanning.Core.Signing;

namespace CarePlanning.Tests.Plans;

public sealed class FieldTextTests
{
    [Fact]
    public void A_date_is_said_with_its_month_in_words() => Assert.Equal("6 August 2018", FieldText.Date(new DateOnly(2018, 8, 6)));

    [Fact]
    public void A_date_of_which_only_the_year_is_known_is_said_as_far_as_it_goes() =>
        Assert.Equal("August 2018", FieldText.Date(new PartialDate { Month = 8, Year = 2018 }));

    [Theory]
    [InlineData(0, "£0.00")]
    [InlineData(5, "£0.05")]
    [InlineData(123456, "£1,234.56")]
    [InlineData(-250, "-£2.50")]
    public void Money_is_said_to_the_penny(long pence, string said) => Assert.Equal(said, FieldText.Pounds(pence));

    [Fact]
    public void A_time_is_said_as_the_clock_in_England_shows_it_summer_and_winter()
    {
        Assert.Equal("1 July 2026 at 11:30", FieldText.Moment(new DateTime(2026, 7, 1, 10, 30, 0, DateTimeKind.Utc)));
        Assert.Equal("1 December 2026 at 10:30", FieldText.Moment(new DateTime(2026, 12, 1, 10, 30, 0, DateTimeKind.Utc)));
    }

    [Fact]
    public void An_NHS_number_is_said_in_groups() => Assert.Equal("999 000 0018", FieldText.NhsNumber("9990000018"));

    [Fact]
    public void Check_codes_are_never_the_same_and_can_be_typed_any_way()
    {
        var codes = Enumerable.Range(0, 500).Select(_ => CheckCodes.New()).ToList();
        Assert.Equal(500, codes.Distinct().Count());
        var code = codes[0];
        Assert.Equal(code, CheckCodes.Read($"  {code.Replace("-", " ", StringComparison.Ordinal).ToLowerInvariant()} "));
        Assert.Null(CheckCodes.Read("ABC"));
        Assert.Null(CheckCodes.Read(null));
    }
}

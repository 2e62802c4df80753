using CarePlanning.Core.People;

namespace CarePlanning.Tests.People;

public sealed class NhsNumberTests
{
    [Theory]
    [InlineData("999 000 0018"), InlineData("999 000 0379"), InlineData("999 000 0743"), InlineData("999 000 1111"), InlineData("999 000 1480")]
    [InlineData("999 000 1855"), InlineData("999 000 2223"), InlineData("999 000 2592"), InlineData("999 000 2967"), InlineData("999 000 3335")]
    [InlineData("999 000 4072"), InlineData("999 000 4447"), InlineData("999 000 4811"), InlineData("999 000 5184"), InlineData("999 000 5559")]
    [InlineData("999 000 5923")]
    public void A_never_issued_number_with_the_right_check_digit_is_valid_and_for_demonstrations(string text)
    {
        Assert.True(NhsNumber.TryParse(text, out var number));
        Assert.True(number.IsDemo);
        Assert.Equal(text, number.ToString());
    }

    [Theory]
    [InlineData("943 476 5919"), InlineData("991 200 3888"), InlineData("900 000 0009")]
    public void A_valid_number_outside_the_range_is_not_for_demonstrations(string text)
    {
        Assert.True(NhsNumber.TryParse(text, out var number));
        Assert.False(number.IsDemo);
    }

    [Theory]
    [InlineData("999 123 4567"), InlineData("999 123 4560"), InlineData("999 123 456X")]
    public void A_number_whose_check_would_be_ten_is_never_valid(string text) => Assert.False(NhsNumber.TryParse(text, out _));

    [Fact]
    public void Exactly_one_last_digit_fits_unless_the_check_is_ten()
    {
        for (var stem = 999_000_000; stem < 999_000_500; stem++)
        {
            var weights = stem.ToString(System.Globalization.CultureInfo.InvariantCulture).Select((c, i) => (c - '0') * (10 - i)).Sum();
            var fitting = Enumerable.Range(0, 10).Count(last => NhsNumber.TryParse($"{stem}{last}", out _));
            Assert.Equal(weights % 11 == 1 ? 0 : 1, fitting);
        }
    }

    [Theory]
    [InlineData("9990000018"), InlineData(" 999-000-0018 "), InlineData("999 000 0018"), InlineData("999–000–0018")]
    [InlineData("9 9 9 0 0 0 0 0 1 8"), InlineData("\t999\u2011000\u20110018\n"), InlineData("\u202D999 000 0018\u202C")]
    public void Spaces_and_dashes_of_every_kind_are_read_over(string text)
    {
        Assert.True(NhsNumber.TryParse(text, out var number));
        Assert.Equal("9990000018", number.Digits);
        Assert.Equal("999 000 0018", number.ToString());
    }

    [Theory]
    [InlineData(null), InlineData(""), InlineData("   "), InlineData("999 000 001"), InlineData("999 000 00180"), InlineData("999.000.0018")]
    [InlineData("٩٩٩٠٠٠٠٠١٨"), InlineData("abcdefghij"), InlineData("999 000 0019")]
    public void Anything_else_is_not_a_number(string? text)
    {
        Assert.False(NhsNumber.TryParse(text, out var number));
        Assert.Equal("", number.ToString());
    }

    [Theory]
    [InlineData("QQ 12 34 56 C", true), InlineData("qq123456c", true), InlineData("QQ-123456", true)]
    [InlineData("999 000 0018", false), InlineData("QQ 12 34 56 7", false), InlineData("", false), InlineData(null, false)]
    public void A_National_Insurance_number_is_recognised(string? text, bool expected) =>
        Assert.Equal(expected, NhsNumber.LooksLikeNationalInsurance(text));

    [Fact]
    public void Numbers_typed_differently_are_the_same_number()
    {
        Assert.True(NhsNumber.TryParse("999 000 0018", out var one));
        Assert.True(NhsNumber.TryParse("999-000-0018", out var other));
        Assert.Equal(one, other);
    }
}

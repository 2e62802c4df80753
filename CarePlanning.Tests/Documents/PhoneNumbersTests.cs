using CarePlanning.Core.Documents;

namespace CarePlanning.Tests.Documents;

/// <summary>What can be rung by a touch on a copy is a number, whole, and nothing else.</summary>
public sealed class PhoneNumbersTests
{
    [Theory]
    [InlineData("01632 960400", "01632960400")]
    [InlineData("Ring 07700 900123 07700 900456 at night", "07700900123 07700900456")]
    [InlineData("+44 7700 900341, or 111", "+447700900341 111")]
    [InlineData("0800 123 4567 (24 hours)", "08001234567")]
    [InlineData("999 first", "999")]
    [InlineData("Clozapine 500 mg, since 3 March 2026", "")]
    [InlineData("0.5 ml, 12.5 mg, 1000 units, room 1114", "")]
    [InlineData("Take 111.5 mg", "")]
    [InlineData("It costs £1,999 or 2,111 a year, £999 at most; aspirin 111 mg", "")]
    [InlineData("From abroad 0044 7700 900123; Childline 0800 1111; Samaritans 116 123", "00447700900123 08001111 116123")]
    [InlineData("960001", "960001")]
    [InlineData("4512", "4512")]
    [InlineData(null, "")]
    public void A_dose_and_a_year_are_no_numbers_and_two_side_by_side_are_two(string? written, string rung)
    {
        var runs = PhoneNumbers.In(written).ToList();
        Assert.Equal(rung, string.Join(' ', runs.Select(r => r.Link).OfType<string>().Select(l => l["tel:".Length..])));
        Assert.Equal(written ?? "", string.Concat(runs.Select(r => r.Text)).Replace('\u00a0', ' '));
    }
}

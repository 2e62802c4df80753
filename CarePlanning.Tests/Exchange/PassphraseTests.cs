using CarePlanning.Core.Exchange;

namespace CarePlanning.Tests.Exchange;

public sealed class PassphraseTests
{
    [Theory]
    [InlineData("brown kettle by the window")]
    [InlineData("tea on my lap")]
    [InlineData("correcthorse")]
    [InlineData("tŷ bach ar y bryn")]
    public void Four_words_or_twelve_characters_are_enough(string typed) => Assert.Equal(PassphraseProblem.None, Passphrase.Check(typed, typed));

    [Theory, InlineData(""), InlineData(null), InlineData("short one"), InlineData("a b c d"), InlineData("elevenchars"), InlineData("           x")]
    public void Less_is_too_short(string? typed) => Assert.Equal(PassphraseProblem.Short, Passphrase.Check(typed, typed));

    [Theory, InlineData("aaaaaaaaaaaaaaaa"), InlineData("121212121212"), InlineData("Joyce  ashworth"), InlineData("999 000 0018 ")]
    public void What_anybody_would_guess_is_refused(string typed) =>
        Assert.Equal(PassphraseProblem.Plain, Passphrase.Check(typed, typed, "Joyce Ashworth", "9990000018", null));

    [Fact]
    public void Two_that_differ_are_told() => Assert.Equal(PassphraseProblem.Differs, Passphrase.Check("brown kettle by the window", "brown kettle by the widow"));

    [Fact]
    public void Every_keyboard_writes_the_same_letter() => Assert.Equal(Passphrase.Normal("caf\u00E9 au lait"), Passphrase.Normal("cafe\u0301 au lait"));
}

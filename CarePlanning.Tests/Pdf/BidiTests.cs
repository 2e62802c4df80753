using CarePlanning.Pdf.Layout;
using Xunit;

namespace CarePlanning.Tests.Pdf;

public class BidiTests
{
    // Upper-case letters stand for Hebrew, as in the examples of Annex 9; the result is what the eye sees from left to right.
    [Theory]
    [InlineData("car is THE CAR in arabic", "car is RAC EHT in arabic")]
    [InlineData("he said \"IT IS 123, 456, OK\".", "he said \"KO ,456 ,123 SI TI\".")]
    [InlineData("smith (fabrikam ARABIC) HEBREW", "smith (fabrikam CIBARA) WERBEH")]
    [InlineData("ARABIC (CODE) abc", "abc (EDOC) CIBARA")]
    [InlineData("ARABIC book(s)", "book(s) CIBARA")]
    [InlineData("HE SAID 12.5%", "12.5% DIAS EH")]
    [InlineData("abc DEF-0311. ghi", "abc 0311-FED. ghi")]
    [InlineData("no leftward 0311. 555", "no leftward 0311. 555")]
    public void Mixed_text_is_seen_in_the_order_of_annex_9(string written, string seen)
    {
        var text = string.Concat(written.Select(c => c is >= 'A' and <= 'Z' ? (char)('\u05D0' + (c - 'A')) : c));
        var (levels, _) = Bidi.Resolve(text);
        var order = Bidi.VisualOrder([.. levels.Select(l => (int)l)]);
        Assert.Equal(seen, string.Concat(order.Select(i => levels[i] % 2 == 1 ? Mirror(written[i]) : written[i])));

        static char Mirror(char c) => c switch { '(' => ')', ')' => '(', _ => c };
    }

    [Fact]
    public void Arabic_digits_after_arabic_letters_count_as_arabic_numbers()
    {
        var (levels, paragraph) = Bidi.Resolve("س 12:30");
        Assert.Equal(1, paragraph);
        Assert.Equal([1, 1, 2, 2, 2, 2, 2], levels.Select(l => (int)l));
    }

    [Fact]
    public void An_isolate_does_not_decide_the_direction_of_the_paragraph()
    {
        Assert.Equal(0, Bidi.Resolve("\u2067\u05D0\u2069 abc").Paragraph);
        Assert.Equal(1, Bidi.Resolve("\u2066abc\u2069 \u05D0").Paragraph);
    }

    [Fact]
    public void What_stands_in_an_isolate_leaves_its_surroundings_alone()
    {
        var (levels, _) = Bidi.Resolve("a \u2067\u05D0 1\u2069 2 \u05D1");
        Assert.Equal([0, 0, 0, 1, 1, 2, 0, 0, 0, 0, 1], levels.Select(l => (int)l));
    }

    [Fact]
    public void Embeddings_and_overrides_take_their_level()
    {
        var overridden = Bidi.Resolve("a\u202Ebc\u202Cd").Levels;
        Assert.Equal((0, 1, 1, 0), (overridden[0], overridden[2], overridden[3], overridden[5]));
        Assert.Equal(2, Bidi.Resolve("\u05D0\u202Aab\u202C\u05D1").Levels[2]);
    }

    [Fact]
    public void Neutrals_beside_an_embedding_follow_its_level_and_not_what_it_was_resolved_to()
    {
        var levels = Bidi.Resolve("\u202B+ \u0634\u0664\u202C] a1\u05D0").Levels;
        Assert.Equal((3, 4, 1, 1, 2), (levels[3], levels[4], levels[6], levels[7], levels[8]));
    }

    [Fact]
    public void A_mark_after_a_bracket_runs_as_the_bracket_does()
    {
        var levels = Bidi.Resolve("\u0634a[1]\u0301\u05D1:\u05D0").Levels;
        Assert.Equal((2, 2, 1), (levels[4], levels[5], levels[6]));
    }

    [Fact]
    public void Deep_nesting_ends_without_running_out_of_room()
    {
        var text = new string('\u2067', 5000) + "\u05D0a" + new string('\u2069', 5000) + string.Concat(Enumerable.Repeat("(\u05D0[a)]", 5000));
        Assert.Equal(text.Length, Bidi.Resolve(text).Levels.Length);
        Assert.All(Bidi.Resolve(text).Levels, l => Assert.InRange(l, 0, 127));
    }
}

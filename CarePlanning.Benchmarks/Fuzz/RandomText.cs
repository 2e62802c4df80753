using System.Text;

namespace CarePlanning.Benchmarks.Fuzz;

/// <summary>Text by chance from the whole of Unicode, the awkward parts of it more often than people type them.</summary>
internal static class RandomText
{
    private static readonly (int From, int To)[] Scripts =
    [
        (0x20, 0x7E), (0xA0, 0x17F), (0x370, 0x3FF), (0x400, 0x4FF), (0x590, 0x5F4), (0x600, 0x6FF), (0x750, 0x77F), (0x900, 0x97F), (0x980, 0x9FF), (0xA00, 0xA7F), (0xA80, 0xAFF), (0xB80, 0xBFF),
        (0xE00, 0xE7F), (0x1E00, 0x1EFF), (0x2000, 0x206F), (0x20A0, 0x20BF), (0x2190, 0x21FF), (0x2600, 0x27BF), (0x3040, 0x30FF), (0x4E00, 0x9FFF), (0xAC00, 0xD7A3), (0xFB00, 0xFDFF), (0xFE70, 0xFEFF),
    ];

    private static readonly string[] Whole =
    [
        "Ŵyth tŷ", "żółw", "میں گھر پر رہنا چاہتی ہوں", "السلام عليكم", "আমি বাড়িতে থাকতে চাই", "क्षत्रिय", "שלום (עולם)", "١٢٣", "👩‍👩‍👧", "🏴\U000E0067\U000E0062\U000E0077\U000E006C\U000E0073\U000E007F", "☺️", "日本語", "ﷺ",
        "10\u00A0mg", "soft\u00ADhyphen", "x\u200Dy\u200Cz", "\u202Eback\u202C", "\u2067apart\u2069", "\u202B", "\u2066", "</p>&amp;<b>", "\\(", "]]>", "%%EOF", "endstream", "/Contents<00>", "=1+1", "{page}", "{0}", "\uFEFF", "\r\n", "\n\n", "\t",
    ];

    /// <summary>A few words; many of them are no words at all.</summary>
    public static string Some(Random chance, int atMost)
    {
        var text = new StringBuilder();
        for (var words = chance.Next(1, atMost); words > 0; words--)
        {
            Word(text, chance);
            if (chance.Next(4) > 0) text.Append(' ');
        }
        return text.ToString();
    }

    private static void Word(StringBuilder text, Random chance)
    {
        switch (chance.Next(14))
        {
            case 0: text.Append(Whole[chance.Next(Whole.Length)]); break;
            case 1: Letters(text, chance, Scripts[chance.Next(Scripts.Length)], 200); break;
            case 2: for (var i = chance.Next(1, 6); i > 0; i--) text.Append((char)chance.Next(0x20)); break;
            case 3: text.Append((char)chance.Next(0xD800, 0xE000)); break;
            case 4: text.Append((char)chance.Next('a', 'z' + 1)); Letters(text, chance, (0x300, 0x36F), chance.Next(1, 12)); break;
            case 5: Letters(text, chance, (0x1F300, 0x1FAFF), chance.Next(1, 5)); break;
            case 6: Letters(text, chance, (0x80, 0xD7FF), chance.Next(1, 6)); break;
            case 7: Letters(text, chance, (0xE000, 0xFFFF), chance.Next(1, 4)); break;
            case 8: Letters(text, chance, (0x10000, 0x10FFFF), chance.Next(1, 4)); break;
            case 9: text.Append(chance.Next(100_000)); break;
            default: Letters(text, chance, Scripts[chance.Next(Scripts.Length)], chance.Next(1, 12)); break;
        }
    }

    private static void Letters(StringBuilder text, Random chance, (int From, int To) range, int count)
    {
        for (; count > 0; count--) text.Append(new Rune(chance.Next(range.From, range.To + 1)));
    }
}

using System.Buffers;
using System.Globalization;
using System.Text;
using CarePlanning.Pdf;

namespace CarePlanning.Core.Documents;

/// <summary>Says of words in another script in which language they are to be read out; words in Latin letters stay in the document's own.</summary>
internal static class Tongues
{
    /// <summary>A script, the language that most who write it here mean, and others that are written in it.</summary>
    private sealed record Script(string Usual, string[] Others, params (int From, int To)[] Letters);

    private static readonly Script Arabic = new("ar", ["ur", "fa", "ps", "ckb", "ku", "sd", "ug", "ks"], (0x600, 0x6FF), (0x750, 0x77F), (0x870, 0x8FF), (0xFB50, 0xFDFF), (0xFE70, 0xFEFE));

    private static readonly Script Greek = new("el", [], (0x370, 0x3FF), (0x1F00, 0x1FFF));

    private static readonly Script Kana = new("ja", [], (0x3040, 0x30FF));

    private static readonly Script Han = new("zh", ["ja", "ko"], (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x2FA1F));

    private static readonly Script[] Scripts =
    [
        Arabic,
        new("bn", ["as"], (0x980, 0x9FF)),
        new("pa", [], (0xA00, 0xA7F)),
        new("hi", ["mr", "ne"], (0x900, 0x963), (0x966, 0x97F)),
        new("gu", [], (0xA80, 0xAFF)),
        new("ta", [], (0xB80, 0xBFF)),
        new("te", [], (0xC00, 0xC7F)),
        new("kn", [], (0xC80, 0xCFF)),
        new("ml", [], (0xD00, 0xD7F)),
        new("si", [], (0xD80, 0xDFF)),
        new("th", [], (0xE00, 0xE7F)),
        new("lo", [], (0xE80, 0xEFF)),
        new("bo", [], (0xF00, 0xFFF)),
        new("my", [], (0x1000, 0x109F)),
        new("ka", [], (0x10A0, 0x10FF)),
        new("am", ["ti"], (0x1200, 0x139F)),
        new("km", [], (0x1780, 0x17FF)),
        Greek,
        new("ru", ["uk", "bg", "sr", "mk", "be", "kk", "ky", "mn"], (0x400, 0x52F)),
        new("hy", [], (0x531, 0x58F)),
        new("he", ["yi"], (0x591, 0x5F4), (0xFB1D, 0xFB4F)),
        Kana,
        new("ko", [], (0x1100, 0x11FF), (0x3130, 0x318F), (0xAC00, 0xD7AF)),
        Han,
    ];

    /// <summary>Letters that are written in Urdu and not in Arabic.</summary>
    private static readonly SearchValues<char> OfUrdu = SearchValues.Create("\u0679\u0688\u0691\u06BA\u06BE\u06C1\u06C3\u06D2\u06D3");

    /// <summary>The blocks with the language of each word in another script.</summary>
    /// <param name="recorded">The language somebody wrote down for the person, in their own words, such as "Urdu" or "English and Bengali".</param>
    public static IEnumerable<Block> Told(IEnumerable<Block> blocks, string? recorded)
    {
        return blocks.Select(Block);

        Block Block(Block block) => block switch
        {
            Heading h => h with { Text = Text(h.Text) },
            Paragraph p => p with { Text = Text(p.Text) },
            BulletList l => l with { Items = [.. l.Items.Select(Text)] },
            KeyValueTable t => t with { Rows = [.. t.Rows.Select(r => (r.Key, Text(r.Value)))] },
            Table t => t with { Rows = [.. t.Rows.Select(Row)], Totals = t.Totals is { } totals ? Row(totals) : null },
            Callout c => c with { Blocks = [.. c.Blocks.Select(Block)] },
            Figure { Caption: { } caption } f => f with { Caption = Text(caption) },
            KeepTogether k => k with { Blocks = [.. k.Blocks.Select(Block)] },
            Columns c => c with { Left = [.. c.Left.Select(Block)], Right = [.. c.Right.Select(Block)] },
            _ => block,
        };

        IReadOnlyList<RichText> Row(IReadOnlyList<RichText> row) => [.. row.Select(Text)];

        RichText Text(RichText text) => text.Runs.Any(IsForeign) ? new RichText([.. text.Runs.SelectMany(r => IsForeign(r) ? Parts(r, recorded) : [r])]) : text;
    }

    private static bool IsForeign(Run run) => run.Language is null && run.Text.AsSpan().IndexOfAnyExceptInRange('\0', '\u036F') >= 0;

    private static IEnumerable<Run> Parts(Run run, string? recorded)
    {
        var (text, end) = (run.Text, 0);
        var stretches = Stretches(text);
        var japanese = stretches.Exists(s => s.Script == Kana);
        foreach (var (from, to, script) in stretches)
        {
            // One Greek letter is a measure or a sign, as in an alpha blocker.
            if (script == Greek && to - from == 1) continue;
            if (from > end) yield return run with { Text = text[end..from] };
            yield return run with { Text = text[from..to], Language = japanese && script == Han ? Kana.Usual : Language(script, text[from..to], recorded) };
            end = to;
        }
        if (end < text.Length) yield return run with { Text = text[end..] };
    }

    /// <summary>From the first to the last letter of each stretch in one script; figures and spaces between two of them belong to it.</summary>
    private static List<(int From, int To, Script Script)> Stretches(string text)
    {
        List<(int From, int To, Script Script)> found = [];
        var at = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            var next = at + rune.Utf16SequenceLength;
            if (Array.Find(Scripts, s => s.Letters.Any(l => rune.Value >= l.From && rune.Value <= l.To)) is { } script)
            {
                if (found is [.., var last] && last.Script == script && !text[last.To..at].Any(char.IsLetter)) found[^1] = last with { To = next };
                else found.Add((at, next, script));
            }
            // A mark and a joiner belong to the letter before them.
            else if (found is [.., var before] && before.To == at
                && Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format) found[^1] = before with { To = next };
            at = next;
        }
        return found;
    }

    private static string Language(Script script, string words, string? recorded)
    {
        foreach (var tag in script.Others.Prepend(script.Usual))
            if (recorded is not null && Names(tag).Any(name => recorded.Contains(name, StringComparison.OrdinalIgnoreCase))) return tag;
        return script == Arabic && words.AsSpan().ContainsAny(OfUrdu) ? "ur" : script.Usual;
    }

    private static string[] Names(string tag)
    {
        var culture = CultureInfo.GetCultureInfo(tag);
        return tag switch
        {
            "fa" => [culture.EnglishName, culture.NativeName, "Farsi", "Dari"],
            "ckb" => [culture.NativeName, "Sorani"],
            "bn" => [culture.EnglishName, culture.NativeName, "Bengali", "Bangla", "Sylheti"],
            _ => [culture.EnglishName, culture.NativeName],
        };
    }
}

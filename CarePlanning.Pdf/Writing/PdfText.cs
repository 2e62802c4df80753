using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace CarePlanning.Pdf.Writing;

/// <summary>How numbers, strings, names, dates and colours are written in a PDF file.</summary>
internal static class PdfText
{
    public const int LongestNumber = 24;

    public static string Number(double value)
    {
        Span<byte> written = stackalloc byte[LongestNumber];
        return Encoding.ASCII.GetString(written[..Write(value, written)]);
    }

    /// <summary>Writes the number with up to three places behind the point and says how long it is.</summary>
    public static int Write(double value, Span<byte> into)
    {
        var thousandths = (long)Math.Round(value * 1000);
        var at = 0;
        if (thousandths < 0)
        {
            into[at++] = (byte)'-';
            thousandths = -thousandths;
        }

        Utf8Formatter.TryFormat(thousandths / 1000, into[at..], out var whole);
        at += whole;
        if ((int)(thousandths % 1000) is var rest and > 0)
        {
            into[at++] = (byte)'.';
            for (var place = 100; rest > 0; rest %= place, place /= 10) into[at++] = (byte)('0' + (rest / place));
        }

        return at;
    }

    /// <summary>The bytes of a text string, one a character: the order in which a tree of names is read.</summary>
    public static string Order(string text) => IsPlain(text) ? text : "\u00FE\u00FF" + Encoding.Latin1.GetString(Encoding.BigEndianUnicode.GetBytes(text));

    private static bool IsPlain(string text) => text.All(c => c is >= ' ' and <= '~');

    /// <summary>A text string: plain where ASCII suffices, UTF-16 otherwise.</summary>
    public static string String(string text)
    {
        var written = new StringBuilder();
        if (IsPlain(text))
        {
            written.Append('(');
            foreach (var c in text)
            {
                _ = c is '(' or ')' or '\\' ? written.Append('\\').Append(c) : written.Append(c);
            }

            return written.Append(')').ToString();
        }

        return $"<FEFF{Hex(text)}>";
    }

    public static string Hex(string text) => Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(text));

    public static string Name(string text)
    {
        var written = new StringBuilder("/");
        foreach (var b in Encoding.UTF8.GetBytes(text))
        {
            _ = char.IsAsciiLetterOrDigit((char)b) || b is (byte)'-' or (byte)'_' or (byte)'.'
                ? written.Append((char)b)
                : written.Append(CultureInfo.InvariantCulture, $"#{b:X2}");
        }

        return written.ToString();
    }

    public static string Date(DateTimeOffset at)
    {
        var offset = at.Offset;
        var zone = offset == TimeSpan.Zero ? "Z" : $"{(offset < TimeSpan.Zero ? '-' : '+')}{Math.Abs(offset.Hours):00}'{Math.Abs(offset.Minutes):00}'";
        return at.ToString("'(D:'yyyyMMddHHmmss", CultureInfo.InvariantCulture) + zone + ")";
    }

    /// <summary>Three numbers from 0 to 1 for a colour written as #rrggbb.</summary>
    public static string Colour(string colour)
    {
        if (colour.Length != 7 || colour[0] != '#' || !int.TryParse(colour.AsSpan(1), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var rgb))
        {
            throw new ArgumentException($"'{colour}' is not a colour; write #rrggbb.", nameof(colour));
        }

        return $"{Number((rgb >> 16) / 255.0)} {Number(((rgb >> 8) & 255) / 255.0)} {Number((rgb & 255) / 255.0)}";
    }

    /// <summary>The text without what no reader can show: controls, halves of pairs and non-characters.</summary>
    public static string Clean(string text)
    {
        var written = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            var bad = Rune.IsControl(rune) || (rune.Value & 0xFFFE) == 0xFFFE || rune.Value == 0xFEFF;
            written.Append(rune.Value is '\n' or '\r' or '\t' ? " " : bad ? "\uFFFD" : rune.ToString());
        }

        return written.ToString();
    }

    /// <summary>The text with a sign for each character of private use.</summary>
    public static string Known(string text) =>
        string.Concat(text.EnumerateRunes().Select(r => Rune.GetUnicodeCategory(r) == UnicodeCategory.PrivateUse ? "\uFFFD" : r.ToString()));
}

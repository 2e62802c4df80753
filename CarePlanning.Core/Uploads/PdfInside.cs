using System.IO.Compression;

namespace CarePlanning.Core.Uploads;

/// <summary>Looks into a PDF for what acts by itself, also where it is packed or a name is written in another way.</summary>
internal static partial class PdfInside
{
    [System.Text.RegularExpressions.GeneratedRegex(@"/Filter(?![A-Za-z0-9])(?!\s*(\[\s*)?/)|/Filter\s*\[[^\]]*\d+\s+\d+\s+R")]
    private static partial System.Text.RegularExpressions.Regex FilterElsewhere();

    /// <summary>The most bytes that are unpacked of one file (64 MB): a scan needs hardly any, pictures are left packed.</summary>
    public const int MostUnpacked = 64 * 1024 * 1024;

    /// <summary>Names that no picture's bytes spell by chance, looked for in every byte of the file.</summary>
    private static readonly byte[][] Acts =
    [
        "/JavaScript"u8.ToArray(), "/Launch"u8.ToArray(), "/EmbeddedFile"u8.ToArray(), "/EmbeddedFiles"u8.ToArray(), "/RichMedia"u8.ToArray(), "/XFA"u8.ToArray(), "/SubmitForm"u8.ToArray(),
        "/ImportData"u8.ToArray(), "/GoToR"u8.ToArray(), "/GoToE"u8.ToArray(), "/Rendition"u8.ToArray(), "/Movie"u8.ToArray(), "/Sound"u8.ToArray(),
    ];

    /// <summary>Names so short that a picture spells them by chance, looked for where objects stand.</summary>
    private static readonly byte[][] ActsShort = ["/JS"u8.ToArray(), "/AA"u8.ToArray()];

    /// <summary>So many streams are looked into: the scan of a thousand pages has a few thousand.</summary>
    private const int MostStreams = 20_000;

    /// <summary>So much of packed data shows what they begin with, in bytes.</summary>
    private const int Sniffed = 256;

    /// <summary>Letters for bytes: read to know what stands first in the data.</summary>
    private static readonly byte[][] Hex = ["/ASCIIHexDecode"u8.ToArray(), "/AHx"u8.ToArray()], Ascii85 = ["/ASCII85Decode"u8.ToArray(), "/A85"u8.ToArray()];

    /// <summary>Ways to write data that are not read at all.</summary>
    private static readonly byte[][] Unread = ["/LZWDecode"u8.ToArray(), "/LZW"u8.ToArray(), "/RunLengthDecode"u8.ToArray(), "/RL"u8.ToArray(), "/Crypt"u8.ToArray()];

    /// <summary>Ways to write data that are not looked into.</summary>
    private static readonly byte[][] OtherCoding = [.. Hex, .. Ascii85, .. Unread];

    private static readonly byte[][] OtherPacking = [.. OtherCoding, "/Predictor"u8.ToArray()];

    /// <summary>Whether it may be taken in: nothing in it acts, and all of it that could was looked into.</summary>
    public static UploadRefusal Check(byte[] pdf)
    {
        var plain = Unescaped(pdf);
        if (Has(plain, Acts)) return UploadRefusal.ActiveContent;
        // What is locked can be looked into by nobody but its owner.
        if (Has(plain, ["/Encrypt"u8.ToArray()])) return UploadRefusal.CannotLookInto;
        var holdsObjects = Has(plain, ["/XRef"u8.ToArray(), "/ObjStm"u8.ToArray()]);
        var (left, from) = (MostUnpacked, 0);
        var streams = Streams(pdf);
        if (streams.Count > MostStreams) return UploadRefusal.CannotLookInto;
        foreach (var (start, end) in streams)
        {
            // All since the last stream's end: where in it the stream's own words begin, a string in them could say wrongly.
            var said = Unescaped(pdf.AsSpan(from, start - from));
            if (Has(said, ActsShort)) return UploadRefusal.ActiveContent;
            from = end;
            // What it says it is, a viewer need not believe; what begins as packed objects do, is looked at as such.
            var (packed, image) = (Has(said, ["/FlateDecode"u8.ToArray(), "/Fl"u8.ToArray()]) || IsZlib(pdf.AsSpan(start)), Has(said, ["/Image"u8.ToArray()]));
            var coded = Has(said, OtherCoding);
            var begins = packed && !coded ? Beginning(pdf, start) : [];
            var objects = Has(said, ["/ObjStm"u8.ToArray()]) || BeginsAsObjects(begins);
            if (objects && (left == 0 || Has(said, OtherPacking))) return UploadRefusal.CannotLookInto;
            if (!objects && holdsObjects && coded && (Decoded(pdf.AsSpan(start, end - start), said) is { } data ? BeginsAsObjects(packed || IsZlib(data) ? Beginning(data, 0) : data) : !image)) return UploadRefusal.CannotLookInto;
            // What is said elsewhere, or packed twice, is how objects are hidden from whoever looks; nobody writes a scan so.
            if (holdsObjects && (FilterElsewhere().IsMatch(System.Text.Encoding.Latin1.GetString(said)) || IsZlib(begins))) return UploadRefusal.CannotLookInto;
            if (!objects && (image || left == 0 || !packed)) continue;
            if (!packed && Has(said, ["/Filter"u8.ToArray()])) return UploadRefusal.CannotLookInto;
            var inside = packed ? Unpacked(pdf, start, left) : pdf[start..end];
            if (objects && (inside.Length == 0 || inside.Length == left)) return UploadRefusal.CannotLookInto;
            if (packed) left -= inside.Length;
            inside = Unescaped(inside);
            if (Has(inside, Acts) || (objects && Has(inside, ActsShort))) return UploadRefusal.ActiveContent;
        }
        return Has(Unescaped(pdf.AsSpan(from)), ActsShort) ? UploadRefusal.ActiveContent : UploadRefusal.None;
    }

    /// <summary>Where the data of each stream begin and end.</summary>
    private static List<(int Start, int End)> Streams(ReadOnlySpan<byte> pdf)
    {
        List<(int, int)> found = [];
        for (var at = 0; at < pdf.Length;)
        {
            var next = pdf[at..].IndexOf("stream"u8);
            if (next < 0) break;
            var (word, start) = (at + next, at + next + "stream"u8.Length);
            at = start;
            if (pdf[..word].TrimEnd("\0\t\n\f\r "u8) is not [.., (byte)'>', (byte)'>']) continue;
            if (start < pdf.Length && pdf[start] == '\r') start++;
            if (start < pdf.Length && pdf[start] == '\n') start++;
            var end = pdf[start..].IndexOf("endstream"u8);
            at = end < 0 ? pdf.Length : start + end;
            found.Add((start, at));
        }
        return found;
    }

    /// <summary>What stands first in packed data after all blanks, as far as it takes to know what it is; empty where it is blank to the end, or no packed data.</summary>
    private static byte[] Beginning(byte[] data, int start)
    {
        using var unpacking = new ZLibStream(new MemoryStream(data, start, data.Length - start), CompressionMode.Decompress);
        using var begins = new MemoryStream();
        var buffer = new byte[4096];
        try
        {
            for (var seen = 0L; begins.Length < Sniffed && seen < MostUnpacked && unpacking.Read(buffer) is > 0 and var read; seen += read)
                begins.Write(begins.Length > 0 ? buffer.AsSpan(0, read) : buffer.AsSpan(0, read).TrimStart(White));
        }
        catch (InvalidDataException)
        {
            // What came before the fault is looked at.
        }
        return begins.ToArray();
    }

    /// <summary>The first data behind letters for bytes (ASCII85, hexadecimal), or null where they are written in yet another way.</summary>
    private static byte[]? Decoded(ReadOnlySpan<byte> data, ReadOnlySpan<byte> said)
    {
        var (hex, ascii85) = (Has(said, Hex), Has(said, Ascii85));
        if (hex == ascii85 || Has(said, Unread)) return null;
        List<byte> bytes = [];
        var (value, digits) = (0u, 0);
        foreach (var letter in data)
        {
            if (White.Contains(letter)) continue;
            if (hex ? !char.IsAsciiHexDigit((char)letter) : letter is not (>= (byte)'!' and <= (byte)'u' or (byte)'z')) break;
            if (!hex && letter == 'z' && digits == 0) { bytes.AddRange([0, 0, 0, 0]); continue; }
            value = hex ? (value << 4) | (uint)HexOf(letter) : unchecked((value * 85) + letter - '!');
            if (++digits < (hex ? 2 : 5)) continue;
            bytes.AddRange(hex ? [(byte)value] : [(byte)(value >> 24), (byte)(value >> 16), (byte)(value >> 8), (byte)value]);
            (value, digits) = (0, 0);
        }
        return [.. bytes];
    }

    /// <summary>True for data that begin as packed data do, whatever is said of them.</summary>
    private static bool IsZlib(ReadOnlySpan<byte> data) => data is [var method, var flags, ..] && (method & 0x0f) == 8 && ((method << 8) | flags) % 31 == 0;

    /// <summary>True for what begins with two numbers or a remark, as a stream of objects does.</summary>
    private static bool BeginsAsObjects(ReadOnlySpan<byte> data)
    {
        data = data.TrimStart(White);
        // Nothing but blanks says nothing, and a remark ends with its line.
        if (data.IsEmpty) return false;
        while (data is [(byte)'%', ..])
        {
            var line = data.IndexOfAny((byte)'\n', (byte)'\r');
            if (line < 0) return true;
            data = data[line..].TrimStart(White);
        }
        for (var numbers = 0; numbers < 2; numbers++)
        {
            data = data is [(byte)'+' or (byte)'-', ..] ? data[1..] : data;
            var digits = data.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
            if (digits <= 0 || digits > 10 || !White.Contains(data[digits])) return false;
            data = data[digits..].TrimStart(White);
        }
        return true;
    }

    private static ReadOnlySpan<byte> White => "\0\t\n\f\r "u8;

    /// <summary>The data unpacked, as far as they can be and no further than so many bytes.</summary>
    private static byte[] Unpacked(byte[] pdf, int start, int most)
    {
        using var unpacked = new MemoryStream();
        using var unpacking = new ZLibStream(new MemoryStream(pdf, start, pdf.Length - start), CompressionMode.Decompress);
        var buffer = new byte[81_920];
        try
        {
            while (unpacked.Length < most && unpacking.Read(buffer, 0, (int)Math.Min(buffer.Length, most - unpacked.Length)) is > 0 and var read) unpacked.Write(buffer, 0, read);
        }
        catch (InvalidDataException)
        {
            // A viewer shows what it could unpack before the fault, so that is what is looked at.
        }
        return unpacked.ToArray();
    }

    /// <summary>The bytes with each "#4A" of a name as the letter that it stands for.</summary>
    private static byte[] Unescaped(ReadOnlySpan<byte> bytes)
    {
        if (!bytes.Contains((byte)'#')) return bytes.ToArray();
        var plain = new byte[bytes.Length];
        var length = 0;
        for (var i = 0; i < bytes.Length; i++)
        {
            if (bytes[i] == '#' && i + 2 < bytes.Length && char.IsAsciiHexDigit((char)bytes[i + 1]) && char.IsAsciiHexDigit((char)bytes[i + 2]))
            {
                plain[length++] = (byte)((HexOf(bytes[i + 1]) << 4) | HexOf(bytes[i + 2]));
                i += 2;
            }
            else plain[length++] = bytes[i];
        }
        return plain[..length];
    }

    private static int HexOf(byte digit) => digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10;

    /// <summary>Whether one of these names stands in it whole: after it comes no letter of a longer name.</summary>
    private static bool Has(ReadOnlySpan<byte> bytes, byte[][] names)
    {
        foreach (var name in names)
            for (var at = 0; bytes[at..].IndexOf(name) is >= 0 and var next;)
            {
                at += next + name.Length;
                if (at == bytes.Length || "\0\t\n\f\r ()<>[]{}/%"u8.Contains(bytes[at])) return true;
            }
        return false;
    }
}

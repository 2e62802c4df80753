using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using HarfBuzzSharp;

namespace CarePlanning.Pdf.Writing;

/// <summary>One font file, read once and kept for the life of the process.</summary>
internal sealed class FontFace
{
    private readonly Dictionary<string, (int Offset, int Length)> tables = [];
    private readonly byte[] coverage = new byte[0x10000];
    private readonly int advances, metrics;
    private readonly bool longLoca;

    // HarfBuzz reads the font's memory for as long as the face lives: neither may be collected while the process runs.
    private readonly object[] alive;

    public FontFace(FontFile file)
    {
        Data = file.Data;
        Key = $"{file.Family}/{file.Bold}/{file.SemiBold}/{file.Italic}";
        var count = U16(4);
        for (var i = 0; i < count; i++)
        {
            var at = 12 + (16 * i);
            tables[Encoding.ASCII.GetString(Data, at, 4)] = (S32(at + 8), S32(at + 12));
        }

        if (!tables.ContainsKey("glyf"))
        {
            throw new NotSupportedException($"The font {file.Family} has no TrueType outlines; use a .ttf file.");
        }

        int head = tables["head"].Offset, hhea = tables["hhea"].Offset, os2 = tables["OS/2"].Offset;
        UnitsPerEm = U16(head + 18);
        Box = (S16(head + 36), S16(head + 38), S16(head + 40), S16(head + 42));
        longLoca = S16(head + 50) == 1;
        Ascent = S16(hhea + 4);
        Descent = -S16(hhea + 6);
        (advances, metrics) = (U16(hhea + 34), tables["hmtx"].Offset);
        GlyphCount = U16(tables["maxp"].Offset + 4);
        Weight = U16(os2 + 4);
        CapHeight = U16(os2) >= 2 ? S16(os2 + 88) : Ascent;
        ItalicAngle = S32(tables["post"].Offset + 4) / 65536.0;
        PostScriptName = ReadName();

        var memory = Marshal.AllocHGlobal(Data.Length);
        Marshal.Copy(Data, 0, memory, Data.Length);
        var blob = new Blob(memory, Data.Length, MemoryMode.ReadOnly);
        blob.MakeImmutable();
        var face = new Face(blob, 0);
        face.MakeImmutable();
        Font = new Font(face);
        Font.SetScale(UnitsPerEm, UnitsPerEm);
        Font.SetFunctionsOpenType();
        alive = [blob, face];
    }

    public byte[] Data { get; }
    public string Key { get; }
    public Font Font { get; }
    public int UnitsPerEm { get; }
    public int Ascent { get; }
    public int Descent { get; }
    public int CapHeight { get; }
    public int Weight { get; }
    public int GlyphCount { get; }
    public double ItalicAngle { get; }
    public string PostScriptName { get; }
    public (int Left, int Bottom, int Right, int Top) Box { get; }

    public bool Covers(int codePoint)
    {
        if (codePoint > 0xFFFF)
        {
            return Font.TryGetNominalGlyph((uint)codePoint, out var wide) && wide != 0;
        }

        if (coverage[codePoint] == 0)
        {
            coverage[codePoint] = Font.TryGetNominalGlyph((uint)codePoint, out var glyph) && glyph != 0 ? (byte)1 : (byte)2;
        }

        return coverage[codePoint] == 1;
    }

    /// <summary>Whether the face has each of these characters.</summary>
    public bool CoversEach(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (!Covers(c))
            {
                return false;
            }
        }

        return true;
    }

    public int Advance(int glyph) => U16(metrics + (4 * Math.Min(glyph, advances - 1)));

    /// <summary>Whether each table is there and adds up to the sum that the file states for it.</summary>
    public static bool IsWhole(ReadOnlySpan<byte> file)
    {
        if (file.Length < 12 || file.Length < 12 + (16 * BinaryPrimitives.ReadUInt16BigEndian(file[4..])))
        {
            return false;
        }

        Span<byte> four = stackalloc byte[4];
        for (var record = file.Slice(12, 16 * BinaryPrimitives.ReadUInt16BigEndian(file[4..])); record.Length > 0; record = record[16..])
        {
            var (from, length) = (BinaryPrimitives.ReadUInt32BigEndian(record[8..]), BinaryPrimitives.ReadUInt32BigEndian(record[12..]));
            if (from + (long)length > file.Length)
            {
                return false;
            }

            var table = file.Slice((int)from, (int)length);
            uint sum = 0;
            for (var at = 0; at < table.Length; at += 4)
            {
                four.Clear();
                table[at..Math.Min(at + 4, table.Length)].CopyTo(four);
                // The table "head" holds the sum of the whole file, which is not part of its own.
                sum += at == 8 && record[..4].SequenceEqual("head"u8) ? 0 : BinaryPrimitives.ReadUInt32BigEndian(four);
            }

            if (sum != BinaryPrimitives.ReadUInt32BigEndian(record[4..]))
            {
                return false;
            }
        }

        return true;
    }

    public ReadOnlySpan<byte> Table(string tag) => tables.TryGetValue(tag, out var t) ? Data.AsSpan(t.Offset, t.Length) : default;

    public ReadOnlySpan<byte> Outline(int glyph)
    {
        var loca = Table("loca");
        int from, to;
        if (longLoca)
        {
            from = BinaryPrimitives.ReadInt32BigEndian(loca[(4 * glyph)..]);
            to = BinaryPrimitives.ReadInt32BigEndian(loca[(4 * (glyph + 1))..]);
        }
        else
        {
            from = 2 * BinaryPrimitives.ReadUInt16BigEndian(loca[(2 * glyph)..]);
            to = 2 * BinaryPrimitives.ReadUInt16BigEndian(loca[(2 * (glyph + 1))..]);
        }

        return Table("glyf")[from..to];
    }

    private string ReadName()
    {
        var at = tables["name"].Offset;
        int count = U16(at + 2), strings = at + U16(at + 4);
        for (var i = 0; i < count; i++)
        {
            var record = at + 6 + (12 * i);
            if (U16(record) == 3 && U16(record + 6) == 6)
            {
                var name = Encoding.BigEndianUnicode.GetString(Data, strings + U16(record + 10), U16(record + 8));
                return string.Concat(name.Where(c => char.IsAsciiLetterOrDigit(c) || c == '-'));
            }
        }

        return "Unnamed";
    }

    private int U16(int at) => BinaryPrimitives.ReadUInt16BigEndian(Data.AsSpan(at));

    private int S16(int at) => BinaryPrimitives.ReadInt16BigEndian(Data.AsSpan(at));

    private int S32(int at) => BinaryPrimitives.ReadInt32BigEndian(Data.AsSpan(at));
}

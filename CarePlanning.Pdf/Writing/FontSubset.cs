using System.Buffers.Binary;
using System.Text;

namespace CarePlanning.Pdf.Writing;

/// <summary>Cuts a font down to the glyphs a document uses, keeping their numbers so that no text has to be renumbered.</summary>
internal static class FontSubset
{
    public static byte[] Make(FontFace face, SortedSet<int> used, SortedDictionary<int, GlyphPart[]> made)
    {
        var glyphs = WithParts(face, used, made);
        glyphs.Add(0);
        var last = glyphs.Max;
        using var glyf = new MemoryStream();
        var loca = new byte[4 * (last + 2)];
        for (var g = 0; g <= last; g++)
        {
            BinaryPrimitives.WriteUInt32BigEndian(loca.AsSpan(4 * g), (uint)glyf.Position);
            if (glyphs.Contains(g))
            {
                glyf.Write(made.TryGetValue(g, out var parts) ? Compose(face, parts) : face.Outline(g));
                while (glyf.Position % 4 != 0)
                {
                    glyf.WriteByte(0);
                }
            }
        }

        BinaryPrimitives.WriteUInt32BigEndian(loca.AsSpan(4 * (last + 1)), (uint)glyf.Position);

        var head = face.Table("head").ToArray();
        BinaryPrimitives.WriteUInt32BigEndian(head.AsSpan(8), 0);
        BinaryPrimitives.WriteInt16BigEndian(head.AsSpan(50), 1);
        var hhea = face.Table("hhea").ToArray();
        BinaryPrimitives.WriteUInt16BigEndian(hhea.AsSpan(34), (ushort)(last + 1));
        var maxp = face.Table("maxp").ToArray();
        BinaryPrimitives.WriteUInt16BigEndian(maxp.AsSpan(4), (ushort)(last + 1));
        if (made.Count > 0)
        {
            // Composites of composites: as deep as the font's own and one more, with room for every part.
            Raise(maxp, 10, 65535);
            Raise(maxp, 12, 65535);
            Raise(maxp, 28, made.Values.Max(p => p.Length));
            Raise(maxp, 30, BinaryPrimitives.ReadUInt16BigEndian(maxp.AsSpan(30)) + 1);
        }

        var hmtx = new byte[4 * (last + 1)];
        foreach (var g in glyphs)
        {
            var advance = made.TryGetValue(g, out var parts) ? parts.Sum(p => face.Advance(p.Id)) : face.Advance(g);
            BinaryPrimitives.WriteUInt16BigEndian(hmtx.AsSpan(4 * g), (ushort)advance);
            BinaryPrimitives.WriteInt16BigEndian(hmtx.AsSpan((4 * g) + 2), made.ContainsKey(g) ? LeftEdge(glyf, loca, g) : SideBearing(face, g));
        }

        var tables = new List<(string Tag, byte[] Data)>
        {
            ("cvt ", face.Table("cvt ").ToArray()), ("fpgm", face.Table("fpgm").ToArray()), ("glyf", glyf.ToArray()), ("head", head),
            ("hhea", hhea), ("hmtx", hmtx), ("loca", loca), ("maxp", maxp), ("prep", face.Table("prep").ToArray()),
        };
        tables.RemoveAll(t => t.Data.Length == 0 && t.Tag != "glyf");
        return Assemble(tables);
    }

    // A side bearing other than the outline's own left edge would shift the glyph.
    private static short LeftEdge(MemoryStream glyf, byte[] loca, int glyph)
    {
        var at = BinaryPrimitives.ReadInt32BigEndian(loca.AsSpan(4 * glyph));
        var empty = at == BinaryPrimitives.ReadInt32BigEndian(loca.AsSpan(4 * (glyph + 1)));
        return empty ? (short)0 : BinaryPrimitives.ReadInt16BigEndian(glyf.GetBuffer().AsSpan(at + 2));
    }

    private static void Raise(byte[] table, int at, int least)
    {
        var known = BinaryPrimitives.ReadUInt16BigEndian(table.AsSpan(at));
        BinaryPrimitives.WriteUInt16BigEndian(table.AsSpan(at), (ushort)Math.Max(known, least));
    }

    /// <summary>One glyph out of several, each at its place.</summary>
    private static byte[] Compose(FontFace face, GlyphPart[] parts)
    {
        parts = [.. parts.Where(p => face.Outline(p.Id).Length >= 10)];
        if (parts.Length == 0)
        {
            return [];
        }

        var glyph = new byte[10 + (8 * parts.Length)];
        BinaryPrimitives.WriteInt16BigEndian(glyph, -1);
        Span<int> box = [int.MaxValue, int.MaxValue, int.MinValue, int.MinValue];
        for (var i = 0; i < parts.Length; i++)
        {
            var part = parts[i];
            var outline = face.Outline(part.Id);
            for (var side = 0; side < 4; side++)
            {
                var edge = BinaryPrimitives.ReadInt16BigEndian(outline[(2 + (2 * side))..]) + (side % 2 == 0 ? part.X : part.Y);
                box[side] = side < 2 ? Math.Min(box[side], edge) : Math.Max(box[side], edge);
            }

            // Arguments are words and offsets; another component follows unless this is the last.
            var at = glyph.AsSpan(10 + (8 * i));
            BinaryPrimitives.WriteUInt16BigEndian(at, (ushort)(i + 1 < parts.Length ? 0x23 : 0x03));
            BinaryPrimitives.WriteUInt16BigEndian(at[2..], part.Id);
            BinaryPrimitives.WriteInt16BigEndian(at[4..], (short)part.X);
            BinaryPrimitives.WriteInt16BigEndian(at[6..], (short)part.Y);
        }

        for (var side = 0; side < 4; side++)
        {
            BinaryPrimitives.WriteInt16BigEndian(glyph.AsSpan(2 + (2 * side)), (short)box[side]);
        }

        return glyph;
    }

    private static SortedSet<int> WithParts(FontFace face, SortedSet<int> used, SortedDictionary<int, GlyphPart[]> made)
    {
        var all = new SortedSet<int>(used);
        all.UnionWith(made.Values.SelectMany(p => p).Select(p => (int)p.Id));
        var waiting = new Queue<int>(all.Where(g => g < face.GlyphCount));
        while (waiting.TryDequeue(out var glyph))
        {
            var outline = face.Outline(glyph);
            if (outline.Length < 10 || BinaryPrimitives.ReadInt16BigEndian(outline) >= 0)
            {
                continue;
            }

            var at = 10;
            int flags;
            do
            {
                flags = BinaryPrimitives.ReadUInt16BigEndian(outline[at..]);
                int part = BinaryPrimitives.ReadUInt16BigEndian(outline[(at + 2)..]);
                if (all.Add(part))
                {
                    waiting.Enqueue(part);
                }

                at += 4 + ((flags & 1) != 0 ? 4 : 2) + ((flags & 8) != 0 ? 2 : (flags & 0x40) != 0 ? 4 : (flags & 0x80) != 0 ? 8 : 0);
            }
            while ((flags & 0x20) != 0);
        }

        return all;
    }

    private static short SideBearing(FontFace face, int glyph)
    {
        var hmtx = face.Table("hmtx");
        int full = BinaryPrimitives.ReadUInt16BigEndian(face.Table("hhea")[34..]);
        var at = glyph < full ? (4 * glyph) + 2 : (4 * full) + (2 * (glyph - full));
        return BinaryPrimitives.ReadInt16BigEndian(hmtx[at..]);
    }

    private static byte[] Assemble(List<(string Tag, byte[] Data)> tables)
    {
        var power = 1 << (int)Math.Log2(tables.Count);
        using var font = new MemoryStream();
        Span<byte> word = stackalloc byte[4];
        void U32(Span<byte> w, uint v) { BinaryPrimitives.WriteUInt32BigEndian(w, v); font.Write(w); }
        void U16(Span<byte> w, int v) { BinaryPrimitives.WriteUInt16BigEndian(w, (ushort)v); font.Write(w[..2]); }
        U32(word, 0x00010000);
        U16(word, tables.Count);
        U16(word, 16 * power);
        U16(word, (int)Math.Log2(power));
        U16(word, 16 * (tables.Count - power));
        var offset = 12 + (16 * tables.Count);
        var headAt = 0;
        foreach (var (tag, data) in tables)
        {
            headAt = tag == "head" ? offset : headAt;
            font.Write(Encoding.ASCII.GetBytes(tag));
            U32(word, Sum(data));
            U32(word, (uint)offset);
            U32(word, (uint)data.Length);
            offset += (data.Length + 3) & ~3;
        }

        foreach (var (_, data) in tables)
        {
            font.Write(data);
            while (font.Position % 4 != 0)
            {
                font.WriteByte(0);
            }
        }

        var bytes = font.ToArray();
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(headAt + 8), unchecked(0xB1B0AFBA - Sum(bytes)));
        return bytes;
    }

    private static uint Sum(ReadOnlySpan<byte> data)
    {
        uint sum = 0;
        for (; data.Length >= 4; data = data[4..])
        {
            sum = unchecked(sum + BinaryPrimitives.ReadUInt32BigEndian(data));
        }

        for (var k = 0; k < data.Length; k++)
        {
            sum = unchecked(sum + ((uint)data[k] << (24 - (8 * k))));
        }

        return sum;
    }
}

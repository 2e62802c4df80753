using System.Buffers.Binary;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace CarePlanning.Pdf.Writing;

/// <summary>Writes the objects of a file as they come: small ones gathered in object streams, then a cross-reference stream. Nothing is kept that is written.</summary>
internal sealed class ObjectStore : IDisposable
{
    private const int PerStream = 200;

    /// <summary>Two thirds of the work of the usual level, for files that are a few hundredths larger.</summary>
    private static readonly ZLibCompressionOptions Level = new() { CompressionLevel = 4 };

    private readonly ByteText file = new(1 << 16);
    private readonly ByteText index = new(), joined = new(1 << 15);
    private readonly MemoryStream packing = new();
    private readonly List<(byte Kind, int First, ushort Second)> places = [default];
    private int group, inGroup;

    public ObjectStore() => file.Add("%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n");

    public void Dispose() => packing.Dispose();

    public int Reserve()
    {
        places.Add(default);
        return places.Count - 1;
    }

    public int Add(string body, bool plain = false)
    {
        var number = Reserve();
        Set(number, body, plain);
        return number;
    }

    public void Set(int number, string body, bool plain = false)
    {
        if (plain)
        {
            Begin(number);
            file.Add(body).Add("\nendobj\n"u8);
            return;
        }

        Enter(number);
        joined.Add(body).Add("\n"u8);
    }

    public void Set(int number, ByteText body)
    {
        Enter(number);
        joined.Add(body.Written).Add("\n"u8);
    }

    public int AddStream(string entries, ReadOnlySpan<byte> data, bool compress = true)
    {
        var number = Reserve();
        WriteStream(number, entries, data, compress);
        return number;
    }

    /// <summary>Finishes the file and says where the asked object's body begins in it.</summary>
    public (byte[] Bytes, int BodyStart) Write(int catalogue, int info, int find)
    {
        Flush();
        var xref = Reserve();
        var start = file.Length;
        places[xref] = (1, start, 0);
        var table = new byte[7 * places.Count];
        BinaryPrimitives.WriteUInt16BigEndian(table.AsSpan(5), 65535);
        for (var n = 1; n < places.Count; n++)
        {
            var place = places[n];
            table[7 * n] = place.Kind > 0 ? place.Kind : throw new InvalidOperationException($"Object {n} was reserved and never written.");
            BinaryPrimitives.WriteInt32BigEndian(table.AsSpan((7 * n) + 1), place.First);
            BinaryPrimitives.WriteUInt16BigEndian(table.AsSpan((7 * n) + 5), place.Second);
        }

        // The same content gives the same bytes, so the identifier is made of them.
        var id = Convert.ToHexString(SHA256.HashData(file.Written).AsSpan(0, 16));
        var packed = Deflate(table);
        file.Add($"{xref} 0 obj\n<</Type/XRef/Size {places.Count}/W[1 4 2]/Root {catalogue} 0 R/Info {info} 0 R/ID[<{id}><{id}>]/Filter/FlateDecode/Length {packed.Length}>>\nstream\n")
            .Add(packed).Add($"\nendstream\nendobj\nstartxref\n{start}\n%%EOF\n");
        return (file.Written.ToArray(), find == 0 ? 0 : places[find].First + Encoding.ASCII.GetByteCount($"{find} 0 obj\n"));
    }

    private void Begin(int number)
    {
        places[number] = (1, file.Length, 0);
        file.Add($"{number} 0 obj\n");
    }

    private void WriteStream(int number, string entries, ReadOnlySpan<byte> data, bool compress)
    {
        data = compress ? Deflate(data) : data;
        Begin(number);
        file.Add($"<<{entries}{(compress ? "/Filter/FlateDecode" : "")}/Length {data.Length}>>\nstream\n").Add(data).Add("\nendstream\nendobj\n"u8);
    }

    private void Enter(int number)
    {
        if (inGroup == PerStream) Flush();
        if (inGroup == 0) group = Reserve();
        places[number] = (2, group, (ushort)inGroup++);
        index.Add($"{number} {joined.Length} ");
    }

    private void Flush()
    {
        if (inGroup == 0) return;
        var head = index.Length;
        index.Add(joined.Written);
        WriteStream(group, $"/Type/ObjStm/N {inGroup}/First {head}", index.Written, compress: true);
        index.Clear();
        joined.Clear();
        inGroup = 0;
    }

    private ReadOnlySpan<byte> Deflate(ReadOnlySpan<byte> data)
    {
        packing.SetLength(0);
        using (var zlib = new ZLibStream(packing, Level, leaveOpen: true))
        {
            zlib.Write(data);
        }

        return packing.GetBuffer().AsSpan(0, (int)packing.Length);
    }
}

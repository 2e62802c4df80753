using System.Buffers.Binary;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace CarePlanning.Pdf.Writing;

/// <summary>Gathers the objects of a file and writes them: small ones in object streams, then a cross-reference stream.</summary>
internal sealed class ObjectStore
{
    private const int PerStream = 200;
    private readonly List<byte[]?> bodies = [null];
    private readonly List<bool> packed = [false];

    public int Reserve()
    {
        bodies.Add(null);
        packed.Add(false);
        return bodies.Count - 1;
    }

    public int Add(string body, bool plain = false)
    {
        var number = Reserve();
        Set(number, body, plain);
        return number;
    }

    public void Set(int number, string body, bool plain = false) => (bodies[number], packed[number]) = (Encoding.Latin1.GetBytes(body), !plain);

    public int AddStream(string entries, byte[] data, bool compress = true)
    {
        var number = Reserve();
        SetStream(number, entries, data, compress);
        return number;
    }

    public void SetStream(int number, string entries, byte[] data, bool compress = true)
    {
        data = compress ? Deflate(data) : data;
        bodies[number] = [.. Encoding.Latin1.GetBytes($"<<{entries}{(compress ? "/Filter/FlateDecode" : "")}/Length {data.Length}>>\nstream\n"), .. data, .. "\nendstream"u8];
    }

    /// <summary>Writes the file and says where the asked object's body begins in it.</summary>
    public (byte[] Bytes, int BodyStart) Write(int catalogue, int info, int find)
    {
        using var file = new MemoryStream();
        file.Write(Encoding.Latin1.GetBytes("%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n"));
        var places = new (byte Kind, int First, ushort Second)[bodies.Count];
        var bodyStart = 0;
        for (var n = 1; n < bodies.Count; n++)
        {
            var body = bodies[n] ?? throw new InvalidOperationException($"Object {n} was reserved and never written.");
            if (!packed[n])
            {
                places[n] = (1, (int)file.Position, 0);
                file.Write(Encoding.ASCII.GetBytes($"{n} 0 obj\n"));
                bodyStart = n == find ? (int)file.Position : bodyStart;
                file.Write(body);
                file.Write("\nendobj\n"u8);
            }
        }

        var small = Enumerable.Range(1, bodies.Count - 1).Where(n => packed[n]).ToList();
        var streams = new List<(int Offset, int Number)>();
        for (var from = 0; from < small.Count; from += PerStream)
        {
            var group = small.GetRange(from, Math.Min(PerStream, small.Count - from));
            var number = bodies.Count + streams.Count;
            streams.Add(((int)file.Position, number));
            WriteGroup(file, group, number, places);
        }

        var xref = bodies.Count + streams.Count;
        var table = new byte[7 * (xref + 1)];
        BinaryPrimitives.WriteUInt16BigEndian(table.AsSpan(5), 65535);
        var start = (int)file.Position;
        for (var n = 1; n <= xref; n++)
        {
            var place = n < places.Length ? places[n] : (Kind: (byte)1, First: n == xref ? start : streams[n - bodies.Count].Offset, Second: (ushort)0);
            table[7 * n] = place.Kind;
            BinaryPrimitives.WriteInt32BigEndian(table.AsSpan((7 * n) + 1), place.First);
            BinaryPrimitives.WriteUInt16BigEndian(table.AsSpan((7 * n) + 5), place.Second);
        }

        // The same content gives the same bytes, so the identifier is made of them.
        var id = Convert.ToHexString(SHA256.HashData(file.GetBuffer().AsSpan(0, start)).AsSpan(0, 16));
        var packedTable = Deflate(table);
        file.Write(Encoding.ASCII.GetBytes($"{xref} 0 obj\n<</Type/XRef/Size {xref + 1}/W[1 4 2]/Root {catalogue} 0 R/Info {info} 0 R/ID[<{id}><{id}>]/Filter/FlateDecode/Length {packedTable.Length}>>\nstream\n"));
        file.Write(packedTable);
        file.Write(Encoding.ASCII.GetBytes($"\nendstream\nendobj\nstartxref\n{start}\n%%EOF\n"));
        return (file.ToArray(), bodyStart);
    }

    private void WriteGroup(MemoryStream file, List<int> group, int number, (byte Kind, int First, ushort Second)[] places)
    {
        var index = new StringBuilder();
        using var joined = new MemoryStream();
        for (var i = 0; i < group.Count; i++)
        {
            index.Append(group[i]).Append(' ').Append(joined.Position).Append(' ');
            joined.Write(bodies[group[i]]);
            joined.WriteByte((byte)'\n');
            places[group[i]] = (2, number, (ushort)i);
        }

        var head = Encoding.ASCII.GetBytes(index.ToString());
        var data = Deflate([.. head, .. joined.ToArray()]);
        file.Write(Encoding.ASCII.GetBytes($"{number} 0 obj\n<</Type/ObjStm/N {group.Count}/First {head.Length}/Filter/FlateDecode/Length {data.Length}>>\nstream\n"));
        file.Write(data);
        file.Write("\nendstream\nendobj\n"u8);
    }

    private static byte[] Deflate(byte[] data)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            zlib.Write(data);
        }

        return packed.ToArray();
    }
}

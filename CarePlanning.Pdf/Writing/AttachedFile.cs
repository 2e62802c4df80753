using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using CarePlanning.Pdf.Writing;

namespace CarePlanning.Pdf;

/// <summary>Takes what is attached out of a file that <see cref="PdfWriter"/> wrote, exactly as it was put in.</summary>
public static class AttachedFile
{
    /// <summary>The most bytes that are unpacked of one stream (64 MB): no file of ours comes near it.</summary>
    private const int MostUnpacked = 64 * 1024 * 1024;

    /// <summary>The cross-reference table tells of each object in so many bytes: its kind, where it is, and its number in a stream.</summary>
    private const int OnePlace = 7;

    /// <summary>The data of the attachment of this kind (the first where there are several); null where there is none, or where the file is not as we write them. Never throws for a file, whatever is in it.</summary>
    public static byte[]? Find(byte[] file, string mediaType)
    {
        var kind = PdfText.Name(mediaType);
        // Only where the table says that an object stands is one looked for: a picture could spell an attachment.
        foreach (var start in Objects(file))
        {
            if (Stream(file, start) is { } stream && stream.Type == "/EmbeddedFile" && stream.Subtype == kind) return Unpacked(file, stream);
        }

        return null;
    }

    private static IEnumerable<int> Objects(byte[] file)
    {
        if (Table(file) is not { } table) yield break;
        for (var at = 0; at + OnePlace <= table.Length; at += OnePlace)
        {
            if (table[at] == 1) yield return BinaryPrimitives.ReadInt32BigEndian(table.AsSpan(at + 1));
        }
    }

    private static byte[]? Table(byte[] file)
    {
        var word = file.AsSpan().LastIndexOf("startxref\n"u8);
        if (word < 0) return null;
        var rest = file.AsSpan(word + "startxref\n".Length);
        var length = rest.IndexOf((byte)'\n');
        return length > 0 && int.TryParse(rest[..length], NumberStyles.None, CultureInfo.InvariantCulture, out var start) && Stream(file, start) is { Type: "/XRef" } stream ? Unpacked(file, stream) : null;
    }

    /// <summary>The stream that begins here, or null where what begins here is another object, or none.</summary>
    private static (string? Type, string? Subtype, int Start, int Length)? Stream(ReadOnlySpan<byte> file, int start)
    {
        if (start < 0 || start >= file.Length) return null;
        var begins = file[start..].IndexOf(" 0 obj\n"u8);
        if (begins is < 1 or > 10) return null;
        var tokens = new PdfTokens(file, start + begins + " 0 obj\n".Length);
        if (!tokens.TryEnterDictionary()) return null;
        string? type = null, subtype = null;
        var (length, end) = (-1, 0);
        while (tokens.TryReadKey(out var key) && tokens.TryReadValue(out var value))
        {
            var said = Encoding.Latin1.GetString(file[value.Start..value.End]);
            end = value.End;
            switch (Encoding.Latin1.GetString(file[key.Start..key.End]))
            {
                case "/Type": type = said; break;
                case "/Subtype": subtype = said; break;
                case "/Length" when !int.TryParse(said, NumberStyles.None, CultureInfo.InvariantCulture, out length): return null;
            }
        }

        var data = end + ">>\nstream\n".Length;
        return tokens.Ended && length >= 0 && file[end..].StartsWith(">>\nstream\n"u8) && length <= file.Length - data ? (type, subtype, data, length) : null;
    }

    private static byte[]? Unpacked(byte[] file, (string? Type, string? Subtype, int Start, int Length) stream)
    {
        using var unpacking = new ZLibStream(new MemoryStream(file, stream.Start, stream.Length), CompressionMode.Decompress);
        using var unpacked = new MemoryStream();
        var buffer = new byte[81_920];
        try
        {
            while (unpacking.Read(buffer) is > 0 and var read)
            {
                if (unpacked.Length + read > MostUnpacked) return null;
                unpacked.Write(buffer, 0, read);
            }
        }
        catch (InvalidDataException)
        {
            return null;
        }

        return unpacked.ToArray();
    }
}

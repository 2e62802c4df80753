using System.Buffers.Binary;

namespace CarePlanning.Core.Uploads;

/// <summary>Tells what a file is by its first bytes.</summary>
public static class FileKinds
{
    /// <summary>The most points a picture may have: a scan of a large sheet has fewer; a small file that unpacks to very much has more.</summary>
    public const long MostPixels = 120_000_000;

    /// <summary>The media type of a PDF, PNG or JPEG; null for anything else.</summary>
    public static string? MediaType(ReadOnlySpan<byte> content) =>
        content.StartsWith("%PDF-"u8) ? "application/pdf"
        : content.StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) ? "image/png"
        : content.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) ? "image/jpeg" : null;

    /// <summary>Whether this content may be taken in.</summary>
    public static UploadRefusal Check(ReadOnlySpan<byte> content)
    {
        if (content.Length == 0) return UploadRefusal.Empty;
        if (content.Length > UploadService.MostBytes) return UploadRefusal.TooLarge;
        if (MediaType(content) is not { } type) return UploadRefusal.NotAPictureOrPdf;
        if (Pixels(content) > MostPixels) return UploadRefusal.TooManyPixels;
        return type == "application/pdf" ? PdfInside.Check(content.ToArray()) : UploadRefusal.None;
    }

    /// <summary>How many points a picture says it has; 0 where it does not say. Nothing here unpacks it: whoever opens it would.</summary>
    internal static long Pixels(ReadOnlySpan<byte> content)
    {
        if (MediaType(content) == "image/png" && content.Length >= 24) return BinaryPrimitives.ReadUInt32BigEndian(content[16..]) * (long)BinaryPrimitives.ReadUInt32BigEndian(content[20..]);
        if (MediaType(content) != "image/jpeg") return 0;
        long most = 0;
        for (var at = 2; at + 9 < content.Length && content[at] == 0xFF;)
        {
            // A frame's header: SOF0 to SOF15, without the tables and marks between them.
            if (content[at + 1] is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC))
                most = Math.Max(most, BinaryPrimitives.ReadUInt16BigEndian(content[(at + 5)..]) * (long)BinaryPrimitives.ReadUInt16BigEndian(content[(at + 7)..]));
            at += 2 + BinaryPrimitives.ReadUInt16BigEndian(content[(at + 2)..]);
        }
        return most;
    }

    /// <summary>A name that is safe on any machine, ending as the content asks.</summary>
    public static string SafeName(string name, ReadOnlySpan<byte> content)
    {
        var stem = new string([.. Path.GetFileNameWithoutExtension(name).Where(c => char.IsLetterOrDigit(c) || c is ' ' or '-' or '_').Take(80)]).Trim();
        return (stem.Length == 0 ? "file" : stem) + MediaType(content) switch { "application/pdf" => ".pdf", "image/png" => ".png", _ => ".jpg" };
    }
}

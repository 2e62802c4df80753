namespace CarePlanning.Core.Uploads;

/// <summary>Tells what a file is by its first bytes.</summary>
public static class FileKinds
{
    private static readonly byte[][] Active = ["/JavaScript"u8.ToArray(), "/JS "u8.ToArray(), "/JS("u8.ToArray(), "/Launch"u8.ToArray(), "/EmbeddedFile"u8.ToArray(), "/RichMedia"u8.ToArray()];

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
        if (type == "application/pdf")
            foreach (var word in Active)
                if (content.IndexOf(word) >= 0) return UploadRefusal.ActiveContent;
        return UploadRefusal.None;
    }

    /// <summary>A name that is safe on any machine, ending as the content asks.</summary>
    public static string SafeName(string name, ReadOnlySpan<byte> content)
    {
        var stem = new string([.. Path.GetFileNameWithoutExtension(name).Where(c => char.IsLetterOrDigit(c) || c is ' ' or '-' or '_').Take(80)]).Trim();
        return (stem.Length == 0 ? "file" : stem) + MediaType(content) switch { "application/pdf" => ".pdf", "image/png" => ".png", _ => ".jpg" };
    }
}

using System.Buffers.Binary;
using StbImageSharp;
using StbImageWriteSharp;

namespace CarePlanning.Core.Uploads;

/// <summary>Why a photo was not taken.</summary>
public enum PhotoRefusal { None, NotFound, Empty, TooLarge, NotAPicture, TooManyDots, Damaged }

/// <summary>Makes of any picture a small upright one, which no longer says where and when it was taken.</summary>
public static class PhotoMaker
{
    /// <summary>The largest picture that is opened, in dots; a telephone of today makes 12 million.</summary>
    public const int MostDots = 50_000_000;

    /// <summary>The longer side of the photo that is kept, in dots.</summary>
    public const int LongerSide = 480;

    private const int Quality = 82;

    /// <summary>So many layers a progressive JPEG has at most that is opened, those of its thumbnails included.</summary>
    private const int MostLayers = 64;

    // One at a time: the opened picture of a telephone takes a hundred times the room of its file.
    private static readonly Lock Opening = new();

    /// <summary>The photo as a JPEG, or why there is none. Type and size are told by the content, and then by opening it.</summary>
    public static (byte[]? Jpeg, PhotoRefusal Refusal) Make(byte[] content)
    {
        if (content.Length == 0) return (null, PhotoRefusal.Empty);
        if (content.Length > UploadService.MostBytes) return (null, PhotoRefusal.TooLarge);
        if (FileKinds.MediaType(content) is not ("image/png" or "image/jpeg")) return (null, PhotoRefusal.NotAPicture);
        try
        {
            // How large it says it is, before anything of that size is made.
            if (ImageInfo.FromStream(new MemoryStream(content)) is not { } said || said.Width <= 0 || said.Height <= 0) return (null, PhotoRefusal.Damaged);
            if ((long)said.Width * said.Height > MostDots || TakesTooLong(content, (long)said.Width * said.Height) || UnpacksToMore(content, said.Width, said.Height)) return (null, PhotoRefusal.TooManyDots);
            lock (Opening)
            {
                var opened = ImageResult.FromMemory(content, StbImageSharp.ColorComponents.RedGreenBlue);
                var (width, height) = Measures(opened.Width, opened.Height);
                var small = Turned(Smaller(opened.Data, opened.Width, opened.Height, width, height), ref width, ref height, Turn(content));
                using var jpeg = new MemoryStream();
                new ImageWriter().WriteJpg(small, width, height, StbImageWriteSharp.ColorComponents.RedGreenBlue, jpeg, Quality);
                return (jpeg.ToArray(), PhotoRefusal.None);
            }
        }
        // The reader of pictures says in many ways that a file is not one.
        catch (Exception e) when (e is not OutOfMemoryException) { return (null, PhotoRefusal.Damaged); }
    }

    /// <summary>A JPEG may come in many layers, each of which is gone through whole; a camera makes one, and who saves it for the web about ten.</summary>
    private static bool TakesTooLong(ReadOnlySpan<byte> jpeg, long dots)
    {
        var layers = 0;
        ReadOnlySpan<byte> begins = [0xFF, 0xDA], first = [0xFF, 0xD8];
        for (var at = 0; jpeg[at..].IndexOf(begins) is >= 0 and var next; at += next + 2) layers++;
        return jpeg.StartsWith(first) && (layers > MostLayers || layers * dots > 12L * MostDots);
    }

    /// <summary>A PNG may hold a thousand times its size behind its last dot; it is unpacked to the end before anybody notices, so it is counted first.</summary>
    private static bool UnpacksToMore(byte[] png, int width, int height)
    {
        if (png[0] != 0x89) return false;
        using var packed = new MemoryStream();
        for (long at = 8; at + 12 <= png.Length;)
        {
            long length = BinaryPrimitives.ReadUInt32BigEndian(png.AsSpan((int)at));
            if (at + 12 + length > png.Length) break;
            if (png.AsSpan((int)at + 4, 4).SequenceEqual("IDAT"u8)) packed.Write(png.AsSpan((int)at + 8, (int)length));
            at += 12 + length;
        }
        packed.Position = 0;
        // Four colours of two bytes at most, and a byte before each row of each of seven turns.
        var most = (8L * width * height) + (14L * height) + 1024;
        using var unpacking = new System.IO.Compression.ZLibStream(packed, System.IO.Compression.CompressionMode.Decompress);
        var buffer = new byte[81_920];
        long unpacked = 0;
        while (unpacking.Read(buffer) is > 0 and var read)
            if ((unpacked += read) > most) return true;
        return false;
    }

    private static (int Width, int Height) Measures(int width, int height)
    {
        var scale = Math.Min(1.0, LongerSide / (double)Math.Max(width, height));
        return (Math.Max(1, (int)Math.Round(width * scale)), Math.Max(1, (int)Math.Round(height * scale)));
    }

    /// <summary>Each dot is the mean of those it stands for.</summary>
    private static byte[] Smaller(byte[] from, int fromWidth, int fromHeight, int width, int height)
    {
        if ((fromWidth, fromHeight) == (width, height)) return from;
        var to = new byte[3 * width * height];
        for (var y = 0; y < height; y++)
        {
            var (top, bottom) = (y * (long)fromHeight / height, Math.Max((y * (long)fromHeight / height) + 1, (y + 1) * (long)fromHeight / height));
            for (var x = 0; x < width; x++)
            {
                var (left, right) = (x * (long)fromWidth / width, Math.Max((x * (long)fromWidth / width) + 1, (x + 1) * (long)fromWidth / width));
                long red = 0, green = 0, blue = 0;
                for (var v = top; v < bottom; v++)
                    for (var at = 3 * ((v * fromWidth) + left); at < 3 * ((v * fromWidth) + right); at += 3)
                        (red, green, blue) = (red + from[at], green + from[at + 1], blue + from[at + 2]);
                var dots = (bottom - top) * (right - left);
                var into = 3 * ((y * width) + x);
                (to[into], to[into + 1], to[into + 2]) = ((byte)(red / dots), (byte)(green / dots), (byte)(blue / dots));
            }
        }
        return to;
    }

    /// <summary>Turns the dots as the camera says it was held (EXIF 1 to 8; the even ones of the first four are mirrored).</summary>
    private static byte[] Turned(byte[] from, ref int width, ref int height, int turn)
    {
        if (turn is <= 1 or > 8) return from;
        var (w, h) = (width, height);
        var swaps = turn >= 5;
        var (newWidth, newHeight) = swaps ? (h, w) : (w, h);
        var to = new byte[from.Length];
        for (var y = 0; y < newHeight; y++)
            for (var x = 0; x < newWidth; x++)
            {
                var (sx, sy) = turn switch
                {
                    2 => (w - 1 - x, y),
                    3 => (w - 1 - x, h - 1 - y),
                    4 => (x, h - 1 - y),
                    5 => (y, x),
                    6 => (y, h - 1 - x),
                    7 => (w - 1 - y, h - 1 - x),
                    _ => (w - 1 - y, x),
                };
                from.AsSpan(3 * ((sy * w) + sx), 3).CopyTo(to.AsSpan(3 * ((y * newWidth) + x)));
            }
        (width, height) = (newWidth, newHeight);
        return to;
    }

    /// <summary>How the camera was held (EXIF tag 0x0112), 1 where it does not say.</summary>
    private static int Turn(ReadOnlySpan<byte> jpeg)
    {
        for (var at = 2; at + 4 <= jpeg.Length && jpeg[at] == 0xFF && jpeg[at + 1] != 0xDA;)
        {
            int length = BinaryPrimitives.ReadUInt16BigEndian(jpeg[(at + 2)..]);
            if (jpeg[at + 1] == 0xE1 && at + 2 + length <= jpeg.Length && jpeg.Slice(at + 4, Math.Max(0, length - 2)) is var exif && exif.StartsWith("Exif\0\0"u8)) return Turn(exif[6..], 1);
            at += 2 + length;
        }
        return 1;
    }

    private static int Turn(ReadOnlySpan<byte> tiff, int unsaid)
    {
        if (tiff.Length < 8) return unsaid;
        var little = tiff[0] == (byte)'I';
        var at = (int)Math.Min(int.MaxValue, U32(tiff[4..], little));
        if (at < 0 || at + 2 > tiff.Length) return unsaid;
        var count = U16(tiff[at..], little);
        for (var i = 0; i < count && at + 2 + (12 * (i + 1)) <= tiff.Length; i++)
            if (tiff.Slice(at + 2 + (12 * i), 12) is var entry && U16(entry, little) == 0x0112) return U16(entry[8..], little);
        return unsaid;
    }

    private static int U16(ReadOnlySpan<byte> at, bool little) => little ? BinaryPrimitives.ReadUInt16LittleEndian(at) : BinaryPrimitives.ReadUInt16BigEndian(at);

    private static uint U32(ReadOnlySpan<byte> at, bool little) => little ? BinaryPrimitives.ReadUInt32LittleEndian(at) : BinaryPrimitives.ReadUInt32BigEndian(at);
}

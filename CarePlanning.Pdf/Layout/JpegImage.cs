using System.Buffers.Binary;

namespace CarePlanning.Pdf;

/// <summary>A JPEG picture, taken into the file as it is.</summary>
public sealed class JpegImage
{
    private JpegImage(byte[] data, int width, int height, bool isGrey) => (Data, Width, Height, IsGrey) = (data, width, height, isGrey);

    /// <summary>The file as it came.</summary>
    public byte[] Data { get; }

    /// <summary>Width in dots.</summary>
    public int Width { get; }

    /// <summary>Height in dots.</summary>
    public int Height { get; }

    internal bool IsGrey { get; }

    /// <summary>Reads the measures from the picture itself; a file that is no JPEG of colours or greys, as every reader can show it, is refused.</summary>
    public static JpegImage Read(byte[] data)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (data.Length < 4 || data[0] != 0xFF || data[1] != 0xD8)
        {
            throw new FormatException("The picture is not a JPEG.");
        }

        for (var at = 2; at + 10 <= data.Length && data[at] == 0xFF;)
        {
            if (data[at + 1] == 0xFF)
            {
                // Any number of these may stand before a marker.
                at++;
                continue;
            }

            var (marker, length) = (data[at + 1], BinaryPrimitives.ReadUInt16BigEndian(data.AsSpan(at + 2)));
            if (marker is >= 0xC0 and <= 0xCF and not 0xC4 and not 0xC8 and not 0xCC)
            {
                var (height, width, parts) = (BinaryPrimitives.ReadUInt16BigEndian(data.AsSpan(at + 5)), BinaryPrimitives.ReadUInt16BigEndian(data.AsSpan(at + 7)), data[at + 9]);
                return marker <= 0xC2 && data[at + 4] == 8 && width > 0 && height > 0 && parts is 1 or 3
                    ? new JpegImage(data, width, height, parts == 1)
                    : throw new FormatException("The picture is of a kind of JPEG that cannot be printed.");
            }

            at += 2 + length;
        }

        throw new FormatException("The picture does not say how large it is.");
    }
}

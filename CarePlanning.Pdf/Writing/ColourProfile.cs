using System.Buffers.Binary;
using System.Text;

namespace CarePlanning.Pdf.Writing;

/// <summary>A small sRGB colour profile, built here so that no binary of unknown origin has to be carried.</summary>
internal static class ColourProfile
{
    public static byte[] Srgb { get; } = Build();

    private static byte[] Build()
    {
        var curve = new byte[12 + (2 * 256)];
        Encoding.ASCII.GetBytes("curv").CopyTo(curve, 0);
        BinaryPrimitives.WriteInt32BigEndian(curve.AsSpan(8), 256);
        for (var i = 0; i < 256; i++)
        {
            var v = i / 255.0;
            var linear = v <= 0.04045 ? v / 12.92 : Math.Pow((v + 0.055) / 1.055, 2.4);
            BinaryPrimitives.WriteUInt16BigEndian(curve.AsSpan(12 + (2 * i)), (ushort)Math.Round(linear * 65535));
        }

        // The colourants of IEC 61966-2-1 adapted to the D50 white that profiles are written against.
        var tags = new (string Tag, byte[] Data)[]
        {
            ("desc", Description("sRGB")),
            ("cprt", [.. Encoding.ASCII.GetBytes("text\0\0\0\0Public domain\0")]),
            ("wtpt", Xyz(0.9505, 1.0, 1.0891)),
            ("rXYZ", Xyz(0.4360, 0.2225, 0.0139)),
            ("gXYZ", Xyz(0.3851, 0.7169, 0.0971)),
            ("bXYZ", Xyz(0.1431, 0.0606, 0.7141)),
            ("rTRC", curve), ("gTRC", curve), ("bTRC", curve),
        };
        using var body = new MemoryStream();
        var start = 128 + 4 + (12 * tags.Length);
        var directory = new byte[4 + (12 * tags.Length)];
        BinaryPrimitives.WriteInt32BigEndian(directory, tags.Length);
        var curveAt = -1;
        for (var i = 0; i < tags.Length; i++)
        {
            var (tag, data) = tags[i];
            var at = start + (int)body.Position;
            if (data == curve && curveAt >= 0)
            {
                at = curveAt;
            }
            else
            {
                curveAt = data == curve ? at : curveAt;
                body.Write(data);
                while (body.Position % 4 != 0)
                {
                    body.WriteByte(0);
                }
            }

            var entry = directory.AsSpan(4 + (12 * i));
            Encoding.ASCII.GetBytes(tag).CopyTo(entry);
            BinaryPrimitives.WriteInt32BigEndian(entry[4..], at);
            BinaryPrimitives.WriteInt32BigEndian(entry[8..], data.Length);
        }

        var profile = new byte[start + body.Length];
        BinaryPrimitives.WriteInt32BigEndian(profile, profile.Length);
        profile[8] = 2;
        profile[9] = 0x10;
        Encoding.ASCII.GetBytes("mntrRGB XYZ ").CopyTo(profile, 12);
        ushort[] made = [2026, 1, 1, 0, 0, 0];
        for (var i = 0; i < 6; i++)
        {
            BinaryPrimitives.WriteUInt16BigEndian(profile.AsSpan(24 + (2 * i)), made[i]);
        }

        Encoding.ASCII.GetBytes("acsp").CopyTo(profile, 36);
        Xyz(0.9642, 1.0, 0.8249).AsSpan(8).CopyTo(profile.AsSpan(68));
        directory.CopyTo(profile, 128);
        body.ToArray().CopyTo(profile, start);
        return profile;
    }

    private static byte[] Xyz(double x, double y, double z)
    {
        var data = new byte[20];
        Encoding.ASCII.GetBytes("XYZ ").CopyTo(data, 0);
        BinaryPrimitives.WriteInt32BigEndian(data.AsSpan(8), (int)Math.Round(x * 65536));
        BinaryPrimitives.WriteInt32BigEndian(data.AsSpan(12), (int)Math.Round(y * 65536));
        BinaryPrimitives.WriteInt32BigEndian(data.AsSpan(16), (int)Math.Round(z * 65536));
        return data;
    }

    private static byte[] Description(string text)
    {
        var data = new byte[12 + text.Length + 1 + 8 + 3 + 67];
        Encoding.ASCII.GetBytes("desc").CopyTo(data, 0);
        BinaryPrimitives.WriteInt32BigEndian(data.AsSpan(8), text.Length + 1);
        Encoding.ASCII.GetBytes(text).CopyTo(data, 12);
        return data;
    }
}

using System.Formats.Asn1;
using System.Text;

namespace CarePlanning.Tests.Pdf.Signing;

/// <summary>Ways to spoil a sealed file, from an accident to a forger who knows how seals work.</summary>
public static class Spoiled
{
    public static byte[] With(byte[] file, string old, string now)
    {
        var text = Encoding.Latin1.GetString(file);
        var at = text.IndexOf(old, StringComparison.Ordinal);
        Assert(at >= 0);
        return Encoding.Latin1.GetBytes(string.Concat(text.AsSpan(0, at), now, text.AsSpan(at + old.Length)));
    }

    /// <summary>The offset of "&lt;" and one past "&gt;" of /Contents.</summary>
    public static (int Start, int End) Gap(byte[] file)
    {
        var start = file.AsSpan().IndexOf("/Contents<"u8) + "/Contents".Length;
        return (start, start + file.AsSpan(start).IndexOf((byte)'>') + 1);
    }

    public static byte[] Message(byte[] file)
    {
        var (start, end) = Gap(file);
        return Convert.FromHexString(Encoding.ASCII.GetString(file, start + 1, end - start - 2));
    }

    public static byte[] WithMessage(byte[] file, ReadOnlySpan<byte> message)
    {
        var (start, end) = Gap(file);
        var result = (byte[])file.Clone();
        result.AsSpan(start + 1, end - start - 2).Fill((byte)'0');
        Encoding.ASCII.GetBytes(Convert.ToHexString(message), result.AsSpan(start + 1));
        return result;
    }

    public static string ByteRange(byte[] file)
    {
        var text = Encoding.Latin1.GetString(file);
        var start = text.IndexOf("/ByteRange[", StringComparison.Ordinal);
        return text[start..(text.IndexOf(']', start) + 1)];
    }

    /// <summary>The message written anew with another signature value, or with everything after it cut off.</summary>
    public static byte[] Rewritten(byte[] message, Func<byte[], byte[]> signature, bool keepsTheRest)
    {
        var tag0 = new Asn1Tag(TagClass.ContextSpecific, 0, isConstructed: true);
        var contentInfo = new AsnReader(message, AsnEncodingRules.DER).ReadSequence();
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteEncodedValue(contentInfo.ReadEncodedValue().Span);
            var signedData = contentInfo.ReadSequence(tag0).ReadSequence();
            using (writer.PushSequence(tag0))
            using (writer.PushSequence())
            {
                for (var part = 0; part < 4; part++)
                {
                    writer.WriteEncodedValue(signedData.ReadEncodedValue().Span);
                }

                var signerInfo = signedData.ReadSetOf().ReadSequence();
                using (writer.PushSetOf())
                using (writer.PushSequence())
                {
                    for (var part = 0; part < 5; part++)
                    {
                        writer.WriteEncodedValue(signerInfo.ReadEncodedValue().Span);
                    }

                    writer.WriteOctetString(signature(signerInfo.ReadOctetString()));
                    if (keepsTheRest && signerInfo.HasData)
                    {
                        writer.WriteEncodedValue(signerInfo.ReadEncodedValue().Span);
                    }
                }
            }
        }

        return writer.Encode();
    }

    private static void Assert(bool condition) => Xunit.Assert.True(condition, "The file does not hold what the test wants to replace.");
}

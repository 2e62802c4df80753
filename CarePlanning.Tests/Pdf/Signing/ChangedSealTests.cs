using System.Formats.Asn1;
using System.Globalization;
using System.Numerics;
using System.Text;
using CarePlanning.Pdf;
using Xunit;

namespace CarePlanning.Tests.Pdf.Signing;

public class ChangedSealTests
{
    private static readonly SealCertificate Ours = TestCertificates.Rsa;
    private static readonly byte[] File = OnePagePdf.Sealed(new PdfSealer(Ours));

    public static TheoryData<string> Certificates => ["Rsa", "Elliptic", "WithChain"];

    [Fact]
    public void A_thousand_changed_bytes_anywhere_are_all_noticed()
    {
        var random = new Random(20260401);
        for (var i = 0; i < 1_000; i++)
        {
            var changed = (byte[])File.Clone();
            var at = random.Next(changed.Length);
            changed[at] ^= (byte)random.Next(1, 256);
            AssertNotOurs(changed, $"byte {at} became {changed[at]}");
        }
    }

    [Fact]
    public void A_thousand_bytes_taken_out_anywhere_are_all_noticed()
    {
        var random = new Random(20261128);
        for (var i = 0; i < 1_000; i++)
        {
            var at = random.Next(File.Length);
            AssertNotOurs([.. File.AsSpan(0, at), .. File.AsSpan(at + 1)], $"byte {at} was taken out");
        }
    }

    [Theory]
    [MemberData(nameof(Certificates))]
    public void Every_single_byte_of_the_signature_message_counts(string certificate)
    {
        var seal = TestCertificates.Named(certificate);
        var file = OnePagePdf.Sealed(new PdfSealer(seal));
        var message = Spoiled.Message(file);
        var length = message.AsSpan().LastIndexOfAnyExcept((byte)0) + 1;
        var random = new Random(7);
        for (var at = 0; at < length + 3; at++)
        {
            var (changed, change) = ((byte[])message.Clone(), random.Next(1, 256));
            changed[at] ^= (byte)change;
            AssertNotOurs(Spoiled.WithMessage(file, changed), $"byte {at} of the message, change {change}", seal);
        }
    }

    [Fact]
    public void Every_single_byte_outside_the_reserved_place_counts()
    {
        var (start, end) = Spoiled.Gap(File);
        foreach (var at in Enumerable.Range(0, start + 1).Concat(Enumerable.Range(end - 1, File.Length - end + 1)))
        {
            var changed = (byte[])File.Clone();
            changed[at] ^= 0x20;
            var state = SealVerifier.Check(changed, [Ours.Thumbprint]).State;
            Assert.True(state == (at < "%PDF".Length ? SealState.NotAPdf : SealState.Changed), $"byte {at}: {state}");
        }
    }

    [Fact]
    public void The_twin_that_every_elliptic_signature_has_is_noticed()
    {
        var seal = TestCertificates.Elliptic;
        var file = OnePagePdf.Sealed(new PdfSealer(seal));
        var message = Spoiled.Message(file);
        Assert.Equal(SealState.SealedByUs, StateWith(signature => signature));
        Assert.Equal(SealState.Changed, StateWith(TwinOf));

        SealState StateWith(Func<byte[], byte[]> signature) =>
            SealVerifier.Check(Spoiled.WithMessage(file, Spoiled.Rewritten(message, signature, keepsTheRest: true)), [seal.Thumbprint]).State;
    }

    [Fact]
    public void A_hex_digit_in_small_letters_is_noticed()
    {
        var (start, _) = Spoiled.Gap(File);
        var changed = (byte[])File.Clone();
        var at = start + 1 + changed.AsSpan(start + 1).IndexOfAnyInRange((byte)'A', (byte)'F');
        changed[at] |= 0x20;
        AssertChanged(changed);
    }

    [Theory]
    [InlineData("\n")]
    [InlineData(" ")]
    [InlineData("%%EOF\n")]
    [InlineData("8 0 obj\n<</Type/Catalog>>\nendobj\nxref\n8 1\n0000000000 00000 n \ntrailer\n<</Size 9/Prev 9>>\nstartxref\n9\n%%EOF\n")]
    public void Anything_added_at_the_end_is_noticed(string added)
    {
        byte[] changed = [.. File, .. Encoding.ASCII.GetBytes(added)];
        var check = AssertChanged(changed);
        Assert.Equal(Ours.Thumbprint, check.Thumbprint);
        Assert.Contains("added", check.Why, StringComparison.Ordinal);
    }

    [Fact]
    public void Anything_added_in_front_is_noticed() => AssertChanged([.. "\n"u8, .. File]);

    [Fact]
    public void Two_hundred_truncations_are_all_noticed()
    {
        var random = new Random(99);
        for (var i = 0; i < 200; i++)
        {
            var length = random.Next(File.Length);
            AssertNotOurs(File[..length], $"cut to {length}");
        }
    }

    [Fact]
    public void A_seal_moved_to_another_document_is_noticed()
    {
        var other = OnePagePdf.Sealed(new PdfSealer(Ours), "Plan of Tomos Davies");
        AssertChanged(Spoiled.WithMessage(other, Spoiled.Message(File)));
    }

    [Fact]
    public void A_byte_range_stretched_over_what_was_added_is_noticed()
    {
        byte[] longer = [.. File, .. "% more"u8];
        var (_, end) = Spoiled.Gap(File);
        AssertChanged(Spoiled.With(
            longer, Spoiled.ByteRange(File), RangeOf(File, longer.Length - end)));
    }

    [Theory]
    [InlineData("0 {0} {1} 99999999999")]
    [InlineData("0 {0} {1} 9223372036854775807")]
    [InlineData("0 {0} {1} 4294967296")]
    [InlineData("0 {0} {1} -1")]
    [InlineData("0 {0} {1} 1.5")]
    [InlineData("0 {0} {1}")]
    [InlineData("0 {0} {1} {2} 0 0")]
    [InlineData("0 {1} {0} {2}")]
    [InlineData("1 {0} {1} {2}")]
    [InlineData("0 {1} {1} {2}")]
    [InlineData("0 0 0 0")]
    [InlineData("0 4294967295 4294967296 0")]
    [InlineData("")]
    [InlineData("[[[[[[[[[[[[")]
    public void A_byte_range_that_makes_no_sense_is_noticed(string numbers)
    {
        var (start, end) = Spoiled.Gap(File);
        var range = string.Format(CultureInfo.InvariantCulture, numbers, start, end, File.Length - end);
        AssertNotOurs(Spoiled.With(File, Spoiled.ByteRange(File), $"/ByteRange[{range}]"), numbers);
    }

    [Fact]
    public void A_second_byte_range_in_the_same_dictionary_is_noticed()
    {
        AssertChanged(Spoiled.With(File, "/Name(", "/ByteRange[0 1 2 3]/Name("));
    }

    [Fact]
    public void A_second_contents_in_the_same_dictionary_is_noticed()
    {
        AssertChanged(Spoiled.With(File, "/Name(", "/Contents<00>/Name("));
    }

    [Fact]
    public void A_copy_of_the_signature_dictionary_elsewhere_is_noticed()
    {
        var text = Encoding.Latin1.GetString(File);
        var start = text.IndexOf("7 0 obj", StringComparison.Ordinal);
        var dictionary = text[start..text.IndexOf("xref", start, StringComparison.Ordinal)];
        AssertChanged(Encoding.Latin1.GetBytes(text + dictionary));
        AssertChanged(Encoding.Latin1.GetBytes(text.Insert(start, dictionary)));
    }

    /// <summary>Signature wrapping: the gap the range leaves out holds the old seal and the forger's own objects.</summary>
    [Fact]
    public void Objects_hidden_in_the_gap_are_noticed()
    {
        var (start, end) = Spoiled.Gap(File);
        var text = Encoding.Latin1.GetString(File);
        const string Hidden = "/Hidden<</Type/Page>>/Also<00>";
        var forged = text.Insert(end, Hidden);
        var range = $"/ByteRange[0 {start:D10} {end + Hidden.Length:D10} {File.Length - end:D10}]";
        AssertChanged(Encoding.Latin1.GetBytes(forged.Replace(Spoiled.ByteRange(File), range, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("00")]
    [InlineData("3080")]
    [InlineData("30847FFFFFFF")]
    [InlineData("3082FFFF")]
    [InlineData("zz")]
    public void A_seal_of_nonsense_is_noticed(string hex)
    {
        var (start, end) = Spoiled.Gap(File);
        var text = Encoding.Latin1.GetString(File);
        AssertChanged(Encoding.Latin1.GetBytes(string.Concat(
            text.AsSpan(0, start + 1), hex.PadRight(end - start - 2, '0'), text.AsSpan(end - 1))));

        var shorter = string.Concat(text.AsSpan(0, start + 1), hex, text.AsSpan(end - 1));
        var range = $"/ByteRange[0 {start:D10} {start + hex.Length + 2:D10} {File.Length - end:D10}]";
        AssertChanged(Encoding.Latin1.GetBytes(shorter.Replace(Spoiled.ByteRange(File), range, StringComparison.Ordinal)));
    }

    [Fact]
    public void A_file_that_claims_thousands_of_seals_is_answered_at_once()
    {
        var many = string.Concat(Enumerable.Repeat(Spoiled.ByteRange(File), 100_000));
        AssertChanged([.. File, .. Encoding.ASCII.GetBytes(many)]);
    }

    [Fact]
    public void Our_seal_under_a_later_signature_of_somebody_else_counts_as_changed()
    {
        var stranger = new PdfSealer(TestCertificates.Stranger);
        var later = Encoding.Latin1.GetString(OnePagePdf.WithPlaceFor(stranger.ReservedBytes).Bytes);
        var dictionary = later[later.IndexOf("7 0 obj", StringComparison.Ordinal)..];
        var text = Encoding.Latin1.GetString(File) + dictionary;
        var start = text.LastIndexOf("/Contents<", StringComparison.Ordinal) + "/Contents".Length;
        var end = text.IndexOf('>', start) + 1;
        var range = text.LastIndexOf("/ByteRange[", StringComparison.Ordinal);
        var rangeEnd = text.IndexOf(']', range) + 1;
        text = string.Concat(
            text.AsSpan(0, range), $"/ByteRange[0 {start:D10} {end:D10} {text.Length - end:D10}]", text.AsSpan(rangeEnd));
        var both = stranger.Seal(Encoding.Latin1.GetBytes(text), start, end);

        Assert.Equal(SealState.Changed, SealVerifier.Check(both, [Ours.Thumbprint]).State);
        Assert.Equal(SealState.SealedByOthers, SealVerifier.Check(both, []).State);
    }

    private static byte[] TwinOf(byte[] signature)
    {
        var order = BigInteger.Parse(
            "0FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551", NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        var pair = new AsnReader(signature, AsnEncodingRules.DER).ReadSequence();
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(pair.ReadInteger());
            writer.WriteInteger(order - pair.ReadInteger());
        }

        return writer.Encode();
    }

    private static string RangeOf(byte[] file, int lastLength)
    {
        var (start, end) = Spoiled.Gap(file);
        return $"/ByteRange[0 {start:D10} {end:D10} {lastLength:D10}]";
    }

    private static SealCheck AssertChanged(byte[] file)
    {
        var check = SealVerifier.Check(file, [Ours.Thumbprint]);
        Assert.Equal(SealState.Changed, check.State);
        return check;
    }

    private static void AssertNotOurs(byte[] file, string what, SealCertificate? ours = null)
    {
        var state = SealVerifier.Check(file, [(ours ?? Ours).Thumbprint]).State;
        Assert.True(state is not (SealState.SealedByUs or SealState.SealedByOthers), $"{what}: {state}");
    }
}

using System.Text;
using CarePlanning.Pdf;
using Xunit;

namespace CarePlanning.Tests.Pdf.Signing;

/// <summary>Whatever a file holds, the check answers; it never throws and never says "ours".</summary>
public class SealFuzzTests
{
    private static readonly byte[] File = OnePagePdf.Sealed(new PdfSealer(TestCertificates.Elliptic));

    private static readonly string[] Words =
    [
        "/ByteRange", "/ByteRange[0 ", "/ByteRange[0 9 9 9]", "/Contents", "/Contents<", "<<", ">>", "<", ">", "(", ")", "[", "]", "\\",
        "/M(D:20260401093000Z)", "/M(D:", "/Type/Sig", "1 0 obj", "endobj", "endobj\n", "stream", "%PDF-1.7\n", "%%EOF", "startxref",
        " 0 R", "%", "{", "9223372036854775808", "-1", "0", "30820000", "30800000", "\0", " ", "/", "ETSI.CAdES.detached",
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Noise_is_answered(int seed)
    {
        var random = new Random(seed);
        for (var i = 0; i < 500; i++)
        {
            var noise = new byte[random.Next(4000)];
            random.NextBytes(noise);
            "%PDF-"u8.CopyTo(noise.Length > 5 ? noise : new byte[5]);
            AssertAnswered(noise);
        }
    }

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(13)]
    public void Words_of_PDF_in_any_order_are_answered(int seed)
    {
        var random = new Random(seed);
        for (var i = 0; i < 2_000; i++)
        {
            var text = new StringBuilder("%PDF-1.7\n1 0 obj<<");
            for (var words = random.Next(60); words > 0; words--)
            {
                text.Append(Words[random.Next(Words.Length)]);
            }

            AssertAnswered(Encoding.Latin1.GetBytes(text.ToString()));
        }
    }

    [Theory]
    [InlineData(21)]
    [InlineData(22)]
    [InlineData(23)]
    public void A_sealed_file_cut_repeated_and_stirred_is_answered(int seed)
    {
        var random = new Random(seed);
        for (var i = 0; i < 300; i++)
        {
            var file = File.ToList();
            for (var changes = random.Next(1, 5); changes > 0; changes--)
            {
                Stir(file, random);
            }

            if (!file.SequenceEqual(File))
            {
                AssertAnswered([.. file]);
            }
        }
    }

    [Theory]
    [InlineData(31)]
    [InlineData(32)]
    [InlineData(33)]
    public void A_message_with_several_bytes_changed_is_answered(int seed)
    {
        var random = new Random(seed);
        var message = Spoiled.Message(File);
        var length = message.AsSpan().LastIndexOfAnyExcept((byte)0) + 1;
        for (var i = 0; i < 500; i++)
        {
            var changed = (byte[])message.Clone();
            for (var changes = random.Next(1, 6); changes > 0; changes--)
            {
                changed[random.Next(length)] ^= (byte)random.Next(1, 256);
            }

            if (!changed.SequenceEqual(message))
            {
                AssertAnswered(Spoiled.WithMessage(File, changed));
            }
        }
    }

    [Theory]
    [InlineData("<<")]
    [InlineData("[")]
    [InlineData("(")]
    [InlineData("<</A")]
    public void Nesting_without_end_is_answered(string opening)
    {
        var deep = string.Concat(Enumerable.Repeat(opening, 200_000));
        AssertAnswered(Encoding.ASCII.GetBytes($"%PDF-1.7\n1 0 obj<</A {deep}/ByteRange[0 1 2 3]/Contents<00>>>"));
        AssertAnswered(Encoding.ASCII.GetBytes($"%PDF-1.7\n1 0 obj<</ByteRange[0 1 2 3]/Contents<00>/A {deep}"));
    }

    [Fact]
    public void Strings_left_open_in_a_large_file_do_not_keep_the_check_busy()
    {
        var opened = string.Concat(Enumerable.Repeat("<</A(<</A(/ByteRange[0 1 2 3]", 16));
        byte[] file = [.. Encoding.ASCII.GetBytes($"%PDF-1.7\n{opened}"), .. new byte[50_000_000]];
        var watch = System.Diagnostics.Stopwatch.StartNew();
        AssertAnswered(file);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20), $"The check took {watch.Elapsed}.");
    }

    [Fact]
    public void A_message_nested_without_end_is_answered()
    {
        var deep = string.Concat(Enumerable.Repeat("3080", 5_000));
        var (start, end) = Spoiled.Gap(File);
        var text = Encoding.Latin1.GetString(File);
        AssertAnswered(Encoding.Latin1.GetBytes(string.Concat(
            text.AsSpan(0, start + 1), deep.AsSpan(0, end - start - 2), text.AsSpan(end - 1))));
    }

    [Fact]
    public void A_file_too_large_to_be_ours_is_not_read_through()
    {
        var large = new byte[SealVerifier.LargestFile + 1];
        "%PDF-1.7\n"u8.CopyTo(large);
        Assert.Equal(SealState.Unreadable, SealVerifier.Check(large, []).State);
    }

    private static void Stir(List<byte> file, Random random)
    {
        var at = random.Next(file.Count);
        var length = random.Next(1, Math.Min(2_000, file.Count - at + 1));
        switch (random.Next(5))
        {
            case 0:
                file.RemoveRange(at, Math.Min(length, file.Count - at - 1));
                break;
            case 1:
                file.InsertRange(at, file.GetRange(at, Math.Min(length, file.Count - at)));
                break;
            case 2:
                file.InsertRange(at, Encoding.ASCII.GetBytes(Words[random.Next(Words.Length)]));
                break;
            case 3:
                file.Reverse(at, Math.Min(length, file.Count - at));
                break;
            default:
                file[at] = (byte)random.Next(256);
                break;
        }
    }

    private static void AssertAnswered(byte[] file)
    {
        var check = SealVerifier.Check(file, [TestCertificates.Elliptic.Thumbprint]);
        Assert.NotEqual(SealState.SealedByUs, check.State);
        Assert.NotEqual("The file could not be read.", check.Why);
    }
}

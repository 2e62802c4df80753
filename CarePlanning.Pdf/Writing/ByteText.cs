using System.Buffers.Text;
using System.Runtime.CompilerServices;
using System.Text;

namespace CarePlanning.Pdf.Writing;

/// <summary>Text of the file, written straight into bytes: what a page or an object says is never a string in between.</summary>
internal sealed class ByteText(int room = 4096)
{
    private byte[] bytes = new byte[room];

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Written => bytes.AsSpan(0, Length);

    public void Clear() => Length = 0;

    /// <summary>Takes back what was written from here on.</summary>
    public void Cut(int from) => Length = from;

    public ByteText Add(ReadOnlySpan<byte> more)
    {
        more.CopyTo(Room(more.Length));
        Length += more.Length;
        return this;
    }

    /// <summary>Characters of the first 256, each as its byte.</summary>
    public ByteText Add(string more)
    {
        Length += Encoding.Latin1.GetBytes(more, Room(more.Length));
        return this;
    }

    public ByteText Add(int number)
    {
        Utf8Formatter.TryFormat(number, Room(11), out var count);
        Length += count;
        return this;
    }

    /// <summary>A measure with up to three places behind the point.</summary>
    public ByteText Add(double number)
    {
        Length += PdfText.Write(number, Room(PdfText.LongestNumber));
        return this;
    }

    /// <summary>A glyph's number in four hexadecimal digits.</summary>
    public ByteText AddGlyph(int glyph)
    {
        var room = Room(4);
        for (var i = 3; i >= 0; i--, glyph >>= 4) room[i] = "0123456789ABCDEF"u8[glyph & 15];
        Length += 4;
        return this;
    }

#pragma warning disable CA1822 // The pieces were written into this text while they were handed over.
    public ByteText Add([InterpolatedStringHandlerArgument("")] ref Pieces pieces) => pieces.Into;
#pragma warning restore CA1822

    private Span<byte> Room(int more)
    {
        if (bytes.Length - Length < more) Array.Resize(ref bytes, Math.Max(2 * bytes.Length, Length + more));
        return bytes.AsSpan(Length);
    }

    /// <summary>Writes the parts of an interpolated text one after another, without making the text.</summary>
    [InterpolatedStringHandler]
#pragma warning disable CS9113, CA1801 // The compiler hands both numbers over; nothing is made ahead.
    public readonly ref struct Pieces(int literal, int holes, ByteText into)
#pragma warning restore CS9113, CA1801
    {
        public ByteText Into => into;

        public void AppendLiteral(string text) => into.Add(text);

        public void AppendFormatted(string? text) => into.Add(text ?? "");

        public void AppendFormatted(int number) => into.Add(number);

        public void AppendFormatted(double number) => into.Add(number);

        public void AppendFormatted(Spot spot) => into.Add(spot.X).Add(" "u8).Add(spot.Y);
    }

    /// <summary>A point as two numbers.</summary>
    public readonly record struct Spot(double X, double Y);
}

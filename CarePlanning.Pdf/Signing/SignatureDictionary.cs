namespace CarePlanning.Pdf;

/// <summary>One signature dictionary as it stands in a file: where its /Contents lies and which bytes it claims to cover.</summary>
/// <param name="GapStart">Offset of the "&lt;" that opens /Contents.</param>
/// <param name="GapEnd">Offset one past the "&gt;" that closes it.</param>
/// <param name="CoveredEnd">Where the second covered range ends; never past the end of the file.</param>
/// <param name="SigningTime">When, as the dictionary itself states it.</param>
internal sealed record SignatureDictionary(int GapStart, int GapEnd, int CoveredEnd, DateTimeOffset? SigningTime)
{
    /// <summary>The most hex digits a seal can have; real ones stay far below.</summary>
    public const int LongestContents = 2 * 1024 * 1024;

    // A real dictionary starts a few hundred bytes before its /ByteRange, or one /Contents earlier.
    private const int FurthestStart = 256 * 1024;

    /// <summary>
    /// Reads the dictionary that owns the /ByteRange found at an offset. Null unless that dictionary has exactly one
    /// /ByteRange and one /Contents, and the range starts at 0 and leaves out exactly the hex string of that /Contents.
    /// </summary>
    public static SignatureDictionary? Read(ReadOnlySpan<byte> file, int byteRangeKey)
    {
        var floor = Math.Max(0, byteRangeKey - FurthestStart);
        var search = byteRangeKey;
        for (var attempt = 0; attempt < 16 && search > floor; attempt++)
        {
            var found = file[floor..search].LastIndexOf("<<"u8);
            if (found < 0)
            {
                return null;
            }

            search = floor + found;
            if (ReadFrom(file, search, byteRangeKey) is { } dictionary)
            {
                return dictionary;
            }
        }

        return null;
    }

    private static SignatureDictionary? ReadFrom(ReadOnlySpan<byte> file, int start, int byteRangeKey)
    {
        // Whoever leaves a string open must not make us walk a large file again and again.
        var reader = new PdfTokens(file[..(int)Math.Min(file.Length, start + (long)FurthestStart + LongestContents)], start);
        if (!reader.TryEnterDictionary())
        {
            return null;
        }

        (int Start, int End)? range = null;
        (int Start, int End)? contents = null;
        DateTimeOffset? signingTime = null;
        while (reader.TryReadKey(out var key))
        {
            var isOurs = key.Start == byteRangeKey;
            if (!reader.TryReadValue(out var value) || (range is null && key.Start > byteRangeKey))
            {
                return null;
            }

            var name = file[key.Start..key.End];
            if (name.SequenceEqual("/ByteRange"u8))
            {
                if (range is not null || !isOurs)
                {
                    return null;
                }

                range = value;
            }
            else if (name.SequenceEqual("/Contents"u8))
            {
                if (contents is not null)
                {
                    return null;
                }

                contents = value;
            }
            else if (name.SequenceEqual("/M"u8))
            {
                signingTime = PdfDate.Read(file[value.Start..value.End]);
            }
        }

        return reader.Ended && range is { } r && contents is { } c
            ? Fitting(file, r, c, signingTime)
            : null;
    }

    private static SignatureDictionary? Fitting(
        ReadOnlySpan<byte> file, (int Start, int End) range, (int Start, int End) contents, DateTimeOffset? signingTime)
    {
        Span<long> numbers = stackalloc long[4];
        if (!PdfTokens.TryReadNumbers(file[range.Start..range.End], numbers)
            || numbers[0] != 0
            || numbers[1] != contents.Start
            || numbers[2] != contents.End
            || numbers[3] > file.Length - numbers[2])
        {
            return null;
        }

        // "<<" would be a dictionary and "(" text: only a hex string leaves no doubt about what lies outside the seal.
        return file[contents.Start] == (byte)'<'
            && file[contents.End - 1] == (byte)'>'
            && !file[(contents.Start + 1)..(contents.End - 1)].ContainsAnyExcept(PdfTokens.HexDigits)
            ? new SignatureDictionary(contents.Start, contents.End, (int)(numbers[2] + numbers[3]), signingTime)
            : null;
    }
}

using System.Globalization;

namespace CarePlanning.Pdf.Layout;

/// <summary>The directional classes of Unicode Standard Annex 9.</summary>
internal enum BidiClass : byte
{
    L, R, AL, EN, ES, ET, AN, CS, NSM, BN, B, S, WS, ON, LRE, LRO, RLE, RLO, PDF, LRI, RLI, FSI, PDI,
}

/// <summary>The class of each character, from the general category and the ranges that differ from it.</summary>
internal static class BidiClasses
{
    // Pairs of first and last character; what is not listed follows its general category.
    private static readonly (int First, int Last, BidiClass Class)[] Ranges = [.. new (int, int, BidiClass)[]
    {
        (0x09, 0x09, BidiClass.S), (0x0A, 0x0A, BidiClass.B), (0x0B, 0x0B, BidiClass.S), (0x0C, 0x0C, BidiClass.WS), (0x0D, 0x0D, BidiClass.B),
        (0x1C, 0x1E, BidiClass.B), (0x1F, 0x1F, BidiClass.S), (0x20, 0x20, BidiClass.WS), (0x23, 0x25, BidiClass.ET), (0x2B, 0x2B, BidiClass.ES),
        (0x2C, 0x2C, BidiClass.CS), (0x2D, 0x2D, BidiClass.ES), (0x2E, 0x2F, BidiClass.CS), (0x30, 0x39, BidiClass.EN), (0x3A, 0x3A, BidiClass.CS),
        (0x85, 0x85, BidiClass.B), (0xA0, 0xA0, BidiClass.CS), (0xA2, 0xA5, BidiClass.ET), (0xAD, 0xAD, BidiClass.BN), (0xB0, 0xB1, BidiClass.ET),
        (0xB2, 0xB3, BidiClass.EN), (0xB9, 0xB9, BidiClass.EN), (0x58F, 0x58F, BidiClass.ET),
        (0x590, 0x5FF, BidiClass.R), (0x600, 0x605, BidiClass.AN), (0x606, 0x607, BidiClass.ON), (0x609, 0x60A, BidiClass.ET),
        (0x60C, 0x60C, BidiClass.CS), (0x60E, 0x60F, BidiClass.ON), (0x660, 0x669, BidiClass.AN), (0x66A, 0x66A, BidiClass.ET),
        (0x66B, 0x66C, BidiClass.AN), (0x6DD, 0x6DD, BidiClass.AN), (0x6DE, 0x6DE, BidiClass.ON), (0x6E9, 0x6E9, BidiClass.ON),
        (0x6F0, 0x6F9, BidiClass.EN), (0x7C0, 0x85F, BidiClass.R), (0x890, 0x891, BidiClass.AN), (0x8E2, 0x8E2, BidiClass.AN),
        (0x9F2, 0x9F3, BidiClass.ET), (0x9FB, 0x9FB, BidiClass.ET), (0xAF1, 0xAF1, BidiClass.ET), (0xBF9, 0xBF9, BidiClass.ET), (0xE3F, 0xE3F, BidiClass.ET),
        (0x1680, 0x1680, BidiClass.WS), (0x17DB, 0x17DB, BidiClass.ET), (0x180E, 0x180E, BidiClass.BN), (0x2000, 0x200A, BidiClass.WS),
        (0x200B, 0x200D, BidiClass.BN), (0x200E, 0x200E, BidiClass.L), (0x200F, 0x200F, BidiClass.R), (0x2028, 0x2028, BidiClass.WS),
        (0x2029, 0x2029, BidiClass.B), (0x202A, 0x202A, BidiClass.LRE), (0x202B, 0x202B, BidiClass.RLE), (0x202C, 0x202C, BidiClass.PDF),
        (0x202D, 0x202D, BidiClass.LRO), (0x202E, 0x202E, BidiClass.RLO), (0x202F, 0x202F, BidiClass.CS), (0x2030, 0x2034, BidiClass.ET),
        (0x2044, 0x2044, BidiClass.CS), (0x205F, 0x205F, BidiClass.WS), (0x2060, 0x2065, BidiClass.BN), (0x2066, 0x2066, BidiClass.LRI),
        (0x2067, 0x2067, BidiClass.RLI), (0x2068, 0x2068, BidiClass.FSI), (0x2069, 0x2069, BidiClass.PDI), (0x206A, 0x206F, BidiClass.BN),
        (0x2070, 0x2070, BidiClass.EN), (0x2074, 0x2079, BidiClass.EN), (0x207A, 0x207B, BidiClass.ES), (0x2080, 0x2089, BidiClass.EN),
        (0x208A, 0x208B, BidiClass.ES), (0x20A0, 0x20CF, BidiClass.ET), (0x212E, 0x212E, BidiClass.ET), (0x2212, 0x2212, BidiClass.ES),
        (0x2213, 0x2213, BidiClass.ET), (0x2488, 0x249B, BidiClass.EN), (0x3000, 0x3000, BidiClass.WS), (0xFB1D, 0xFB28, BidiClass.R),
        (0xFB29, 0xFB29, BidiClass.ES), (0xFB2A, 0xFB4F, BidiClass.R), (0xFD3E, 0xFD4F, BidiClass.ON), (0xFDFD, 0xFDFF, BidiClass.ON),
        (0xFE50, 0xFE50, BidiClass.CS), (0xFE52, 0xFE52, BidiClass.CS), (0xFE55, 0xFE55, BidiClass.CS), (0xFEFF, 0xFEFF, BidiClass.BN),
        (0xFF0B, 0xFF0B, BidiClass.ES), (0xFF0D, 0xFF0D, BidiClass.ES), (0xFF10, 0xFF19, BidiClass.EN), (0x1D7CE, 0x1D7FF, BidiClass.EN),
        (0x2B9, 0x2BA, BidiClass.ON), (0x2C2, 0x2CF, BidiClass.ON), (0x2EC, 0x2EC, BidiClass.ON), (0x374, 0x374, BidiClass.ON), (0x55A, 0x55F, BidiClass.L), (0x589, 0x589, BidiClass.L),
        (0x10D00, 0x10D23, BidiClass.AL), (0x10D30, 0x10D39, BidiClass.AN), (0x10E60, 0x10E7E, BidiClass.AN), (0x10F30, 0x10F45, BidiClass.AL), (0x10F51, 0x10F59, BidiClass.AL),
        (0xFE5F, 0xFE5F, BidiClass.ET), (0xFE62, 0xFE63, BidiClass.ES), (0xFE69, 0xFE6A, BidiClass.ET), (0xFF03, 0xFF05, BidiClass.ET), (0xFF0C, 0xFF0C, BidiClass.CS),
        (0xFF0E, 0xFF0F, BidiClass.CS), (0xFF1A, 0xFF1A, BidiClass.CS), (0xFFE0, 0xFFE1, BidiClass.ET), (0xFFE5, 0xFFE6, BidiClass.ET), (0x1EEF0, 0x1EEF1, BidiClass.ON),
    }.OrderBy(r => r.Item1)];

    private static readonly BidiClass[] Ascii = [.. Enumerable.Range(0, 128).Select(Find)];

    public static BidiClass Of(int codePoint) => codePoint < 128 ? Ascii[codePoint] : Find(codePoint);

    private static BidiClass Find(int codePoint)
    {
        var category = CharUnicodeInfo.GetUnicodeCategory(codePoint);
        if (category is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark)
        {
            return BidiClass.NSM;
        }

        int low = 0, high = Ranges.Length - 1;
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (codePoint < Ranges[middle].First)
            {
                high = middle - 1;
            }
            else if (codePoint > Ranges[middle].Last)
            {
                low = middle + 1;
            }
            else
            {
                return Ranges[middle].Class;
            }
        }

        if (codePoint is (>= 0x606 and <= 0x7BF) or (>= 0x860 and <= 0x8FF) or (>= 0xFB50 and <= 0xFDFF) or (>= 0xFE70 and <= 0xFEFE) or (>= 0x1EC70 and <= 0x1EEFF))
        {
            return BidiClass.AL;
        }

        if (codePoint is (>= 0x10800 and <= 0x10FFF) or (>= 0x1E800 and <= 0x1EFFF))
        {
            return BidiClass.R;
        }

        return category switch
        {
            UnicodeCategory.Control or UnicodeCategory.Format => BidiClass.BN,
            UnicodeCategory.SpaceSeparator => BidiClass.WS,

            // The sentence marks of the Indic scripts count as their letters do.
            _ when codePoint is >= 0x900 and <= 0xDFF => BidiClass.L,

            // Fractions and numbers in circles.
            UnicodeCategory.OtherNumber when codePoint is < 0x900 or (>= 0x2000 and <= 0x2BFF) or (>= 0x3250 and <= 0x32BF) => BidiClass.ON,
            UnicodeCategory.ConnectorPunctuation or UnicodeCategory.DashPunctuation or UnicodeCategory.OpenPunctuation
                or UnicodeCategory.ClosePunctuation or UnicodeCategory.InitialQuotePunctuation or UnicodeCategory.FinalQuotePunctuation
                or UnicodeCategory.OtherPunctuation or UnicodeCategory.MathSymbol or UnicodeCategory.CurrencySymbol
                or UnicodeCategory.ModifierSymbol or UnicodeCategory.OtherSymbol => BidiClass.ON,
            _ => BidiClass.L,
        };
    }
}

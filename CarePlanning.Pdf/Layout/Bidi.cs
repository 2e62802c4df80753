namespace CarePlanning.Pdf.Layout;

/// <summary>The Unicode bidirectional algorithm (Unicode Standard Annex 9) for one paragraph: which way each character runs.</summary>
internal sealed partial class Bidi
{
    private const int MaxDepth = 125;

    private readonly string text;
    private readonly BidiClass[] original;
    private readonly BidiClass[] types;
    private readonly byte[] levels;
    private readonly int[] matchingEnd;
    private readonly int[] matchingStart;

    private Bidi(string text)
    {
        this.text = text;
        original = new BidiClass[text.Length];
        for (var i = 0; i < text.Length; i++)
        {
            var pair = char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]);
            original[i] = char.IsSurrogate(text[i]) && !pair ? BidiClass.ON : BidiClasses.Of(pair ? char.ConvertToUtf32(text[i], text[i + 1]) : text[i]);
            if (pair)
            {
                original[i + 1] = original[i];
                i++;
            }
        }

        types = (BidiClass[])original.Clone();
        levels = new byte[text.Length];
        matchingEnd = new int[text.Length];
        matchingStart = new int[text.Length];
    }

    /// <summary>The level of each UTF-16 unit and of the paragraph; odd levels run from right to left.</summary>
    public static (byte[] Levels, int Paragraph) Resolve(string text, bool fallbackRightToLeft = false)
    {
        if (!fallbackRightToLeft && !MayRunLeft(text))
        {
            return (new byte[text.Length], 0);
        }

        var bidi = new Bidi(text);
        bidi.MatchIsolates();
        var paragraph = bidi.FirstStrong(0, text.Length) ?? (fallbackRightToLeft ? 1 : 0);
        bidi.ExplicitLevels(paragraph);
        bidi.ResolveSequences(paragraph);
        bidi.LevelRemoved(paragraph);
        return (bidi.levels, paragraph);
    }

    /// <summary>The order in which pieces of the given levels stand from left to right (rule L2).</summary>
    public static int[] VisualOrder(IReadOnlyList<int> levels)
    {
        var order = new int[levels.Count];
        int highest = 0, lowestOdd = int.MaxValue;
        for (var i = 0; i < order.Length; i++)
        {
            order[i] = i;
            highest = Math.Max(highest, levels[i]);
            lowestOdd = levels[i] % 2 == 1 ? Math.Min(lowestOdd, levels[i]) : lowestOdd;
        }

        for (var level = highest; level >= lowestOdd; level--)
        {
            for (var i = 0; i < order.Length; i++)
            {
                var from = i;
                while (i < order.Length && levels[order[i]] >= level)
                {
                    i++;
                }

                Array.Reverse(order, from, i - from);
            }
        }

        return order;
    }

    private static bool MayRunLeft(string text)
    {
        foreach (var c in text)
        {
            if (c >= 0x590 && (c < 0x900 || c is '\u200F' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069') or (>= '\uD800' and <= '\uDFFF') or >= '\uFB1D'))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsInitiator(BidiClass c) => c is BidiClass.LRI or BidiClass.RLI or BidiClass.FSI;

    private static bool IsRemoved(BidiClass c) => c is BidiClass.BN or BidiClass.LRE or BidiClass.RLE or BidiClass.LRO or BidiClass.RLO or BidiClass.PDF;

    private void MatchIsolates()
    {
        Array.Fill(matchingEnd, -1);
        Array.Fill(matchingStart, -1);
        var open = new Stack<int>();
        for (var i = 0; i < text.Length; i++)
        {
            if (IsInitiator(original[i]))
            {
                open.Push(i);
            }
            else if (original[i] == BidiClass.PDI && open.TryPop(out var start))
            {
                (matchingEnd[start], matchingStart[i]) = (i, start);
            }
        }
    }

    // Rules P2 and P3: what stands inside an isolate does not decide.
    private int? FirstStrong(int from, int to)
    {
        for (var i = from; i < to; i++)
        {
            switch (original[i])
            {
                case BidiClass.L: return 0;
                case BidiClass.R or BidiClass.AL: return 1;
                case BidiClass.LRI or BidiClass.RLI or BidiClass.FSI:
                    if (matchingEnd[i] < 0)
                    {
                        return null;
                    }

                    i = matchingEnd[i];
                    break;
            }
        }

        return null;
    }

    // Rules X1 to X8.
    private void ExplicitLevels(int paragraph)
    {
        var stack = new Stack<(int Level, BidiClass? Override, bool Isolate)>();
        stack.Push((paragraph, null, false));
        int overflowIsolates = 0, overflowEmbeddings = 0, validIsolates = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var type = original[i];
            var top = stack.Peek();
            levels[i] = (byte)top.Level;
            switch (type)
            {
                case BidiClass.RLE or BidiClass.LRE or BidiClass.RLO or BidiClass.LRO:
                    var next = NextLevel(top.Level, type is BidiClass.RLE or BidiClass.RLO);
                    if (next <= MaxDepth && overflowIsolates == 0 && overflowEmbeddings == 0)
                    {
                        stack.Push((next, type == BidiClass.RLO ? BidiClass.R : type == BidiClass.LRO ? BidiClass.L : null, false));
                    }
                    else if (overflowIsolates == 0)
                    {
                        overflowEmbeddings++;
                    }

                    break;
                case BidiClass.RLI or BidiClass.LRI or BidiClass.FSI:
                    types[i] = top.Override ?? type;
                    var leftwards = type == BidiClass.RLI || (type == BidiClass.FSI && FirstStrong(i + 1, matchingEnd[i] < 0 ? text.Length : matchingEnd[i]) == 1);
                    var inner = NextLevel(top.Level, leftwards);
                    if (inner <= MaxDepth && overflowIsolates == 0 && overflowEmbeddings == 0)
                    {
                        validIsolates++;
                        stack.Push((inner, null, true));
                    }
                    else
                    {
                        overflowIsolates++;
                    }

                    break;
                case BidiClass.PDI:
                    if (overflowIsolates > 0)
                    {
                        overflowIsolates--;
                    }
                    else if (validIsolates > 0)
                    {
                        overflowEmbeddings = 0;
                        while (!stack.Peek().Isolate)
                        {
                            stack.Pop();
                        }

                        stack.Pop();
                        validIsolates--;
                    }

                    levels[i] = (byte)stack.Peek().Level;
                    types[i] = stack.Peek().Override ?? type;
                    break;
                case BidiClass.PDF:
                    if (overflowIsolates > 0)
                    {
                        break;
                    }

                    if (overflowEmbeddings > 0)
                    {
                        overflowEmbeddings--;
                    }
                    else if (!top.Isolate && stack.Count >= 2)
                    {
                        stack.Pop();
                    }

                    break;
                case BidiClass.BN:
                    break;
                case BidiClass.B:
                    levels[i] = (byte)paragraph;
                    break;
                default:
                    types[i] = top.Override ?? type;
                    break;
            }
        }
    }

    private static int NextLevel(int level, bool leftwards) => leftwards ? (level + 1) | 1 : (level + 2) & ~1;

    // Rule X9 leaves these out; they take the level of what stands before them so that they split nothing.
    private void LevelRemoved(int paragraph)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (IsRemoved(original[i]))
            {
                levels[i] = i > 0 ? levels[i - 1] : (byte)paragraph;
            }
        }
    }
}

namespace CarePlanning.Pdf.Layout;

/// <summary>Rules X10 to I2: the weak and neutral characters of each isolating run sequence.</summary>
internal sealed partial class Bidi
{
    private const string Brackets = "()[]{}<>\u0F3A\u0F3B\u0F3C\u0F3D\u169B\u169C\u2045\u2046\u207D\u207E\u208D\u208E\u2308\u2309\u230A\u230B\u2329\u232A\u27E6\u27E7\u27E8\u27E9\u27EA\u27EB\u3008\u3009\u300A\u300B\u300C\u300D\u300E\u300F\u3010\u3011\u3014\u3015";

    private void ResolveSequences(int paragraph)
    {
        var kept = new List<int>(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (!IsRemoved(original[i]))
            {
                kept.Add(i);
            }
        }

        var runs = new List<(int From, int To)>();
        var runAt = new Dictionary<int, int>();
        for (var k = 0; k < kept.Count;)
        {
            var from = k;
            while (k < kept.Count && levels[kept[k]] == levels[kept[from]])
            {
                k++;
            }

            runAt[kept[from]] = runs.Count;
            runs.Add((from, k));
        }

        // Resolving a sequence raises its levels; its neighbours are judged by the levels before that.
        var set = (byte[])levels.Clone();
        foreach (var first in runs)
        {
            if (original[kept[first.From]] == BidiClass.PDI && matchingStart[kept[first.From]] >= 0)
            {
                continue;
            }

            var sequence = new List<int>();
            var run = first;
            int last;
            while (true)
            {
                sequence.AddRange(kept.GetRange(run.From, run.To - run.From));
                last = kept[run.To - 1];
                if (!IsInitiator(original[last]) || matchingEnd[last] < 0 || !runAt.TryGetValue(matchingEnd[last], out var next))
                {
                    break;
                }

                run = runs[next];
            }

            int level = set[sequence[0]];
            var before = first.From > 0 ? set[kept[first.From - 1]] : paragraph;
            var open = IsInitiator(original[last]) && matchingEnd[last] < 0;
            var after = !open && run.To < kept.Count ? set[kept[run.To]] : paragraph;
            Resolve(sequence, level, Direction(Math.Max(level, before)), Direction(Math.Max(level, after)));
        }
    }

    private static BidiClass Direction(int level) => level % 2 == 1 ? BidiClass.R : BidiClass.L;

    private void Resolve(List<int> s, int level, BidiClass start, BidiClass end)
    {
        Weak(s, start);
        PairBrackets(s, level, start);
        Neutrals(s, level, start, end);
        foreach (var i in s)
        {
            levels[i] += (byte)((level % 2, types[i]) switch
            {
                (0, BidiClass.R) => 1,
                (0, BidiClass.AN or BidiClass.EN) => 2,
                (1, BidiClass.L or BidiClass.EN or BidiClass.AN) => 1,
                _ => 0,
            });
        }
    }

    private void Weak(List<int> s, BidiClass start)
    {
        BidiClass previous = start, strong = start;
        for (var k = 0; k < s.Count; k++)
        {
            var type = types[s[k]];
            if (type == BidiClass.NSM)
            {
                type = IsInitiator(previous) || previous == BidiClass.PDI ? BidiClass.ON : previous;
            }

            previous = type;
            if (type is BidiClass.L or BidiClass.R or BidiClass.AL)
            {
                strong = type;
            }
            else if (type == BidiClass.EN && strong == BidiClass.AL)
            {
                type = BidiClass.AN;
            }

            types[s[k]] = type;
        }

        foreach (var i in s)
        {
            types[i] = types[i] == BidiClass.AL ? BidiClass.R : types[i];
        }

        for (var k = 1; k + 1 < s.Count; k++)
        {
            var (a, b) = (types[s[k - 1]], types[s[k + 1]]);
            if (a == b && ((a == BidiClass.EN && types[s[k]] is BidiClass.ES or BidiClass.CS && a == BidiClass.EN) || (a == BidiClass.AN && types[s[k]] == BidiClass.CS)))
            {
                types[s[k]] = a;
            }
        }

        for (var k = 0; k < s.Count; k++)
        {
            if (types[s[k]] != BidiClass.ET)
            {
                continue;
            }

            var to = k;
            while (to < s.Count && types[s[to]] == BidiClass.ET)
            {
                to++;
            }

            var number = (k > 0 && types[s[k - 1]] == BidiClass.EN) || (to < s.Count && types[s[to]] == BidiClass.EN);
            for (var m = k; m < to; m++)
            {
                types[s[m]] = number ? BidiClass.EN : BidiClass.ON;
            }

            k = to - 1;
        }

        strong = start;
        foreach (var i in s)
        {
            types[i] = types[i] is BidiClass.ES or BidiClass.CS ? BidiClass.ON : types[i];
            if (types[i] is BidiClass.L or BidiClass.R)
            {
                strong = types[i];
            }
            else if (types[i] == BidiClass.EN && strong == BidiClass.L)
            {
                types[i] = BidiClass.L;
            }
        }
    }

    private static BidiClass? Strong(BidiClass c) => c switch
    {
        BidiClass.L => BidiClass.L,
        BidiClass.R or BidiClass.EN or BidiClass.AN => BidiClass.R,
        _ => null,
    };

    // Rule N0: a pair of brackets runs as what it holds runs, or as what stands before it.
    private void PairBrackets(List<int> s, int level, BidiClass start)
    {
        var open = new Stack<(int Bracket, int Position)>();
        var pairs = new List<(int From, int To)>();
        for (var k = 0; k < s.Count; k++)
        {
            var bracket = types[s[k]] == BidiClass.ON ? Brackets.IndexOf(text[s[k]], StringComparison.Ordinal) : -1;
            if (bracket < 0 || bracket is 6 or 7)
            {
                continue;
            }

            if (bracket % 2 == 0)
            {
                if (open.Count == 63)
                {
                    break;
                }

                open.Push((bracket, k));
            }
            else if (open.Any(o => o.Bracket == bracket - 1))
            {
                var found = open.Pop();
                while (found.Bracket != bracket - 1)
                {
                    found = open.Pop();
                }

                pairs.Add((found.Position, k));
            }
        }

        pairs.Sort();
        var embedding = Direction(level);
        foreach (var (from, to) in pairs)
        {
            bool same = false, opposite = false;
            for (var k = from + 1; k < to && !same; k++)
            {
                var strong = Strong(types[s[k]]);
                same |= strong == embedding;
                opposite |= strong is not null && strong != embedding;
            }

            if (!same && !opposite)
            {
                continue;
            }

            var direction = embedding;
            if (!same)
            {
                var context = start;
                for (var k = from - 1; k >= 0; k--)
                {
                    if (Strong(types[s[k]]) is { } found)
                    {
                        context = found;
                        break;
                    }
                }

                direction = context != embedding ? context : embedding;
            }

            foreach (var k in new[] { from, to })
            {
                types[s[k]] = direction;
                for (var m = k + 1; m < s.Count && original[s[m]] == BidiClass.NSM; m++)
                {
                    types[s[m]] = direction;
                }
            }
        }
    }

    // Rules N1 and N2.
    private void Neutrals(List<int> s, int level, BidiClass start, BidiClass end)
    {
        for (var k = 0; k < s.Count; k++)
        {
            if (Strong(types[s[k]]) is not null)
            {
                continue;
            }

            var to = k;
            while (to < s.Count && Strong(types[s[to]]) is null)
            {
                to++;
            }

            var before = k > 0 ? Strong(types[s[k - 1]])!.Value : start;
            var after = to < s.Count ? Strong(types[s[to]])!.Value : end;
            for (var m = k; m < to; m++)
            {
                types[s[m]] = before == after ? before : Direction(level);
            }

            k = to - 1;
        }
    }
}

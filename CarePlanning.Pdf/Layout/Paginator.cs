namespace CarePlanning.Pdf.Layout;

/// <summary>A finished page: what is painted and what was found on it.</summary>
internal sealed class LaidPage
{
    public List<Placed> Operations { get; } = [];
    public List<(HeadingPlace Place, double Y)> Headings { get; } = [];
    public List<(ContentsLine Line, double Y)> ContentsLines { get; } = [];
    public List<(StructNode Node, double X, double Y, double Width, double Height)> Figures { get; } = [];
    public double Bottom { get; set; }
}

/// <summary>Puts strips on pages: strips that hold on to each other stay together as long as one page can carry them.</summary>
internal sealed class Paginator(double top, double bottom)
{
    private readonly List<LaidPage> pages = [];
    private readonly List<Frame> open = [];
    private LaidPage page = new();
    private Strip? previous;
    private double y;

    public List<LaidPage> Paginate(List<Strip> strips)
    {
        pages.Add(page);
        y = top;
        for (var i = 0; i < strips.Count;)
        {
            if (strips[i].StartsPage && previous is not null)
            {
                NewPage(strips[i]);
            }

            var end = FindGroup(strips, i);
            if (end < 0)
            {
                NewPage(strips[i]);
                end = Math.Max(i, FindGroup(strips, i));
            }

            for (; i <= end; i++)
            {
                Put(strips[i]);

                // What is on its page is not looked at again.
                strips[i] = null!;
            }
        }

        CloseFrames(null, null);
        page.Bottom = y;
        return pages;
    }

    /// <summary>The last strip that must come along with this one, or -1 when they belong on a new page.</summary>
    private int FindGroup(List<Strip> strips, int from)
    {
        if (strips[from] is { Height: 0, Operations.Count: 0 })
        {
            // Empty room never starts a page of its own.
            return from;
        }

        for (var strength = Keep.Group; strength <= Keep.Strongest + 1; strength++)
        {
            double here = y, fresh = top;
            Strip? last = previous, lastFresh = null;
            bool fitsHere = true, fitsFresh = true, ends = false;
            var i = from;
            for (; i < strips.Count && !ends && fitsFresh; i++)
            {
                here += Gap(last, strips[i]) + strips[i].Height;
                fresh += Gap(lastFresh, strips[i]) + strips[i].Height;
                last = lastFresh = strips[i];
                var reserve = Reserve(strips[i].Frame);
                fitsHere &= here + reserve <= bottom + 0.01;
                fitsFresh &= fresh + reserve <= bottom + 0.01;
                ends = strips[i].Hold < strength || i + 1 == strips.Count || strips[i + 1].StartsPage;
            }

            if (fitsHere && ends)
            {
                return i - 1;
            }

            if (fitsFresh && previous is not null && !LeavesTooMuch(strength))
            {
                return -1;
            }
        }

        // Taller than a page by itself: there is nothing left to give up.
        return previous is null ? from : -1;
    }

    /// <summary>Whether going on to a new page would leave so much of this one empty that the hold is better given up: the weaker, the sooner.</summary>
    private bool LeavesTooMuch(int strength) => strength switch
    {
        Keep.Group => 0.25,
        Keep.Short => 0.4,
        Keep.Lines => 0.4,
        _ => 1,
    } < (bottom - y) / (bottom - top);

    private static double Reserve(Frame? frame)
    {
        double sum = 0;
        for (var f = frame; f is not null; f = f.Parent)
        {
            sum += f.PadBottom;
        }

        return sum;
    }

    private static double Gap(Strip? before, Strip strip)
    {
        double sum = 0;
        if (before is null)
        {
            for (var f = strip.Frame; f is not null; f = f.Parent)
            {
                sum += f.PadTop;
            }

            return sum + (strip.Repeat?.Height ?? 0);
        }

        for (var f = before.Frame; f is not null && !f.Holds(strip.Frame); f = f.Parent)
        {
            sum += f.PadBottom;
        }

        for (var f = strip.Frame; f is not null && !f.Holds(before.Frame); f = f.Parent)
        {
            sum += f.PadTop;
        }

        return sum + Math.Max(before.SpaceAfter, strip.SpaceBefore);
    }

    private void NewPage(Strip next)
    {
        CloseFrames(null, next);
        page.Bottom = y;
        page = new LaidPage();
        pages.Add(page);
        (previous, y) = (null, top);
    }

    private void Put(Strip strip)
    {
        if (previous is not null)
        {
            CloseFrames(strip.Frame, strip);
            y += Math.Max(previous.SpaceAfter, strip.SpaceBefore);
        }

        if (previous is null)
        {
            Again(strip.Repeat);
        }

        OpenFrames(strip.Frame);
        foreach (var placed in strip.Operations)
        {
            page.Operations.Add(placed with { Y = placed.Y + y });
        }

        strip.Hand(page, y);
        y += strip.Height;
        previous = strip;
    }

    private void Again(Repeat? repeat)
    {
        if (repeat is null)
        {
            return;
        }

        // Each title stands in its own frame, above the frames inside it.
        Again(repeat.Parent);
        OpenFrames(repeat.Strips[0].Frame);
        foreach (var strip in repeat.Strips)
        {
            foreach (var placed in strip.Operations)
            {
                if (placed.Operation is not LinkOperation)
                {
                    page.Operations.Add(new Placed(placed.Operation, placed.Y + y, AsArtifact: true));
                }
            }

            y += strip.Height;
        }

        y += repeat.After;
    }

    private void OpenFrames(Frame? innermost)
    {
        if (innermost is null || open.Contains(innermost))
        {
            return;
        }

        OpenFrames(innermost.Parent);
        innermost.Top = y;
        y += innermost.PadTop;
        open.Add(innermost);
    }

    /// <summary>Draws what has been framed so far on this page, and leaves the frames that the next strip is not in.</summary>
    private void CloseFrames(Frame? staying, Strip? next)
    {
        while (open.Count > 0 && !open[^1].Holds(staying))
        {
            var frame = open[^1];
            open.RemoveAt(open.Count - 1);
            y += frame.PadBottom;
            FramePainter.Paint(frame, y, ends: next is null || !frame.Holds(next.Frame), page);
            frame.Begun = true;
        }
    }
}

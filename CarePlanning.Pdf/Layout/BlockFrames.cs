using CarePlanning.Pdf.Writing;

namespace CarePlanning.Pdf.Layout;

/// <summary>Callouts, figures, the contents list and columns.</summary>
internal sealed partial class BlockLayout
{
    private const double PointsPerMillimetre = 72 / 25.4;
    private const double Narrow = 160;
    private const int LeastGoingOn = 4;

    private List<Strip> SetCallout(Callout callout, Place place)
    {
        var band = callout.Frame == CalloutFrame.Band;
        var kind = callout.Frame switch { CalloutFrame.Band => FrameKind.Band, CalloutFrame.Dashed => FrameKind.Dashed, _ => FrameKind.Thin };

        // Frames deep inside each other stop growing inwards, so that there is always room for words.
        var pad = place.Width < Narrow ? 0 : Gap(13);
        var frame = new Frame(kind, place.Frame, place.X, place.Width, band ? 0 : Gap(9), Gap(10), callout.Colour, callout.Tint);
        var repeat = new Repeat(place.Repeat);
        var section = Node("Sect", place.Parent, callout);
        var inner = new Place(place.X + pad, place.Width - (2 * pad), section, frame, place.Repeat);

        List<Strip> title = [];
        if (callout.Title.Length > 0)
        {
            var style = BodyStyle with { Weight = FontWeight.Bold, Colour = band ? "#ffffff" : callout.Colour };
            title = ToStrips(setter.Set(callout.Title, style, Node("P", section), inner.Width, blockLanguage: callout.Language), inner, 0, 0);
            if (band)
            {
                PaintBand(title, place, callout.Colour);
            }
            else
            {
                title[^1].Height += Gap(3);
            }

            foreach (var strip in title)
            {
                strip.Hold = Keep.Heading;
            }

            repeat.Strips.AddRange(title);
            repeat.After = band ? Gap(8) : 0;
        }

        var inside = Blocks(callout.Blocks, repeat.Strips.Count > 0 && repeat.Height < pageHeight / 4 ? inner with { Repeat = repeat } : inner);
        if (title.Count + inside.Count == 0)
        {
            return [];
        }

        if (title.Count > 0 && inside.Count > 0)
        {
            inside[0].SpaceBefore = band ? Gap(8) : 0;
        }
        else if (title.Count > 0)
        {
            title[^1].Hold = Keep.Free;
        }

        List<Strip> strips = [.. title, .. inside];
        strips[0].SpaceBefore = Gap(11);

        // What follows the last line inside is the frame's own padding.
        strips[^1].SpaceAfter = 0;
        if (strips.Sum(s => s.Height + s.SpaceBefore + s.SpaceAfter) < pageHeight * 0.45)
        {
            Hold(strips, Keep.Short);
        }
        else if (strips.Count > LeastGoingOn)
        {
            // A frame that goes over pages takes more than one line along.
            Hold(strips.GetRange(strips.Count - LeastGoingOn, LeastGoingOn), Keep.Lines);
        }

        // The room after the frame belongs outside of it, so it is carried by a strip of no height that stands there.
        strips.Add(new Strip { Frame = place.Frame, Repeat = place.Repeat, SpaceAfter = Gap(12) });
        return strips;
    }

    private void PaintBand(List<Strip> title, Place place, string colour)
    {
        var room = Gap(5);
        title[0].Height += room;
        for (var i = 0; i < title[0].Operations.Count; i++)
        {
            title[0].Operations[i] = title[0].Operations[i] with { Y = title[0].Operations[i].Y + room };
        }

        title[^1].Height += room;
        for (var i = 0; i < title.Count; i++)
        {
            title[i].Add(new BoxOperation(place.X, 0, place.Width, title[i].Height) { Fill = colour, Layer = Layer.Frame, Corner = Gap(4), RoundTop = i == 0, RoundBottom = false });
        }
    }

    private List<Strip> SetContents(Contents contents, Place place)
    {
        var node = Node("TOC", place.Parent, contents);
        var strips = new List<Strip>();
        if (contents.Title.Length > 0)
        {
            var style = new TextStyle(theme.Heading2, theme.Heading2 * 1.25, theme.Ink, FontWeight.Bold);
            strips.AddRange(ToStrips(setter.Set(contents.Title, style, Node("Caption", node), place.Width, blockLanguage: contents.Language), place, Gap(14), Gap(6)));
            foreach (var strip in strips)
            {
                strip.Hold = Keep.Heading;
            }
        }

        var room = setter.Measure("0000", BodyStyle);
        var listed = Headings.Where(h => h.Heading.InContents && h.Heading.Level <= contents.MaxLevel && h.Heading.Text.Plain.Length > 0).ToList();
        foreach (var heading in listed)
        {
            var indent = Math.Min(Gap(14) * Math.Max(0, heading.Heading.Level - 1), place.Width / 4);
            var link = Node("Link", Node("Reference", Node("TOCI", node)), heading.Heading);
            var style = BodyStyle with { Weight = heading.Heading.Level <= 1 ? FontWeight.SemiBold : FontWeight.Regular };
            var lines = setter.Set(heading.Heading.Text, style, link, place.Width - indent - room, blockLanguage: heading.Heading.Language, links: false);
            var made = Hold(ToStrips(lines, place with { X = place.X + indent }, heading.Heading.Level <= 1 ? Gap(4) : 0, Gap(2)), Keep.Lines);
            var last = lines[^1];
            made[^1].ContentsLines.Add((new ContentsLine(heading, link, place.X + indent + last.Left + last.Width, place.X + place.Width, last.Baseline, 0, last.Height, place.X + indent, style, heading.Heading.Text.Plain), 0));
            strips.AddRange(made);
        }

        if (listed.Count == 0)
        {
            place.Parent.Kids.Remove(node);
            return [];
        }

        strips[^1].SpaceAfter = Gap(14);
        return strips;
    }

    private List<Strip> SetFigure(Figure figure, Place place)
    {
        var width = Math.Max(1, figure.Width * PointsPerMillimetre);
        var height = Math.Max(1, figure.Height * PointsPerMillimetre);
        var shrink = Math.Min(1, Math.Min(place.Width / width, pageHeight * 0.75 / height));
        (width, height) = (width * shrink, height * shrink);
        height = Math.Min(height, width * figure.Drawing.Height / Math.Max(0.001, figure.Drawing.Width));
        var parent = figure.Caption is null ? place.Parent : Node("Div", place.Parent, figure);

        // A drawing that nobody describes is taken for decoration.
        var node = string.IsNullOrWhiteSpace(figure.Alt) ? null : Node("Figure", parent, figure, alt: figure.Alt);
        var strip = new Strip { Height = height, SpaceBefore = Gap(6), SpaceAfter = Gap(6), Frame = place.Frame, Repeat = place.Repeat };
        if (node is not null)
        {
            strip.Figures.Add((node, place.X, 0, width, height));
        }

        foreach (var operation in new DrawingPainter(setter, theme).Paint(figure.Drawing, node, place.X, width, height))
        {
            strip.Add(operation);
        }

        List<Strip> strips = [strip];
        if (figure.Caption is { } caption)
        {
            strip.SpaceAfter = Gap(3);
            strip.Hold = Keep.Heading;
            var style = new TextStyle(theme.Small, theme.SmallLeading, theme.Soft);
            strips.AddRange(ToStrips(setter.Set(caption, style, Node("P", parent), place.Width, blockLanguage: figure.Language), place, 0, Gap(10)));
        }

        return strips;
    }

    private List<Strip> SetColumns(Columns columns, Place place)
    {
        var gutter = Gap(22);
        var leftWidth = (place.Width - gutter) * Math.Clamp(columns.LeftShare, 0.1, 0.9);
        var rightWidth = place.Width - gutter - leftWidth;
        if (place.Width - gutter < Narrow)
        {
            return [.. Blocks(columns.Left, place), .. Blocks(columns.Right, place)];
        }

        var section = Node("Div", place.Parent, columns);
        var before = coming.ToArray();
        var left = Blocks(columns.Left, place with { Width = leftWidth, Parent = Node("Div", section), Frame = null, Repeat = null });
        var rightNode = Node("Div", section);
        var right = Blocks(columns.Right, place with { X = place.X + leftWidth + gutter, Width = rightWidth, Parent = rightNode, Frame = null, Repeat = null });
        var joined = new Strip { Frame = place.Frame, Repeat = place.Repeat, SpaceAfter = Gap(6) };
        Stack(left, joined);
        Stack(right, joined);
        if (joined.Height > pageHeight * 0.95)
        {
            // Too tall to stand side by side: one after the other, at full width, where pages can break them.
            place.Parent.Kids.Remove(section);
            coming.Clear();
            Array.ForEach(before, coming.Enqueue);
            return [.. Blocks(columns.Left, place), .. Blocks(columns.Right, place)];
        }

        return joined.Height == 0 ? [] : [joined];
    }

    private static void Stack(List<Strip> strips, Strip into)
    {
        if (strips.Count == 0)
        {
            return;
        }

        foreach (var strip in strips)
        {
            strip.StartsPage = false;
        }

        var page = new Paginator(0, double.MaxValue).Paginate(strips)[0];
        into.Operations.AddRange(page.Operations);
        into.Headings.AddRange(page.Headings);
        into.ContentsLines.AddRange(page.ContentsLines);
        into.Figures.AddRange(page.Figures);
        into.Height = Math.Max(into.Height, page.Bottom);
    }
}

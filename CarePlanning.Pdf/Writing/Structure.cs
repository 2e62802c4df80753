using CarePlanning.Pdf.Layout;

namespace CarePlanning.Pdf.Writing;

/// <summary>Writes the structure tree, its parent tree and the bookmarks.</summary>
internal sealed class Structure(ObjectStore store, int[] pages)
{
    private readonly ByteText ofPages = new(), ofAnnotations = new(), element = new();
    private int nextKey = pages.Length;

    /// <summary>A key under which an annotation finds the element it belongs to.</summary>
    public int AnnotationKey(StructNode node)
    {
        ofAnnotations.Add($" {nextKey} {Number(node)} 0 R");
        return nextKey++;
    }

    /// <summary>Says which element each mark of a page belongs to; pages come in their order.</summary>
    public void Marks(int page, List<StructNode> marks)
    {
        ofPages.Add($"{(page == 0 ? "" : " ")}{page} [");
        for (var i = 0; i < marks.Count; i++)
        {
            ofPages.Add($"{(i == 0 ? "" : " ")}{Number(marks[i])} 0 R");
        }

        ofPages.Add("]"u8);
    }

    public int Number(StructNode node) => node.Number == 0 ? node.Number = store.Reserve() : node.Number;

    public int Write(StructNode root)
    {
        var tree = store.Reserve();

        // A stack of our own: how deep blocks are nested is not ours to limit.
        var waiting = new Stack<(StructNode Node, int Parent)>();
        waiting.Push((root, tree));
        while (waiting.TryPop(out var next))
        {
            var (node, parent) = next;
            element.Clear();
            Write(node, parent);
            store.Set(Number(node), element);
            for (var k = node.Kids.Count - 1; k >= 0; k--)
            {
                if (node.Kids[k] is StructNode child)
                {
                    waiting.Push((child, node.Number));
                }
            }
        }

        element.Clear();
        element.Add("<</Nums["u8).Add(ofPages.Written).Add(ofAnnotations.Written).Add("]>>"u8);
        var numbers = store.Reserve();
        store.Set(numbers, element);
        store.Set(tree, $"<</Type/StructTreeRoot/K {root.Number} 0 R/ParentTree {numbers} 0 R/ParentTreeNextKey {nextKey}>>");
        return tree;
    }

    private void Write(StructNode node, int parent)
    {
        element.Add($"<</Type/StructElem/S/{node.Type}/P {parent} 0 R");
        if (node.Page >= 0)
        {
            element.Add($"/Pg {pages[node.Page]} 0 R");
        }

        element.Add(node.Language is null ? "" : "/Lang" + PdfText.String(PdfText.Clean(node.Language)));
        element.Add(node.Alt is null ? "" : "/Alt" + PdfText.String(PdfText.Clean(node.Alt)));
        element.Add(node.Scope is null ? "" : $"/A<</O/Table/Scope/{node.Scope}>>");
        element.Add(node.ListNumbering is null ? "" : $"/A<</O/List/ListNumbering/{node.ListNumbering}>>");
        if (node.Box is { } box)
        {
            element.Add($"/A<</O/Layout/Placement/Block/BBox[{box.Left} {box.Bottom} {box.Right} {box.Top}]>>");
        }

        for (var k = 0; k < node.Kids.Count; k++)
        {
            element.Add(k == 0 ? "/K["u8 : " "u8);
            switch (node.Kids[k])
            {
                case StructNode child: element.Add($"{Number(child)} 0 R"); break;
                case MarkedContent mark when mark.Page == node.Page: element.Add(mark.Id); break;
                case MarkedContent mark: element.Add($"<</Type/MCR/Pg {pages[mark.Page]} 0 R/MCID {mark.Id}>>"); break;
                case AnnotationKid annotation: element.Add($"<</Type/OBJR/Obj {annotation.Number} 0 R/Pg {pages[annotation.Page]} 0 R>>"); break;
                case var kid: throw new InvalidOperationException($"An element cannot hold a {kid.GetType().Name}.");
            }
        }

        element.Add(node.Kids.Count > 0 ? "]>>"u8 : ">>"u8);
    }

    /// <summary>The bookmarks, or null where no heading asks for one.</summary>
    public int? WriteOutline(IEnumerable<HeadingPlace> headings, double pageHeight)
    {
        var listed = headings.Where(h => h.Heading.InContents && h.Page >= 0 && h.Heading.Text.Plain.Length > 0).ToList();
        if (listed.Count == 0)
        {
            return null;
        }

        var root = store.Reserve();
        var numbers = listed.Select(_ => store.Reserve()).ToArray();
        var parent = new int[listed.Count];
        var kids = new Dictionary<int, List<int>> { [-1] = [] };
        var open = new Stack<int>();
        for (var i = 0; i < listed.Count; i++)
        {
            while (open.TryPeek(out var above) && listed[above].TagLevel >= listed[i].TagLevel)
            {
                open.Pop();
            }

            parent[i] = open.Count > 0 ? open.Peek() : -1;
            (kids.TryGetValue(parent[i], out var list) ? list : kids[parent[i]] = []).Add(i);
            open.Push(i);
        }

        foreach (var (above, list) in kids)
        {
            for (var k = 0; k < list.Count; k++)
            {
                var heading = listed[list[k]];
                var inner = kids.TryGetValue(list[k], out var own)
                    ? $"/First {numbers[own[0]]} 0 R/Last {numbers[own[^1]]} 0 R/Count -{own.Count}"
                    : "";
                store.Set(numbers[list[k]], $"<</Title{PdfText.String(PdfText.Clean(heading.Heading.Text.Plain))}/Parent {(above < 0 ? root : numbers[above])} 0 R" +
                    $"{(k > 0 ? $"/Prev {numbers[list[k - 1]]} 0 R" : "")}{(k + 1 < list.Count ? $"/Next {numbers[list[k + 1]]} 0 R" : "")}{inner}/Dest{Destination(heading, pageHeight)}>>");
            }
        }

        var top = kids[-1];
        store.Set(root, $"<</Type/Outlines/First {numbers[top[0]]} 0 R/Last {numbers[top[^1]]} 0 R/Count {top.Count}>>");
        return root;
    }

    public string Destination(HeadingPlace heading, double pageHeight) =>
        $"[{pages[heading.Page]} 0 R/XYZ 0 {PdfText.Number(Math.Min(pageHeight, pageHeight - heading.Y + 8))} null]";
}

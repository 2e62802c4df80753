using System.Globalization;
using System.Text;
using CarePlanning.Pdf.Layout;

namespace CarePlanning.Pdf.Writing;

/// <summary>Writes the structure tree, its parent tree and the bookmarks.</summary>
internal sealed class Structure(ObjectStore store, int[] pages)
{
    private readonly SortedDictionary<int, string> parents = [];
    private int nextKey = pages.Length;

    /// <summary>A key under which an annotation finds the element it belongs to.</summary>
    public int AnnotationKey(StructNode node)
    {
        parents[nextKey] = $"{Number(node)} 0 R";
        return nextKey++;
    }

    public int Number(StructNode node) => node.Number == 0 ? node.Number = store.Reserve() : node.Number;

    public int Write(StructNode root, IReadOnlyList<List<StructNode>> marks)
    {
        var tree = store.Reserve();
        for (var p = 0; p < marks.Count; p++)
        {
            parents[p] = $"[{string.Join(' ', marks[p].Select(n => $"{Number(n)} 0 R"))}]";
        }

        // A stack of our own: how deep blocks are nested is not ours to limit.
        var waiting = new Stack<(StructNode Node, int Parent)>();
        waiting.Push((root, tree));
        while (waiting.TryPop(out var next))
        {
            var (node, parent) = next;
            store.Set(Number(node), Element(node, parent));
            foreach (var child in node.Kids.OfType<StructNode>().Reverse())
            {
                waiting.Push((child, node.Number));
            }
        }

        var numbers = store.Add($"<</Nums[{string.Join(' ', parents.Select(p => $"{p.Key} {p.Value}"))}]>>");
        store.Set(tree, $"<</Type/StructTreeRoot/K {root.Number} 0 R/ParentTree {numbers} 0 R/ParentTreeNextKey {nextKey}>>");
        return tree;
    }

    private string Element(StructNode node, int parent)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"<</Type/StructElem/S/{node.Type}/P {parent} 0 R");
        if (node.Page >= 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"/Pg {pages[node.Page]} 0 R");
        }

        text.Append(node.Language is null ? "" : "/Lang" + PdfText.String(PdfText.Clean(node.Language)));
        text.Append(node.Alt is null ? "" : "/Alt" + PdfText.String(PdfText.Clean(node.Alt)));
        text.Append(node.Scope is null ? "" : $"/A<</O/Table/Scope/{node.Scope}>>");
        text.Append(node.ListNumbering is null ? "" : $"/A<</O/List/ListNumbering/{node.ListNumbering}>>");
        if (node.Box is { } box)
        {
            text.Append(CultureInfo.InvariantCulture, $"/A<</O/Layout/Placement/Block/BBox[{PdfText.Number(box.Left)} {PdfText.Number(box.Bottom)} {PdfText.Number(box.Right)} {PdfText.Number(box.Top)}]>>");
        }

        if (node.Kids.Count > 0)
        {
            text.Append("/K[").AppendJoin(' ', node.Kids.Select(kid => kid switch
            {
                StructNode child => $"{Number(child)} 0 R",
                MarkedContent mark when mark.Page == node.Page => mark.Id.ToString(CultureInfo.InvariantCulture),
                MarkedContent mark => $"<</Type/MCR/Pg {pages[mark.Page]} 0 R/MCID {mark.Id}>>",
                AnnotationKid annotation => $"<</Type/OBJR/Obj {annotation.Number} 0 R/Pg {pages[annotation.Page]} 0 R>>",
                _ => throw new InvalidOperationException($"An element cannot hold a {kid.GetType().Name}."),
            })).Append(']');
        }

        return text.Append(">>").ToString();
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

using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Graphics.Operations.MarkedContent;
using UglyToad.PdfPig.Tokens;

namespace CarePlanning.Tests.Pdf;

/// <summary>One rule of an accessible and lasting file, and what in a file breaks it.</summary>
internal sealed record PdfRule(string Name, Func<PdfReading, IEnumerable<string>> Breaches);

/// <summary>The rules that some engine was seen to break, held against a finished file.</summary>
internal static class PdfRules
{
    private static readonly HashSet<string> Painting = ["Tj", "TJ", "'", "\"", "S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "Do", "sh", "EI"];
    private static readonly XNamespace Dc = "http://purl.org/dc/elements/1.1/", PdfA = "http://www.aiim.org/pdfa/ns/id/", PdfUa = "http://www.aiim.org/pdfua/ns/id/", Schema = "http://www.aiim.org/pdfa/ns/schema#";

    public static IReadOnlyList<PdfRule> All { get; } =
    [
        new("the catalogue names the language", pdf => Unless(pdf.Text(pdf.Catalogue, "Lang") == "en-GB", "no language")),
        new("the file says that it is tagged", pdf => Unless(pdf.Dictionary(pdf.Catalogue, "MarkInfo") is { } m && pdf.Get(m, "Marked") is BooleanToken { Data: true }, "not marked")),
        new("the structure begins with a document", pdf => Unless(pdf.Root.Type == "Document", pdf.Root.Type)),
        new("the title is shown in the window", pdf => Unless(pdf.Dictionary(pdf.Catalogue, "ViewerPreferences") is { } v && pdf.Get(v, "DisplayDocTitle") is BooleanToken { Data: true }, "the file name is shown")),
        new("the metadata hold a title", pdf => Unless(Xmp(pdf, Dc, "title") is { Length: > 0 }, "no dc:title")),
        new("the metadata name PDF/A-3a", pdf => Unless((Xmp(pdf, PdfA, "part"), Xmp(pdf, PdfA, "conformance")) == ("3", "A"), "another part or level")),
        new("the metadata name PDF/UA-1", pdf => Unless(Xmp(pdf, PdfUa, "part") == "1", "another part")),
        new("the metadata describe the words that PDF/A does not know", pdf => Unless(Xmp(pdf, Schema, "namespaceURI") == PdfUa.NamespaceName, "no extension schema")),
        new("everything painted belongs to an element or is an artifact", Unmarked),
        new("elements and artifacts are never inside each other", Overlapping),
        new("text and marks are properly nested", Misnested),
        new("every mark is known to the parent tree", UnknownMarks),
        new("every mark of an element is on its page", LostMarks),
        new("every element names its parent", pdf => pdf.Elements.Where(e => e.Parent is not null && (e.Dictionary.Data.GetValueOrDefault("P") as IndirectReferenceToken)?.Data.Equals(e.Parent.Reference) != true).Select(e => e.Type)),
        new("a page with annotations is walked in the order of its structure", pdf => pdf.Annotations().Where(a => pdf.Name(pdf.Pages[a.Page], "Tabs") != "S").Select(a => $"page {a.Page + 1}")),
        new("a link says where it leads", pdf => Notes(pdf, "Link").Where(a => string.IsNullOrEmpty(pdf.Text(a.Annotation, "Contents"))).Select(a => $"page {a.Page + 1}")),
        new("a link is under a Link", pdf => Strays(pdf, "Link", "Link")),
        new("a field has a name that is read out", pdf => Notes(pdf, "Widget").Where(a => string.IsNullOrEmpty(pdf.Text(a.Annotation, "TU"))).Select(a => $"page {a.Page + 1}")),
        new("a field has a look", pdf => Notes(pdf, "Widget").Where(a => pdf.Dictionary(a.Annotation, "AP") is not { } look || pdf.Dictionary(look, "N") is null).Select(a => $"page {a.Page + 1}")),
        new("an annotation is printed and not hidden", pdf => pdf.Annotations().Where(a => (pdf.Number(a.Annotation, "F") & 0b100111) != 4).Select(a => $"page {a.Page + 1}")),
        new("a field is under a Form", pdf => Strays(pdf, "Widget", "Form")),
        new("a figure is described", pdf => pdf.Elements.Where(e => e.Type == "Figure" && string.IsNullOrEmpty(pdf.Text(e.Dictionary, "Alt"))).Select(e => $"figure {e.Reference}")),
        new("a figure is measured", pdf => pdf.Elements.Where(e => e.Type == "Figure" && (pdf.Dictionary(e.Dictionary, "A") is not { } a || pdf.Array(a, "BBox").Count != 4)).Select(e => $"figure {e.Reference}")),
        new("an item of a list holds a label and a body", pdf => pdf.Elements.Where(e => e.Type == "LI").Select(e => string.Join(',', e.Children.Select(c => c.Type))).Where(kids => kids != "Lbl,LBody")),
        new("a header cell says what it is a header of", pdf => pdf.Elements.Where(e => e.Type == "TH" && (pdf.Dictionary(e.Dictionary, "A") is not { } a || pdf.Name(a, "Scope") is not ("Row" or "Column"))).Select(e => $"cell {e.Reference}")),
        new("a row holds only cells", pdf => pdf.Elements.Where(e => e.Type == "TR").SelectMany(e => e.Children).Where(c => c.Type is not ("TH" or "TD")).Select(c => c.Type)),
        new("the rows of a table have the same number of cells", pdf => pdf.Elements.Where(e => e.Type == "Table").Select(t => string.Join(',', Rows(t).Select(r => r.Children.Count).Distinct())).Where(counts => counts.Contains(','))),
        new("no level of heading is skipped", SkippedLevels),
        .. PdfFontRules.All,
        new("an attachment says how it belongs", pdf => Specs(pdf).Where(s => pdf.Name(s, "AFRelationship") is null).Select(s => s.ToString())),
        new("an attachment has its name in both alphabets", pdf => Specs(pdf).Where(s => pdf.Text(s, "UF") is not { Length: > 0 } name || pdf.Text(s, "F") != name).Select(s => s.ToString())),
        new("an attachment says of what kind it is", pdf => Specs(pdf).Where(s => pdf.Name(Embedded(pdf, s), "Subtype") is null).Select(s => s.ToString())),
        new("an attachment says when it was made", pdf => Specs(pdf).Where(s => pdf.Dictionary(Embedded(pdf, s), "Params") is not { } p || pdf.Text(p, "ModDate") is null).Select(s => s.ToString())),
        new("attachments are named in the order of their bytes", pdf => Named(pdf).Select(NameBytes).Pairs().Where(p => p.First.AsSpan().SequenceCompareTo(p.Second) >= 0).Select(p => Convert.ToHexString(p.Second))),
        new("the catalogue knows every attachment", pdf => Unless(References(pdf.Array(pdf.Catalogue, "AF")).SetEquals(References(Named(pdf).Select(n => n.Spec))), "/AF names others")),
        new("the file has an identifier", pdf => Unless(Regex.IsMatch(Encoding.Latin1.GetString(pdf.Bytes), @"/ID\s*\[\s*<[0-9A-Fa-f]{32}>\s*<[0-9A-Fa-f]{32}>\s*\]"), "no /ID")),
        new("the colours are those of a profile in the file", pdf => Unless(pdf.Array(pdf.Catalogue, "OutputIntents").Any(i => pdf.Resolve(i) is DictionaryToken d && pdf.Name(d, "S") == "GTS_PDFA1" && pdf.Dictionary(d, "DestOutputProfile") is not null), "no profile")),
    ];

    /// <summary>What a file breaks, rule by rule.</summary>
    public static IReadOnlyList<string> Broken(byte[] file)
    {
        using var pdf = new PdfReading(new CarePlanning.Pdf.PdfFile(file, 0, null));
        return [.. All.SelectMany(rule => rule.Breaches(pdf).Take(3).Select(found => $"{rule.Name}: {found}"))];
    }

    internal static IEnumerable<string> Unless(bool holds, string found) => holds ? [] : [found];

    private static string? Xmp(PdfReading pdf, XNamespace space, string name)
    {
        if (pdf.Dictionary(pdf.Catalogue, "Metadata") is null) return null;
        var text = Encoding.UTF8.GetString(pdf.Stream(pdf.Catalogue, "Metadata"));
        return XDocument.Parse(text[text.IndexOf("<x:", StringComparison.Ordinal)..text.LastIndexOf("<?", StringComparison.Ordinal)]).Descendants(space + name).FirstOrDefault()?.Value.Trim();
    }

    private static IEnumerable<string> Unmarked(PdfReading pdf)
    {
        for (var p = 0; p < pdf.Pages.Count; p++)
        {
            var open = new Stack<bool>();
            foreach (var operation in pdf.Operations(p))
                if (operation is BeginMarkedContentWithProperties begin) open.Push(begin.Name.Data == "Artifact" || begin.Properties?.Data.ContainsKey("MCID") == true);
                else if (operation.Operator == "EMC") open.TryPop(out _);
                else if (Painting.Contains(operation.Operator) && !open.Contains(true)) yield return $"page {p + 1}: {operation.Operator}";
        }
    }

    private static IEnumerable<string> Overlapping(PdfReading pdf)
    {
        for (var p = 0; p < pdf.Pages.Count; p++)
        {
            var depth = 0;
            foreach (var operation in pdf.Operations(p))
            {
                depth += operation.Operator == "BDC" ? 1 : operation.Operator == "EMC" ? -1 : 0;
                if (depth is < 0 or > 1) yield return $"page {p + 1}";
            }
        }
    }

    private static IEnumerable<string> Misnested(PdfReading pdf)
    {
        for (var p = 0; p < pdf.Pages.Count; p++)
        {
            var open = new Stack<string>();
            foreach (var operation in pdf.Operations(p).Select(o => o.Operator))
            {
                if (operation is "BT" or "BDC" or "q")
                {
                    if (operation != "BDC" && open.Contains("BT")) yield return $"page {p + 1}: {operation} inside BT";
                    open.Push(operation);
                }
                else if (operation is "ET" or "EMC" or "Q" && !(open.TryPop(out var last) && (last, operation) is ("BT", "ET") or ("BDC", "EMC") or ("q", "Q"))) yield return $"page {p + 1}: {operation}";
            }
            if (open.Count > 0) yield return $"page {p + 1}: {open.Count} left open";
        }
    }

    private static IEnumerable<string> UnknownMarks(PdfReading pdf)
    {
        var tree = pdf.ParentTree();
        var owners = pdf.Elements.SelectMany(e => e.Marks.Select(m => (Mark: m, e.Reference))).ToLookup(x => x.Mark, x => x.Reference);
        for (var p = 0; p < pdf.Pages.Count; p++)
        {
            var parents = tree.TryGetValue(pdf.Number(pdf.Pages[p], "StructParents"), out var row) && pdf.Resolve(row) is ArrayToken array ? array.Data : [];
            var marks = MarksOf(pdf, p);
            if (marks.Distinct().Count() != marks.Count) yield return $"page {p + 1} uses a number twice";
            foreach (var mark in marks)
                if (mark < 0 || mark >= parents.Count || parents[mark] is not IndirectReferenceToken parent || !owners[(p, mark)].SequenceEqual([parent.Data])) yield return $"page {p + 1}, mark {mark}";
        }
    }

    private static IEnumerable<string> LostMarks(PdfReading pdf)
    {
        var there = Enumerable.Range(0, pdf.Pages.Count).Select(p => MarksOf(pdf, p).ToHashSet()).ToList();
        return pdf.Reading.Where(m => m.Page < 0 || !there[m.Page].Contains(m.Id)).Select(m => $"page {m.Page + 1}, mark {m.Id}");
    }

    private static List<int> MarksOf(PdfReading pdf, int page) =>
        [.. pdf.Operations(page).OfType<BeginMarkedContentWithProperties>().Where(b => b.Properties?.Data.ContainsKey("MCID") == true).Select(b => pdf.Number(b.Properties!, "MCID"))];

    private static IEnumerable<(IndirectReference Reference, DictionaryToken Annotation, int Page)> Notes(PdfReading pdf, string kind) => pdf.Annotations().Where(a => pdf.Name(a.Annotation, "Subtype") == kind);

    /// <summary>Annotations of a kind that are not under such an element, or whose parent tree names another.</summary>
    private static IEnumerable<string> Strays(PdfReading pdf, string kind, string type)
    {
        var tree = pdf.ParentTree();
        var owners = pdf.Elements.SelectMany(e => e.Annotations.Select(a => (a, e))).ToLookup(x => x.a, x => x.e);
        return Notes(pdf, kind).Where(a => owners[a.Reference].ToList() is not [{ } owner] || owner.Type != type
            || !tree.TryGetValue(pdf.Number(a.Annotation, "StructParent"), out var parent) || parent is not IndirectReferenceToken named || !named.Data.Equals(owner.Reference)).Select(a => $"page {a.Page + 1}");
    }

    private static IEnumerable<ReadElement> Rows(ReadElement table) => table.Children.SelectMany(c => c.Type == "TR" ? [c] : c.Children).Where(r => r.Type == "TR");

    private static IEnumerable<string> SkippedLevels(PdfReading pdf)
    {
        var above = 0;
        foreach (var level in pdf.Elements.Where(e => Regex.IsMatch(e.Type, "^H[1-6]$")).Select(e => e.Type[1] - '0'))
        {
            if (level > above + 1) yield return $"H{level} after H{above}";
            above = level;
        }
    }

    private static IEnumerable<(IToken Name, IToken Spec)> Named(PdfReading pdf)
    {
        if (pdf.Dictionary(pdf.Catalogue, "Names") is not { } names || pdf.Dictionary(names, "EmbeddedFiles") is not { } files) return [];
        return pdf.Array(files, "Names").Chunk(2).Select(pair => (pair[0], pair[1]));
    }

    private static byte[] NameBytes((IToken Name, IToken Spec) named) => named.Name is HexToken hex ? hex.Bytes.ToArray() : ((StringToken)named.Name).GetBytes();

    private static List<DictionaryToken> Specs(PdfReading pdf) => [.. Named(pdf).Select(n => pdf.Resolve(n.Spec)).OfType<DictionaryToken>()];

    private static HashSet<IndirectReference> References(IEnumerable<IToken> tokens) => [.. tokens.OfType<IndirectReferenceToken>().Select(t => t.Data)];

    private static IEnumerable<(T First, T Second)> Pairs<T>(this IEnumerable<T> row) => row.Zip(row.Skip(1));

    private static DictionaryToken Embedded(PdfReading pdf, DictionaryToken spec) => pdf.Dictionary(pdf.Dictionary(spec, "EF")!, "F")!;
}

using System.IO.Compression;
using CarePlanning.Pdf;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Graphics.Operations;
using UglyToad.PdfPig.Tokens;

namespace CarePlanning.Tests.Pdf;

/// <summary>An element of the structure tree as it was read back.</summary>
internal sealed record ReadElement(string Type, DictionaryToken Dictionary, ReadElement? Parent, IndirectReference Reference)
{
    /// <summary>Whether it is an element of this type, or inside one.</summary>
    public bool IsIn(string type) => Type == type || Parent?.IsIn(type) == true;

    public List<ReadElement> Children { get; } = [];
    public List<(int Page, int Id)> Marks { get; } = [];
    public List<IndirectReference> Annotations { get; } = [];
}

/// <summary>Reads a finished file with a library that shares no code with the writer.</summary>
internal sealed class PdfReading : IDisposable
{
    private readonly Dictionary<IndirectReference, int> pageNumbers = [];
    private readonly Dictionary<int, Page> pages = [];
    private List<ReadElement>? elements;

    public PdfReading(PdfFile file)
    {
        Bytes = file.Bytes;
        Document = PdfDocument.Open(file.Bytes);
        Catalogue = Document.Structure.Catalog.CatalogDictionary;
        var tree = Dictionary(Catalogue, "Pages")!;
        var kids = Array(tree, "Kids");
        for (var i = 0; i < kids.Count; i++)
        {
            var reference = ((IndirectReferenceToken)kids[i]).Data;
            pageNumbers[reference] = i;
            Pages.Add((DictionaryToken)Resolve(kids[i])!);
        }

        var root = Dictionary(Catalogue, "StructTreeRoot")!;
        Root = Element((IndirectReferenceToken)root.Data["K"], null);
    }

    public byte[] Bytes { get; }
    public PdfDocument Document { get; }
    public DictionaryToken Catalogue { get; }
    public List<DictionaryToken> Pages { get; } = [];
    public ReadElement Root { get; }

    /// <summary>Every mark in the order in which the structure reads them.</summary>
    public List<(int Page, int Id)> Reading { get; } = [];

    /// <summary>Every element, each before what is inside it.</summary>
    public IReadOnlyList<ReadElement> Elements => elements ??= Descend(Root);

    public IToken? Resolve(IToken? token)
    {
        while (token is IndirectReferenceToken reference)
        {
            token = Document.Structure.GetObject(reference.Data)?.Data;
        }

        return token;
    }

    public IToken? Get(DictionaryToken dictionary, string name) => dictionary.Data.TryGetValue(name, out var token) ? Resolve(token) : null;

    public DictionaryToken? Dictionary(DictionaryToken dictionary, string name) => Get(dictionary, name) switch
    {
        DictionaryToken found => found,
        StreamToken stream => stream.StreamDictionary,
        _ => null,
    };

    public IReadOnlyList<IToken> Array(DictionaryToken dictionary, string name) => Get(dictionary, name) is ArrayToken array ? array.Data : [];

    public string? Name(DictionaryToken dictionary, string name) => (Get(dictionary, name) as NameToken)?.Data;

    public string? Text(DictionaryToken dictionary, string name) => Get(dictionary, name) switch
    {
        StringToken text => text.Data,
        HexToken hex => hex.Data,
        _ => null,
    };

    public int Number(DictionaryToken dictionary, string name) => Get(dictionary, name) is NumericToken number ? number.Int : -1;

    public byte[] Stream(DictionaryToken dictionary, string name)
    {
        var stream = (StreamToken)Get(dictionary, name)!;
        if (!stream.StreamDictionary.Data.ContainsKey("Filter"))
        {
            return stream.Data.ToArray();
        }

        using var unpacked = new MemoryStream();
        using var zlib = new ZLibStream(new MemoryStream(stream.Data.ToArray()), CompressionMode.Decompress);
        zlib.CopyTo(unpacked);
        return unpacked.ToArray();
    }

    /// <summary>A page as it is drawn; reading one costs more than writing it, so each is read once.</summary>
    public Page Page(int page) => pages.TryGetValue(page, out var known) ? known : pages[page] = Document.GetPage(page + 1);

    public IReadOnlyList<IGraphicsStateOperation> Operations(int page) => Page(page).Operations;

    public IEnumerable<(IndirectReference Reference, DictionaryToken Annotation, int Page)> Annotations()
    {
        for (var p = 0; p < Pages.Count; p++)
        {
            foreach (var token in Array(Pages[p], "Annots"))
            {
                yield return (((IndirectReferenceToken)token).Data, (DictionaryToken)Resolve(token)!, p);
            }
        }
    }

    /// <summary>What each key of the parent tree holds.</summary>
    public Dictionary<int, IToken> ParentTree()
    {
        var numbers = Array(Dictionary(Dictionary(Catalogue, "StructTreeRoot")!, "ParentTree")!, "Nums");
        return Enumerable.Range(0, numbers.Count / 2).ToDictionary(i => ((NumericToken)numbers[2 * i]).Int, i => numbers[(2 * i) + 1]);
    }

    /// <summary>The text of every mark in the order of the structure, with the element it belongs to.</summary>
    public IEnumerable<(ReadElement Element, string Text)> TextInOrder()
    {
        var owners = Elements.SelectMany(e => e.Marks.Select(m => (m, e))).ToDictionary(p => p.m, p => p.e);
        var pages = new Dictionary<int, Dictionary<int, string>>();
        foreach (var mark in Reading)
        {
            if (!pages.TryGetValue(mark.Page, out var texts)) texts = pages[mark.Page] = Texts(mark.Page);
            yield return (owners[mark], texts.GetValueOrDefault(mark.Id, ""));
        }
    }

    private Dictionary<int, string> Texts(int page)
    {
        Dictionary<int, string> texts = [];
        foreach (var content in Page(page).GetMarkedContents())
            if (content.MarkedContentIdentifier >= 0)
                texts[content.MarkedContentIdentifier] = texts.GetValueOrDefault(content.MarkedContentIdentifier, "") + TextOf(content);
        return texts;
    }

    // What a program says of a mark: the words given for it, or those of its letters and of the marks inside.
    private static string TextOf(MarkedContentElement content) =>
        content.ActualText ?? (content.Children.Count > 0 ? string.Concat(content.Children.Select(TextOf)) : string.Concat(content.Letters.Select(l => l.Value)));

    public string PageText(int page) => Page(page).Text;

    public string AllText() => string.Join('\n', Enumerable.Range(0, Pages.Count).Select(PageText));

    public void Dispose() => Document.Dispose();

    private static List<ReadElement> Descend(ReadElement root)
    {
        var (all, waiting) = (new List<ReadElement>(), new Stack<ReadElement>([root]));
        while (waiting.TryPop(out var element))
        {
            all.Add(element);
            for (var i = element.Children.Count - 1; i >= 0; i--) waiting.Push(element.Children[i]);
        }

        return all;
    }

    private ReadElement Element(IndirectReferenceToken reference, ReadElement? parent)
    {
        var dictionary = (DictionaryToken)Resolve(reference)!;
        var element = new ReadElement(Name(dictionary, "S")!, dictionary, parent, reference.Data);
        var page = dictionary.Data.TryGetValue("Pg", out var at) ? pageNumbers[((IndirectReferenceToken)at).Data] : -1;
        foreach (var kid in Array(dictionary, "K"))
        {
            switch (kid)
            {
                case NumericToken number:
                    element.Marks.Add((page, number.Int));
                    Reading.Add(element.Marks[^1]);
                    break;
                case DictionaryToken mark when Name(mark, "Type") == "MCR":
                    element.Marks.Add((pageNumbers[((IndirectReferenceToken)mark.Data["Pg"]).Data], Number(mark, "MCID")));
                    Reading.Add(element.Marks[^1]);
                    break;
                case DictionaryToken annotation:
                    element.Annotations.Add(((IndirectReferenceToken)annotation.Data["Obj"]).Data);
                    break;
                case IndirectReferenceToken child:
                    element.Children.Add(Element(child, element));
                    break;
            }
        }

        return element;
    }
}

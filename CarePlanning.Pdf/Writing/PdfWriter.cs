using System.Security.Cryptography;
using CarePlanning.Pdf.Layout;
using CarePlanning.Pdf.Writing;

namespace CarePlanning.Pdf;

/// <summary>Writes a document as an accessible (PDF/UA-1), lasting (PDF/A-3a) file.</summary>
public static class PdfWriter
{
    /// <summary>Lays out and writes a document; safe on many threads at once, and the same content gives the same bytes.</summary>
    /// <param name="content">What the document says.</param>
    /// <param name="fonts">The fonts of the process.</param>
    /// <param name="seal">Room for a seal, which <see cref="PdfSealer"/> sets afterwards.</param>
    /// <exception cref="ArgumentException">There is no title, a colour is not written as #rrggbb, two attachments have one name, the head and foot leave no room for the text, or blocks stand deeper inside each other than <see cref="PdfContent.DeepestNesting"/>.</exception>
    public static PdfFile Write(PdfContent content, FontSet fonts, SealPlaceholder? seal = null) => Write(content, fonts, seal, tagged: true);

    /// <summary>The same pages without structure, to measure what the tags cost; nobody is given such a file.</summary>
    internal static PdfFile WriteUntagged(PdfContent content, FontSet fonts) => Write(content, fonts, null, tagged: false);

    private static PdfFile Write(PdfContent content, FontSet fonts, SealPlaceholder? seal, bool tagged)
    {
        ArgumentNullException.ThrowIfNull(content);
        ArgumentNullException.ThrowIfNull(fonts);
        if (string.IsNullOrWhiteSpace(content.Title))
        {
            throw new ArgumentException("A document needs a title: it is the first thing that is read out.", nameof(content));
        }

        var laid = PageLayout.Make(content, fonts);
        using var store = new ObjectStore();
        var catalogue = store.Reserve();
        var tree = store.Reserve();
        var pages = laid.Pages.Select(_ => store.Reserve()).ToArray();
        var structure = new Structure(store, pages);
        var faces = new Dictionary<FontFace, FontUse>();
        var painted = new List<(int Stream, PagePainter Painter)>();
        var (text, shared) = (new ByteText(1 << 15), new SharedDrawings(store));
        for (var p = 0; p < pages.Length; p++)
        {
            var painter = new PagePainter(p, laid.Height, face => Use(faces, face, store), text, shared, tagged);
            painter.Paint(laid.Pages[p]);
            painted.Add((store.AddStream("", text.Written), painter));
            structure.Marks(p, painter.Marks);
            painter.Marks.Clear();

            // A page that is written is needed no more.
            laid.Pages[p] = null!;
        }

        var annotations = painted.Select((page, p) => tagged ? Links(store, structure, page.Painter, p, laid) : []).ToArray();
        var signed = seal is null ? default : Seal.Add(store, structure, laid.Root, pages[0], seal);
        if (seal is not null)
        {
            annotations[0].Add(signed.Field);
        }

        for (var p = 0; p < pages.Length; p++)
        {
            var (stream, painter) = painted[p];
            var used = string.Concat(painter.Fonts.OrderBy(f => f.Number).Select(f => $"/{f.Resource} {f.Number} 0 R"));
            var drawn = painter.Drawings.Count == 0 ? "" : $"/XObject<<{string.Concat(painter.Drawings.Select(d => $"/X{d} {d} 0 R"))}>>";
            var annots = annotations[p].Count == 0 ? "" : $"/Annots[{string.Join(' ', annotations[p].Select(a => $"{a} 0 R"))}]";
            store.Set(
                pages[p],
                $"<</Type/Page/Parent {tree} 0 R/MediaBox[0 0 {PdfText.Number(laid.Width)} {PdfText.Number(laid.Height)}]/Resources<</Font<<{used}>>{drawn}>>/Contents {stream} 0 R/Tabs/S/StructParents {p}{annots}>>",
                plain: true);
        }

        store.Set(tree, $"<</Type/Pages/Count {pages.Length}/Kids[{string.Join(' ', pages.Select(p => $"{p} 0 R"))}]>>", plain: true);
        foreach (var font in faces.Values)
        {
            font.Write(store);
        }

        var tags = tagged ? $"/MarkInfo<</Marked true>>/StructTreeRoot {structure.Write(laid.Root)} 0 R" : "";
        var outline = structure.WriteOutline(laid.Headings, laid.Height) is { } first ? $"/Outlines {first} 0 R" : "";
        var profile = store.AddStream("/N 3", ColourProfile.Srgb);
        var intent = store.Add($"<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB)/Info(sRGB IEC61966-2.1)/DestOutputProfile {profile} 0 R>>");
        var xmp = store.AddStream("/Type/Metadata/Subtype/XML", Metadata.Xmp(content), compress: false);
        var info = store.Add(Metadata.Info(content));
        store.Set(
            catalogue,
            $"<</Type/Catalog/Pages {tree} 0 R/Lang{PdfText.String(PdfText.Clean(content.Language))}{tags}/ViewerPreferences<</DisplayDocTitle true>>" +
            $"/Metadata {xmp} 0 R/OutputIntents[{intent} 0 R]{outline}{Attachments(store, content.Attachments)}{signed.Catalogue}>>",
            plain: true);

        var (bytes, bodyStart) = store.Write(catalogue, info, signed.Signature);
        return new PdfFile(bytes, pages.Length, seal is null ? null : Seal.Measure(bytes, bodyStart, seal));
    }

    private static FontUse Use(Dictionary<FontFace, FontUse> faces, FontFace face, ObjectStore store) =>
        faces.TryGetValue(face, out var known) ? known : faces[face] = new FontUse(face, $"F{faces.Count + 1}") { Number = store.Reserve() };

    private static List<int> Links(ObjectStore store, Structure structure, PagePainter painter, int page, LaidDocument laid)
    {
        var numbers = new List<int>();
        foreach (var (link, y) in painter.Links)
        {
            if (link.Node is null || (link.Target is { Page: < 0 }))
            {
                continue;
            }

            var number = store.Reserve();
            link.Node.Kids.Add(new AnnotationKid(page, number));
            var top = laid.Height - y - link.Y;
            var action = link.Target is { } target
                ? $"/Dest{structure.Destination(target, laid.Height)}"
                : $"/A<</Type/Action/S/URI/URI{PdfText.String(link.Address!)}>>";
            store.Set(number, $"<</Type/Annot/Subtype/Link/F 4/Border[0 0 0]/Rect[{PdfText.Number(link.X)} {PdfText.Number(top - link.Height)} {PdfText.Number(link.X + link.Width)} {PdfText.Number(top)}]" +
                $"/Contents{PdfText.String(PdfText.Clean(link.Contents))}{action}/StructParent {structure.AnnotationKey(link.Node)}>>");
            numbers.Add(number);
        }

        return numbers;
    }

    private static string Attachments(ObjectStore store, IReadOnlyList<Attachment> attachments)
    {
        if (attachments.Count == 0)
        {
            return "";
        }

        // Readers look names up in the order of their bytes, and two files of one name would hide each other.
        var names = new SortedDictionary<string, (string Name, int Spec)>(StringComparer.Ordinal);
        foreach (var attachment in attachments)
        {
#pragma warning disable CA5351 // The format asks for MD5 as a check sum; nothing relies on it for safety.
            var sum = Convert.ToHexString(MD5.HashData(attachment.Data));
#pragma warning restore CA5351
            var file = store.AddStream(
                $"/Type/EmbeddedFile/Subtype{PdfText.Name(attachment.MediaType)}/Params<</Size {attachment.Data.Length}/ModDate{PdfText.Date(attachment.ModifiedAt)}/CheckSum<{sum}>>>",
                attachment.Data);
            var fileName = PdfText.Clean(attachment.FileName);
            var name = PdfText.String(fileName);
            var spec = store.Add($"<</Type/Filespec/F{name}/UF{name}/AFRelationship{PdfText.Name(attachment.Relationship)}/Desc{PdfText.String(PdfText.Clean(attachment.Description))}/EF<</F {file} 0 R/UF {file} 0 R>>>>");
            if (!names.TryAdd(PdfText.Order(fileName), (name, spec)))
            {
                throw new ArgumentException($"Two attachments are called {attachment.FileName}.", nameof(attachments));
            }
        }

        return $"/AF[{string.Join(' ', names.Values.Select(n => $"{n.Spec} 0 R"))}]/Names<</EmbeddedFiles<</Names[{string.Join(' ', names.Values.Select(n => $"{n.Name} {n.Spec} 0 R"))}]>>>>";
    }
}

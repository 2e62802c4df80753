using System.Collections.Concurrent;
using System.Globalization;
using System.Xml.Linq;
using CarePlanning.Pdf;

namespace CarePlanning.Core.Documents.Copies;

/// <summary>The pictures of easy read, drawn for this project; each is one small SVG of lines, which file and page draw alike.</summary>
public static class EasyPictures
{
    private const string Folder = "CarePlanning.Core.EasyRead.";
    private static readonly ConcurrentDictionary<string, Drawing> Read = new(StringComparer.Ordinal);

    /// <summary>The names of all pictures.</summary>
    public static IReadOnlyList<string> Names { get; } =
        [.. typeof(EasyPictures).Assembly.GetManifestResourceNames().Where(n => n.StartsWith(Folder, StringComparison.Ordinal)).Select(n => n[Folder.Length..^".svg".Length]).Order(StringComparer.Ordinal)];

    /// <summary>The picture of this name.</summary>
    public static Drawing Of(string name) => Read.GetOrAdd(name, n =>
    {
        using var stream = typeof(EasyPictures).Assembly.GetManifestResourceStream($"{Folder}{n}.svg") ?? throw new KeyNotFoundException($"There is no picture '{n}'.");
        var svg = XDocument.Load(stream).Root!;
        var box = ((string)svg.Attribute("viewBox")!).Split(' ').Select(Number).ToArray();
        return new Drawing(box[2], box[3], [.. svg.Elements().Select(e => Shape(e) with { Stroke = (string)svg.Attribute("stroke")!, StrokeWidth = Number((string)svg.Attribute("stroke-width")!) })]);
    });

    private static Shape Shape(XElement e) => e.Name.LocalName switch
    {
        "circle" => new Circle(At(e, "cx"), At(e, "cy"), At(e, "r")),
        "line" => new Line(At(e, "x1"), At(e, "y1"), At(e, "x2"), At(e, "y2")),
        "rect" => new Rectangle(At(e, "x"), At(e, "y"), At(e, "width"), At(e, "height")) { Corner = 2 },
        "path" => new Outline((string)e.Attribute("d")!),
        var other => throw new NotSupportedException($"A picture may not hold a {other}."),
    };

    private static double At(XElement e, string name) => Number((string)e.Attribute(name)!);

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}

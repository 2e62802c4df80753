using CarePlanning.Pdf.Writing;

namespace CarePlanning.Pdf;

/// <summary>One TrueType font file and what it is for.</summary>
public sealed record FontFile(string Family, bool Bold, bool Italic, byte[] Data)
{
    /// <summary>True for a weight between regular and bold, used for small headings.</summary>
    public bool SemiBold { get; init; }
}

/// <summary>The fonts of a process: one family for the text and further ones for letters that it lacks. Safe to use from many threads.</summary>
public sealed class FontSet
{
    private const string Family = "AtkinsonHyperlegibleNext";

    // Indexed by weight (regular, semibold, bold) and slant: the family's face first, then one face of each fallback.
    private readonly FontFace[][] chains = new FontFace[6][];

    public FontSet(IReadOnlyList<FontFile> files, string family, IReadOnlyList<string> fallbacks)
    {
        ArgumentNullException.ThrowIfNull(files);
        ArgumentNullException.ThrowIfNull(fallbacks);
        var faces = new Dictionary<FontFile, FontFace>(ReferenceEqualityComparer.Instance);
        foreach (var weight in Enum.GetValues<FontWeight>())
        {
            foreach (var italic in new[] { false, true })
            {
                chains[Index(weight, italic)] = [.. fallbacks.Prepend(family).Select(name =>
                {
                    var file = Nearest(files, name, weight, italic);
                    return faces.TryGetValue(file, out var known) ? known : faces[file] = new FontFace(file);
                })];
            }
        }
    }

    /// <summary>Reads every font of a folder: Atkinson Hyperlegible Next for the text, the Noto faces for what it lacks.</summary>
    public static FontSet FromFolder(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        var files = new List<FontFile>();
        foreach (var path in Directory.EnumerateFiles(folder, "*.ttf").Order(StringComparer.Ordinal))
        {
            var name = Path.GetFileNameWithoutExtension(path);
            var data = File.ReadAllBytes(path);
            if (!FontFace.IsWhole(data))
            {
                throw new InvalidDataException($"The font file \"{path}\" is damaged. Put back the file that came with the program.");
            }

            files.Add(new FontFile(
                name.Split('_')[0],
                name.Contains("700", StringComparison.Ordinal),
                name.Contains("Italic", StringComparison.Ordinal),
                data)
            { SemiBold = name.Contains("600", StringComparison.Ordinal) });
        }

        string[] wanted = [Family, "NotoSans", "NotoNaskhArabic", "NotoSansBengali"];
        if (Array.Find(wanted, w => files.TrueForAll(f => f.Family != w)) is { } missing)
        {
            throw new InvalidDataException($"The font {missing} is missing in \"{folder}\". Put back the files that came with the program.");
        }

        return new FontSet(files, Family, wanted[1..]);
    }

    internal FontFace[] Chain(FontWeight weight, bool italic) => chains[Index(weight, italic)];

    private static int Index(FontWeight weight, bool italic) => ((int)weight * 2) + (italic ? 1 : 0);

    private static FontFile Nearest(IReadOnlyList<FontFile> files, string family, FontWeight weight, bool italic)
    {
        var wanted = (int)weight;
        return files.Where(f => f.Family == family)
            .OrderBy(f => Math.Abs((f.Bold ? 2 : f.SemiBold ? 1 : 0) - wanted) + (f.Italic == italic ? 0 : 4))
            .ThenByDescending(f => f.Bold)
            .FirstOrDefault()
            ?? throw new ArgumentException($"No font file of the family {family} was given.", nameof(files));
    }
}

/// <summary>The weights the layout asks for.</summary>
internal enum FontWeight { Regular, SemiBold, Bold }

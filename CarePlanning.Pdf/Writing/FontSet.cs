using CarePlanning.Pdf.Writing;

namespace CarePlanning.Pdf;

/// <summary>One TrueType font file and what it is for.</summary>
/// <param name="Family">The name by which the family is asked for.</param>
/// <param name="Bold">True for a bold face.</param>
/// <param name="Italic">True for a slanted face.</param>
/// <param name="Data">The whole file; it is not copied, and must not be changed afterwards.</param>
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

    /// <summary>Takes fonts of your own. They are kept in memory for as long as the process runs, so make one set and share it.</summary>
    /// <param name="files">At least one face of each family named; where a weight or slant is missing, the nearest is used.</param>
    /// <param name="family">The family of the text.</param>
    /// <param name="fallbacks">Families tried in turn for letters that it lacks.</param>
    /// <exception cref="InvalidDataException">A file is damaged or is no TrueType font.</exception>
    /// <exception cref="ArgumentException">A family has no file.</exception>
    public FontSet(IReadOnlyList<FontFile> files, string family, IReadOnlyList<string> fallbacks)
    {
        ArgumentNullException.ThrowIfNull(files);
        ArgumentNullException.ThrowIfNull(fallbacks);
        if (files.FirstOrDefault(f => !FontFace.IsWhole(f.Data)) is { } damaged)
        {
            throw new InvalidDataException($"A font file of the family {damaged.Family} is damaged, or is no TrueType font.");
        }

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

    /// <summary>
    /// Reads the fonts of a folder: Atkinson Hyperlegible Next for the text, Noto Sans, Noto Naskh Arabic and Noto Sans Bengali for what it lacks.
    /// The files are called FAMILY_WEIGHT.ttf, such as NotoSans_400Regular.ttf, with _Italic for a slant.
    /// </summary>
    /// <exception cref="InvalidDataException">A font is missing or damaged; the message says which.</exception>
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

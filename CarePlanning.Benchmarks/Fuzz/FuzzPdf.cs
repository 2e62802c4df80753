using System.Globalization;
using CarePlanning.Benchmarks.Pdf;
using CarePlanning.Core.Documents;
using CarePlanning.Pdf;
using CarePlanning.Tests.Pdf;

namespace CarePlanning.Benchmarks.Fuzz;

/// <summary>Whatever somebody types, the file is sound and no character of it is lost.</summary>
internal static class FuzzPdf
{
    private const int FirstSeed = 20261123;
    private const int Reported = 12;

    public static async Task<Proof> Run(bool isShort)
    {
        var documents = isShort ? 40 : 100_000;
        var renderer = new PdfRenderer(PlanPages.Fonts());
        var wrong = new List<string>();
        var (pages, characters, bytes, done) = (0L, 0L, 0L, 0);
        // No more at once than there are processors: the library that reads waits for itself, and a hundred threads would only wait for each other.
        var atOnce = new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount };
        await Task.Run(() => Parallel.For(0, documents, atOnce, n =>
        {
            var found = One(renderer, FirstSeed + n, out var file, out var said);
            lock (wrong)
            {
                (pages, characters, bytes) = (pages + (file?.Pages ?? 0), characters + said, bytes + (file?.Bytes.Length ?? 0));
                wrong.AddRange(found.Select(f => $"seed {FirstSeed + n}: {f}"));
                // Whoever waits for an hour is told at once.
                foreach (var one in found) Console.Error.WriteLine($"seed {FirstSeed + n}: {one}");
                if (++done % 5_000 == 0) Console.Error.WriteLine($"({done} documents, {wrong.Count} wrong)");
            }
        }));
        var table = new Table("Copies of plans filled by chance from the whole of Unicode, written and read back", "copies", "pages", "characters", "MB", "faults");
        table.Row(Say.Count(documents), Say.Count(pages), Say.Count(characters), Say.Mb(bytes), Say.Count(wrong.Count));
        table.Note("Each copy is held against every structural rule that `./test` knows, and every character that it was to say is counted in what another library reads from its structure. "
            + "Among the texts: leftward and Indic scripts, emoji, marks in heaps, control characters, halves of pairs, words of 200 letters.");
        foreach (var one in wrong.Take(Reported)) table.Note(one);
        return new Proof([table], string.Create(CultureInfo.InvariantCulture, $"{documents} documents, {characters} characters, {wrong.Count} wrong"), wrong.Count == 0);
    }

    private static List<string> One(PdfRenderer renderer, int seed, out PdfFile? file, out long said)
    {
        (file, said) = (null, 0);
        try
        {
            var content = RandomPlan.Copy(seed);
            file = renderer.Render(content);
            said = LostWords.Characters(content);
            using var read = new PdfReading(file);
            return [.. PdfRules.All.SelectMany(rule => rule.Breaches(read).Take(1).Select(b => $"{rule.Name}: {b}")), .. LostWords.Find(content, read).Take(3)];
        }
        // Whatever goes wrong is a finding; which, is for whoever reads the table.
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return [$"{e.GetType().Name}: {e.Message}"];
        }
    }
}

using CarePlanning.Pdf;
using Xunit;

namespace CarePlanning.Tests.Pdf;

public sealed class FontFolderTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("careplanning-fonts-").FullName;

    public FontFolderTests()
    {
        foreach (var file in Directory.EnumerateFiles(PdfSamples.FontPath, "*.ttf"))
        {
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        }
    }

    [Fact]
    public void A_whole_folder_is_taken() => Assert.NotNull(FontSet.FromFolder(folder));

    [Theory]
    [InlineData("AtkinsonHyperlegibleNext")]
    [InlineData("NotoSansBengali")]
    public void A_font_that_is_missing_is_named(string family)
    {
        foreach (var file in Directory.EnumerateFiles(folder, family + "_*.ttf"))
        {
            File.Delete(file);
        }

        Assert.Contains(family, Assert.Throws<InvalidDataException>(() => FontSet.FromFolder(folder)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0.5, false)]
    [InlineData(0.9, false)]
    [InlineData(0.0, true)]
    [InlineData(0.5, true)]
    [InlineData(1.0, true)]
    public void A_font_that_is_damaged_is_named(double share, bool isWhole)
    {
        var path = Directory.EnumerateFiles(folder, "NotoNaskhArabic*.ttf").First();
        var data = File.ReadAllBytes(path);
        var cut = Math.Max(20, (int)(data.Length * share) - 8);
        if (isWhole)
        {
            data[cut] ^= 0x10;
        }

        File.WriteAllBytes(path, isWhole ? data : data[..cut]);
        Assert.Contains(Path.GetFileName(path), Assert.Throws<InvalidDataException>(() => FontSet.FromFolder(folder)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_font_of_ones_own_that_is_damaged_is_refused_as_well()
    {
        var data = File.ReadAllBytes(Directory.EnumerateFiles(folder, "NotoSans_400*.ttf").Single());
        Assert.NotNull(new FontSet([new FontFile("Own", false, false, data)], "Own", []));
        byte[] damaged = [.. data];
        damaged[data.Length / 2] ^= 0x10;
        Assert.Contains("Own", Assert.Throws<InvalidDataException>(() => new FontSet([new FontFile("Own", false, false, damaged)], "Own", [])).Message, StringComparison.Ordinal);
        Assert.Throws<InvalidDataException>(() => new FontSet([new FontFile("Own", false, false, [])], "Own", []));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}

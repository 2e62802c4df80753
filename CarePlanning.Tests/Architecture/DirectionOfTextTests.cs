using System.Text.RegularExpressions;

namespace CarePlanning.Tests.Architecture;

/// <summary>Words in Urdu or Arabic run their own way wherever people write or read them.</summary>
public sealed class DirectionOfTextTests
{
    [Fact]
    public void Every_place_to_write_words_lets_them_run_their_own_way()
    {
        var places = Directory.EnumerateFiles(Path.Combine(Sources.Root, "CarePlanning.Web"), "*.razor", SearchOption.AllDirectories)
            .SelectMany(f => Regex.Matches(File.ReadAllText(f), "<textarea[^>]*").Select(m => $"{Path.GetFileName(f)}: {m.Value}")).ToList();
        Assert.True(places.Count > 15, $"{places.Count} found");
        Assert.DoesNotContain(places, p => !p.Contains("dir=\"auto\"", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Wizard/FieldView.razor", "default: <input type=\"text\"")]
    [InlineData("Wizard/WordsView.razor", "<p class=\"kept\"")]
    [InlineData("Wizard/AnswersView.razor", "<span class=\"value\"")]
    [InlineData("Wizard/EntriesRead.razor", "<span class=\"value\"")]
    [InlineData("Pages/History/HistoryWords.razor", "<p class=\"@Look\"")]
    [InlineData("Pages/History/ChangesPage.razor", "<del")]
    [InlineData("Pages/History/ChangesPage.razor", "<ins")]
    public void Answers_run_their_own_way_where_they_are_read(string page, string tag)
    {
        var text = File.ReadAllText(Path.Combine(Sources.Root, "CarePlanning.Web", page));
        Assert.Equal(Regex.Count(text, Regex.Escape(tag)), Regex.Count(text, Regex.Escape(tag) + " dir=\"auto\""));
        Assert.Contains(tag, text, StringComparison.Ordinal);
    }
}

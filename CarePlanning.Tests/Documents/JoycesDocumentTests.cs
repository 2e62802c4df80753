using CarePlanning.Core.Documents;
using CarePlanning.Core.Plans;
using CarePlanning.Tests.Demo;
using UglyToad.PdfPig;

namespace CarePlanning.Tests.Documents;

/// <summary>The sealed plan of the demonstration, read as a stranger at night would.</summary>
public sealed class JoycesDocumentTests
{
    [Fact]
    public async Task The_emergency_page_is_one_page_with_all_that_is_needed_at_night()
    {
        var pages = await Pages();
        Assert.Contains("If you need to act now", pages[1], StringComparison.Ordinal);
        foreach (var needed in new[] { "Hears best on her left side", "07700\u00a0900341", "01632\u00a0960499", "Penicillin", "GP summary", "Baclofen", "Motor neurone disease", "Breathing mask", "held by Maureen Duffy", "Ring Maureen", "At home", "A wish, not a legal decision" })
            Assert.Contains(Plain(needed), Plain(pages[1]), StringComparison.Ordinal);
        Assert.StartsWith("About me", pages[2][pages[2].IndexOf("About me", StringComparison.Ordinal)..], StringComparison.Ordinal);
        Assert.DoesNotContain("My wish", pages[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_page_names_who_must_not_know_or_how_to_get_in()
    {
        var whole = Plain(string.Concat(await Pages()));
        foreach (var word in new[] { "Derek", "Pike", "7391", "waterbutt" }) Assert.DoesNotContain(word, whole, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Each_contingency_plan_stands_on_one_page()
    {
        var pages = await Pages();
        foreach (var name in new[] { "Anne is ill or away", "The power goes off", "Choking, or a bad chest", "My last days at home" })
            Assert.Single(pages.Skip(1), p => Plain(p).Contains(Plain(name) + "Act", StringComparison.Ordinal) && Plain(p).Contains("Whattodo", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_money_adds_up_to_the_penny()
    {
        var whole = Plain(string.Concat(await Pages()));
        foreach (var figure in new[] { "£31,336.80", "£454.00", "£31,790.80", "£33,590.80", "£33,600.00" }) Assert.Contains(figure, whole, StringComparison.Ordinal);
    }

    private static async Task<IReadOnlyList<string>> Pages()
    {
        await using var demo = await FreshDemo.SeededAsync();
        var nia = await demo.Actor("Nia");
        var (bytes, _) = (await demo.Get<DocumentService>().Sealed(nia, (await demo.PlanOf(nia, "Joyce Ashworth")).Id, 1))!.Value;
        using var pdf = PdfDocument.Open(bytes);
        return [.. pdf.GetPages().Select(p => p.Text)];
    }

    // Where a reader finds the space between two words depends on the reader.
    private static string Plain(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));
}

using System.Text.Json;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using CarePlanning.Core.Words;

namespace CarePlanning.Tests.Journeys;

/// <summary>In the pseudo-language every word from a resource stands in ⟦brackets⟧; what does not, and is nobody's answer, could never be translated.</summary>
public sealed class PseudoLanguageTests(DemoPortal demo)
{
    private static readonly string[] SpokenAttributes = ["aria-label", "aria-description", "alt", "title", "placeholder", "data-label"];

    [Fact]
    public async Task Every_word_on_every_page_comes_from_a_resource()
    {
        Dictionary<Guid, Visitor> visitors = [];
        List<(string Route, string Text, string Where)> shown = [];
        try
        {
            foreach (var visit in await Addresses.OfAsync(demo))
            {
                var who = visit.By ?? Guid.Empty;
                if (!visitors.TryGetValue(who, out var visitor))
                    visitors[who] = visitor = who == Guid.Empty ? new Visitor(demo.Address) : await Visitor.SignedInAsync(demo.Address, who);
                var page = await visitor.PageAsync($"{visit.Path}{(visit.Path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}culture={Texts.Pseudo}");
                Assert.True(page.DocumentElement.TextContent.Contains('⟦', StringComparison.Ordinal), $"{visit.Name} is not in the pseudo-language.");
                shown.AddRange(from said in Said(page).Concat(ScriptWords(page)) select (visit.Route.Name, said.Text, said.Where));
            }
        }
        finally
        {
            foreach (var visitor in visitors.Values) visitor.Dispose();
        }
        // read last: other tests move households in while the pages are walked, and the pages may show their names
        var data = await SeededWords.OfAsync(demo);
        var found = from said in shown
                    let english = said.Where.Contains("class=\"spot-name\"", StringComparison.Ordinal) && data.IsPartOfAnAnswer(said.Text) ? "" : data.LeftOver(said.Text)
                    where english.Length > 0
                    select $"{said.Route}: \"{english}\" in {said.Where}";
        var all = found.Distinct().Order(StringComparer.Ordinal).ToList();
        Assert.True(all.Count == 0, $"{all.Count} texts are not from a resource:\n{string.Join("\n", all)}");
    }

    [Theory]
    [InlineData("⟦Hello⟧", "")]
    [InlineData("⟦Hello ⟦you⟧ there⟧", "")]
    [InlineData("12 ⟦May⟧ 2026, 10:42", "")]
    [InlineData("⟦Hello⟧ there", "there")]
    [InlineData("Anne Ashworth", "")]
    [InlineData("⟦Plan of⟧ Anne Ashworth", "")]
    [InlineData("Anne Ashworth agrees", "Anne Ashworth agrees")]
    public void Only_marked_words_numbers_and_data_are_let_through(string text, string leftOver) =>
        Assert.Equal(leftOver, new SeededWords(["Anne Ashworth"]).LeftOver(text));

    private static IEnumerable<(string Text, string Where)> Said(IHtmlDocument page)
    {
        foreach (var node in page.Descendants<IText>().Concat(page.QuerySelectorAll("template").OfType<IHtmlTemplateElement>().SelectMany(t => t.Content.Descendants<IText>())))
            if (node.ParentElement is { } parent && parent.LocalName is not ("script" or "style" or "template" or "textarea" or "noscript"))
                yield return (node.Data, Short(parent));
        foreach (var element in page.All.Concat(page.QuerySelectorAll("template").OfType<IHtmlTemplateElement>().SelectMany(t => t.Content.QuerySelectorAll("*"))))
        {
            foreach (var attribute in SpokenAttributes)
                if (element.GetAttribute(attribute) is { Length: > 0 } text) yield return (text, $"{attribute} of {Short(element)}");
            if (element is IHtmlInputElement { Type: "submit" or "button" } button) yield return (button.Value, Short(element));
        }
    }

    /// <summary>The words that scripts show.</summary>
    private static IEnumerable<(string Text, string Where)> ScriptWords(IHtmlDocument page) =>
        page.GetElementById("words") is { } words
            ? JsonDocument.Parse(words.TextContent).RootElement.EnumerateObject().Select(w => (w.Value.GetString()!, $"the scripts' {w.Name}"))
            : [];

    private static string Short(IElement element) => Regex.Replace(element.OuterHtml, @"\s+", " ") is var html && html.Length > 120 ? html[..120] : html;
}

using System.Text.Json;
using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace CarePlanning.Tests.Journeys;

/// <summary>One rule that a page breaks, and where.</summary>
internal sealed record AxeFound(string Id, string Impact, string Help, IReadOnlyList<string> Places);

/// <summary>Asks axe about a page as it stands; in the page itself, because a page of its own for each answer costs most of the time.</summary>
internal static class Axe
{
    private static readonly string[] Standards =
        ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"];

    private const string Run = """
        async tags => {
          const { violations, passes } = await axe.run(document, { resultTypes: ["violations"], runOnly: { type: "tag", values: tags } });
          return JSON.stringify({ checked: passes.length, found: violations.map(v => ({ id: v.id, impact: v.impact ?? "", help: v.help, places: v.nodes.map(n => `${n.target.join(" ")}: ${n.html}`) })) });
        }
        """;

    private static readonly string Script = Read();

    private sealed record Result(int Checked, IReadOnlyList<AxeFound> Found);

    /// <summary>Axe finds nothing against WCAG 2.2 AA or its own good practice; otherwise the failure names each place.</summary>
    public static async Task FindsNothingAsync(IPage page)
    {
        var found = await FindAsync(page);
        Assert.True(found.Count == 0, $"axe on {page.Url}:\n" + string.Join("\n", found.Select(Describe)));
    }

    /// <summary>What axe finds against WCAG 2.2 AA or its own good practice.</summary>
    public static async Task<IReadOnlyList<AxeFound>> FindAsync(IPage page)
    {
        if (await page.EvaluateAsync<bool>("() => !window.axe")) await page.EvaluateAsync(Script);
        var result = JsonSerializer.Deserialize<Result>(await page.EvaluateAsync<string>(Run, Standards), JsonSerializerOptions.Web)!;
        Assert.True(result.Checked > 0, $"axe checked nothing on {page.Url}: is the page empty?");
        return result.Found;
    }

    public static string Describe(AxeFound found) => $"{found.Id} [{found.Impact}] {found.Help}\n" + string.Join("\n", found.Places.Select(p => $"    {p}"));

    private static string Read()
    {
        using var stream = typeof(AxeResult).Assembly.GetManifestResourceStream("Deque.AxeCore.Commons.Resources.axe.min.js")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}

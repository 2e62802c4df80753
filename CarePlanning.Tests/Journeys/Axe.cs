using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace CarePlanning.Tests.Journeys;

/// <summary>Asks axe about a page as it stands.</summary>
internal static class Axe
{
    private static readonly string[] Standards =
        ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"];

    /// <summary>Axe finds nothing against WCAG 2.2 AA or its own good practice; otherwise the failure names each place.</summary>
    public static async Task FindsNothingAsync(IPage page)
    {
        var found = await FindAsync(page);
        Assert.True(found.Count == 0, $"axe on {page.Url}:\n" + string.Join("\n", found.Select(Describe)));
    }

    /// <summary>What axe finds against WCAG 2.2 AA or its own good practice.</summary>
    public static async Task<IReadOnlyList<AxeResultItem>> FindAsync(IPage page)
    {
        var result = await page.RunAxe(new AxeRunOptions { ResultTypes = [ResultType.Violations], RunOnly = new RunOnlyOptions { Type = "tag", Values = [.. Standards] } });
        Assert.True(result.Passes.Length > 0, $"axe checked nothing on {page.Url}: is the page empty?");
        return result.Violations;
    }

    public static string Describe(AxeResultItem found) =>
        $"{found.Id} [{found.Impact}] {found.Help}\n" + string.Join("\n", found.Nodes.Select(n => $"    {n.Target}: {n.Html}"));
}

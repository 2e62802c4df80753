using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using CarePlanning.Tests.Journeys;
using CarePlanning.Tests.Vault;

namespace CarePlanning.Tests.Access;

/// <summary>The forms that stand on pages of somebody who may send them, filled in and sent by everybody who may not.</summary>
internal sealed class FormsOfPages
{
    /// <summary>Among them they see every form of a plan.</summary>
    public static readonly string[] Tellers = ["Lead", "TeamLead", "Person", "Carer", "Professional"];

    private readonly Dictionary<string, CanaryForm> found = new(StringComparer.Ordinal);

    public async Task ReadAsync(string path, HttpResponseMessage answer)
    {
        var page = new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        foreach (var form in page.QuerySelectorAll<IHtmlFormElement>("form"))
            if (CanaryForm.Read(path, Guid.Empty, form) is { Method: "POST" } read) found.TryAdd(read.Same, read);
    }

    /// <summary>A form that is sent to this address, one in which something is typed first; null where none was on a page.</summary>
    public CanaryForm? To(Route route) => found.Values.Where(f => Fits(route, f.Action)).MaxBy(f => f.IsTyped);

    /// <summary>Where somebody gets through with such a form to whom pages.txt gives no way, or changes something all the same.</summary>
    public async Task<IReadOnlyList<string>> SentByWhoMayNotAsync(PageVisitors around, IReadOnlyList<Route> routes)
    {
        var table = Matrix.Read("pages.txt");
        List<string> wrong = [];
        var sent = 0;
        List<Visitor> visitors = [];
        foreach (var role in PageVisitors.Roles) visitors.Add(await around.AsAsync(role));
        // Handing over and joining are on the plan's history, and done by now.
        var before = await around.House.EverythingAsync();
        foreach (var (role, column) in PageVisitors.Roles.Select((r, i) => (r, i)))
        {
            using var visitor = visitors[column];
            foreach (var form in found.Values)
            {
                // The door that a visitor goes in and out by is tried by itself; who takes which step of a decision depends on the step and is tried with each.
                if (form.Action.StartsWith("/sign-", StringComparison.Ordinal) || form.Action.EndsWith("/papers/step", StringComparison.Ordinal)) continue;
                var route = routes.Where(r => (r.Takes("POST") || r.IsPage) && Fits(r, form.Action)).OrderBy(r => r.IsPage).ThenBy(r => r.Name.Count(c => c == '{')).FirstOrDefault();
                if (route is null) { wrong.Add($"{form.Action} on {form.At} leads to no address."); continue; }
                if (!table.Rows.TryGetValue(route.IsPage ? route.Name : $"POST {route.Name}", out var cells) || cells[column] is not ("n" or "s" or "u")) continue;
                sent++;
                var (status, to) = await form.SendAsync(visitor, "Typed", taken: true);
                if (status is not (401 or 404) && to?.Contains("/sign-in", StringComparison.Ordinal) != true) wrong.Add($"{form.Action}, filled in, for {role}: {status} {to}");
            }
        }
        var changed = (await around.House.EverythingAsync()).Split('\n').Except(before.Split('\n')).ToList();
        if (changed.Count > 0) wrong.Add($"A form sent by somebody who may not send it changed the plan: {string.Join(" | ", changed)}");
        if (sent < 300) wrong.Add($"Only {sent} forms were tried by who may not send them.");
        return wrong;
    }

    private static bool Fits(Route route, string action) => Regex.IsMatch(action.Split('?', '#')[0], $"^{Regex.Replace(Regex.Escape(route.Name), @"\\\{[^}]*}", "[^/]+")}$", RegexOptions.IgnoreCase);
}

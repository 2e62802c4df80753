using System.Net;
using CarePlanning.Tests.Architecture;
using CarePlanning.Tests.Configuration;
using CarePlanning.Tests.Journeys;
using CarePlanning.Tests.Uploads;

namespace CarePlanning.Tests.Access;

/// <summary>
/// Who gets what nobody gets while a plan waits to be signed: pages.txt says there of each such address that nobody gets it wrongly, and
/// pages-planning.txt says who gets it while the plan is written, or after the person has died.
/// </summary>
public sealed class PagesWhileWritingTests(DemoPortal demo)
{
    private const string File = "pages-planning.txt";

    /// <summary>What nobody gets here either, with the class that tries who does, and how its address stands there.</summary>
    private static readonly Dictionary<string, (Type By, string As)> TriedElsewhere = new(StringComparer.Ordinal)
    {
        // What is nowhere, which nobody is to get.
        ["/{**path}"] = (typeof(BadInputTests), "/nothing/here"),
        // Opens on the browser on which its code was typed.
        ["/shared/{token}/{file}"] = (typeof(FamilyPagesTests), "/copy.pdf"),
        // Leads everybody back to the page that it stands on.
        ["POST /device"] = (typeof(DraftDaysTests), "\"/device\""),
        // Ends a session that somebody has beside the one that asks.
        ["POST /sessions/end"] = (typeof(SignIn.OwnSessionsTests), "/sessions/end"),
        // A portal makes codes only where others reach it under https.
        ["POST /plans/{id}/join/code"] = (typeof(Together.JoinTests), "/join/code"),
    };

    [Fact]
    public async Task While_a_plan_is_written_and_after_a_death_everybody_gets_what_is_written_down()
    {
        var (table, around) = (Matrix.Read(File), await PageVisitors.WritingAsync(demo));
        var (routes, forms) = (Routes.Of(demo.Running), new FormsOfPages());
        Dictionary<string, Visitor> visitors = new(StringComparer.Ordinal);
        foreach (var role in PageVisitors.Roles) visitors[role] = await around.AsAsync(role);
        Dictionary<string, string[]> cells = new(StringComparer.Ordinal);
        List<string> wrong = [];
        foreach (var (role, path) in around.PagesWithForms) await ReadAsync(role, path);
        foreach (var row in table.Rows.Keys.Where(r => !IsAfterDeath(r))) await TryAsync(row);
        var (teller, page) = await around.DiesAsync();
        visitors["Person"].Dispose();
        visitors["Person"] = await around.AsAsync("Person");
        await ReadAsync(teller, page);
        foreach (var row in table.Rows.Keys.Where(IsAfterDeath)) await TryAsync(row);
        foreach (var visitor in visitors.Values) visitor.Dispose();
        Sources.None(table.Against(PageVisitors.Roles, cells.Select(c => (c.Key, (IReadOnlyList<string>)c.Value))).Concat(wrong), $"Decide in Access/{File} who gets which answer:");

        async Task ReadAsync(string role, string path)
        {
            using var answer = await visitors[role].GetAsync(path);
            if (answer.StatusCode == HttpStatusCode.OK) await forms.ReadAsync(path, answer);
            else wrong.Add($"{path} for {role}: {answer.StatusCode}");
        }

        async Task TryAsync(string row)
        {
            var isForm = row.StartsWith("POST ", StringComparison.Ordinal);
            if (routes.FirstOrDefault(r => r.Takes(isForm ? "POST" : "GET") && r.Name == row.Split(' ')[^1]) is not { } route) return;
            if (isForm && forms.To(route) is null) { wrong.Add($"{row}: its form is on no page."); return; }
            cells[row] = new string[PageVisitors.Roles.Length];
            var unchanged = "";
            // Whoever may not comes first, while everything is there for them.
            foreach (var (role, column) in PageVisitors.Roles.Select((r, i) => (r, i)).OrderBy(r => MayNot(table.Rows[row][r.i]) ? 0 : 1))
            {
                var mayNot = MayNot(table.Rows[row][column]);
                if (isForm && mayNot && unchanged.Length == 0) unchanged = await around.House.EverythingAsync();
                if (isForm && !mayNot) await StayedAsync();
                cells[row][column] = isForm ? await SentAsync(role, route) : await OpenedAsync(role, route);
            }
            if (isForm) await StayedAsync();

            async Task StayedAsync()
            {
                if (unchanged.Length > 0 && unchanged != await around.House.EverythingAsync()) wrong.Add($"{row}: sent by somebody who may not send it, it changed the plan.");
                unchanged = "";
            }
        }

        async Task<string> OpenedAsync(string role, Route route)
        {
            var path = around.Fill(route.Name, role);
            using var answer = await visitors[role].GetAsync(path);
            var got = PageAccessTests.LetterOf(answer);
            if (MayNot(got) && (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Contains("Ashworth", StringComparison.Ordinal)) wrong.Add($"{route.Name} for {role}: the answer names the person.");
            // A page that is not there takes no form either.
            return MayNot(got) && route.IsPage && await PageAccessTests.PostedAsync(visitors[role], path) is var posted && !MayNot(posted) ? $"{got}!{posted}" : got;
        }

        async Task<string> SentAsync(string role, Route route)
        {
            var (status, to) = await forms.To(route)!.AsItStands().SendAsync(visitors[role], "Typed", taken: true, PhotoTests.Jpeg(60, 80));
            var got = PageAccessTests.LetterOf((HttpStatusCode)status, to);
            if (got == "r") await around.PutBackAsync();
            // Led on to a page that says what was wrong.
            return got == "r" && (to!.Contains("problem=", StringComparison.Ordinal) || to.Contains("?photo=", StringComparison.Ordinal)) ? "b" : got;
        }
    }

    [Fact]
    public void What_nobody_gets_in_one_state_of_a_plan_somebody_gets_in_another()
    {
        var nobodys = Matrix.Read("pages.txt").Rows.Where(r => !SomebodyGetsIn(r.Key, r.Value, "o", "r", "b")).Select(r => r.Key).ToList();
        var here = Matrix.Read(File).Rows;
        Sources.None(
        [
            .. nobodys.Where(r => !here.ContainsKey(r) && !TriedElsewhere.ContainsKey(r)).Select(r => $"nobody gets it in pages.txt, say here who does: {r}"),
            .. here.Where(r => !SomebodyGetsIn(r.Key, r.Value, "o", "r")).Select(r => $"nobody gets it here either: {r.Key}"),
            .. here.Keys.Concat(TriedElsewhere.Keys).Except(nobodys).Select(r => $"pages.txt says already who gets it: {r}"),
            .. here.Keys.Intersect(TriedElsewhere.Keys).Select(r => $"has a line and is tried elsewhere: {r}"),
            .. TriedElsewhere.Where(t => !Sources.Of("CarePlanning.Tests", $"/{t.Value.By.Name}.cs").Any(f => Sources.Text(f).Contains(t.Value.As, StringComparison.Ordinal))).Select(t => $"{t.Value.By.Name} does not try {t.Key}"),
        ], $"Access/{File}:");
    }

    private static bool MayNot(string cell) => cell is "n" or "s" or "u" or "g";

    private static bool IsAfterDeath(string row) => row.Contains("/after-death", StringComparison.Ordinal);

    /// <summary>Whether anybody gets one of these answers; a laptop in the person's hands is led from every page that is not of their plan back to it, and that is no way in.</summary>
    private static bool SomebodyGetsIn(string row, IReadOnlyList<string> cells, params string[] answers) => PageVisitors.Roles.Zip(cells).Any(c => answers.Contains(c.Second)
        && !(c is ("Handed", "r") && row[0] == '/' && !row.StartsWith("/plans/{Id}", StringComparison.OrdinalIgnoreCase)));
}

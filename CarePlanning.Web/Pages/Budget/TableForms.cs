using CarePlanning.Core.Access;
using CarePlanning.Core.Allocation;
using CarePlanning.Web.Components;
using CarePlanning.Web.Security;
using CarePlanning.Web.Words;
using Microsoft.AspNetCore.Mvc;

namespace CarePlanning.Web.Pages.Budget;

/// <summary>The plain forms by which an organisation keeps its allocation tables.</summary>
internal static class TableForms
{
    /// <summary>No field of a table needs more letters than this.</summary>
    private const int Longest = 400;

    public static void MapTables(this WebApplication app)
    {
        var table = app.MapGroup("/allocation-tables/{key}/{version:int}");
        table.MapPost("/copy", async (string key, int version, [FromForm] string? ignored, HttpContext http, CurrentActor actors, AllocationTableService tables) =>
            await actors.Of(http) is { } actor && await tables.Copy(actor, key, version) is { } draft ? Results.LocalRedirect($"/allocation-tables/{draft.Reference}?begun=yes") : Results.NotFound());
        table.MapForm("/save", "/allocation-tables/{key}/{version}", async (string key, int version, [FromForm] string? then, HttpContext http, CurrentActor actors, AllocationTableService tables) =>
        {
            if (await actors.Of(http) is not { } actor) return Results.StatusCode(401);
            if (!OrganisationAccess.May(actor, OrganisationAction.KeepTables) || await tables.Open(actor, key, version) is not { IsExample: false } draft) return Results.NotFound();
            var form = await http.Request.ReadFormAsync();
            var names = TableForm.Names(draft.Table.Tool).Where(form.ContainsKey).ToList();
            var (fields, on) = (names.ToDictionary(n => n, n => form[n].ToString()), names.ToDictionary(n => n, n => form[Typed.BaseOf(n)].ToString()));
            List<(string, string)> tooLong = [.. fields.Where(f => f.Value.Length > Longest).Select(f => (f.Key, Said.Together.Get("tooLong", Longest)))];
            if (tooLong.Count > 0) return new Refused(typeof(TablePage), tooLong);
            var (outcome, met) = await tables.Save(actor, key, version, fields, on);
            return outcome switch
            {
                TableOutcome.Changed => new Refused(typeof(TablePage), [.. Theirs(await tables.Open(actor, key, version) ?? draft, met)]) { Met = met },
                TableOutcome.Done => Results.LocalRedirect(then == "try" && await tables.Open(actor, key, version) is { Problems.Count: 0 } ? $"/allocation-tables/{key}/{version}/trial" : $"/allocation-tables/{key}/{version}?saved=yes"),
                TableOutcome.NotYours => new Refused(typeof(TablePage), "main", Said.Money["table.problem.Published"]),
                _ => Results.NotFound(),
            };
        });
        table.MapForm("/publish", "/allocation-tables/{key}/{version}", async (string key, int version, [FromForm] string? ignored, HttpContext http, CurrentActor actors, AllocationTableService tables) =>
        {
            if (await actors.Of(http) is not { } actor) return Results.StatusCode(401);
            var form = await http.Request.ReadFormAsync();
            var (day, _) = MoneyForms.Day(form, "start");
            return await tables.Publish(actor, key, version, day, form["seen"]) switch
            {
                TableOutcome.Done => Results.LocalRedirect($"/allocation-tables/{key}/{version}?published=yes"),
                TableOutcome.NotFound or TableOutcome.NotYours => Results.NotFound(),
                var why => new Refused(typeof(TablePage), why is TableOutcome.StillWrong or TableOutcome.Changed ? "main" : "start-day", Said.Money[$"table.problem.{why}"]),
            };
        });
        table.MapForm("/discard", "/allocation-tables/{key}/{version}", async (string key, int version, [FromForm] string? seen, HttpContext http, CurrentActor actors, AllocationTableService tables) =>
            await actors.Of(http) is not { } actor ? Results.StatusCode(401) : await tables.Discard(actor, key, version, seen) switch
            {
                TableOutcome.Done => Results.LocalRedirect("/allocation-tables"),
                TableOutcome.Changed => new Refused(typeof(TablePage), "main", Said.Money["table.problem.Changed"]),
                _ => Results.NotFound(),
            });
    }

    /// <summary>What somebody else put into the fields meanwhile, each said with its field's name.</summary>
    private static IEnumerable<(string, string)> Theirs(TableView now, IReadOnlyList<string> met) =>
        from field in met
        let theirs = TableWords.Value(field, now.Form.GetValueOrDefault(field) ?? "")
        select (field, Said.Money.Get(theirs.Length > 0 ? "table.met" : "table.met.emptied", TableWords.Label(now.Table.Tool, field), now.By, theirs));
}

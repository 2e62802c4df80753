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
            var fields = (await http.Request.ReadFormAsync()).Where(f => f.Key is not ("then" or "__RequestVerificationToken")).ToDictionary(f => f.Key, f => f.Value.ToString(), StringComparer.Ordinal);
            List<(string, string)> tooLong = [.. fields.Where(f => f.Value.Length > Longest).Select(f => (f.Key, Said.Together.Get("tooLong", Longest)))];
            if (!OrganisationAccess.May(actor, OrganisationAction.KeepTables) || await tables.Open(actor, key, version) is not { IsExample: false }) return Results.NotFound();
            if (tooLong.Count > 0) return new Refused(typeof(TablePage), tooLong);
            return await tables.Save(actor, key, version, fields) switch
            {
                TableOutcome.Done => Results.LocalRedirect(then == "try" && await tables.Open(actor, key, version) is { Problems.Count: 0 } ? $"/allocation-tables/{key}/{version}/trial" : $"/allocation-tables/{key}/{version}?saved=yes"),
                TableOutcome.NotYours => new Refused(typeof(TablePage), "main", Said.Money["table.problem.Published"]),
                _ => Results.NotFound(),
            };
        });
        table.MapForm("/publish", "/allocation-tables/{key}/{version}", async (string key, int version, [FromForm] string? ignored, HttpContext http, CurrentActor actors, AllocationTableService tables) =>
        {
            if (await actors.Of(http) is not { } actor) return Results.StatusCode(401);
            var (day, _) = MoneyForms.Day(await http.Request.ReadFormAsync(), "start");
            return await tables.Publish(actor, key, version, day) switch
            {
                TableOutcome.Done => Results.LocalRedirect($"/allocation-tables/{key}/{version}?published=yes"),
                TableOutcome.NotFound or TableOutcome.NotYours => Results.NotFound(),
                var why => new Refused(typeof(TablePage), why == TableOutcome.StillWrong ? "main" : "start-day", Said.Money[$"table.problem.{why}"]),
            };
        });
        table.MapPost("/discard", async (string key, int version, [FromForm] string? ignored, HttpContext http, CurrentActor actors, AllocationTableService tables) =>
            await actors.Of(http) is { } actor && await tables.Discard(actor, key, version) == TableOutcome.Done ? Results.LocalRedirect("/allocation-tables") : Results.NotFound());
    }
}

using CarePlanning.Core.Allocation;
using CarePlanning.Web.Security;
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
            await actors.Of(http) is { } actor && await tables.Copy(actor, key, version) is { } draft ? Results.LocalRedirect($"/allocation-tables/{draft.Reference}") : Results.NotFound());
        table.MapPost("/save", async (string key, int version, [FromForm] string? then, HttpContext http, CurrentActor actors, AllocationTableService tables) =>
        {
            if (await actors.Of(http) is not { } actor) return Results.StatusCode(401);
            var fields = (await http.Request.ReadFormAsync()).Where(f => f.Key is not ("then" or "__RequestVerificationToken")).ToDictionary(f => f.Key, f => Short(f.Value.ToString()), StringComparer.Ordinal);
            var outcome = await tables.Save(actor, key, version, fields);
            return outcome == TableOutcome.Done && then == "try" && await tables.Open(actor, key, version) is { Problems.Count: 0 } ? Results.LocalRedirect($"/allocation-tables/{key}/{version}/trial") : Back(key, version, outcome, "saved=yes");
        });
        table.MapPost("/publish", async (string key, int version, [FromForm] string? ignored, HttpContext http, CurrentActor actors, AllocationTableService tables) =>
        {
            if (await actors.Of(http) is not { } actor) return Results.StatusCode(401);
            var (day, typed) = MoneyForms.Day(await http.Request.ReadFormAsync(), "start");
            var outcome = await tables.Publish(actor, key, version, day);
            // A day is numbers; other words that were typed there stand in no address.
            return Back(key, version, outcome, outcome == TableOutcome.Done ? "published=yes" : $"day={string.Concat(typed.Where(c => char.IsAsciiDigit(c) || c == '-'))}");
        });
        table.MapPost("/discard", async (string key, int version, [FromForm] string? ignored, HttpContext http, CurrentActor actors, AllocationTableService tables) =>
            await actors.Of(http) is { } actor && await tables.Discard(actor, key, version) == TableOutcome.Done ? Results.LocalRedirect("/allocation-tables") : Results.NotFound());
    }

    private static string Short(string typed) => typed.Length > Longest ? typed[..Longest] : typed;

    private static IResult Back(string key, int version, TableOutcome outcome, string query) => outcome switch
    {
        TableOutcome.NotFound or TableOutcome.NotYours => Results.NotFound(),
        TableOutcome.Done => Results.LocalRedirect($"/allocation-tables/{Uri.EscapeDataString(key)}/{version}?{query}"),
        _ => Results.LocalRedirect($"/allocation-tables/{Uri.EscapeDataString(key)}/{version}?problem={outcome}&{query}"),
    };
}

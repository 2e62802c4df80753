using System.Globalization;
using CarePlanning.Core.Ahead;
using CarePlanning.Web.Components;
using CarePlanning.Web.Security;
using CarePlanning.Web.Words;
using Microsoft.AspNetCore.Mvc;

namespace CarePlanning.Web.Pages.Ahead;

/// <summary>The plain form that keeps that a plan was gone through.</summary>
internal static class RehearsalForms
{
    private const string Owner = "owner-";
    /// <summary>In letters: a name and what they are to the person.</summary>
    internal const int Longest = 200;

    public static void MapRehearsal(this WebApplication app) =>
        app.MapForm("/plans/{id:guid}/rehearse/record", "/plans/{id}/rehearse", async (Guid id, [FromForm] string? op, [FromForm] string? plan, [FromForm] string? day, [FromForm] string? hour, [FromForm] string? by, [FromForm] string? next,
            HttpContext http, CurrentActor actors, RehearsalService rehearsals) =>
        {
            if (await actors.Of(http) is not { } actor) return Results.StatusCode(401);
            if (plan is null || !Guid.TryParse(op, out var opId) || Choice.Of<DayOfWeek>(day) is not { } on || Whole(hour) is not { } at) return Results.NotFound();
            var form = await http.Request.ReadFormAsync();
            var owners = form.Where(f => f.Key.StartsWith(Owner, StringComparison.Ordinal)).ToDictionary(f => f.Key[Owner.Length..], f => f.Value.ToString(), StringComparer.Ordinal);
            List<(string, string)> tooLong = [.. owners.Where(o => o.Value.Length > Longest).Select(o => ($"o-{o.Key}", Long)), .. by is { Length: > Longest } ? [("by", Long)] : (List<(string, string)>)[]];
            if (tooLong.Count > 0) return new Refused(typeof(RehearsePage), tooLong);
            var outcome = await rehearsals.Record(actor, id, new GoneThrough(opId, new Supposition(plan, on, at), by, Whole(next) ?? 0, owners));
            return outcome switch
            {
                RehearsalOutcome.Recorded => Results.LocalRedirect($"/plans/{id}/rehearse?recorded={Uri.EscapeDataString(plan)}"),
                RehearsalOutcome.NotKept => new Refused(typeof(RehearsePage), "main", Said.Ahead["rehearse.not"]),
                _ => Results.NotFound(),
            };
        });

    private static int? Whole(string? typed) => int.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : null;

    private static string Long => Said.Together.Get("tooLong", Longest);
}

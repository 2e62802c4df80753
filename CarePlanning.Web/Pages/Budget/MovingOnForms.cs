using CarePlanning.Core.MovingOn;
using CarePlanning.Web.Security;
using CarePlanning.Web.Words;
using Microsoft.AspNetCore.Mvc;

namespace CarePlanning.Web.Pages.Budget;

/// <summary>The plain forms by which a plan moves on.</summary>
internal static class MovingOnForms
{
    /// <summary>Room for so many lines of a council's budget.</summary>
    public const int Lines = 5;
    /// <summary>The longest name or line, in letters.</summary>
    public const int Longest = 400;

    public static void MapMovingOn(this WebApplication app)
    {
        app.MapPost("/plans/{id:guid}/moving-on/adult", async (Guid id, [FromForm] string? ignored, HttpContext http, CurrentActor actors, MovingOnService moving) =>
        {
            if (await actors.Of(http) is not { } actor) return Results.StatusCode(401);
            var (begun, refusal) = await moving.BeginAdult(actor, id);
            return begun is { } adult ? Results.LocalRedirect($"/plans/{adult}")
                : refusal is MovingOnRefusal.NotFound or MovingOnRefusal.NotYours or MovingOnRefusal.NotAChild ? Results.NotFound() : Results.LocalRedirect($"/plans/{id}/moving-on?problem={refusal}");
        });
    }

    /// <summary>The first field that is too long, or else the first cost that cannot be read, with its sentence; null where there is none.</summary>
    public static (string Field, string Sentence)? Wrong(IFormCollection form) => TooLong(form) is { } longest ? (longest, Said.Together.Get("tooLong", Longest))
        : Unread(form) is { } unread ? (unread, Said.Money["moving.problem.NoAmount"]) : null;

    private static string? TooLong(IFormCollection form) => form.FirstOrDefault(f => !f.Key.StartsWith('_') && f.Value.ToString().Length > Longest).Key;

    private static string? Unread(IFormCollection form) => Enumerable.Range(0, Lines).Select(i => $"cost-{i}").FirstOrDefault(f => MoneyForms.IsUnread(form[f], MoneyForms.Pence(form[f])));

    /// <summary>A council's budget as it stands in the form; a line without words is none.</summary>
    public static CouncilBudget Read(IFormCollection form)
    {
        string Typed(string field) => form[field].ToString();
        return new(Typed("council"), MoneyForms.Pence(Typed("amount")),
            [.. Enumerable.Range(0, Lines).Select(i => (What: Typed($"what-{i}"), Cost: Typed($"cost-{i}"))).Where(l => l.What.Trim().Length > 0).Select(l => new CouncilLine(l.What, MoneyForms.Pence(l.Cost)))]);
    }
}

using CarePlanning.Core.MovingOn;
using CarePlanning.Web.Security;
using Microsoft.AspNetCore.Mvc;

namespace CarePlanning.Web.Pages.Budget;

/// <summary>The plain forms by which a plan moves on.</summary>
internal static class MovingOnForms
{
    /// <summary>Room for so many lines of a council's budget.</summary>
    public const int Lines = 5;
    private const int Longest = 400;

    public static void MapMovingOn(this WebApplication app)
    {
        app.MapPost("/plans/{id:guid}/moving-on/adult", async (Guid id, [FromForm] string? ignored, HttpContext http, CurrentActor actors, MovingOnService moving) =>
        {
            if (await actors.Of(http) is not { } actor) return Results.StatusCode(401);
            var (begun, refusal) = await moving.BeginAdult(actor, id);
            return begun is { } adult ? Results.LocalRedirect($"/plans/{adult}") : Back(id, refusal, "");
        });
        app.MapPost("/plans/{id:guid}/moving-on/council", async (Guid id, [FromForm] Guid? op, HttpContext http, CurrentActor actors, MovingOnService moving) =>
        {
            if (await actors.Of(http) is not { } actor) return Results.StatusCode(401);
            var form = await http.Request.ReadFormAsync();
            string Typed(string field) => form[field].ToString() is { Length: > Longest } tooLong ? tooLong[..Longest] : form[field].ToString();
            List<CouncilLine> lines = [.. Enumerable.Range(0, Lines).Select(i => (What: Typed($"what-{i}"), Cost: Typed($"cost-{i}"))).Where(l => l.What.Trim().Length > 0).Select(l => new CouncilLine(l.What, MoneyForms.Pence(l.Cost)))];
            var refusal = await moving.BringCouncilBudget(actor, id, op ?? Guid.NewGuid(), new CouncilBudget(Typed("council"), MoneyForms.Pence(Typed("amount")), lines));
            return Back(id, refusal, MoneyForms.Query([("council", Typed("council")), ("amount", Typed("amount")), .. Enumerable.Range(0, Lines).SelectMany(i => new[] { ($"what-{i}", (string?)Typed($"what-{i}")), ($"cost-{i}", Typed($"cost-{i}")) })]));
        });
    }

    private static IResult Back(Guid id, MovingOnRefusal refusal, string typed) => refusal switch
    {
        MovingOnRefusal.None => Results.LocalRedirect($"/plans/{id}/budget"),
        MovingOnRefusal.NotFound or MovingOnRefusal.NotYours or MovingOnRefusal.NotAChild => Results.NotFound(),
        _ => Results.LocalRedirect($"/plans/{id}/moving-on?problem={refusal}{typed}"),
    };
}

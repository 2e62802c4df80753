using CarePlanning.Core.Collaboration;
using CarePlanning.Core.Plans;
using CarePlanning.Web.Security;
using Microsoft.AspNetCore.Mvc;

namespace CarePlanning.Web.Pages.Together;

/// <summary>Plain forms of the notes between two people and of the carer's own page.</summary>
internal static class TogetherForms
{
    public static void MapTogether(this WebApplication app)
    {
        var plan = app.MapGroup("/plans/{id:guid}");
        plan.MapPost("/between-us", async (Guid id, [FromForm] string? words, HttpContext http, CurrentActor actors, BetweenUsService between) =>
        {
            if (await actors.Of(http) is not { } actor || actors.Entered is not { } entry || !BetweenUsService.IsFor(actor, entry.Circle)) return Results.NotFound();
            var kept = await between.Write(actor, id, words);
            return Results.LocalRedirect(kept || string.IsNullOrWhiteSpace(words) ? $"/plans/{id}/between-us" : $"/plans/{id}/between-us?too-long=yes");
        });
        plan.MapPost("/between-us/take-out", async (Guid id, [FromForm] Guid note, HttpContext http, CurrentActor actors, BetweenUsService between) =>
            await actors.Of(http) is { } actor && await between.TakeOut(actor, id, note) ? Results.LocalRedirect($"/plans/{id}/between-us") : Results.NotFound());
        plan.MapPost("/carer", async (Guid id, [FromForm] string? ignored, HttpContext http, CurrentActor actors, CarerPageService carers) =>
        {
            if (await actors.Of(http) is not { } actor) return Results.StatusCode(401);
            var form = await http.Request.ReadFormAsync();
            List<CarerWords> parts = [.. from part in Enum.GetValues<CarerPart>()
                                         where form.ContainsKey(part.ToString())
                                         select new CarerWords(part, form[part.ToString()].ToString(),
                                             // What cannot be read is taken as the narrowest.
                                             Enum.TryParse<CarerAudience>(form[$"{part}/seenBy"], out var seenBy) && Enum.IsDefined(seenBy) ? seenBy : CarerAudience.OnlyMe)];
            if (parts.Any(p => p.Words.ReplaceLineEndings("\n").Length > TextRules.MostCharacters)) return Results.LocalRedirect($"/plans/{id}/carer?answer=too-long");
            return await carers.Write(actor, id, parts) ? Results.LocalRedirect($"/plans/{id}/carer?answer=kept") : Results.NotFound();
        });
    }
}

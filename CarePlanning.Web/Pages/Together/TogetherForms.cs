using CarePlanning.Core.Collaboration;
using CarePlanning.Core.Plans;
using CarePlanning.Web.Components;
using CarePlanning.Web.Security;
using CarePlanning.Web.Words;
using Microsoft.AspNetCore.Mvc;

namespace CarePlanning.Web.Pages.Together;

/// <summary>Plain forms of the notes between two people and of the carer's own page.</summary>
internal static class TogetherForms
{
    public static void MapTogether(this WebApplication app)
    {
        var plan = app.MapGroup("/plans/{id:guid}");
        plan.MapPost("/between-us", async (Guid id, [FromForm] string? words, [FromForm] Guid? op, HttpContext http, CurrentActor actors, BetweenUsService between) =>
        {
            if (await actors.Of(http) is not { } actor || actors.Entered is not { } entry || !BetweenUsService.IsFor(actor, entry.Circle)) return Results.NotFound();
            if (await between.Write(actor, id, words, op)) return Results.LocalRedirect($"/plans/{id}/between-us");
            return new Refused(typeof(BetweenUsPage), "note", string.IsNullOrWhiteSpace(words) ? Said.Together["between.nothing"] : Said.Together.Get("tooLong", TextRules.MostCharacters));
        });
        plan.MapPost("/between-us/take-out", async (Guid id, [FromForm] Guid note, HttpContext http, CurrentActor actors, BetweenUsService between) =>
            await actors.Of(http) is { } actor && await between.TakeOut(actor, id, note) ? Results.LocalRedirect($"/plans/{id}/between-us") : Results.NotFound());
        plan.MapPost("/carer", async (Guid id, [FromForm] string? ignored, HttpContext http, CurrentActor actors, CarerPageService carers) =>
        {
            if (await actors.Of(http) is not { } actor) return Results.StatusCode(401);
            var form = await http.Request.ReadFormAsync();
            List<CarerPart> sent = [.. Enum.GetValues<CarerPart>().Where(p => form.ContainsKey($"{p}"))];
            var tooLong = sent.Where(p => form[$"{p}"].ToString().ReplaceLineEndings("\n").Length > TextRules.MostCharacters).Select(p => ($"{p}", Said.Together.Get("tooLong", TextRules.MostCharacters))).ToList();
            if (tooLong.Count > 0) return new Refused(typeof(CarerPartsPage), tooLong);
            var outcome = await carers.Write(actor, id, [.. sent.Select(p => Read(form, p, ""))], [.. sent.Select(p => Read(form, p, Typed.BaseOf("")))]);
            if (outcome.Kept) return Results.LocalRedirect($"/plans/{id}/carer?answer=kept");
            return outcome.Met.Count == 0 ? Results.NotFound() : new Refused(typeof(CarerPartsPage), [.. outcome.Met.Select(p => ($"{p}", Said.Wizard["met"]))]) { Met = [.. outcome.Met.Select(p => $"{p}")] };
        });
    }

    /// <summary>A part as it was typed, or as its page was drawn with it; an audience that cannot be read is taken as the narrowest.</summary>
    private static CarerWords Read(IFormCollection form, CarerPart part, string before) => new(part, form[$"{before}{part}"].ToString(),
        Choice.Of<CarerAudience>(form[$"{before}{part}/seenBy"]) ?? CarerAudience.OnlyMe);
}

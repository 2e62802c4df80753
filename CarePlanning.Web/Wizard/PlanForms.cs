using CarePlanning.Core.Access;
using CarePlanning.Core.People;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Uploads;
using CarePlanning.Web.Components;
using CarePlanning.Web.Pages.Plans;
using CarePlanning.Web.Security;
using CarePlanning.Web.Words;
using Microsoft.AspNetCore.Mvc;

namespace CarePlanning.Web.Wizard;

/// <summary>Plain forms about a plan as a whole: begin one, open a new version, add a file.</summary>
internal static class PlanForms
{
    public static void MapPlanForms(this WebApplication app)
    {
        app.MapPost("/plans/new", async ([FromForm] string? givenNames, [FromForm] string? familyName, [FromForm] Pathway? pathway, [FromForm] Guid? op, HttpContext http, CurrentActor actors, PlanService plans) =>
        {
            if (await actors.Of(http) is not { } actor || !OrganisationAccess.May(actor, OrganisationAction.BeginPlan)) return Results.NotFound();
            if (string.IsNullOrWhiteSpace(givenNames) && string.IsNullOrWhiteSpace(familyName)) return new Refused(typeof(NewPlanPage), "givenNames", Said.Plans["new.name"]);
            foreach (var (field, typed) in new[] { ("givenNames", givenNames), ("familyName", familyName) })
                if (typed?.Length > NewPlan.LongestName) return new Refused(typeof(NewPlanPage), field, Said.Together.Get("tooLong", NewPlan.LongestName));
            if (pathway is { } chosen && !Enum.IsDefined(chosen)) return Results.BadRequest();
            var id = await plans.Begin(actor, new NewPlan(NewPlan.OneLine(givenNames), NewPlan.OneLine(familyName), null, null, pathway ?? Pathway.NoBudget) { Id = op });
            return Results.LocalRedirect($"/plans/{id}");
        });
        app.MapPost("/plans/{id:guid}/new-version", async (Guid id, [FromForm] string? ignored, HttpContext http, CurrentActor actors, PlanService plans) =>
            await actors.Of(http) is { } actor && await plans.StartNewVersion(actor, id) ? Results.LocalRedirect($"/plans/{id}") : Results.LocalRedirect($"/plans/{id}?problem=version")).For(PlanAction.StartNewVersion);
        app.MapPost("/plans/{id:guid}/uploads", async (Guid id, IFormFile file, HttpContext http, CurrentActor actors, UploadService uploads) =>
        {
            if (await actors.Of(http) is not { } actor) return Results.StatusCode(401);
            if (file.Length > UploadService.MostBytes) return Results.Json(new { refused = UploadRefusal.TooLarge.ToString() }, statusCode: 422);
            using var content = new MemoryStream();
            await file.CopyToAsync(content);
            var (kept, refusal) = await uploads.Add(actor, id, file.FileName, content.ToArray());
            return kept is null ? Results.Json(new { refused = refusal.ToString() }, statusCode: refusal == UploadRefusal.NotFound ? 404 : 422)
                : Results.Json(new { kept.Sha256, kept.FileName, kept.MediaType, kept.Size });
        }).For(PlanAction.Upload);
        app.MapGet("/plans/{id:guid}/uploads/{sha256}", async (Guid id, string sha256, HttpContext http, CurrentActor actors, UploadService uploads) =>
            await actors.Of(http) is { } actor && await uploads.Open(actor, id, sha256) is var (file, content)
                ? Results.File(content, "application/octet-stream", file.FileName) : Results.NotFound());
    }
}

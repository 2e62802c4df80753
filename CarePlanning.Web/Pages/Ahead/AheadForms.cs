using CarePlanning.Core.Access;
using CarePlanning.Core.Ahead;
using CarePlanning.Core.Uploads;
using CarePlanning.Web.Components;
using CarePlanning.Web.Security;
using CarePlanning.Web.Words;
using Microsoft.AspNetCore.Mvc;

namespace CarePlanning.Web.Pages.Ahead;

/// <summary>Plain forms of looking ahead: seal the record of a conversation, take a decision to its next step, add a scan.</summary>
internal static class AheadForms
{
    /// <summary>Large enough that a file of 60 MB is answered with a sentence and not with a broken connection.</summary>
    private const long MostReadBytes = 100L * 1024 * 1024;

    public static void MapAhead(this WebApplication app)
    {
        app.MapPost("/plans/{id:guid}/conversation", async (Guid id, [FromForm] bool? aloud, HttpContext http, CurrentActor actors, ConversationService conversations) =>
        {
            if (await actors.Of(http) is not { } actor) return Results.StatusCode(401);
            try { return await conversations.Seal(actor, id, aloud == true) is { } file ? Results.LocalRedirect($"/plans/{id}/conversation?sealed={file}") : Results.NotFound(); }
            // Why, the page says by itself; what was written stays.
            catch (CarePlanning.Pdf.SealException) { return Results.LocalRedirect($"/plans/{id}/conversation"); }
        });
        app.MapForm("/plans/{id:guid}/papers/step", "/plans/{id}/papers", async (Guid id, [FromForm] string? decision, [FromForm] DecisionStep? step, [FromForm] string? heardBy, [FromForm] string? scan, [FromForm] bool? looked,
            HttpContext http, CurrentActor actors, DecisionService decisions) =>
        {
            if (await actors.Of(http) is not { } actor) return Results.StatusCode(401);
            if (decision is null || step is not { } wanted) return Results.NotFound();
            var result = await decisions.Take(actor, id, new DecisionAct(decision, wanted, heardBy, scan, looked == true));
            return result.Refusal switch
            {
                StepRefusal.None => Results.LocalRedirect($"/plans/{id}/papers"),
                StepRefusal.NotFound => Results.NotFound(),
                var no => new Refused(typeof(PapersPage), $"{no switch { StepRefusal.NoHearer => "heard", StepRefusal.NotChecked => "looked", StepRefusal.NoSuchScan => "scan", _ => "d" }}-{decision}", Said.Ahead[$"step.{no}"]),
            };
        });
        app.MapPost("/plans/{id:guid}/papers/upload", async (Guid id, IFormFile? file, HttpContext http, CurrentActor actors, UploadService uploads) =>
        {
            if (await actors.Of(http) is not { } actor) return Results.StatusCode(401);
            if (file is null || file.FileName.Length == 0) return NotTaken(id, UploadRefusal.Empty);
            if (file.Length > UploadService.MostBytes) return NotTaken(id, UploadRefusal.TooLarge);
            using var content = new MemoryStream();
            await file.CopyToAsync(content);
            var (kept, refusal) = await uploads.Add(actor, id, file.FileName, content.ToArray());
            return kept is not null ? Results.LocalRedirect($"/plans/{id}/papers?added={kept.Sha256}#files") : refusal == UploadRefusal.NotFound ? Results.NotFound() : NotTaken(id, refusal);
        }).WithMetadata(new RequestSizeLimitAttribute(MostReadBytes)).For(PlanAction.Upload);
        app.MapGet("/plans/{id:guid}/papers/{decision}/paper.pdf", async (Guid id, string decision, HttpContext http, CurrentActor actors, DecisionService decisions) =>
            await actors.Of(http) is { } actor && await decisions.Paper(actor, id, decision) is { } pdf
                ? Results.File(pdf, "application/pdf", "advance-decision.pdf") : Results.NotFound());
    }

    private static IResult NotTaken(Guid id, UploadRefusal why) => Results.LocalRedirect($"/plans/{id}/papers?file={why}#files");
}

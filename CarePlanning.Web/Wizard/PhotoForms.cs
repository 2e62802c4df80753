using CarePlanning.Core.Uploads;
using CarePlanning.Web.Security;
using Microsoft.AspNetCore.Mvc;

namespace CarePlanning.Web.Wizard;

/// <summary>Plain forms of the photo on a plan.</summary>
internal static class PhotoForms
{
    /// <summary>More than is taken, so that one that is too large is answered with a sentence and not cut off.</summary>
    private const long MostReadBytes = 64L * 1024 * 1024;

    public static void MapPhoto(this WebApplication app)
    {
        app.MapPost("/plans/{id:guid}/photo", async (Guid id, IFormFile? file, HttpContext http, CurrentActor actors, PhotoService photos) =>
        {
            if (await actors.Of(http) is not { } actor) return Results.StatusCode(401);
            if (file is null || file.FileName.Length == 0) return Back(id, PhotoRefusal.Empty);
            if (file.Length > UploadService.MostBytes) return Back(id, PhotoRefusal.TooLarge);
            using var content = new MemoryStream();
            await file.CopyToAsync(content);
            return Back(id, await photos.Put(actor, id, content.ToArray()));
        }).WithMetadata(new RequestSizeLimitAttribute(MostReadBytes)).For(PhotoService.MayChange);
        app.MapPost("/plans/{id:guid}/photo/remove", async (Guid id, [FromForm] string? ignored, HttpContext http, CurrentActor actors, PhotoService photos) =>
            await actors.Of(http) is not { } actor ? Results.StatusCode(401) : Back(id, await photos.Remove(actor, id) ? PhotoRefusal.None : PhotoRefusal.NotFound)).For(PhotoService.MayChange);
    }

    private static IResult Back(Guid id, PhotoRefusal refusal) => refusal switch
    {
        PhotoRefusal.NotFound => Results.NotFound(),
        PhotoRefusal.None => Results.LocalRedirect($"/plans/{id}/about-me#photo"),
        _ => Results.LocalRedirect($"/plans/{id}/about-me?photo={refusal}#photo"),
    };
}

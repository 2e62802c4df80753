using CarePlanning.Core.Documents;
using CarePlanning.Core.Exchange;
using CarePlanning.Core.Exchange.Fhir;
using CarePlanning.Web.Security;

namespace CarePlanning.Web.Rendering;

/// <summary>Documents as plain authorised downloads, so that they do not depend on a circuit.</summary>
internal static class Downloads
{
    public static void MapDownloads(this WebApplication app)
    {
        app.MapGet("/plans/{id:guid}/draft.pdf", async (Guid id, HttpContext http, CurrentActor actors, DocumentService documents) =>
            await actors.Of(http) is { } actor && await documents.Draft(actor, id) is var (pdf, name)
                ? Results.File(pdf, "application/pdf", name) : Results.NotFound());
        app.MapGet("/plans/{id:guid}/versions/{n:int}/plan.pdf", async (Guid id, int n, HttpContext http, CurrentActor actors, DocumentService documents) =>
            await actors.Of(http) is { } actor && await documents.Sealed(actor, id, n) is var (bytes, name)
                ? Results.File(bytes, "application/pdf", name, enableRangeProcessing: true) : Results.NotFound());
        app.MapGet("/plans/{id:guid}/versions/{n:int}/plan.fhir.json", async (Guid id, int n, HttpContext http, CurrentActor actors, DocumentService documents) =>
            await actors.Of(http) is { } actor && await documents.Data(actor, id, n) is var (bytes, name)
                ? Results.File(bytes, PlanBundle.MediaType, name) : Results.NotFound());
        app.MapGet("/plans/{id:guid}/everything.zip", async (Guid id, HttpContext http, CurrentActor actors, PlanTransferService transfers) =>
            await actors.Of(http) is { } actor && await transfers.Take(actor, id) is var (bytes, name)
                ? Results.File(bytes, "application/zip", name) : Results.NotFound());
    }
}

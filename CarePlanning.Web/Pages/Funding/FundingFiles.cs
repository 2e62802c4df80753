using System.Text;
using CarePlanning.Core.Funding;
using CarePlanning.Web.Pages.Copies;
using CarePlanning.Web.Security;

namespace CarePlanning.Web.Pages.Funding;

/// <summary>Letters and figures as plain authorised downloads.</summary>
internal static class FundingFiles
{
    public static void MapFunding(this WebApplication app)
    {
        app.MapGet("/plans/{id:guid}/requests/{request:guid}/letters/{file}", async (Guid id, Guid request, string file, HttpContext http, CurrentActor actors, FundingService funding) => await Letter(id, request, file, http, actors, funding));
        app.MapGet("/requests/{request:guid}/letters/{file}", async (Guid request, string file, HttpContext http, CurrentActor actors, FundingService funding) => await Letter(null, request, file, http, actors, funding));
        app.MapGet("/requests/figures.csv", async (HttpContext http, CurrentActor actors, FiguresService figures) => Csv(await actors.Of(http) is { } actor ? await figures.MonthsAsCsv(actor) : null, "figures"));
        app.MapGet("/requests/requests.csv", async (HttpContext http, CurrentActor actors, FiguresService figures) => Csv(await actors.Of(http) is { } actor ? await figures.RequestsAsCsv(actor) : null, "requests"));
        app.MapGet("/plans/{id:guid}/direct-payment/statement.csv", async (Guid id, HttpContext http, CurrentActor actors, DirectPaymentService payments) => Csv(await actors.Of(http) is { } actor ? await payments.AsCsv(actor, id) : null, "statement"));
        app.MapGet("/plans/{id:guid}/direct-payment/notices/{file}", async (Guid id, string file, HttpContext http, CurrentActor actors, DirectPaymentService payments) =>
            await actors.Of(http) is { } actor ? Page(await payments.Notice(actor, id, Path.GetFileNameWithoutExtension(file)), file, http) : Results.NotFound());
    }

    private static IResult Csv(byte[]? table, string name) => table is null ? Results.NotFound() : Results.File(table, "text/csv; charset=utf-8", name + ".csv");

    private static async Task<IResult> Letter(Guid? plan, Guid request, string file, HttpContext http, CurrentActor actors, FundingService funding) =>
        await actors.Of(http) is { } actor ? Page(await funding.Letter(actor, request, Path.GetFileNameWithoutExtension(file), plan), file, http) : Results.NotFound();

    private static IResult Page((byte[] Pdf, string Html, string FileName)? sealedFile, string file, HttpContext http)
    {
        if (sealedFile is not var (pdf, html, name)) return Results.NotFound();
        switch (Path.GetExtension(file))
        {
            case ".pdf": return Results.File(pdf, "application/pdf", name + ".pdf");
            case ".html":
                http.Response.Headers.ContentSecurityPolicy = CopyForms.PolicyOf(html);
                return Results.Text(html, "text/html", Encoding.UTF8);
            default: return Results.NotFound();
        }
    }
}

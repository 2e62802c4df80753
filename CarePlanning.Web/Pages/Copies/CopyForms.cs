using System.Security.Cryptography;
using System.Text;
using CarePlanning.Core.Access;
using CarePlanning.Core.Documents.Copies;
using CarePlanning.Core.Exchange.Fhir;
using CarePlanning.Web.Components;
using CarePlanning.Web.Security;
using CarePlanning.Web.Words;
using Microsoft.AspNetCore.Mvc;

namespace CarePlanning.Web.Pages.Copies;

/// <summary>Copies as plain authorised downloads, and the small forms about them; each can be sent without a script.</summary>
internal static class CopyForms
{
    public static void MapCopies(this WebApplication app)
    {
        var copies = app.MapGroup("/plans/{id:guid}/copies");
        copies.MapGet("/{file}", async (Guid id, string file, HttpContext http, CurrentActor actors, CopyService service) =>
        {
            var (copy, form) = Named(file);
            if (await actors.Of(http) is not { } actor || copy is null || form is not (".pdf" or ".html" or ".txt" or PlanBundle.Extension) || await service.Get(actor, id, copy.Kind) is not { } made) return Results.NotFound();
            return Answer(http, made, form);
        });
        copies.MapPost("/record", async (Guid id, [FromForm] string? ignored, HttpContext http, CurrentActor actors, CopyService service) =>
            await actors.Of(http) is not { } actor ? Results.StatusCode(401)
                : await service.Record(actor, id) is var made && made == SheetRefusal.NotSealed ? Back(id, false, "record-seal") : Back(id, made == SheetRefusal.None, "record")).For(PlanAction.LeadSigning);
        copies.MapForm("/fact", "/plans/{id}/copies", async (Guid id, [FromForm] LiveFactKind? kind, [FromForm] string? words, [FromForm] string? instead, [FromForm] Guid? op, HttpContext http, CurrentActor actors, LiveFactService facts) =>
            await actors.Of(http) is not { } actor ? Results.StatusCode(401)
                : kind is { } about && Enum.IsDefined(about) && await facts.State(actor, id, about, words, instead == "yes", op) ? Back(id)
                : new Refused(typeof(CopiesPage), "fact-words", Said.Copies["problem.fact"])).For(PlanAction.Edit);
        copies.MapPost("/fact-ended", async (Guid id, [FromForm] Guid? fact, HttpContext http, CurrentActor actors, LiveFactService facts) =>
            await actors.Of(http) is { } actor ? Back(id, fact is { } which && await facts.End(actor, id, which), "ended") : Results.StatusCode(401)).For(PlanAction.Edit);
        copies.MapForm("/give", "/plans/{id}/copies", async (Guid id, [FromForm] string? code, [FromForm] string? to, [FromForm] HowGiven? how, [FromForm] Guid? op, HttpContext http, CurrentActor actors, LiveFactService facts) =>
            await actors.Of(http) is not { } actor ? Results.StatusCode(401)
                : how is { } given && Enum.IsDefined(given) && await facts.Give(actor, id, code ?? "", to, given, op) ? Back(id)
                : new Refused(typeof(CopiesPage), "to", Said.Copies["problem.give"])).For(PlanAction.Edit);
        copies.MapPost("/told", async (Guid id, [FromForm] Guid? holder, HttpContext http, CurrentActor actors, LiveFactService facts) =>
            await actors.Of(http) is { } actor ? Back(id, holder is { } which && await facts.Told(actor, id, which), "told") : Results.StatusCode(401)).For(PlanAction.Edit);
        app.MapPost("/plans/{id:guid}/easy-read", async (Guid id, [FromForm] string? slug, [FromForm] string? words, [FromForm(Name = "base-words")] string? based, HttpContext http, CurrentActor actors, EasyReadService easy) =>
        {
            if (await actors.Of(http) is not { } actor) return Results.StatusCode(401);
            var field = $"easy-{slug}";
            return await easy.Write(actor, id, slug ?? "", words, based) switch
            {
                EasyOutcome.Kept => Results.LocalRedirect($"/plans/{id}/easy-read#{Uri.EscapeDataString(field)}"),
                EasyOutcome.TooLong => new Refused(typeof(EasyReadPage), field, Said.Copies["problem.easy"]),
                EasyOutcome.Changed => new Refused(typeof(EasyReadPage), field, Said.Wizard["met"]) { Met = [field] },
                _ => new Refused(typeof(EasyReadPage), "main", Said.Copies["problem.easy.not"]),
            };
        }).For(PlanAction.Edit);
    }

    /// <summary>Which copy is asked for by the name of a file, and in which form.</summary>
    internal static (CopyDefinition? Copy, string Form) Named(string file)
    {
        var name = file.Split('.', 2)[0];
        return (CopyList.Find(name), file[name.Length..]);
    }

    /// <summary>A copy in the form that was asked for; its page under a policy that lets it load and send nothing.</summary>
    internal static IResult Answer(HttpContext http, CopyFile made, string form)
    {
        switch (form)
        {
            case ".pdf": return Results.File(made.Pdf, "application/pdf", made.FileName + ".pdf");
            case PlanBundle.Extension: return made.Data is { } data ? Results.File(data, PlanBundle.MediaType, made.FileName + form) : Results.NotFound();
            case ".txt": return Results.Text(made.Text, "text/plain", Encoding.UTF8);
        }
        var html = made.Standing is CopyStanding.Latest ? made.Html : Warned(made);
        http.Response.Headers.ContentSecurityPolicy = PolicyOf(html);
        return Results.Text(html, "text/html", Encoding.UTF8);
    }

    /// <summary>The page as it was made, under a sentence that says it no longer holds (RV-05).</summary>
    private static string Warned(CopyFile made) => made.Html.Replace("<body>\n", $"<body>\n<p class=\"banner\" role=\"status\">{System.Net.WebUtility.HtmlEncode(Said.Copies[$"standing.{made.Standing}.what"])}</p>\n", StringComparison.Ordinal);

    /// <summary>What a page that stands for itself may do: draw with its own style, and nothing else.</summary>
    internal static string PolicyOf(string html) => $"default-src 'none'; img-src data:; style-src 'sha256-{HashOfStyle(html)}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static string HashOfStyle(string html)
    {
        var (from, to) = (html.IndexOf("<style>", StringComparison.Ordinal) + 7, html.IndexOf("</style>", StringComparison.Ordinal));
        return Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(html[from..to])));
    }

    private static IResult Back(Guid id, bool done = true, string what = "") => Results.LocalRedirect(done ? $"/plans/{id}/copies" : $"/plans/{id}/copies?problem={what}");
}

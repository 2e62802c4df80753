using CarePlanning.Core.Access;
using CarePlanning.Core.Exchange;
using CarePlanning.Core.Plans;
using CarePlanning.Web.Components;
using CarePlanning.Web.Security;
using CarePlanning.Web.Words;
using Microsoft.AspNetCore.Mvc;

namespace CarePlanning.Web.Pages.Pack;

/// <summary>The download of a visit pack: a plain form, so that it does not depend on a circuit.</summary>
internal static class PackForms
{
    public static void MapPack(this WebApplication app) =>
        app.MapPost("/plans/{id:guid}/pack", async (Guid id, [FromForm] string? passphrase, [FromForm] string? again, HttpContext http, CurrentActor actors, PlanService plans, VisitPackFile file) =>
        {
            if (await actors.Of(http) is not { } actor) return Results.StatusCode(401);
            if (await plans.Open(actor, id) is not { } plan || !PlanAccess.May(actor, PlanAction.TakePack, plan.Circle)) return Results.NotFound();
            if (Passphrase.Check(passphrase, again, plan.Card.PersonName, plan.Card.Number, plan.Card.NhsNumber) is not PassphraseProblem.None and var problem)
                return new Refused(typeof(PackPage), problem == PassphraseProblem.Differs ? "again" : "passphrase", Said.Pack[$"problem.{problem}"]);
            return await file.Write(actor, id, passphrase!) is var (name, content)
                ? Results.File(content, "text/html", name) : new Refused(typeof(PackPage), "main", Said.Pack["problem.not"]);
        });
}

using CarePlanning.Core.Access;
using CarePlanning.Core.Concerns;
using CarePlanning.Core.Family;
using CarePlanning.Core.Plans;
using CarePlanning.Web.Components;
using CarePlanning.Web.Pages.Copies;
using CarePlanning.Web.Security;
using CarePlanning.Web.Words;
using Microsoft.AspNetCore.Mvc;

namespace CarePlanning.Web.Pages.Family;

/// <summary>The small forms about people and links, and the files behind a link that was opened.</summary>
internal static class FamilyForms
{
    public static void MapFamily(this WebApplication app)
    {
        var people = app.MapGroup("/plans/{id:guid}/people");
        people.MapPost("/end", async (Guid id, [FromForm] string? member, HttpContext http, CurrentActor actors, CircleService circles, PlanService plans) =>
        {
            var done = await actors.Of(http) is { } actor && await circles.EndAccess(actor, id, member ?? "");
            // Who has left a plan has no page of it to come back to.
            return done && await actors.Of(http) is { } still && !await plans.MayOpen(still, id) ? Results.LocalRedirect("/plans") : Back(id, done);
        }).For(PlanAction.Invite);
        people.MapPost("/colleague", async (Guid id, [FromForm] string? colleague, HttpContext http, CurrentActor actors, CircleService circles) =>
            Back(id, await actors.Of(http) is { } actor && Guid.TryParse(colleague, out var who) && await circles.AddColleague(actor, id, who))).For(CircleService.IsStaff);
        people.MapPost("/invitation-end", async (Guid id, [FromForm] Guid? invitation, HttpContext http, CurrentActor actors, InvitationService invitations) =>
            Back(id, await actors.Of(http) is { } actor && invitation is { } which && await invitations.End(actor, id, which))).For(PlanAction.Invite);
        people.MapPost("/invitation-again", async (Guid id, [FromForm] Guid? invitation, HttpContext http, CurrentActor actors, InvitationService invitations) =>
            Back(id, await actors.Of(http) is { } actor && invitation is { } which && await invitations.SendAgain(actor, id, which), "not-sent")).For(PlanAction.Invite);
        people.MapPost("/share-end", async (Guid id, [FromForm] Guid? share, HttpContext http, CurrentActor actors, ShareService shares) =>
            Back(id, await actors.Of(http) is { } actor && share is { } which && await shares.End(actor, id, which))).For(PlanAction.ShareCopy);
        people.MapPost("/sharing-again", async (Guid id, [FromForm] string? again, HttpContext http, CurrentActor actors, RestrictionService restrictions) =>
            Back(id, await actors.Of(http) is { } actor && await restrictions.Lift(actor, id, ""))).For(PlanAction.LiftRestriction);
        app.MapGet("/shared/{token}/{file}", async (string token, string file, HttpContext http, SharedCookie opened, ShareService shares) =>
            file is "copy.pdf" or "copy.html" or "copy.txt"
            && opened.Of(http) is { } which && await shares.Copy(token, which) is { } copy
                ? CopyForms.Answer(http, copy, Path.GetExtension(file)) : Results.NotFound());
        app.MapPost("/emergency-access/end", async ([FromForm] string? ignored, HttpContext http, CurrentActor actors, BreakGlassService emergencies) =>
            await actors.Of(http) is { } actor && await emergencies.End(actor) ? Results.LocalRedirect("/plans") : Results.NotFound());
        app.MapForm("/concerns/answer", "/concerns", async ([FromForm] Guid? concern, [FromForm] string? answer, HttpContext http, CurrentActor actors, ConcernService concerns) =>
        {
            if (await actors.Of(http) is not { } actor || !ConcernService.IsLead(actor)) return Results.NotFound();
            return concern is { } which && await concerns.Answer(actor, which, answer) ? Results.LocalRedirect("/concerns")
                : new Refused(typeof(ConcernsPage), concern is null ? "main" : $"answer-{concern}", Said.Family[string.IsNullOrWhiteSpace(answer) ? "concerns.answer.none" : "concerns.answer.not"]);
        });
        app.MapForm("/concerns/hand-on", "/concerns", async ([FromForm] Guid? plan, [FromForm] string? colleague, HttpContext http, CurrentActor actors, HandingOnService handing) =>
        {
            if (await actors.Of(http) is not { } actor || !ConcernService.IsLead(actor)) return Results.NotFound();
            if (plan is { } which && Guid.TryParse(colleague, out var who) && await handing.HandOn(actor, which, who)) return Results.LocalRedirect("/concerns");
            // Who took it on meanwhile took the form away with it.
            var alone = await handing.ForTheLead(actor) ?? [];
            return new Refused(typeof(ConcernsPage), alone.Any(p => p.PlanId == plan) ? $"colleague-{plan}" : "main", Said.Family[string.IsNullOrEmpty(colleague) ? "handOn.choose" : "handOn.not"]);
        });
        app.MapPost("/concerns/restrict", async ([FromForm] Guid? concern, HttpContext http, CurrentActor actors, RestrictionService restrictions) =>
            await actors.Of(http) is { } actor && ConcernService.IsLead(actor)
                ? Results.LocalRedirect(concern is { } which && await restrictions.RestrictFor(actor, which) ? "/concerns" : "/concerns?problem=restrict") : Results.NotFound());
        app.MapForm("/concerns/sharing-again", "/concerns", async ([FromForm] Guid? plan, [FromForm] string? why, HttpContext http, CurrentActor actors, RestrictionService restrictions) =>
        {
            if (await actors.Of(http) is not { } actor || !ConcernService.IsLead(actor)) return Results.NotFound();
            return plan is { } which && await restrictions.Lift(actor, which, why) ? Results.LocalRedirect("/concerns")
                : new Refused(typeof(ConcernsPage), plan is null ? "main" : $"why-{plan}", Said.Family[string.IsNullOrWhiteSpace(why) ? "restrictions.why.none" : "restrictions.not"]);
        });
    }

    private static IResult Back(Guid id, bool done, string otherwise = "not-done") => Results.LocalRedirect(done ? $"/plans/{id}/people" : $"/plans/{id}/people?problem={otherwise}");
}

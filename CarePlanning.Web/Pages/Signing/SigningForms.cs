using CarePlanning.Core.Access;
using CarePlanning.Core.Documents;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Signing;
using CarePlanning.Web.Components;
using CarePlanning.Web.Security;
using CarePlanning.Web.Words;
using Microsoft.AspNetCore.Mvc;

namespace CarePlanning.Web.Pages.Signing;

/// <summary>Plain forms of the signing table: freeze, pass the laptop on, take it back, seal, withdraw. Each can be sent twice and does it once.</summary>
internal static class SigningForms
{
    public static void MapSigning(this WebApplication app)
    {
        var agree = app.MapGroup("/plans/{id:guid}/agree");
        agree.MapPost("/freeze", async (Guid id, [FromForm] string? ignored, HttpContext http, CurrentActor actors, SigningService signing) =>
            await actors.Of(http) is { } actor ? Back(id, (await signing.Freeze(actor, id)).Refusal) : Results.StatusCode(401)).For(PlanAction.Freeze);
        agree.MapPost("/finish", async (Guid id, [FromForm] string? ignored, HttpContext http, CurrentActor actors, DocumentService documents) =>
            await actors.Of(http) is not { } actor ? Results.StatusCode(401)
                // Why the seal was not set stands on the page itself.
                : Back(id, (await documents.Finish(actor, id)).Refusal is { } no and not SigningRefusal.NotSealed ? no : null)).For(PlanAction.Sign);
        agree.MapForm("/withdraw", "/plans/{id}/agree", async (Guid id, [FromForm] int number, [FromForm] string? reason, [FromForm] string? pin, HttpContext http, CurrentActor actors, SigningService signing) =>
            await actors.Of(http) is not { } actor ? Results.StatusCode(401) : (await signing.Withdraw(actor, id, number, reason, pin)).Refusal switch
            {
                null => Back(id, null),
                SigningRefusal.NotFound => Results.NotFound(),
                { } no => new Refused(typeof(AgreePage), no switch
                {
                    SigningRefusal.NoReason or SigningRefusal.TooLong => "reason",
                    SigningRefusal.WrongPin or SigningRefusal.MustShowAgain or SigningRefusal.PinMustWait => "withdraw-pin",
                    _ => "main",
                }, Said.Signing.Get($"refused.{no.GetType().Name}", "")),
            }).For(PlanAction.Withdraw);
        agree.MapPost("/handover", async (Guid id, [FromForm] string? to, HttpContext http, CurrentActor actors, PlanService plans, SigningService signing, SessionService sessions) =>
        {
            if (await actors.Of(http) is not { } actor) return Results.StatusCode(401);
            if (await plans.Open(actor, id) is not { } plan || (await signing.Newest(actor, id))?.Parties.FirstOrDefault(p => p.Id == to) is not { } party) return Back(id, null);
            if (party.Id != plan.Me.Id && PlanAccess.May(actor, PlanAction.LeadSigning, plan.Circle)) await sessions.PassRound(actor, id);
            return Results.LocalRedirect($"/plans/{id}/agree/sign/{Uri.EscapeDataString(party.Id)}");
        });
        agree.MapPost("/take-back", async (Guid id, [FromForm] string? pin, HttpContext http, CurrentActor actors, ReauthenticationService reauthentication, SessionService sessions) =>
        {
            if (await actors.Of(http) is not { } actor) return Results.StatusCode(401);
            switch (await reauthentication.Ask(actor, pin))
            {
                case PinAnswer.MustWait: return Results.LocalRedirect($"/plans/{id}/agree/handover?problem={nameof(SigningRefusal.PinMustWait)}");
                case PinAnswer.Wrong: return Results.LocalRedirect($"/plans/{id}/agree/handover?problem={nameof(SigningRefusal.WrongPin)}");
                case PinAnswer.ShowAgain: return Results.LocalRedirect($"/plans/{id}/agree/handover?problem={nameof(SigningRefusal.MustShowAgain)}");
            }
            if (actor.Session is { } session) await sessions.BackToOwner(session.Id);
            return Back(id, null);
        });
    }

    private static IResult Back(Guid id, SigningRefusal? refusal) => refusal is SigningRefusal.NotFound ? Results.NotFound()
        : Results.LocalRedirect(refusal is null ? $"/plans/{id}/agree" : $"/plans/{id}/agree?problem={refusal.GetType().Name}");
}

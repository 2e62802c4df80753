using CarePlanning.Core.Access;
using CarePlanning.Core.Plans;
using CarePlanning.Web.Security;
using Microsoft.AspNetCore.Antiforgery;

namespace CarePlanning.Web.Wizard;

/// <summary>The address every planning field sends its edits to, and the heartbeat beside it.</summary>
internal static class EditEndpoint
{
    /// <summary>What a page sends.</summary>
    private sealed record Sent(string? OpId, string? Section, string? Path, string? Base, string? Value, string? Voice, string? After);

    public static void MapEdits(this WebApplication app)
    {
        app.MapPost("/plans/{id:guid}/edits", async (Guid id, HttpContext http, IAntiforgery antiforgery, EditService edits, CurrentActor actors) =>
        {
            // Asked before the form's token, which is another's as well when somebody else has signed in: the page must hear whose the session is,
            // and keeps what it has not sent until they are back.
            if (await actors.Of(http) is not { } actor || (http.Request.Headers["Care-User"].ToString() is { Length: > 0 } typed && typed != actor.DeviceUser.ToString())) return Results.StatusCode(401);
            if (!await antiforgery.IsRequestValidAsync(http)) return Results.Json(new { state = "refused", why = "Token", problems = Array.Empty<object>() }, statusCode: 400);
            // anything else in the body is not read at all
            if (!http.Request.HasJsonContentType()) return Results.Json(new { state = "refused", why = "NotAnEdit", problems = Array.Empty<object>() }, statusCode: 415);
            Sent? sent;
            try { sent = await http.Request.ReadFromJsonAsync<Sent>(); }
            catch (System.Text.Json.JsonException) { return Results.Json(new { state = "refused", why = "NotAnEdit", problems = Array.Empty<object>() }, statusCode: 400); }
            catch (BadHttpRequestException e) { return Results.Json(new { state = "refused", why = "TooLong", problems = Array.Empty<object>() }, statusCode: e.StatusCode); }
            return Answer(await edits.Apply(actor, id, new Edit(sent?.OpId ?? "", sent?.Section ?? "", sent?.Path ?? "", sent?.Base, sent?.Value, sent?.Voice) { After = sent?.After }));
        });
        app.MapGet("/alive", async (HttpContext http, CurrentActor actors, SessionLimits usual, PortalSettings settings) =>
        {
            if (await actors.Of(http) is not { } actor) return Results.StatusCode(401);
            var limits = actor.JoinedBy is null ? usual : SessionLimits.Joined;
            return Results.Json(new { user = actor.DeviceUser, at = FieldText.Clock(settings.UtcNow), expiresInSeconds = Left(actor.Session?.EndsAtUtc(limits), settings), lastsSeconds = Left(actor.Session?.LastsUntilUtc(limits), settings) });
        });
    }

    private static IResult Answer(EditOutcome outcome) => outcome switch
    {
        EditOutcome.Saved s => Results.Json(new { state = "saved", at = FieldText.Clock(s.AtUtc), value = s.Value, again = s.Again, sequence = s.Sequence, problems = s.Problems.Select(Say) }),
        EditOutcome.Conflict c => Results.Json(new { state = "conflict", theirs = c.Theirs, by = c.TheirsBy, at = c.TheirsAtUtc is { } at ? FieldText.Clock(at) : null, mine = c.Mine, sequence = c.Sequence }, statusCode: 409),
        EditOutcome.Refused { Why: EditRefusal.NotFound } => Results.NotFound(),
        EditOutcome.Refused { Why: EditRefusal.NotYours } r => Results.Json(new { state = "refused", why = r.Why.ToString(), problems = r.Problems.Select(Say) }, statusCode: 403),
        EditOutcome.Refused r => Results.Json(new { state = "refused", why = r.Why.ToString(), problems = r.Problems.Select(Say) }, statusCode: 422),
        _ => throw new InvalidOperationException($"An outcome without an answer: {outcome}"),
    };

    private static object Say(Problem p) => new { ruleId = p.RuleId, path = p.Path, severity = p.Severity.ToString(), sentence = p.Sentence };

    /// <summary>Seconds until then; 0 where a session ends in another way.</summary>
    private static int Left(DateTime? until, PortalSettings settings) => until is { } at ? (int)Math.Max(0, (at - settings.UtcNow).TotalSeconds) : 0;
}

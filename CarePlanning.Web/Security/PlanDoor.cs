using CarePlanning.Core.Access;
using CarePlanning.Core.Plans;

namespace CarePlanning.Web.Security;

/// <summary>Stands before every address of a plan: what does not exist, or is somebody else's, is not found before anything is drawn.</summary>
internal sealed class PlanDoor(RequestDelegate next)
{
    /// <summary>What may follow a plan's id besides a section, whole, with * for one part that its page looks up; not in the list means it does not exist.</summary>
    internal static readonly string[] Rooms =
    [
        "check", "still-needed", "draft.pdf", "edits", "new-version", "history", "changes", "looked", "uploads", "uploads/*", "photo", "photo/remove", "pack", "pack/return",
        "agree", "agree/read", "agree/practice", "agree/handover", "agree/take-back", "agree/freeze", "agree/finish", "agree/withdraw", "agree/sign/*",
        "hand-over", "take-back",
        "to-talk-about", "between-us", "between-us/take-out", "carer", "join", "join/code", "join/*/admit", "join/*/end",
        "versions/*", "versions/*/plan.pdf", "versions/*/plan.fhir.json", "everything", "everything.zip", "copies", "copies/*", "easy-read",
        "ask", "requests", "requests/*", "requests/*/letters/*", "direct-payment", "direct-payment/statement.csv", "direct-payment/notices/*",
        "papers", "papers/upload", "papers/step", "papers/*/paper.pdf", "talk/*", "conversation", "rehearse", "rehearse/record", "way-in", "changed", "look-again", "look-again/begin", "look-again/still-right", "death", "after-death", "after-death/settle",
        "latest", "people", "people/invite", "people/share", "people/rights/*", "people/code/*", "people/end", "people/colleague", "people/invitation-end", "people/invitation-again", "people/share-end", "people/sharing-again", "speak-up",
        "allocation", "allocation/keep", "budget", "budget/on-costs", "directory", "directory/pick", "moving-on", "moving-on/adult", "money/totals",
    ];

    private static readonly string[][] RoomParts = [.. Rooms.Select(r => r.Split('/'))];

    public async Task InvokeAsync(HttpContext http, CurrentActor actors, SessionService sessions)
    {
        // Before all else: what is not under a plan is in its owner's name as well.
        if (!HandedDoor.IsOfNoOne(http.Request.Path) && LaptopLock.HandedFor(await actors.Of(http)) is { } handed && !LaptopLock.IsOpen(http.Request.Path, handed))
        {
            http.Response.Redirect($"/plans/{handed}/agree/handover");
            return;
        }
        var parts = http.Request.Path.Value!.Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length == 0 || !parts[0].Equals("plans", StringComparison.OrdinalIgnoreCase)) { await next(http); return; }
        var isPlan = parts.Length > 1 && parts[1] != "new";
        if (await actors.Of(http) is null)
        {
            if (Session.JoinOf(http.User) is not null && HttpMethods.IsGet(http.Request.Method)) http.Response.Redirect("/join/ended");
            else if (!isPlan) await next(http);
            else if (HttpMethods.IsGet(http.Request.Method)) http.Response.Redirect("/sign-in?returnUrl=" + Uri.EscapeDataString(http.Request.Path + http.Request.QueryString));
            else http.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }
        // Its owner is on the plan no more while it goes round: nobody would find a way back, so that the session is over. It counts as out all the same.
        if (actors.Entered is null && await actors.Of(http) is { Session: { } going } round && LaptopLock.HandedFor(round) is { } gone && PlanOf(http.Request.Path) == gone)
        {
            await sessions.EndUnseen(going.Id);
            http.Response.Redirect("/sign-in");
            return;
        }
        if (isPlan && (actors.Entered is not { } entered || (parts.Length > 2 && PlanSections.Find(parts[2]) is { } section && !PlanAccess.MaySee(entered.Actor, section.Slug, entered.Circle))))
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }
        await next(http);
    }

    /// <summary>The plan whose room an address is, or null.</summary>
    public static Guid? PlanOf(PathString path) => path.Value!.Split('/', StringSplitOptions.RemoveEmptyEntries) is [var plans, var plan, .. var room]
        && plans.Equals("plans", StringComparison.OrdinalIgnoreCase) && Guid.TryParse(plan, out var id) && IsRoom(room) ? id : null;

    /// <summary>A room as the list above has it, without the parts that whoever asks chooses.</summary>
    public static string PatternOf(string room) => room.Split('/') is var parts && RoomParts.FirstOrDefault(r => r.Length == parts.Length && r.Zip(parts).All(p => p.First == "*" || p.First == p.Second)) is { } found
        && parts is not [_] ? string.Join('/', found) : room;

    private static bool IsRoom(string[] parts) => parts switch
    {
        [] => true,
        [var slug] when PlanSections.Find(slug) is not null => true,
        [var slug, "check"] when PlanSections.Find(slug) is not null => true,
        _ => RoomParts.Any(room => room.Length == parts.Length && room.Zip(parts).All(p => p.First == "*" || p.First == p.Second)),
    };
}

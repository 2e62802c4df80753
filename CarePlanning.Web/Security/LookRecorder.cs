using CarePlanning.Core.Access;
using CarePlanning.Core.Audit;

namespace CarePlanning.Web.Security;

/// <summary>
/// Keeps every look at a plan's own addresses: pages, downloads, and what somebody signed in asked for and did not get. The entry is
/// written before the answer ends, so that nobody has read a page that is not in the log, and after it is drawn, so that nobody waits for it.
/// </summary>
internal sealed class LookRecorder(RequestDelegate next)
{
    private static readonly string[] Files = [".pdf", ".zip", ".json", ".txt", ".html"];

    public async Task InvokeAsync(HttpContext http, CurrentActor actors, AccessLogService log)
    {
        // Kept now: a page that is not found is drawn under another address.
        var path = http.Request.Path;
        await next(http);
        if (PlanDoor.PlanOf(path) is not { } plan || await actors.Of(http) is not { } actor) return;
        var room = RoomOf(path);
        // Everybody's log would tell that somebody had a worry.
        if (room == "speak-up") return;
        var @as = actors.Entered is { } entry && entry.Circle.PlanId == plan ? entry.Circle.MemberFor(actor)?.Relation.ToString() ?? "" : "";
        if (IsRefused(http.Response.StatusCode)) await log.NoteRefusal(actor, plan, room, @as);
        // Totals are drawn anew after each save, on a page that was noted when it was opened.
        else if (room != "money/totals" && HttpMethods.IsGet(http.Request.Method) && http.Response.StatusCode is StatusCodes.Status200OK or StatusCodes.Status206PartialContent && @as.Length > 0)
            await log.Note(actor, new AccessNote(plan, IsFile(room) ? AccessKind.Downloaded : AccessKind.Viewed, room) { As = @as });
    }

    private static bool IsRefused(int status) => status is StatusCodes.Status401Unauthorized or StatusCodes.Status403Forbidden or StatusCodes.Status404NotFound;

    private static bool IsFile(string room) => room.StartsWith("uploads/", StringComparison.Ordinal) || Files.Contains(Path.GetExtension(room), StringComparer.OrdinalIgnoreCase);

    /// <summary>What follows a plan's id, in small letters; empty for its first page.</summary>
    private static string RoomOf(PathString path) => string.Join('/', path.Value!.Split('/', StringSplitOptions.RemoveEmptyEntries)[2..]).ToLowerInvariant();
}

using CarePlanning.Core.Access;
using CarePlanning.Core.Audit;
using CarePlanning.Core.Funding;
using CarePlanning.Core.People;

namespace CarePlanning.Web.Security;

/// <summary>
/// Keeps every look at a plan's own addresses: pages, also those that answer a form, downloads, and what somebody signed in asked for and
/// did not get. The entry is written before the answer ends, so that nobody has read a page that is not in the log, and after it is drawn,
/// so that nobody waits for it; a file's before its first byte, because whoever has the last one does not wait for more.
/// </summary>
internal sealed class LookRecorder(RequestDelegate next)
{
    private static readonly string[] Files = [".pdf", ".zip", ".json", ".txt", ".html", ".csv"], Lists = ["requests", "requests/requests.csv"];

    public async Task InvokeAsync(HttpContext http, CurrentActor actors, AccessLogService log, FundingService funding)
    {
        // Kept now: a page that is not found is drawn under another address, and a form that is refused as if its page was asked for.
        var (path, asked) = (http.Request.Path, HttpMethods.IsGet(http.Request.Method));
        var isFile = asked && IsFile(PlanDoor.PlanOf(path) is null ? RoomIn(path, 0) : RoomOf(path));
        if (isFile) http.Response.OnStarting(() => Note(http, path, asked, actors, log, funding));
        await next(http);
        if (!isFile) await Note(http, path, asked, actors, log, funding);
    }

    private static async Task Note(HttpContext http, PathString path, bool asked, CurrentActor actors, AccessLogService log, FundingService funding)
    {
        if (RequestOf(path) is { } request && await actors.Of(http) is { } approver) await NoteRequest(http, asked, approver, request, RoomIn(path, 0), log, funding);
        if (ListAt(path) is { } list && await actors.Of(http) is { } reader) await NoteList(http, asked, reader, list, log);
        if (PlanDoor.PlanOf(path) is not { } plan || await actors.Of(http) is not { } actor) return;
        var room = RoomOf(path);
        var @as = actors.Entered is { } entry && entry.Circle.PlanId == plan ? entry.Circle.MemberFor(actor)?.Relation.ToString() ?? "" : "";
        // Everybody's log would tell that somebody had a worry; a stranger has none here.
        if (room == "speak-up" && @as.Length > 0) return;
        // What is not there is kept by the kind of room: words of somebody's own choice, and a line for each, are not for this log.
        if (IsRefused(http.Response.StatusCode)) await log.NoteRefusal(actor, plan, PlanDoor.PatternOf(room), @as);
        // Totals are drawn anew after each save, on a page that was noted when it was opened.
        else if (room != "money/totals" && IsRead(http, asked) && @as.Length > 0)
            await log.Note(actor, new AccessNote(plan, IsFile(room) ? AccessKind.Downloaded : AccessKind.Viewed, room) { As = @as });
    }

    /// <summary>True where something was given to read: what was asked for, or a page in answer to a form, also to one that was refused.</summary>
    private static bool IsRead(HttpContext http, bool asked) => http.Response.StatusCode is StatusCodes.Status200OK or StatusCodes.Status206PartialContent or StatusCodes.Status422UnprocessableEntity
        && (asked || http.Response.ContentType?.StartsWith("text/html", StringComparison.OrdinalIgnoreCase) == true);

    /// <summary>Who read a list of many people's worries or requests, took it, or tried to: on no plan's log, since it is about no one plan.</summary>
    private static async Task NoteList(HttpContext http, bool asked, Actor actor, string list, AccessLogService log)
    {
        if (IsRefused(http.Response.StatusCode)) await log.Note(actor, new AccessNote(Guid.Empty, AccessKind.Refused, list));
        else if (IsRead(http, asked))
            await log.Note(actor, new AccessNote(Guid.Empty, IsFile(list) ? AccessKind.Downloaded : AccessKind.Viewed, list) { As = actor.Role.ToString() });
    }

    /// <summary>The list of many people's matters at this address, or null.</summary>
    private static string? ListAt(PathString path) => path.StartsWithSegments("/concerns", StringComparison.OrdinalIgnoreCase) ? "concerns"
        : Lists.FirstOrDefault(l => path.Equals("/" + l, StringComparison.OrdinalIgnoreCase));

    /// <summary>A request is read and decided at an address of its own, by people who are not on the plan: it stands on the plan's log all the same.</summary>
    private static async Task NoteRequest(HttpContext http, bool asked, Actor actor, Guid request, string room, AccessLogService log, FundingService funding)
    {
        var status = http.Response.StatusCode;
        var isRead = IsRead(http, asked);
        if (!isRead && !IsRefused(status)) return;
        // Of what is not there NoteRefusal makes a line on no plan's log.
        var (plan, @as) = await funding.Standing(actor, request) ?? (request, "");
        if (isRead) await log.Note(actor, new AccessNote(plan, room.Contains("/letters/", StringComparison.Ordinal) ? AccessKind.Downloaded : AccessKind.Viewed, room) { As = @as.Length > 0 ? @as : nameof(AccountRole.Approver) });
        // Words of somebody's own choice are not for this log, however many they are.
        else await log.NoteRefusal(actor, plan, room.Split('/') switch { [var all, var id, "letters", _] => $"{all}/{id}/letters/*", [var all, var id, _, ..] => $"{all}/{id}/*", _ => room }, @as);
    }

    /// <summary>The request an address of somebody who decides is about, or null.</summary>
    private static Guid? RequestOf(PathString path) => path.Value!.Split('/', StringSplitOptions.RemoveEmptyEntries) is [var requests, var request, ..]
        && requests.Equals("requests", StringComparison.OrdinalIgnoreCase) && Guid.TryParse(request, out var id) ? id : null;

    private static bool IsRefused(int status) => status is StatusCodes.Status401Unauthorized or StatusCodes.Status403Forbidden or StatusCodes.Status404NotFound;

    private static bool IsFile(string room) => room.StartsWith("uploads/", StringComparison.Ordinal) || Files.Contains(Path.GetExtension(room), StringComparer.OrdinalIgnoreCase);

    /// <summary>What follows a plan's id, in small letters; empty for its first page.</summary>
    private static string RoomOf(PathString path) => RoomIn(path, 2);

    private static string RoomIn(PathString path, int from) => string.Join('/', path.Value!.Split('/', StringSplitOptions.RemoveEmptyEntries)[from..]).ToLowerInvariant();
}

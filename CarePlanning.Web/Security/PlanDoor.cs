using CarePlanning.Core.Plans;

namespace CarePlanning.Web.Security;

/// <summary>Stands before every address of a plan: what does not exist, or is somebody else's, is not found before anything is drawn.</summary>
internal sealed class PlanDoor(RequestDelegate next)
{
    /// <summary>What may follow a plan's id besides a section; not in the list means it does not exist.</summary>
    private static readonly string[] Rooms = ["check", "still-needed", "agree", "history", "versions", "draft.pdf", "edits", "new-version", "changes", "uploads"];

    public async Task InvokeAsync(HttpContext http, CurrentActor actors, PlanService plans)
    {
        var parts = http.Request.Path.Value!.Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length < 2 || !parts[0].Equals("plans", StringComparison.OrdinalIgnoreCase) || parts[1] == "new") { await next(http); return; }
        if (await actors.Of(http) is not { } actor)
        {
            if (HttpMethods.IsGet(http.Request.Method)) http.Response.Redirect("/sign-in?returnUrl=" + Uri.EscapeDataString(http.Request.Path + http.Request.QueryString));
            else http.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }
        if (!Guid.TryParse(parts[1], out var id)
            || (parts.Length > 2 && !Rooms.Contains(parts[2]) && PlanSections.Find(parts[2]) is null)
            || !await plans.MayOpen(actor, id))
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }
        await next(http);
    }
}

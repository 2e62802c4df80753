using CarePlanning.Core.Access;

namespace CarePlanning.Web.Security;

/// <summary>
/// Stands before every address while a professional's laptop is in the person's hands: their plan opens, and what belongs to no one;
/// everything else leads back to their plan. What they may do there, the services decide.
/// </summary>
internal sealed class HandedDoor(RequestDelegate next)
{
    private static readonly string[] OfNoOne = ["_blazor", "_framework", "_content", "css", "js", "img", "fonts", "alive", "health", "accessibility", "verify", "not-found", "sorry"];

    /// <summary>Rooms of their own plan that are the staff's, or that would leave something on a laptop that is not theirs.</summary>
    private static readonly string[] Staff = ["draft.pdf", "plan.pdf", "uploads", "new-version", "join", "pack", "hand-over", "freeze", "withdraw", "everything", "everything.zip", "plan.fhir.json"];

    public async Task InvokeAsync(HttpContext http, CurrentActor actors)
    {
        if (IsOfNoOne(http.Request.Path)) { await next(http); return; }
        if (await actors.Of(http) is { HandedOver: true, OnlyPlan: { } plan } && !Opens(http.Request.Path, plan))
        {
            if (HttpMethods.IsGet(http.Request.Method)) http.Response.Redirect($"/plans/{plan}");
            else http.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }
        await next(http);
    }

    /// <summary>True for an address of this site that opens while this plan's person holds the laptop.</summary>
    public static bool IsTheirs(string? address, Guid plan) =>
        address is ['/', ..] && !address.StartsWith("//", StringComparison.Ordinal) && !address.Contains('\\', StringComparison.Ordinal)
        && Opens(new PathString(address.Split('?', '#')[0]), plan);

    private static bool Opens(PathString path, Guid plan) => IsOfNoOne(path)
        // Its owner signs in again to take it back.
        || path.Equals("/sign-in/again", StringComparison.OrdinalIgnoreCase)
        || (path.Value!.Split('/', StringSplitOptions.RemoveEmptyEntries) is [var plans, var id, .. var room] && plans.Equals("plans", StringComparison.OrdinalIgnoreCase)
            && Guid.TryParse(id, out var which) && which == plan && !room.Any(r => Staff.Contains(r, StringComparer.OrdinalIgnoreCase)));

    /// <summary>True for what is the same for everybody: scripts, styles, what the portal says of itself, checking a copy.</summary>
    internal static bool IsOfNoOne(PathString path) => path.Value!.Split('/', StringSplitOptions.RemoveEmptyEntries) is [var first, .. var rest]
        && (OfNoOne.Contains(first, StringComparer.OrdinalIgnoreCase) || (rest.Length == 0 && Path.HasExtension(first) && !first.EndsWith(".csv", StringComparison.OrdinalIgnoreCase)));
}

using System.Security.Claims;
using System.Threading.RateLimiting;

namespace CarePlanning.Web.Security;

/// <summary>One row: which requests, how many of them in a minute, and whose are counted together.</summary>
/// <param name="Name">The setting that changes the number: Limits:Name.</param>
/// <param name="ByUser">True to count each user apart; false to count by address, before anybody is known.</param>
internal sealed record Limit(string Name, int InAMinute, bool ByUser, Func<HttpRequest, bool> Counts);

/// <summary>How often one may knock: signing in, codes and links, letters, documents, uploads. What is not in the table is not limited.</summary>
internal static class Limits
{
    private static readonly string[] Documents = [".pdf", ".zip", ".fhir.json", ".html", ".txt", ".csv"];

    /// <summary>Forms that send a letter or a text to whatever address is typed, or to the lead.</summary>
    private static readonly string[] Letters = ["/people/invite", "/people/share", "/people/invitation-again", "/speak-up"];

    private static readonly string[] Family = ["/invited", "/shared", "/family", "/emergency-access"];

    // Here and not on endpoints: what limits a page's endpoint would limit its circuit as well.
    public static IReadOnlyList<Limit> All { get; } =
    [
        new("SignIn", 60, ByUser: false, r => r.Path.StartsWithSegments("/signin-oidc", StringComparison.OrdinalIgnoreCase)
            || (r.Path.StartsWithSegments("/sign-in", StringComparison.OrdinalIgnoreCase) && (HttpMethods.IsPost(r.Method) || r.Path.Value!.Length > "/sign-in".Length))),
        new("Codes", Pages.Together.JoinForms.TriesInAMinute, ByUser: false, r => r.Path.StartsWithSegments("/join", StringComparison.OrdinalIgnoreCase)),
        new("Family", Pages.Together.JoinForms.FamilyInAMinute, ByUser: false, r => Array.Exists(Family, f => r.Path.StartsWithSegments(f, StringComparison.OrdinalIgnoreCase))),
        new("Letters", 10, ByUser: true, r => HttpMethods.IsPost(r.Method) && Array.Exists(Letters, l => r.Path.Value!.EndsWith(l, StringComparison.OrdinalIgnoreCase))),
        new("Documents", 60, ByUser: true, r => Array.Exists(Documents, d => r.Path.Value!.EndsWith(d, StringComparison.OrdinalIgnoreCase)) || (HttpMethods.IsPost(r.Method) && r.Path.Value!.EndsWith("/pack", StringComparison.OrdinalIgnoreCase))),
        new("Uploads", 30, ByUser: true, r => HttpMethods.IsPost(r.Method) && r.HasFormContentType && r.ContentType!.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase)),
    ];

    public static void AddLimits(this IServiceCollection services, IConfiguration configuration)
    {
        var most = All.ToDictionary(l => l.Name, l => configuration.GetValue($"Limits:{l.Name}", l.InAMinute));
        services.AddRateLimiter(o =>
        {
            o.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            o.OnRejected = (rejected, _) =>
            {
                rejected.HttpContext.Response.Headers.RetryAfter = "60";
                return ValueTask.CompletedTask;
            };
            o.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, (string Limit, string Who)>(http => All.FirstOrDefault(l => l.Counts(http.Request)) is { } limit
                ? RateLimitPartition.GetFixedWindowLimiter((limit.Name, Who(http, limit)), _ => new() { PermitLimit = most[limit.Name], Window = TimeSpan.FromMinutes(1), QueueLimit = 0 })
                : RateLimitPartition.GetNoLimiter(("", "")));
        });
    }

    private static string Who(HttpContext http, Limit limit) =>
        (limit.ByUser ? http.User.FindFirstValue(ClaimTypes.NameIdentifier) : null) ?? Caller.Of(http);
}

using System.Security.Claims;
using CarePlanning.Core.Access;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace CarePlanning.Web.Security;

/// <summary>What stands in the cookie of a session: whose it is, which one, and by which invitation.</summary>
internal static class Session
{
    private const string IdClaim = "session";
    private const string JoinClaim = "join";
    private const string WayClaim = "way";

    /// <summary>A new session of somebody.</summary>
    /// <param name="by">A mark of the way in, where signing out has to go that way too.</param>
    /// <param name="way">The way in, in a word or two for the log.</param>
    public static ClaimsPrincipal Begin(Actor actor, string? by = null, string way = "")
    {
        List<Claim> claims = [new(ClaimTypes.NameIdentifier, actor.UserId.ToString()), new(ClaimTypes.Name, actor.Name), new(ClaimTypes.Role, actor.Role.ToString()), new(IdClaim, Guid.NewGuid().ToString())];
        if (way.Length > 0) claims.Add(new(WayClaim, way));
        if (by is not null) claims.Add(new(by, "yes"));
        if (actor.JoinedBy is { } join) claims.Add(new(JoinClaim, join.ToString()));
        return new ClaimsPrincipal(new ClaimsIdentity(claims, CookieAuthenticationDefaults.AuthenticationScheme));
    }

    /// <summary>What the services look a session up by, or null where nobody is signed in.</summary>
    public static SessionKey? KeyOf(ClaimsPrincipal? user) => UserOf(user) is { } id ? new SessionKey(id, Of(user), JoinOf(user)) : null;

    /// <summary>By which way this session began; empty on a demonstration, where nobody shows who they are.</summary>
    public static string WayOf(ClaimsPrincipal? user) => user?.FindFirstValue(WayClaim) ?? "";

    public static Guid? UserOf(ClaimsPrincipal? user) => Id(user, ClaimTypes.NameIdentifier);

    public static Guid? Of(ClaimsPrincipal? user) => Id(user, IdClaim);

    public static Guid? JoinOf(ClaimsPrincipal? user) => Id(user, JoinClaim);

    public static Guid? Id(ClaimsPrincipal? user, string claim) => Guid.TryParse(user?.FindFirstValue(claim), out var id) ? id : null;
}

using System.Security.Claims;
using CarePlanning.Core.Access;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace CarePlanning.Web.Security;

/// <summary>What stands in the cookie of a session: whose it is, which one, and by which invitation.</summary>
internal static class Session
{
    private const string IdClaim = "session";
    private const string JoinClaim = "join";

    public static ClaimsPrincipal Begin(Actor actor)
    {
        List<Claim> claims = [new(ClaimTypes.NameIdentifier, actor.UserId.ToString()), new(ClaimTypes.Name, actor.Name), new(ClaimTypes.Role, actor.Role.ToString()), new(IdClaim, Guid.NewGuid().ToString())];
        if (actor.JoinedBy is { } join) claims.Add(new(JoinClaim, join.ToString()));
        return new ClaimsPrincipal(new ClaimsIdentity(claims, CookieAuthenticationDefaults.AuthenticationScheme));
    }

    /// <summary>What the services look a session up by, or null where nobody is signed in.</summary>
    public static SessionKey? KeyOf(ClaimsPrincipal? user) => Id(user, ClaimTypes.NameIdentifier) is { } id ? new SessionKey(id, Of(user), JoinOf(user)) : null;

    public static Guid? Of(ClaimsPrincipal? user) => Id(user, IdClaim);

    public static Guid? JoinOf(ClaimsPrincipal? user) => Id(user, JoinClaim);

    public static Guid? Id(ClaimsPrincipal? user, string claim) => Guid.TryParse(user?.FindFirstValue(claim), out var id) ? id : null;
}

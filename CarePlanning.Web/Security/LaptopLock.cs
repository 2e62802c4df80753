using CarePlanning.Core.Access;
using Microsoft.AspNetCore.DataProtection;

namespace CarePlanning.Web.Security;

/// <summary>
/// While a professional's laptop is in somebody else's hands to sign, it shows the signing pages of that plan, a way to speak up, what belongs to no one, and nothing else,
/// until the professional shows again who they are.
/// </summary>
internal sealed class LaptopLock(IDataProtectionProvider protection, SessionService sessions, PortalConfiguration configuration)
{
    private static readonly string[] OpenRooms = ["read", "practice", "sign", "handover", "take-back"];

    private readonly string cookie = configuration.Cookie("care-handed");
    private readonly IDataProtector protector = protection.CreateProtector("CarePlanning.LaptopLock");

    /// <summary>From now on only the signing pages of this plan open.</summary>
    public async Task HandOver(HttpContext http, Actor actor, Guid planId)
    {
        if (actor.Session is { } session) await sessions.ForgetShown(session.Id);
        http.Response.Cookies.Append(cookie, protector.Protect($"{actor.UserId:N} {planId:N}"), Options(http));
    }

    public void TakeBack(HttpContext http) => http.Response.Cookies.Delete(cookie, Options(http));

    /// <summary>True where it may be, which costs no question to know.</summary>
    public bool IsMarked(HttpContext http) => http.Request.Cookies.ContainsKey(cookie);

    /// <summary>The plan that is being signed on this laptop, or null when it is in its owner's hands.</summary>
    public Guid? HandedFor(HttpContext http, Actor actor)
    {
        if (http.Request.Cookies[cookie] is not { } value) return null;
        try
        {
            return protector.Unprotect(value).Split(' ') is [var user, var plan] && Guid.Parse(user) == actor.UserId ? Guid.Parse(plan) : null;
        }
        catch (System.Security.Cryptography.CryptographicException) { return null; }
    }

    /// <summary>True when this address may be opened while the laptop is handed over for this plan.</summary>
    public static bool IsOpen(PathString path, Guid planId) => HandedDoor.IsOfNoOne(path) || path.Value!.Split('/', StringSplitOptions.RemoveEmptyEntries) switch
    {
        ["plans", var id, "agree", var room, ..] => Is(id, planId) && OpenRooms.Contains(room),
        // Whoever has a worry says it, also while everybody signs.
        ["plans", var id, "speak-up"] => Is(id, planId),
        // Who signs with a work account shows it again.
        ["sign-in", "again" or "shown" or "refused"] => true,
        _ => false,
    };

    private static bool Is(string id, Guid planId) => Guid.TryParse(id, out var plan) && plan == planId;

    private CookieOptions Options(HttpContext http) =>
        new() { HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = configuration.IsHttps || http.Request.IsHttps, Path = "/", IsEssential = true };
}

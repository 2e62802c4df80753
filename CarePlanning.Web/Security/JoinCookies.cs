using Microsoft.AspNetCore.DataProtection;

namespace CarePlanning.Web.Security;

/// <summary>Keeps, on the professional's browser, which code is shown, and on the other device that it is the one that asked; neither is ever in an address.</summary>
internal sealed class JoinCookies(IDataProtectionProvider protection, PortalConfiguration configuration)
{
    private readonly string codeCookie = configuration.CookieOfPart("care-join");
    private readonly string deviceCookie = configuration.CookieOfPart("care-joining");
    private readonly IDataProtector protector = protection.CreateProtector("CarePlanning.Join");

    public void Show(HttpContext http, Guid plan, string token) => Set(http, codeCookie, $"/plans/{plan}/join", token);

    public string? Shown(HttpContext http) => Get(http, codeCookie);

    public void Ask(HttpContext http, Guid id, string secret) => Set(http, deviceCookie, "/join", $"{id} {secret}");

    public (Guid Id, string Secret)? Asked(HttpContext http) =>
        Get(http, deviceCookie)?.Split(' ') is [var id, var secret] && Guid.TryParse(id, out var join) ? (join, secret) : null;

    public void Forget(HttpContext http) => http.Response.Cookies.Delete(deviceCookie, new CookieOptions { Path = "/join", Secure = IsSecure(http) });

    private void Set(HttpContext http, string name, string path, string value) => http.Response.Cookies.Append(name, protector.Protect(value),
        new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = IsSecure(http), Path = path, IsEssential = true, MaxAge = Core.Collaboration.JoinService.Lives * 2 });

    private bool IsSecure(HttpContext http) => configuration.IsHttps || http.Request.IsHttps;

    private string? Get(HttpContext http, string name)
    {
        if (http.Request.Cookies[name] is not { } value) return null;
        try { return protector.Unprotect(value); }
        catch (System.Security.Cryptography.CryptographicException) { return null; }
    }
}

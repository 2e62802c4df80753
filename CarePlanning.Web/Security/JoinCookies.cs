using Microsoft.AspNetCore.DataProtection;

namespace CarePlanning.Web.Security;

/// <summary>Keeps, on the professional's browser, which code is shown, and on the other device that it is the one that asked; neither is ever in an address.</summary>
internal sealed class JoinCookies(IDataProtectionProvider protection)
{
    private const string CodeCookie = "care-join";
    private const string DeviceCookie = "care-joining";

    private readonly IDataProtector protector = protection.CreateProtector("CarePlanning.Join");

    public void Show(HttpContext http, Guid plan, string token) => Set(http, CodeCookie, $"/plans/{plan}/join", token);

    public string? Shown(HttpContext http) => Get(http, CodeCookie);

    public void Ask(HttpContext http, Guid id, string secret) => Set(http, DeviceCookie, "/join", $"{id} {secret}");

    public (Guid Id, string Secret)? Asked(HttpContext http) =>
        Get(http, DeviceCookie)?.Split(' ') is [var id, var secret] && Guid.TryParse(id, out var join) ? (join, secret) : null;

    public static void Forget(HttpContext http) => http.Response.Cookies.Delete(DeviceCookie, new CookieOptions { Path = "/join" });

    private void Set(HttpContext http, string name, string path, string value) => http.Response.Cookies.Append(name, protector.Protect(value),
        new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = http.Request.IsHttps, Path = path, IsEssential = true, MaxAge = Core.Collaboration.JoinService.Lives * 2 });

    private string? Get(HttpContext http, string name)
    {
        if (http.Request.Cookies[name] is not { } value) return null;
        try { return protector.Unprotect(value); }
        catch (System.Security.Cryptography.CryptographicException) { return null; }
    }
}

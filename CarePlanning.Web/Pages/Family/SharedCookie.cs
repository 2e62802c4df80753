using Microsoft.AspNetCore.DataProtection;

namespace CarePlanning.Web.Pages.Family;

/// <summary>Keeps on a browser for half an hour that the link was opened with the code; never in an address.</summary>
internal sealed class SharedCookie(IDataProtectionProvider protection, PortalConfiguration configuration)
{
    private static readonly TimeSpan Lives = TimeSpan.FromMinutes(30);

    private readonly string cookie = configuration.CookieOfPart("care-shared");
    private readonly ITimeLimitedDataProtector protector = protection.CreateProtector("CarePlanning.Shared").ToTimeLimitedDataProtector();

    public void Set(HttpContext http, Guid share) => http.Response.Cookies.Append(cookie, protector.Protect(share.ToString(), Lives),
        new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = http.Request.IsHttps, Path = "/shared", IsEssential = true, MaxAge = Lives });

    /// <summary>The link that was opened here, or null.</summary>
    public Guid? Of(HttpContext http)
    {
        if (http.Request.Cookies[cookie] is not { } value) return null;
        try { return Guid.Parse(protector.Unprotect(value)); }
        catch (System.Security.Cryptography.CryptographicException) { return null; }
    }
}

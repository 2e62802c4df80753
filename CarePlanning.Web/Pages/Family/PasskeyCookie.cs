using System.Text.Json;
using CarePlanning.Core.Family;
using Microsoft.AspNetCore.DataProtection;

namespace CarePlanning.Web.Pages.Family;

/// <summary>What a passkey was asked stands in a cookie that nobody can read or change, for five minutes and one answer.</summary>
internal sealed class PasskeyCookie(IDataProtectionProvider protection, PortalConfiguration configuration, OneTimeCodeService codes)
{
    private readonly string cookie = configuration.CookieOfPart("care-passkey");
    private readonly ITimeLimitedDataProtector protector = protection.CreateProtector("CarePlanning.Passkey").ToTimeLimitedDataProtector();

    public void Keep(HttpContext http, string whose, string? state) =>
        http.Response.Cookies.Append(cookie, protector.Protect(JsonSerializer.Serialize(new[] { whose, state }), Passkeys.Lives), Options(http));

    /// <summary>What was asked, the first time it is answered; a copy of the cookie with the answer that went with it finds nothing.</summary>
    public async Task<string?> Taken(HttpContext http, string whose)
    {
        if (http.Request.Cookies[cookie] is not { } kept) return null;
        http.Response.Cookies.Delete(cookie, Options(http));
        try
        {
            return JsonSerializer.Deserialize<string[]>(protector.Unprotect(kept)) is [var owner, { } state] && owner == whose && await codes.UseOnce(state, Passkeys.Lives) ? state : null;
        }
        catch (System.Security.Cryptography.CryptographicException) { return null; }
    }

    private CookieOptions Options(HttpContext http) =>
        new() { HttpOnly = true, SameSite = SameSiteMode.Strict, Secure = configuration.IsHttps || http.Request.IsHttps, Path = "/family/passkey", IsEssential = true, MaxAge = Passkeys.Lives };
}

using CarePlanning.Core.Family;
using Microsoft.AspNetCore.DataProtection;

namespace CarePlanning.Web.Security;

/// <summary>
/// Keeps, on a family's browser, under which id the code is kept that it asked for, and as whom it was let in before. Whoever asks for codes
/// on another browser neither uses up this one's nor its tries.
/// </summary>
internal sealed partial class FamilyBrowser(IDataProtectionProvider protection, PortalConfiguration configuration, ILogger<FamilyBrowser> log)
{
    private static readonly TimeSpan Known = TimeSpan.FromDays(365);

    private readonly string cookie = configuration.CookieOfPart("care-family");
    private readonly IDataProtector protector = protection.CreateProtector("CarePlanning.FamilyBrowser");

    /// <summary>A new code is asked for; the one before it is nobody's any more, once the new one is made.</summary>
    public CodeBrowser Ask(HttpContext http)
    {
        var before = Of(http);
        var asks = new CodeBrowser(Guid.NewGuid(), before?.LetInAs) { Before = before is null ? [] : [.. before.Before.Prepend(before.Code).Take(OneTimeCodeService.MostInAnHour)] };
        Keep(http, asks);
        return asks;
    }

    /// <summary>The browser as it asked, or null where it asked for nothing.</summary>
    public CodeBrowser? Of(HttpContext http)
    {
        if (http.Request.Cookies[cookie] is not { } value) return null;
        try
        {
            return protector.Unprotect(value).Split(' ') is [var code, var account, .. var before]
                ? new CodeBrowser(Guid.Parse(code), Guid.TryParse(account, out var letIn) ? letIn : null) { Before = [.. before.Select(Guid.Parse)] } : null;
        }
        catch (System.Security.Cryptography.CryptographicException) { return null; }
    }

    /// <summary>Somebody was let in here, by whichever way.</summary>
    public void LetIn(HttpContext http, Guid account) => Keep(http, new CodeBrowser(Guid.NewGuid(), account));

    /// <summary>Does something once the answer has left, so that nobody at this browser waits for it, or can tell how long it took.</summary>
    public void AfterTheAnswer(HttpContext http, Func<Task> work) => http.Response.OnCompleted(() =>
    {
        _ = Task.Run(async () =>
        {
            try { await work(); }
            catch (Exception e) { NotSent(log, e); }
        });
        return Task.CompletedTask;
    });

    [LoggerMessage(1, LogLevel.Error, "A code could not be sent.")]
    private static partial void NotSent(ILogger log, Exception why);

    private void Keep(HttpContext http, CodeBrowser browser) => http.Response.Cookies.Append(cookie, protector.Protect(string.Join(' ', [$"{browser.Code:N}", $"{browser.LetInAs:N}", .. browser.Before.Select(b => $"{b:N}")])),
        new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = configuration.IsHttps || http.Request.IsHttps, Path = "/family", IsEssential = true, MaxAge = Known });
}

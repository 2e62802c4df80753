using System.Globalization;
using Microsoft.AspNetCore.Mvc;

namespace CarePlanning.Web.Security;

/// <summary>How long answers that could not be sent wait on a device, as the organisation sets it; shorter where others use it too.</summary>
internal sealed record DraftDays(int Own, int Shared)
{
    private static string Cookie(HttpContext http) => http.Request.IsHttps ? "__Host-care-shared-device" : "care-shared-device";

    public static DraftDays Read(IConfiguration configuration) => new(Days(configuration, "Drafts:Days", 7), Days(configuration, "Drafts:DaysShared", 1));

    public int DaysFor(HttpContext http) => IsShared(http) ? Shared : Own;

    /// <summary>The mark is the device's, not a person's: it says nothing about anybody.</summary>
    public static bool IsShared(HttpContext http) => http.Request.Cookies.ContainsKey(Cookie(http));

    public static void Mark(HttpContext http, bool shared)
    {
        if (shared) http.Response.Cookies.Append(Cookie(http), "1", new CookieOptions { HttpOnly = true, IsEssential = true, SameSite = SameSiteMode.Lax, Secure = http.Request.IsHttps, MaxAge = TimeSpan.FromDays(400) });
        else http.Response.Cookies.Delete(Cookie(http), new CookieOptions { Secure = http.Request.IsHttps });
    }

    private static int Days(IConfiguration configuration, string name, int unset) => configuration[name] is not { Length: > 0 } said ? unset
        : int.TryParse(said, NumberStyles.None, CultureInfo.InvariantCulture, out var days) && days is >= 1 and <= 90 ? days
        : throw new InvalidOperationException($"{name} '{said}' is not a number of days from 1 to 90.");
}

/// <summary>Marks the device one signs in at as shared, or as one's own.</summary>
internal static class DeviceForms
{
    public static void MapDevice(this WebApplication app) => app.MapPost("/device", ([FromForm] string? shared, [FromForm] string? returnUrl, HttpContext http) =>
    {
        DraftDays.Mark(http, shared == "yes");
        return Results.LocalRedirect("/sign-in" + (string.IsNullOrEmpty(returnUrl) ? "" : "?returnUrl=" + Uri.EscapeDataString(returnUrl)));
    });
}

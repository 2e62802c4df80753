using Microsoft.AspNetCore.Components;

namespace CarePlanning.Web.Security;

/// <summary>
/// A form sent to a page that is not there for its sender: the page says so, and then finds no form of that name, which Blazor would answer
/// as a bad request. That there is no such page is what is answered, and what stands in the log.
/// </summary>
internal sealed class AbsentPages(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext http)
    {
        if (!HttpMethods.IsPost(http.Request.Method)) { await next(http); return; }
        http.Response.OnStarting(() =>
        {
            Settle(http);
            return Task.CompletedTask;
        });
        await next(http);
        if (http.Response.HasStarted || !Settle(http)) return;
        // Left open, so that the page which says so is drawn.
        http.Response.ContentType = null;
    }

    /// <summary>Hears of it from the page; asked once for each page that is drawn.</summary>
    public static void Listen(HttpContext http, NavigationManager pages) => pages.OnNotFound += (_, _) => http.Items[typeof(AbsentPages)] = true;

    private static bool Settle(HttpContext http)
    {
        if (http.Response.StatusCode != StatusCodes.Status400BadRequest || !http.Items.ContainsKey(typeof(AbsentPages))) return false;
        http.Response.StatusCode = StatusCodes.Status404NotFound;
        return true;
    }
}

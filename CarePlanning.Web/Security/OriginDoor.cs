namespace CarePlanning.Web.Security;

/// <summary>
/// Takes nothing that another site's page sends, and opens no live connection to one: a browser says in every such request where the page
/// came from. The token against forgery guards forms; a WebSocket has none, so this is what guards it.
/// </summary>
internal sealed class OriginDoor(RequestDelegate next, PortalConfiguration configuration)
{
    public Task InvokeAsync(HttpContext http)
    {
        var socket = http.WebSockets.IsWebSocketRequest || http.Request.Path.StartsWithSegments("/_blazor", StringComparison.OrdinalIgnoreCase);
        var sends = !HttpMethods.IsGet(http.Request.Method) && !HttpMethods.IsHead(http.Request.Method);
        if ((!socket && !sends) || IsOurs(http.Request, socket)) return next(http);
        http.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }

    private bool IsOurs(HttpRequest request, bool socket)
    {
        if (request.Headers["Sec-Fetch-Site"].ToString() is "cross-site" or "same-site") return false;
        // A browser leaves it out where it asks its own site for something, never where it opens a socket or sends a form elsewhere.
        if (request.Headers.Origin.ToString() is not { Length: > 0 } origin) return !(socket && request.HttpContext.WebSockets.IsWebSocketRequest);
        return Uri.TryCreate(origin, UriKind.Absolute, out var from)
            && (Same(from, request.Scheme, request.Host) || (configuration.PublicUrl is { } own && Same(from, own.Scheme, new HostString(own.Authority))));
    }

    /// <summary>The same host and port, and by https where we are; on loopback a browser may have come round the proxy.</summary>
    private static bool Same(Uri from, string scheme, HostString host) => string.Equals(from.Host, host.Host, StringComparison.OrdinalIgnoreCase)
        && (from.Scheme == scheme ? from.Port == (host.Port ?? (scheme == "https" ? 443 : 80)) : from.IsLoopback && from.Port == host.Port);
}

namespace CarePlanning.Web.Security;

/// <summary>Headers on every answer: own scripts only, no framing, nothing with somebody's data kept by a cache.</summary>
internal sealed class SecurityHeaders(RequestDelegate next)
{
    // MudBlazor writes style attributes, so styles may be inline on the one staff page that loads it.
    private static readonly string[] StaffPages = ["/plans"];

    private static readonly string[] NotKept = ["/plans", "/invited", "/shared", "/family"];

    public Task InvokeAsync(HttpContext http)
    {
        var headers = http.Response.Headers;
        var style = StaffPages.Contains(http.Request.Path.Value?.TrimEnd('/'), StringComparer.OrdinalIgnoreCase) ? "'self' 'unsafe-inline'" : "'self'";
        headers.ContentSecurityPolicy =
            $"default-src 'self'; script-src 'self'; style-src {style}; img-src 'self' data:; font-src 'self'; connect-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()";
        if (http.User.Identity?.IsAuthenticated == true || NotKept.Any(p => http.Request.Path.StartsWithSegments(p, StringComparison.OrdinalIgnoreCase)))
            // Antiforgery asks for both words and complains in the log of each page that has only one of them.
            headers.CacheControl = "no-cache, no-store";
        return next(http);
    }
}

using Microsoft.AspNetCore.StaticAssets;

namespace CarePlanning.Web.Security;

/// <summary>Headers on every answer: own scripts only, no framing, nothing but the portal's own files kept by a cache.</summary>
internal sealed class SecurityHeaders(RequestDelegate next, PortalConfiguration configuration)
{
    // MudBlazor writes style attributes, so styles may be inline on the one staff page that loads it.
    private static readonly string[] StaffPages = ["/plans"];

    // Signing out of a work account leads from our form to the issuer's own page.
    private readonly string formAction = configuration.Work is { } work ? $"'self' {work.Issuer.GetLeftPart(UriPartial.Authority)}" : "'self'";

    private readonly string https = configuration.IsHttps ? "; upgrade-insecure-requests" : "";

    public Task InvokeAsync(HttpContext http)
    {
        var headers = http.Response.Headers;
        var style = StaffPages.Contains(http.Request.Path.Value?.TrimEnd('/'), StringComparer.OrdinalIgnoreCase) ? "'self' 'unsafe-inline'" : "'self'";
        headers.ContentSecurityPolicy =
            $"default-src 'self'; script-src 'self'; style-src {style}; img-src 'self' data:; font-src 'self'; connect-src 'self'; object-src 'none'; base-uri 'self'; form-action {formAction}; frame-ancestors 'none'{https}";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()";
        if (configuration.IsHttps) headers.StrictTransportSecurity = "max-age=31536000; includeSubDomains";
        if (http.GetEndpoint()?.Metadata.GetMetadata<StaticAssetDescriptor>() is null)
            // Antiforgery asks for both words and complains in the log of each page that has only one of them.
            headers.CacheControl = "no-cache, no-store";
        return next(http);
    }
}

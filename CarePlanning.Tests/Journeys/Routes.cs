using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.DependencyInjection;

namespace CarePlanning.Tests.Journeys;

/// <summary>One address pattern of the running portal, as its own route table has it.</summary>
/// <param name="IsPage">True for a page, false for a download, a form's target or an answer to a script.</param>
internal sealed record Route(string Pattern, IReadOnlyList<string> Methods, bool IsPage)
{
    /// <summary>The pattern without types: "/plans/{Id}/agree".</summary>
    public string Name { get; } = Short(Pattern);

    public bool Takes(string method) => Methods.Contains(method);

    private static string Short(string pattern)
    {
        var text = new System.Text.StringBuilder();
        var depth = 0;
        var inType = false;
        foreach (var c in pattern)
        {
            if (c == '{') depth++;
            if (c == '}' && --depth == 0) inType = false;
            if (depth > 0 && c == ':') inType = true;
            if (!inType) text.Append(c);
        }
        return text.ToString();
    }
}

/// <summary>The portal's route table; what Blazor and the static files bring along is left out.</summary>
internal static class Routes
{
    public static IReadOnlyList<Route> Of(RunningPortal portal)
    {
        _ = portal.Address;
        return [.. from endpoint in portal.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
                   let pattern = "/" + endpoint.RoutePattern.RawText!.TrimStart('/')
                   where endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is null && !pattern.StartsWith("/_", StringComparison.Ordinal)
                   let page = endpoint.Metadata.GetMetadata<ComponentTypeMetadata>() is not null
                   let methods = endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"]
                   orderby pattern
                   select new Route(pattern, methods, page)];
    }
}

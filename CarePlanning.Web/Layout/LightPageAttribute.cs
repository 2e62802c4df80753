namespace CarePlanning.Web.Layout;

/// <summary>Marks a page that must be there within seconds on a phone with a poor line: three small stylesheets, no scripts of the portal, no circuit.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class LightPageAttribute : Attribute
{
    /// <summary>True when the page that answers is one of them.</summary>
    public static bool Is(HttpContext? http) => http?.GetEndpoint()?.Metadata.GetMetadata<LightPageAttribute>() is not null;
}

namespace CarePlanning.Web.Components;

/// <summary>Forms with an address of their own, apart from their page's.</summary>
internal static class Forms
{
    /// <summary>
    /// Takes a form at its own address. Where that is opened, because it was refused there and is loaded anew or come back to after signing
    /// in again, it leads to the page that holds the form; {name} in the page's address is what stands there in the form's.
    /// </summary>
    public static RouteHandlerBuilder MapForm(this IEndpointRouteBuilder routes, string pattern, string page, Delegate taken)
    {
        routes.MapGet(pattern, (HttpContext http) => Results.LocalRedirect(http.Request.RouteValues.Aggregate(page, (address, value) => address.Replace($"{{{value.Key}}}", Uri.EscapeDataString($"{value.Value}"), StringComparison.Ordinal))));
        return routes.MapPost(pattern, taken);
    }
}

using Microsoft.AspNetCore.Components.Endpoints;

namespace CarePlanning.Web.Components;

/// <summary>
/// The answer to a form that cannot be taken as it stands: the page that it came from, drawn in its place with status 422, each sentence
/// linked to the field that it is about, and everything that was typed still there (<see cref="Components.Typed"/>).
/// </summary>
/// <param name="Page">The page that holds the form; it opens with what the form's own address says.</param>
internal sealed record Refused(Type Page, IReadOnlyList<(string Field, string Sentence)> Problems) : IResult
{
    public Refused(Type page, string field, string sentence) : this(page, [(field, sentence)]) { }

    /// <summary>Fields in which somebody else wrote meanwhile: theirs is shown below one's own.</summary>
    public IReadOnlyCollection<string> Met { get; init; } = [];

    /// <summary>The address that the form was sent to.</summary>
    public string Address { get; private set; } = "";

    public IFormCollection Form { get; private set; } = FormCollection.Empty;

    /// <summary>What was refused in this request, or null.</summary>
    public static Refused? Of(HttpContext? http) => http?.Items[typeof(Refused)] as Refused;

    public async Task ExecuteAsync(HttpContext http)
    {
        (Address, Form) = ($"{http.Request.Path}", await http.Request.ReadFormAsync());
        http.Items[typeof(Refused)] = this;
        var page = http.RequestServices.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .First(e => e.Metadata.GetMetadata<ComponentTypeMetadata>()?.Type == Page);
        http.SetEndpoint(page);
        // A page that is asked for, and not one that looks for a form of its own.
        http.Request.Method = HttpMethods.Get;
        http.Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        await page.RequestDelegate!(http);
    }
}

using CarePlanning.Core.Access;
using CarePlanning.Core.Funding;
using CarePlanning.Web.Security;
using Microsoft.AspNetCore.Components;

namespace CarePlanning.Web.Pages.Funding;

/// <summary>A page of whoever has a seat where money is decided; it is not there for anybody else.</summary>
public abstract class SeatPage : ComponentBase
{
    [CascadingParameter] private HttpContext? Http { get; set; }
    [Inject] internal CurrentActor Actors { get; init; } = null!;
    [Inject] protected FundingService Funding { get; init; } = null!;
    [Inject] protected NavigationManager Go { get; init; } = null!;

    protected Actor Me { get; private set; } = null!;
    protected HttpContext Request => Http!;
    protected IFormCollection Form { get; private set; } = FormCollection.Empty;

    protected override async Task OnInitializedAsync()
    {
        if (Http is null || await Actors.Of(Http) is not { } actor) { Go.NotFound(); return; }
        Me = actor;
        if (HttpMethods.IsPost(Http.Request.Method)) Form = await Http.Request.ReadFormAsync();
        if (!await Opens()) Go.NotFound();
    }

    /// <summary>Reads what the page shows; false where it is not there for this reader.</summary>
    protected abstract Task<bool> Opens();

    protected void Refused() => Request.Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
}

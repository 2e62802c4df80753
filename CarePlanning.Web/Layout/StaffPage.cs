using CarePlanning.Core.Access;
using CarePlanning.Web.Security;
using Microsoft.AspNetCore.Components;

namespace CarePlanning.Web.Layout;

/// <summary>A page of the staff that is about no one plan: opens for whoever may do what it is for, and is not there for anybody else.</summary>
public abstract class StaffPage : ComponentBase
{
    [CascadingParameter] private HttpContext? Http { get; set; }
    [Inject] internal CurrentActor Actors { get; init; } = null!;
    [Inject] private NavigationManager Nav { get; init; } = null!;

    /// <summary>What somebody must be allowed to do to open the page.</summary>
    protected abstract OrganisationAction For { get; }

    /// <summary>True once it is known that the reader may open the page.</summary>
    protected bool IsOpen { get; private set; }
    protected Actor Me { get; private set; } = null!;

    protected override async Task OnInitializedAsync()
    {
        if (Http is null || await Actors.Of(Http) is not { } actor || !OrganisationAccess.May(actor, For)) { NotHere(); return; }
        (Me, IsOpen) = (actor, true);
        await Opened();
    }

    /// <summary>What the page does once it is open.</summary>
    protected virtual Task Opened() => Task.CompletedTask;

    protected void NotHere() { IsOpen = false; Nav.NotFound(); }
}

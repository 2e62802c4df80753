using CarePlanning.Core.Access;
using CarePlanning.Core.Plans;
using CarePlanning.Web.Security;
using Microsoft.AspNetCore.Components;

namespace CarePlanning.Web.Layout;

/// <summary>A page about one plan: finds who is asking and opens the plan for them, or answers that there is no such page.</summary>
public abstract class PlanPage : ComponentBase
{
    [Parameter] public Guid Id { get; set; }
    [CascadingParameter] private HttpContext? Http { get; set; }
    [Inject] internal CurrentActor Actors { get; init; } = null!;
    [Inject] private PlanService Plans { get; init; } = null!;
    [Inject] private NavigationManager Nav { get; init; } = null!;

    /// <summary>The plan as this reader may see it; null while the page is not found.</summary>
    protected PlanView? Plan { get; private set; }
    protected Actor Me { get; private set; } = null!;
    protected HttpContext Request => Http!;

    protected override async Task OnInitializedAsync()
    {
        if (Http is null || Actors.Entered is not { } entry || entry.Circle.PlanId != Id) { Nav.NotFound(); return; }
        Http.Items[typeof(PlanPage)] = Http.RequestServices.GetRequiredService<PortalSettings>().UtcNow;
        (Me, Plan) = (entry.Actor, await Plans.Open(entry));
        if (Plan.Card.HasDied && !OpensAfterDeath) NotHere();
        else await Opened();
    }

    /// <summary>When the plan was about to be read for this page: what is changed from then on it may not show; null on other pages.</summary>
    internal static DateTime? BegunAtUtc(HttpContext? http) => http?.Items[typeof(PlanPage)] as DateTime?;

    /// <summary>Whether the page still has a place when the person has died: nobody is then asked to go on planning.</summary>
    protected virtual bool OpensAfterDeath => true;

    /// <summary>What the page does once the plan is open.</summary>
    protected virtual Task Opened() => Task.CompletedTask;

    protected void NotHere() { Plan = null; Nav.NotFound(); }
}

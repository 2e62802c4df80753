using CarePlanning.Core.Access;
using CarePlanning.Core.Collaboration;
using CarePlanning.Core.Plans;
using CarePlanning.Web.Security;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace CarePlanning.Web.Live;

/// <summary>Follows a plan while its page is open: who else is here, and what they have just written in this section.</summary>
public partial class LivePlan
{
    private const int Shown = 4;
    private readonly List<IDisposable> endings = [];
    private IReadOnlyList<string> others = [];
    private IReadOnlyList<(string By, DateTime AtUtc, string Words)> lines = [];
    private Actor? me;

    [Parameter, EditorRequired] public Guid PlanId { get; set; }
    [Parameter] public string Slug { get; set; } = "";
    [CascadingParameter] private Task<AuthenticationState> SignedIn { get; set; } = null!;
    [Inject] internal CurrentActor Actors { get; init; } = null!;
    [Inject] private HistoryService History { get; init; } = null!;
    [Inject] private PlanNews News { get; init; } = null!;
    [Inject] internal Presence Presence { get; init; } = null!;

    protected override async Task OnInitializedAsync()
    {
        if (!RendererInfo.IsInteractive || await Actors.Of((await SignedIn).User) is not { } actor) return;
        me = actor;
        endings.Add(News.Listen(PlanId, Hear));
        Presence.Changed += SomebodyCameOrWent;
        endings.Add(Presence.Enter(PlanId, actor.Name));
        await Look();
    }

    private void Hear(PlanHappening happening)
    {
        // What changes elsewhere, or by one's own hand, is not shown here, so nothing is read or drawn for it.
        if (happening.Section.Length > 0 && (happening.Section != Slug || happening.By == me?.Name)) return;
        _ = InvokeAsync(async () => { await Look(); StateHasChanged(); });
    }

    private void SomebodyCameOrWent(Guid planId)
    {
        if (planId == PlanId) _ = InvokeAsync(() => { others = Others(); StateHasChanged(); });
    }

    private async Task Look()
    {
        others = Others();
        // Asked again each time: whoever lost access while the page was open sees nothing more.
        me = await Actors.Of((await SignedIn).User);
        if (me is null) { lines = []; return; }
        var recent = await History.Newest(me, PlanId, 30);
        lines = [.. recent.Where(l => l.Section == Slug && l.Kind != CarePlanning.Core.Audit.AuditKind.LeftByPack && l.By != me.Name && !string.IsNullOrWhiteSpace(l.After) && l.Path.EndsWith("words", StringComparison.Ordinal))
            .DistinctBy(l => l.Path).Take(Shown).Select(l => (l.By, l.AtUtc, l.After!))];
    }

    private IReadOnlyList<string> Others() => [.. Presence.Names(PlanId).Where(n => n != me?.Name)];

    public void Dispose()
    {
        Presence.Changed -= SomebodyCameOrWent;
        endings.ForEach(e => e.Dispose());
        GC.SuppressFinalize(this);
    }
}

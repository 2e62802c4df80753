using CarePlanning.Core.Access;
using CarePlanning.Core.Audit;
using CarePlanning.Core.Collaboration;
using CarePlanning.Core.Plans;
using CarePlanning.Web.Security;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.JSInterop;

namespace CarePlanning.Web.Live;

/// <summary>Follows a plan while its page is open: who else is here and where they write, and what they have just saved.</summary>
public partial class LivePlan
{
    private const int Shown = 4;
    // What was saved while the page was being drawn is told again; a place that is already so stays untouched.
    private static readonly TimeSpan Drawing = TimeSpan.FromMinutes(2);
    private readonly List<IDisposable> endings = [];
    private IReadOnlyList<PersonHere> others = [];
    private IReadOnlyList<(string By, DateTime AtUtc, string Words)> lines = [];
    private (string By, DateTime AtUtc)? change;
    private Actor? me;
    private Presence.OpenPage? page;
    private IJSObjectReference? script;
    private CancellationTokenSource line = new();
    private long seen;
    private bool looking, lookAgain, gone;
    private Task<AuthenticationState>? known;

    [Parameter, EditorRequired] public Guid PlanId { get; set; }
    [Parameter] public string Slug { get; set; } = "";

    /// <summary>The page is only read: it says when another changed the plan, and is read again when its reader asks for it.</summary>
    [Parameter] public bool Reads { get; set; }

    /// <summary>When the page was drawn.</summary>
    [Parameter] public DateTime DrawnAtUtc { get; set; }

    /// <summary>The folder of the scripts.</summary>
    [Parameter] public string Scripts { get; set; } = "";
    [CascadingParameter] private Task<AuthenticationState> SignedIn { get; set; } = null!;
    [Inject] internal CurrentActor Actors { get; init; } = null!;
    [Inject] private HistoryService History { get; init; } = null!;
    [Inject] private FollowService Follow { get; init; } = null!;
    [Inject] private PlanNews News { get; init; } = null!;
    [Inject] private IJSRuntime Js { get; init; } = null!;
    [Inject] internal Presence Presence { get; init; } = null!;
    [Inject] internal PageLine Line { get; init; } = null!;
    [Inject] private NavigationManager Nav { get; init; } = null!;

    protected override async Task OnInitializedAsync()
    {
        if (!RendererInfo.IsInteractive || await Actors.Into((await SignedIn).User, PlanId) is not { } actor) return;
        me = actor;
        endings.Add(News.Listen(PlanId, Hear));
        if (Reads) { await LookForChange(); return; }
        Presence.Changed += SomebodyCameOrWent;
        Line.Changed += CameOrWent;
        page = Presence.Enter(PlanId, actor.UserId, Slug);
        await LookAtHistory();
    }

    /// <summary>Whoever is signed out while the page is open follows nothing more; what is theirs to follow is looked at again when they are said anew.</summary>
    protected override async Task OnParametersSetAsync()
    {
        var before = known;
        known = SignedIn;
        if (me is null) return;
        if ((await SignedIn).User.Identity?.IsAuthenticated == true)
        {
            if (before is null || before == SignedIn) return;
            if (Reads) { await LookForChange(); return; }
            await Look(true);
            await LookWhoIsHere();
            return;
        }
        (me, others, lines, change) = (null, [], [], null);
        page?.Dispose();
        page = null;
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender || me is null || Scripts.Length == 0) return;
        var self = DotNetObjectReference.Create(this);
        endings.Add(self);
        await Tell(async () =>
        {
            script = await Js.InvokeAsync<IJSObjectReference>("import", $"{Scripts}/live.js");
            await script.InvokeVoidAsync("join", self);
        });
        await Look(true);
        await LookWhoIsHere();
    }

    /// <summary>The page says where its reader writes; empty when nowhere.</summary>
    [JSInvokable]
    public void Writes(string path)
    {
        if (path.Length <= 200 && !gone) page?.Writes(path);
    }

    private void Hear(PlanHappening happening)
    {
        if (Reads)
        {
            if (happening.ById != me?.UserId) _ = InvokeAsync(LookForChange);
            return;
        }
        // What changes in another section is not shown here, so nothing is read or drawn for it.
        if (happening.Section.Length > 0 && happening.Section != Slug) return;
        var own = happening.ById == me?.UserId;
        // One's own page knows what it saved; a second one of the same person does not.
        if (own && Presence.Pages(PlanId).Count(p => p.UserId == me!.UserId) < 2) return;
        _ = InvokeAsync(() => Look(!own));
    }

    private void SomebodyCameOrWent(Guid planId)
    {
        if (planId == PlanId) _ = InvokeAsync(LookWhoIsHere);
    }

    private async Task CameOrWent(bool here)
    {
        if (me is null) return;
        page?.Dispose();
        page = null;
        if (!here) { await line.CancelAsync(); return; }
        line.Dispose();
        line = new CancellationTokenSource();
        page = Presence.Enter(PlanId, me.UserId, Slug);
        await InvokeAsync(() => Look(true));
    }

    /// <summary>Reads what is new, one reading at a time: an older one must not arrive after a newer.</summary>
    private async Task Look(bool panel)
    {
        lookAgain = true;
        if (looking) return;
        looking = true;
        try
        {
            while (lookAgain && !gone)
            {
                lookAgain = false;
                // Asked again each time: whoever lost access while the page was open hears and sees nothing more.
                me = await Actors.Of((await SignedIn).User);
                if (script is not null) await TellNews();
                if (!panel) continue;
                await LookAtHistory();
                StateHasChanged();
            }
        }
        finally
        {
            looking = false;
        }
    }

    private async Task TellNews()
    {
        if (me is null || await Follow.Since(me, PlanId, Slug, seen, DrawnAtUtc - Drawing) is not var (newest, places)) return;
        // What did not arrive is told again when the line is back.
        if (places.Count == 0 || await Tell(() => script!.InvokeVoidAsync("hear", line.Token, places.Select(p => new { p.Path, p.Value, p.By, At = FieldText.Clock(p.AtUtc), p.Sequence })))) seen = newest;
    }

    private async Task LookAtHistory()
    {
        if (me is null) { lines = []; return; }
        var recent = await History.Newest(me, PlanId, 30);
        lines = [.. recent.Where(l => l.Section == Slug && l.Kind != AuditKind.LeftByPack && l.By != me.Name && !string.IsNullOrWhiteSpace(l.After) && l.Path.EndsWith("words", StringComparison.Ordinal))
            .DistinctBy(l => l.Path).Take(Shown).Select(l => (l.By, l.AtUtc, l.After!))];
    }

    /// <summary>Who changed last what this reader may see, since the page was drawn.</summary>
    private async Task LookForChange()
    {
        if (gone) return;
        me = await Actors.Of((await SignedIn).User);
        var newest = me is null ? [] : await History.Newest(me, PlanId, 30);
        if (newest.FirstOrDefault(l => l.AtUtc > DrawnAtUtc && l.By != me!.Name && AuditKind.ChangesWhatIsRead(l.Kind) && (l.Path.Length > 0 || !AuditKind.TellsOfWords(l.Kind))) is { } last) change = (last.By, last.AtUtc);
        // Whoever lost their access meanwhile is not told who changed it either.
        else if (newest.Count == 0) change = null;
        StateHasChanged();
    }

    /// <summary>The page itself: an address with a place in it would only scroll.</summary>
    private string Here => Nav.Uri.Split('#')[0];

    private async Task LookWhoIsHere()
    {
        if (gone || me is null) return;
        others = await Follow.Here(me, PlanId, Presence.Pages(PlanId));
        if (script is not null)
            await Tell(() => script.InvokeVoidAsync("meet", line.Token, others.Where(o => o.Section == Slug && o.Path.Length > 0).Select(o => new { o.Name, o.Path })));
        StateHasChanged();
    }

    /// <summary>Speaks to the page; one that cannot be reached any more need not hear it.</summary>
    private static async Task<bool> Tell(Func<ValueTask> say)
    {
        try { await say(); }
        catch (Exception e) when (e is JSDisconnectedException or OperationCanceledException or JSException) { return false; }
        return true;
    }

    public void Dispose()
    {
        gone = true;
        Presence.Changed -= SomebodyCameOrWent;
        Line.Changed -= CameOrWent;
        page?.Dispose();
        line.Dispose();
        endings.ForEach(e => e.Dispose());
        GC.SuppressFinalize(this);
    }
}

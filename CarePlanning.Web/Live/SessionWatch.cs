using System.Security.Claims;
using CarePlanning.Core.Access;
using CarePlanning.Core.People;
using CarePlanning.Web.Security;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;

namespace CarePlanning.Web.Live;

/// <summary>
/// Asks of every open page, four times a minute, whether its session still lasts: whoever signed out, was idle too long or lost their access
/// is nobody on it from then on, and the parts of the page that follow the plan fall silent; whose role, organisation or plans changed is asked for anew by them.
/// </summary>
internal sealed class SessionWatch(AuthenticationStateProvider who, SessionService sessions, TimeProvider time) : CircuitHandler, IDisposable
{
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(15);

    private static readonly Task<AuthenticationState> Nobody = Task.FromResult(new AuthenticationState(new ClaimsPrincipal(new ClaimsIdentity())));

    private ITimer? timer;
    private Found? last;

    /// <summary>What was found of whoever has the page open.</summary>
    private sealed record Found(AccountRole Role, Guid Organisation, Guid? OnlyPlan, Guid? BrokeInto, bool HandedOver, Guid? SigningPlan);

    public override Task OnCircuitOpenedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        timer = time.CreateTimer(_ => _ = Look(), null, Every, Every);
        _ = Look();
        return Task.CompletedTask;
    }

    public override Task OnCircuitClosedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        Dispose();
        return Task.CompletedTask;
    }

    /// <summary>Looks once; also what a test does in place of waiting.</summary>
    internal async Task Look()
    {
        var now = await who.GetAuthenticationStateAsync();
        if (Security.Session.KeyOf(now.User) is not { } key) return;
        var found = await sessions.Find(key);
        var (before, same) = (last, found is null ? null : new Found(found.Role, found.OrganisationId, found.OnlyPlan, found.BrokeInto, found.HandedOver, found.Session?.SigningPlan));
        last = same;
        if (found is null) ((IHostEnvironmentAuthenticationStateProvider)who).SetAuthenticationState(Nobody);
        // The same cookie, said anew: what hangs on it asks the database again.
        else if (before is not null && before != same) ((IHostEnvironmentAuthenticationStateProvider)who).SetAuthenticationState(Task.FromResult(new AuthenticationState(now.User)));
    }

    public void Dispose() => timer?.Dispose();
}

using System.Security.Claims;
using CarePlanning.Core.Access;
using CarePlanning.Web.Security;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;

namespace CarePlanning.Web.Live;

/// <summary>
/// Asks of every open page, twice a minute, whether its session still lasts: whoever signed out, was idle too long or lost their access
/// is nobody on it from then on, and the parts of the page that follow the plan fall silent.
/// </summary>
internal sealed class SessionWatch(AuthenticationStateProvider who, SessionService sessions, TimeProvider time) : CircuitHandler, IDisposable
{
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(30);

    private static readonly Task<AuthenticationState> Nobody = Task.FromResult(new AuthenticationState(new ClaimsPrincipal(new ClaimsIdentity())));

    private ITimer? timer;

    public override Task OnCircuitOpenedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        timer = time.CreateTimer(_ => _ = Look(), null, Every, Every);
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
        if (Security.Session.KeyOf(now.User) is { } key && await sessions.Find(key) is null) ((IHostEnvironmentAuthenticationStateProvider)who).SetAuthenticationState(Nobody);
    }

    public void Dispose() => timer?.Dispose();
}

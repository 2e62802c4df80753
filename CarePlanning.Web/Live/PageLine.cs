using Microsoft.AspNetCore.Components.Server.Circuits;

namespace CarePlanning.Web.Live;

/// <summary>Tells the parts of a page when its line to the server goes down and comes back: whoever cannot be reached is not here.</summary>
internal sealed class PageLine : CircuitHandler
{
    /// <summary>True when the line is up again, false when it went down.</summary>
    public event Func<bool, Task>? Changed;

    public override Task OnConnectionUpAsync(Circuit circuit, CancellationToken cancellationToken) => Changed?.Invoke(true) ?? Task.CompletedTask;

    public override Task OnConnectionDownAsync(Circuit circuit, CancellationToken cancellationToken) => Changed?.Invoke(false) ?? Task.CompletedTask;
}

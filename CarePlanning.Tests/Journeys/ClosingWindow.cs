using System.Reflection;
using Microsoft.Playwright;

namespace CarePlanning.Tests.Journeys;

/// <summary>A window whose end is waited for only so long: where a page of it loads itself anew at that very moment, the browser never says that it is closed, and the whole run would wait for ever.</summary>
public class ClosingWindow : DispatchProxy
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private IBrowserContext window = null!;

    internal static IBrowserContext Of(IBrowserContext window)
    {
        var closing = Create<IBrowserContext, ClosingWindow>();
        ((ClosingWindow)(object)closing).window = window;
        return closing;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => targetMethod!.Name == nameof(IAsyncDisposable.DisposeAsync)
        ? new ValueTask(CloseAsync()) : targetMethod.Invoke(window, BindingFlags.DoNotWrapExceptions, null, args, null);

    private async Task CloseAsync()
    {
        // It goes with the browser at the end of the run at the latest.
        try { await window.CloseAsync().WaitAsync(Patience); }
        catch (TimeoutException) { }
    }
}

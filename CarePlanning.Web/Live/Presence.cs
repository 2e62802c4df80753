using System.Collections.Concurrent;

namespace CarePlanning.Web.Live;

/// <summary>Who has a page of a plan open in this process.</summary>
internal sealed class Presence
{
    private readonly ConcurrentDictionary<Guid, (Guid PlanId, string Name)> here = new();

    public event Action<Guid>? Changed;

    /// <summary>Counts somebody as here until disposed.</summary>
    public IDisposable Enter(Guid planId, string name)
    {
        var id = Guid.NewGuid();
        here[id] = (planId, name);
        Changed?.Invoke(planId);
        return new Leaving(() => { if (here.TryRemove(id, out _)) Changed?.Invoke(planId); });
    }

    public IReadOnlyList<string> Names(Guid planId) =>
        [.. here.Values.Where(h => h.PlanId == planId).Select(h => h.Name).Distinct().Order(StringComparer.CurrentCulture)];

    private sealed class Leaving(Action leave) : IDisposable { public void Dispose() => leave(); }
}

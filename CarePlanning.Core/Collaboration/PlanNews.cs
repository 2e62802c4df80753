using System.Collections.Concurrent;

namespace CarePlanning.Core.Collaboration;

/// <summary>Something happened in a plan; a hint, whoever hears it reads what is there now.</summary>
/// <param name="Section">The section, or empty when it concerns the whole plan.</param>
public sealed record PlanHappening(Guid PlanId, string Section, string Path, string By);

/// <summary>Tells open pages what others did, within this process and, on PostgreSQL, across all of them.</summary>
public class PlanNews
{
    private readonly ConcurrentDictionary<Guid, (Guid PlanId, Action<PlanHappening> Hear)> listeners = new();

    /// <summary>Hears of one plan until disposed.</summary>
    public IDisposable Listen(Guid planId, Action<PlanHappening> hear)
    {
        var id = Guid.NewGuid();
        listeners[id] = (planId, hear);
        return new Ending(() => listeners.TryRemove(id, out _));
    }

    /// <summary>Tells everybody; called after the change is in the database.</summary>
    public virtual Task Tell(PlanHappening happening)
    {
        Deliver(happening);
        return Task.CompletedTask;
    }

    /// <summary>Hands the news to those who listen to its plan.</summary>
    protected void Deliver(PlanHappening happening)
    {
        foreach (var (planId, hear) in listeners.Values)
            if (planId == happening.PlanId || happening.PlanId == Guid.Empty) hear(happening);
    }

    private sealed class Ending(Action end) : IDisposable { public void Dispose() => end(); }
}

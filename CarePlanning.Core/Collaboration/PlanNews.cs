using System.Collections.Concurrent;

namespace CarePlanning.Core.Collaboration;

/// <summary>Something happened in a plan; a hint, whoever hears it reads what is there now.</summary>
/// <param name="Section">The section, or empty when it concerns the whole plan.</param>
/// <param name="ById">Who did it, so that their own page need not hear of it.</param>
public sealed record PlanHappening(Guid PlanId, string Section, string Path, Guid ById = default);

/// <summary>What became of an open page of a plan.</summary>
public enum PageStep
{
    /// <summary>It was opened, and does not know of others yet.</summary>
    Came,
    /// <summary>It is open, with the field that somebody writes in.</summary>
    Here,
    Gone,
}

/// <summary>An open page of a plan, as pages of other processes hear of it: ids and the place, never words.</summary>
public sealed record PageHappening(Guid PlanId, Guid PageId, Guid UserId, string Section, string Path, PageStep Step);

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

    /// <summary>Hears of the open pages of every plan.</summary>
    public event Action<PageHappening>? PageHeard;

    /// <summary>Tells everybody about an open page.</summary>
    public virtual Task TellPage(PageHappening page)
    {
        DeliverPage(page);
        return Task.CompletedTask;
    }

    /// <summary>Hands on what was heard of an open page.</summary>
    protected void DeliverPage(PageHappening page) => PageHeard?.Invoke(page);

    /// <summary>Hands the news to those who listen to its plan.</summary>
    protected void Deliver(PlanHappening happening)
    {
        foreach (var (planId, hear) in listeners.Values)
            if (planId == happening.PlanId || happening.PlanId == Guid.Empty) hear(happening);
    }

    private sealed class Ending(Action end) : IDisposable { public void Dispose() => end(); }
}

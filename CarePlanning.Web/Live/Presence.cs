using System.Collections.Concurrent;
using CarePlanning.Core.Collaboration;

namespace CarePlanning.Web.Live;

/// <summary>
/// Who has a page of a plan open, and in which field they write, over all server processes. Each process tells of its own
/// pages when something changes and every few seconds; one that fell silent is forgotten with its pages.
/// </summary>
internal sealed class Presence : IDisposable
{
    /// <summary>How often a process tells of its pages again.</summary>
    public static readonly TimeSpan Beat = TimeSpan.FromSeconds(15);

    /// <summary>After this long without a word a page of another process is taken to be closed.</summary>
    public static readonly TimeSpan Silence = TimeSpan.FromSeconds(50);

    private const int BeatsToRemind = 4;
    private int beats;
    private readonly ConcurrentDictionary<Guid, PageHappening> own = new();
    private readonly ConcurrentDictionary<Guid, (PageHappening Page, long At)> heard = new();
    private readonly PlanNews news;
    private readonly TimeProvider time;
    private readonly ITimer timer;

    public Presence(PlanNews news, TimeProvider time)
    {
        (this.news, this.time) = (news, time);
        news.PageHeard += Hear;
        timer = time.CreateTimer(_ => Tick(), null, Beat, Beat);
    }

    /// <summary>Somebody came, went, or writes elsewhere in this plan.</summary>
    public event Action<Guid>? Changed;

    /// <summary>Counts a page as open until it is disposed.</summary>
    public OpenPage Enter(Guid planId, Guid userId, string section) => new(this, new(planId, Guid.NewGuid(), userId, section, "", PageStep.Came));

    /// <summary>The open pages of a plan.</summary>
    public IReadOnlyList<(Guid UserId, string Section, string Path)> Pages(Guid planId) =>
        [.. own.Values.Concat(heard.Values.Select(h => h.Page)).Where(p => p.PlanId == planId).Select(p => (p.UserId, p.Section, p.Path))];

    private void Tell(PageHappening page)
    {
        if (page.Step == PageStep.Gone) own.TryRemove(page.PageId, out _);
        else own[page.PageId] = page with { Step = PageStep.Here };
        Changed?.Invoke(page.PlanId);
        _ = news.TellPage(page);
    }

    private void Hear(PageHappening page)
    {
        if (own.ContainsKey(page.PageId)) return;
        // Whoever comes learns who is here already.
        if (page.Step == PageStep.Came)
            foreach (var mine in own.Values.Where(o => o.PlanId == page.PlanId)) _ = news.TellPage(mine);
        var known = heard.TryGetValue(page.PageId, out var before);
        if (page.Step == PageStep.Gone) { if (heard.TryRemove(page.PageId, out _)) Changed?.Invoke(page.PlanId); return; }
        heard[page.PageId] = (page with { Step = PageStep.Here }, time.GetTimestamp());
        if (!known || before.Page.Path != page.Path) Changed?.Invoke(page.PlanId);
    }

    private void Tick()
    {
        foreach (var mine in own.Values) _ = news.TellPage(mine);
        foreach (var (id, (page, at)) in heard)
            if (time.GetElapsedTime(at) > Silence && heard.TryRemove(id, out _)) Changed?.Invoke(page.PlanId);
        // Said again to the pages, which forget by themselves who writes when nobody tells them any more.
        if (++beats % BeatsToRemind == 0)
            foreach (var planId in own.Values.Concat(heard.Values.Select(h => h.Page)).Where(p => p.Path.Length > 0).Select(p => p.PlanId).ToHashSet()) Changed?.Invoke(planId);
    }

    public void Dispose()
    {
        timer.Dispose();
        news.PageHeard -= Hear;
    }

    /// <summary>One open page, until it is closed.</summary>
    internal sealed class OpenPage : IDisposable
    {
        private readonly Presence presence;
        private PageHappening page;

        public OpenPage(Presence presence, PageHappening page)
        {
            (this.presence, this.page) = (presence, page);
            presence.Tell(page);
        }

        /// <summary>Notes where its reader writes; empty is nowhere.</summary>
        public void Writes(string path)
        {
            if (path == page.Path || page.Step == PageStep.Gone) return;
            page = page with { Path = path, Step = PageStep.Here };
            presence.Tell(page);
        }

        public void Dispose()
        {
            if (page.Step == PageStep.Gone) return;
            page = page with { Step = PageStep.Gone };
            presence.Tell(page);
        }
    }
}

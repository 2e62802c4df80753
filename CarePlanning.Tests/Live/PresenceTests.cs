using CarePlanning.Core.Collaboration;
using CarePlanning.Web.Live;

namespace CarePlanning.Tests.Live;

/// <summary>Who has a page open, told between server processes that hear each other.</summary>
public sealed class PresenceTests
{
    private static readonly Guid Plan = Guid.NewGuid(), Anne = Guid.NewGuid(), Nia = Guid.NewGuid();

    [Fact]
    public void Whoever_opens_a_page_is_here_for_all_processes_and_learns_who_was_here_before()
    {
        var (one, other, _) = Processes();
        using var hers = one.Enter(Plan, Anne, "about-me");
        using var mine = other.Enter(Plan, Nia, "goals");
        Assert.Equal([Anne, Nia], Users(one).ToHashSet());
        Assert.Equal([Nia, Anne], Users(other).ToHashSet());
    }

    [Fact]
    public void Where_somebody_writes_is_told_and_ends_with_their_page()
    {
        var (one, other, _) = Processes();
        var page = one.Enter(Plan, Anne, "about-me");
        var changes = 0;
        other.Changed += _ => changes++;
        page.Writes("mostImportant/words");
        page.Writes("mostImportant/words");
        Assert.Equal(1, changes);
        Assert.Equal((Anne, "about-me", "mostImportant/words"), Assert.Single(other.Pages(Plan)));
        page.Dispose();
        Assert.Empty(other.Pages(Plan));
        page.Writes("peopleImportant/words");
        Assert.Empty(one.Pages(Plan));
    }

    [Fact]
    public void Pages_of_a_process_that_fell_silent_are_forgotten_and_those_of_one_that_speaks_are_not()
    {
        var (one, other, wire) = Processes();
        using var page = one.Enter(Plan, Anne, "about-me");
        wire.Time.Advance(Presence.Silence * 3);
        Assert.Single(other.Pages(Plan));
        wire.Cut = true;
        wire.Time.Advance(Presence.Silence + (Presence.Beat * 2));
        Assert.Empty(other.Pages(Plan));
        wire.Cut = false;
        wire.Time.Advance(Presence.Beat);
        Assert.Single(other.Pages(Plan));
    }

    private static IEnumerable<Guid> Users(Presence presence) => presence.Pages(Plan).Select(p => p.UserId);

    private static (Presence One, Presence Other, Wire Wire) Processes()
    {
        var wire = new Wire();
        return (new Presence(wire.End(), wire.Time), new Presence(wire.End(), wire.Time), wire);
    }

    /// <summary>What carries the news between processes, and can be cut.</summary>
    private sealed class Wire
    {
        private readonly List<NewsEnd> ends = [];

        public HandTime Time { get; } = new();
        public bool Cut { get; set; }

        public PlanNews End()
        {
            ends.Add(new NewsEnd(this));
            return ends[^1];
        }

        private sealed class NewsEnd(Wire wire) : PlanNews
        {
            public override Task TellPage(PageHappening page)
            {
                if (!wire.Cut) wire.ends.ForEach(e => e.DeliverPage(page));
                return Task.CompletedTask;
            }
        }
    }

    /// <summary>A clock that is moved by hand and runs what falls due on the way.</summary>
    private sealed class HandTime : TimeProvider
    {
        private readonly List<(TimerCallback Run, TimeSpan Every)> timers = [];
        private TimeSpan now;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;
        public override long GetTimestamp() => now.Ticks;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            timers.Add((callback, period));
            return System.CreateTimer(_ => { }, null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }

        public void Advance(TimeSpan by)
        {
            for (var end = now + by; now < end; now += TimeSpan.FromSeconds(1))
                foreach (var (run, every) in timers)
                    if (now.Ticks % every.Ticks == 0) run(null);
        }
    }
}

namespace CarePlanning.Tests.SignIn;

/// <summary>A clock that is moved by hand and runs what falls due on the way.</summary>
internal sealed class HandTime : TimeProvider
{
    private readonly List<(TimerCallback Run, object? State, TimeSpan Every)> timers = [];
    private readonly TaskCompletionSource waitedOn = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TimeSpan gone;

    /// <summary>Done once somebody waits for this clock again and again.</summary>
    public Task WaitedOn => waitedOn.Task;

    private static DateTimeOffset Start { get; } = new(2026, 11, 22, 9, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => Start + gone;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (period > TimeSpan.Zero)
        {
            timers.Add((callback, state, period));
            waitedOn.TrySetResult();
        }
        return System.CreateTimer(_ => { }, null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public void Advance(TimeSpan by)
    {
        for (var end = gone + by; gone < end;)
        {
            gone += TimeSpan.FromSeconds(1);
            foreach (var (run, state, every) in timers.ToList())
                if (gone.Ticks % every.Ticks == 0) run(state);
        }
    }
}

using CarePlanning.Core.Funding;

namespace CarePlanning.Tests.Funding;

public sealed class RequestClockTests
{
    // A Friday evening in winter.
    private static readonly DateTime Asked = new(2026, 11, 27, 19, 30, 0, DateTimeKind.Utc);

    private static RequestClock Clock(RequestRoute route, TimeSpan later) => new(route, 1, Asked, Asked, null, 0, Asked.AddHours(48), null, null, Asked + later);

    [Fact]
    public void A_fast_track_of_Friday_evening_is_due_on_Sunday_evening_whoever_is_at_work()
    {
        var clock = Clock(RequestRoute.FastTrack, TimeSpan.FromHours(47));
        Assert.Equal((new DateTime(2026, 11, 29, 19, 30, 0, DateTimeKind.Utc), false), (clock.ByUtc, clock.IsLate));
        Assert.True((clock with { NowUtc = Asked.AddHours(49) }).IsLate);
        // Elapsed hours, also over the night on which the clocks change.
        Assert.Equal(TimeSpan.FromHours(48), new RequestClock(RequestRoute.FastTrack, 1, new(2026, 10, 24, 18, 0, 0, DateTimeKind.Utc), new(2026, 10, 24, 18, 0, 0, DateTimeKind.Utc), null, 0, new(2026, 10, 26, 18, 0, 0, DateTimeKind.Utc), null, null, new(2026, 10, 26, 18, 0, 0, DateTimeKind.Utc)).WithUs);
    }

    [Fact]
    public void The_fast_track_runs_on_past_the_decision_until_care_is_in_place()
    {
        var clock = Clock(RequestRoute.FastTrack, TimeSpan.FromHours(30)) with { DecidedAtUtc = Asked.AddHours(3), PausedAtUtc = Asked.AddHours(1), PausedSeconds = 7200 };
        Assert.Equal((TimeSpan.FromHours(30), false), (clock.WithUs, clock.Stands));
        Assert.Equal(TimeSpan.FromHours(20), (clock with { CareStartedAtUtc = Asked.AddHours(20) }).WithUs);
    }

    [Fact]
    public void Asked_for_more_our_clock_stands_the_day_moves_and_the_family_still_sees_their_whole_wait()
    {
        var clock = Clock(RequestRoute.Panel, TimeSpan.FromHours(10)) with { PausedAtUtc = Asked.AddHours(4) };
        Assert.Equal((TimeSpan.FromHours(4), TimeSpan.FromHours(10), true, false), (clock.WithUs, clock.Waited, clock.Stands, clock.IsLate));
        Assert.Equal(Asked.AddHours(54), clock.ByUtc);
        var answered = clock with { PausedAtUtc = null, PausedSeconds = 6 * 3600, NowUtc = Asked.AddHours(12) };
        Assert.Equal((TimeSpan.FromHours(6), TimeSpan.FromHours(12), Asked.AddHours(54)), (answered.WithUs, answered.Waited, answered.ByUtc));
    }

    [Fact]
    public void Once_decided_both_clocks_stop()
    {
        var clock = Clock(RequestRoute.TeamLead, TimeSpan.FromDays(30)) with { DecidedAtUtc = Asked.AddHours(5), PausedSeconds = 3600 };
        Assert.Equal((TimeSpan.FromHours(4), TimeSpan.FromHours(5), false), (clock.WithUs, clock.Waited, clock.IsLate));
    }
}

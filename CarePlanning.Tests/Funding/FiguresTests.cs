using CarePlanning.Core.Funding;
using CarePlanning.Tests.Storage;
using Microsoft.EntityFrameworkCore;

namespace CarePlanning.Tests.Funding;

/// <summary>How long requests take: figures that can be checked by hand.</summary>
public sealed class FiguresTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0.5, 3L, 1L, 2L, 3L, 4L, 5L)]
    [InlineData(0.5, 2L, 1L, 2L, 3L, 4L)]
    [InlineData(0.9, 9L, 1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L)]
    [InlineData(0.9, 5L, 5L, 1L, 2L, 3L, 4L)]
    [InlineData(0.5, 7L, 7L)]
    public void A_share_is_a_time_that_was_measured_and_that_so_many_did_not_exceed(double share, long expected, params long[] values) => Assert.Equal(expected, RequestFigures.At(values, share));

    [Fact]
    public void Of_nothing_there_is_no_figure() => Assert.Null(RequestFigures.At([], 0.5));

    [Fact]
    public void Figures_are_by_route_and_month_against_half_of_the_baseline()
    {
        const long Hour = 3600;
        var figures = RequestFigures.Of(
            [
                new(RequestRoute.TeamLead, 202610, RequestState.Approved, null, 4 * Hour, 30 * Hour), new(RequestRoute.TeamLead, 202610, RequestState.Declined, ReasonKind.MoreThanTheBudget, 8 * Hour, null),
                new(RequestRoute.TeamLead, 202610, RequestState.ApprovedInPart, ReasonKind.MoreThanTheBudget, 6 * Hour, null), new(RequestRoute.Panel, 202611, RequestState.Approved, null, 72 * Hour, null),
            ],
            [TimeSpan.FromHours(3), TimeSpan.FromHours(24), TimeSpan.FromDays(3), TimeSpan.FromDays(40)], new Dictionary<RequestRoute, int> { [RequestRoute.TeamLead] = 216 });
        var october = figures.Months.Single(m => m.Route == RequestRoute.TeamLead);
        Assert.Equal((3, 6 * Hour, 8 * Hour, 1, 30 * Hour, 1, 1, 1), (october.ToDecision.Count, october.ToDecision.MedianSeconds, october.ToDecision.P90Seconds, october.ToCare.Count, october.ToCare.MedianSeconds, october.Approved, october.InPart, october.Declined));
        Assert.Equal((108, true), (figures.TargetHours(RequestRoute.TeamLead), figures.IsOwnBaseline));
        Assert.Equal([(1, 1), (3, 1), (5, 1), (10, 0), (28, 0), (0, 1)], figures.Open.Select(o => (o.UnderDays ?? 0, o.Count)));
        Assert.Equal(2, figures.Reasons[ReasonKind.MoreThanTheBudget]);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task The_programme_lead_sets_the_baseline_sees_the_figures_and_takes_them_away_as_tables(Database kind)
    {
        await using var house = await FundingHouse.OnAsync(kind);
        var service = house.Home.The<FiguresService>();
        var request = await house.AskAsync(FundingHouse.Chair);
        await using (var db = house.Home.OpenDb()) await db.Requests.Where(r => r.Id == request).ExecuteUpdateAsync(u => u.SetProperty(r => r.What, "=cmd|' /C calc'!A0"), Stop);
        Assert.Empty((await service.Of(house.Owen))!.Value.Figures.Months);
        Assert.Equal(RequestRefusal.None, await house.DecideAsync(house.Owen, request, RequestState.Declined));
        // What was counted before the decision is not shown after it.
        Assert.Single((await service.Of(house.Owen))!.Value.Figures.Months);
        await house.AskAsync(FundingHouse.Assistant);

        Assert.Null(await service.Of(house.Home.Nia));
        Assert.Null(await service.Of(house.Home.Joyce));
        Assert.False(await service.SetBaseline(house.Owen, new Dictionary<RequestRoute, int> { [RequestRoute.TeamLead] = 100 }));
        Assert.False(await service.SetBaseline(house.Ravi, new Dictionary<RequestRoute, int> { [RequestRoute.TeamLead] = 0 }));
        Assert.True(await service.SetBaseline(house.Ravi, new Dictionary<RequestRoute, int> { [RequestRoute.TeamLead] = 100, [RequestRoute.Panel] = 400 }));
        Assert.True(await service.SetBaseline(house.Ravi, new Dictionary<RequestRoute, int> { [RequestRoute.TeamLead] = 120 }));

        var (figures, lead) = (await service.Of(house.Owen))!.Value;
        Assert.Equal((false, 120, 400, 1), (lead, figures.BaselineHours[RequestRoute.TeamLead], figures.BaselineHours[RequestRoute.Panel], figures.Open.Sum(o => o.Count)));
        Assert.Equal((1, 1), (Assert.Single(figures.Months).Declined, figures.Reasons[ReasonKind.AnotherServiceProvides]));

        Assert.Null(await service.RequestsAsCsv(house.Owen));
        var csv = System.Text.Encoding.UTF8.GetString((await service.RequestsAsCsv(house.Ravi))!);
        Assert.Contains("'=cmd|' /C calc'!A0", csv, StringComparison.Ordinal);
        Assert.DoesNotContain("Joyce", csv, StringComparison.Ordinal);
        // What was asked for is somebody's words: of a plan of which nothing is given out for now, neither are they.
        await using (var db = house.Home.OpenDb()) await db.Plans.Where(p => p.Id == house.Home.PlanId).ExecuteUpdateAsync(p => p.SetProperty(x => x.RestrictedAtUtc, DateTime.UtcNow), TestContext.Current.CancellationToken);
        Assert.DoesNotContain("=cmd", System.Text.Encoding.UTF8.GetString((await service.RequestsAsCsv(house.Ravi))!), StringComparison.Ordinal);
        Assert.Contains("One-off", System.Text.Encoding.UTF8.GetString((await service.MonthsAsCsv(house.Owen))!), StringComparison.Ordinal);
    }
}

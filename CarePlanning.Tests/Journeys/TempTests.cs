namespace CarePlanning.Tests.Journeys;
public sealed class TempTests(RunningPortal portal) : IClassFixture<RunningPortal>
{
    [Fact]
    public void Show() => Assert.Fail(string.Join("\n", Routes.Of(portal).Select(r => $"{string.Join(",", r.Methods)} {r.IsPage} {r.Name}")));
}

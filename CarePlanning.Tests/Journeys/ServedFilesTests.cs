namespace CarePlanning.Tests.Journeys;

public sealed class ServedFilesTests(RunningPortal portal) : IClassFixture<RunningPortal>
{
    [Theory]
    [InlineData("fonts/AtkinsonHyperlegibleNext_400Regular.ttf")]
    [InlineData("css/tokens.css")]
    [InlineData("js/ids.js")]
    public async Task Files_beside_the_solution_are_served_from_the_root(string path)
    {
        using var http = new HttpClient { BaseAddress = portal.Address };
        var served = await http.GetByteArrayAsync(path, TestContext.Current.CancellationToken);
        Assert.Equal(File.ReadAllBytes(Path.Combine(Architecture.Sources.ServedFolder, path)), served);
    }

    [Fact]
    public async Task Tests_of_the_modules_are_not_served()
    {
        using var http = new HttpClient { BaseAddress = portal.Address };
        using var answer = await http.GetAsync("js/tests/harness.js", TestContext.Current.CancellationToken);
        Assert.NotEqual(System.Net.HttpStatusCode.OK, answer.StatusCode);
    }
}

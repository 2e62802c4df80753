namespace CarePlanning.Tests.Journeys;

public sealed class ServedFilesTests(RunningPortal portal) : IClassFixture<RunningPortal>
{
    [Theory]
    [InlineData("fonts/AtkinsonHyperlegibleNext_400Regular.ttf")]
    [InlineData("css/fonts.css")]
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

    [Fact]
    public async Task Each_portal_has_an_address_and_a_data_folder_of_its_own_that_goes_with_it()
    {
        var first = new RunningPortal();
        var second = new RunningPortal { Settings = { ["Data:Folder"] = portal.Folder } };
        await using (first)
        await using (second)
        {
            Assert.NotEqual(first.Address, second.Address);
            Assert.NotEqual(first.Folder, second.Folder);
            Assert.True(Directory.Exists(first.Folder));
        }
        Assert.False(Directory.Exists(first.Folder));
    }
}

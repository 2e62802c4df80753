using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CarePlanning.Tests.Journeys;

public sealed class RunningPortalTests
{
    [Fact]
    public async Task Each_portal_has_an_address_of_its_own_and_a_data_folder_that_goes_with_it()
    {
        string folder;
        await using (var second = new RunningPortal())
        await using (var first = new RunningPortal())
        {
            Assert.NotEqual(first.Address, second.Address);
            Assert.NotEqual(first.Folder, second.Folder);
            Assert.True(Directory.Exists(first.Folder));
            Assert.Equal(first.Folder, first.Services.GetRequiredService<IConfiguration>()["Data:Folder"]);
            folder = first.Folder;
        }
        Assert.False(Directory.Exists(folder));
    }

    [Fact]
    public async Task A_portal_runs_with_the_settings_it_is_given()
    {
        await using var portal = new RunningPortal { Settings = { ["Demonstration"] = "no" } };
        _ = portal.Address;
        Assert.Equal("no", portal.Services.GetRequiredService<IConfiguration>()["Demonstration"]);
    }
}

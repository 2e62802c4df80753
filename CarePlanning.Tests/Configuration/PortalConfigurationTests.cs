using CarePlanning.Core.Storage;
using CarePlanning.Web;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;

namespace CarePlanning.Tests.Configuration;

public sealed class PortalConfigurationTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("careplanning-settings-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private PortalConfiguration Read(string environment, params (string Key, string Value)[] settings) => PortalConfiguration.Read(
        new ConfigurationBuilder().AddInMemoryCollection([new("Data:Folder", folder), .. settings.Select(s => new KeyValuePair<string, string?>(s.Key, s.Value))]).Build(),
        new Environment(environment));

    [Theory]
    [InlineData("Development")]
    [InlineData("Rehearsal")]
    public void The_demo_sign_in_is_there_by_itself_outside_Production(string environment) => Assert.True(Read(environment).Demo);

    [Fact]
    public void Production_does_not_start_without_a_sign_in() =>
        Assert.Contains("SignIn:Mode", Assert.Throws<InvalidOperationException>(() => Read("Production")).Message, StringComparison.Ordinal);

    [Fact]
    public void The_demo_sign_in_cannot_be_switched_on_in_Production() =>
        Assert.Contains("cannot be used in Production", Assert.Throws<InvalidOperationException>(() => Read("Production", ("SignIn:Mode", "Demo"))).Message, StringComparison.Ordinal);

    [Fact]
    public void A_sign_in_that_nobody_knows_stops_the_start() =>
        Assert.Contains("'Magic'", Assert.Throws<InvalidOperationException>(() => Read("Development", ("SignIn:Mode", "Magic"))).Message, StringComparison.Ordinal);

    [Fact]
    public void A_database_that_nobody_knows_stops_the_start() =>
        Assert.Contains("'Oracle'", Assert.Throws<InvalidOperationException>(() => Read("Development", ("Db:Provider", "Oracle"))).Message, StringComparison.Ordinal);

    [Fact]
    public void PostgreSQL_needs_to_be_told_where_it_is() =>
        Assert.Contains("ConnectionStrings:Db", Assert.Throws<InvalidOperationException>(() => Read("Development", ("Db:Provider", "Postgres"))).Message, StringComparison.Ordinal);

    [Fact]
    public void SQLite_lives_in_the_data_folder()
    {
        var read = Read("Development");
        Assert.Equal(DbProvider.Sqlite, read.Provider);
        Assert.StartsWith(folder, read.Where, StringComparison.Ordinal);
    }

    private sealed class Environment(string name) : IHostEnvironment
    {
        public string EnvironmentName { get; set; } = name;
        public string ApplicationName { get; set; } = "CarePlanning";
        public string ContentRootPath { get; set; } = "/";
        public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();
    }
}

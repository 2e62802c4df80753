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

    private static readonly (string, string)[] Work =
    [
        ("SignIn:Mode", "OpenIdConnect"), ("SignIn:Instance", "https://login.example/"), ("SignIn:TenantId", "t"), ("SignIn:ClientId", "c"),
        ("SignIn:Map:0:Claim", "roles"), ("SignIn:Map:0:Is", "Care"), ("SignIn:Map:0:Role", "Professional"),
        ("SignIn:Map:1:Claim", "tid"), ("SignIn:Map:1:Is", "t"), ("SignIn:Map:1:Organisation", "Willow hospice"),
    ];

    private PortalConfiguration ReadWork(string environment, params (string Key, string Value)[] settings) =>
        Read(environment, [.. Work.Where(w => settings.All(s => s.Key != w.Item1)), .. settings]);

    [Fact]
    public void Production_is_reached_by_https_only()
    {
        Assert.Contains("https", Assert.Throws<InvalidOperationException>(() => ReadWork("Production")).Message, StringComparison.Ordinal);
        Assert.Contains("https", Assert.Throws<InvalidOperationException>(() => ReadWork("Production", ("PublicUrl", "http://care.example/"))).Message, StringComparison.Ordinal);
        var read = ReadWork("Production", ("PublicUrl", "https://care.example/"), ("Mail:Smtp", "mail.example"));
        Assert.Equal((false, true, "__Host-care"), (read.Demo, read.Work!.IsEntra, read.Cookie("care")));
    }

    [Fact]
    public void In_Production_letters_with_codes_lie_in_a_folder_only_where_somebody_says_so()
    {
        Assert.Contains("Mail:Smtp", Assert.Throws<InvalidOperationException>(() => ReadWork("Production", ("PublicUrl", "https://care.example/"))).Message, StringComparison.Ordinal);
        Assert.Equal("/var/letters", ReadWork("Production", ("PublicUrl", "https://care.example/"), ("Mail:Folder", "/var/letters")).Post.Folder);
        Assert.Null(ReadWork("Rehearsal").Post.Host);
    }

    [Theory]
    [InlineData("SignIn:ClientId", "", "SignIn:ClientId")]
    [InlineData("SignIn:TenantId", "", "SignIn:TenantId")]
    [InlineData("SignIn:TenantId", "common", "any organisation")]
    [InlineData("SignIn:TenantId", "organizations", "any organisation")]
    [InlineData("SignIn:Instance", "http://login.example/", "https")]
    [InlineData("SignIn:Instance", "", "SignIn:Authority")]
    [InlineData("SignIn:Map:0:Role", "Person", "'Person'")]
    [InlineData("SignIn:Map:0:Role", "", "at least one row for each")]
    [InlineData("SignIn:Map:1:Organisation", "", "at least one row for each")]
    [InlineData("SignIn:Map:1:Claim", "", "SignIn:Map:1:Claim")]
    [InlineData("SignIn:IdleMinutes", "0", "SignIn:IdleMinutes")]
    [InlineData("SignIn:IdleMinutes", "61", "SignIn:IdleMinutes")]
    [InlineData("SignIn:LongestHours", "a day", "SignIn:LongestHours")]
    public void A_work_sign_in_that_lacks_something_stops_the_start_and_says_what(string setting, string value, string says) =>
        Assert.Contains(says, Assert.Throws<InvalidOperationException>(() => ReadWork("Rehearsal", (setting, value))).Message, StringComparison.Ordinal);

    [Fact]
    public void Each_organisation_may_have_a_named_lead_of_its_own()
    {
        (string, string)[] willow = [("Lead:Email", "all@example.org"), ("Lead:Of:0:Organisation", "Willow hospice"), ("Lead:Of:0:Email", "willow@example.org")];
        var leads = Read("Development", willow).Leads;
        Assert.Equal(("all@example.org", "willow@example.org"), (leads.OfOthers.Email, leads.Own["willow Hospice"].Email));
        foreach (var (wrong, says) in new[] { (("Lead:Of:0:Email", "nobody"), "Lead:Of:0:Email 'nobody'"), (("Lead:Of:0:Email", ""), "Lead:Of:0 needs"), (("Lead:Of:1:Organisation", "Willow hospice"), "Lead:Of:1 needs") })
            Assert.Contains(says, Assert.Throws<InvalidOperationException>(() => Read("Development", [.. willow.Where(w => w.Item1 != wrong.Item1), wrong])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_session_may_be_shorter_than_usual()
    {
        Assert.Equal(Core.Access.SessionLimits.Usual, Read("Development").Sessions);
        Assert.Equal(new Core.Access.SessionLimits(TimeSpan.FromMinutes(10), TimeSpan.FromHours(4)), Read("Development", ("SignIn:IdleMinutes", "10"), ("SignIn:LongestHours", "4")).Sessions);
    }

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

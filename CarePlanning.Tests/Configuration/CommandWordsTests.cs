using CarePlanning.Web.Commands;

namespace CarePlanning.Tests.Configuration;

/// <summary>What is typed after the program's name.</summary>
public sealed class CommandWordsTests
{
    [Theory]
    [InlineData("verify")]
    [InlineData("exprot", "--out", "folder")]
    public async Task A_slip_in_a_command_is_said_and_starts_no_portal(params string[] args)
    {
        Assert.Null(await PortalCommands.Run(args));
        Assert.Contains($"\"{args[0]}\" is no command", PortalCommands.Unknown(args), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData]
    [InlineData("--urls", "http://localhost:5080")]
    [InlineData("/Db:Provider=Postgres")]
    [InlineData("Db:Provider=Postgres")]
    public void Settings_are_no_commands(params string[] args) => Assert.Null(PortalCommands.Unknown(args));
}

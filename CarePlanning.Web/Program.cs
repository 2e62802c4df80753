using CarePlanning.Web;
using CarePlanning.Web.Commands;

if (await PortalCommands.Run(args) is { } exit) return exit;
if (PortalCommands.Unknown(args) is { } wrongWord)
{
    Console.Error.WriteLine(wrongWord);
    return 2;
}

var builder = WebApplication.CreateBuilder(args);
// Unpublished, the files of wwwroot-assets are found through a manifest, which ASP.NET reads by itself in Development only:
// without this line a plain `dotnet run` serves empty files. Published, there is no manifest and the line does nothing.
builder.WebHost.UseStaticWebAssets();
if (builder.Configuration["urls"] is null && builder.Configuration["http_ports"] is null) builder.WebHost.UseUrls("http://localhost:5080");
try { builder.AddPortal(); }
catch (InvalidOperationException wrong)
{
    // A wrong setting is for whoever starts the portal: one sentence, not a stack.
    Console.Error.WriteLine(wrong.Message);
    return 1;
}
var app = builder.Build();
try { await app.Prepare(); }
catch (CarePlanning.Core.Keys.KeyNotHereException missing)
{
    Console.Error.WriteLine(missing.Message);
    return 1;
}
app.MapPortal();
await app.RunAsync();
return 0;

/// <summary>The portal's entry point, public so that tests can start it.</summary>
public partial class Program;

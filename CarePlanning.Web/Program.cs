var builder = WebApplication.CreateBuilder(args);
// Unpublished, the files of wwwroot-assets are found through a manifest, which ASP.NET reads by itself in Development only:
// without this line a plain `dotnet run` serves empty files. Published, there is no manifest and the line does nothing.
builder.WebHost.UseStaticWebAssets();
var app = builder.Build();
app.MapStaticAssets();
app.Run();

public partial class Program;

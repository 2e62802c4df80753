using Microsoft.AspNetCore.Builder;

namespace CarePlanning.Benchmarks.Start;

/// <summary>The least that an ASP.NET program can be, for comparison.</summary>
internal static class HelloApp
{
    public static async Task<int> Serve(string[] args)
    {
        var app = WebApplication.CreateBuilder(args).Build();
        app.MapGet("/health/ready", () => "Hello");
        await app.RunAsync();
        return 0;
    }
}

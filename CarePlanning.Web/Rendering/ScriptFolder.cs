using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Components;

namespace CarePlanning.Web.Rendering;

/// <summary>
/// Serves the scripts from a folder whose name changes with any of them: modules import each other by relative name, so
/// one name for all lets a browser keep them for good without an import map, which would need an inline script.
/// </summary>
internal static partial class ScriptFolder
{
    private const string Label = "label", Fingerprint = "fingerprint";

    /// <summary>The folder's name and what is in it, from the build's list of files.</summary>
    public static (string Folder, IReadOnlyList<string> Files) Of(ResourceAssetCollection assets)
    {
        var scripts = assets.Select(a => (File: Property(a, Label), Print: Property(a, Fingerprint)))
            .Where(a => a.File?.StartsWith("js/", StringComparison.Ordinal) == true && a.File.EndsWith(".js", StringComparison.Ordinal))
            .DistinctBy(a => a.File).OrderBy(a => a.File, StringComparer.Ordinal).ToList();
        var all = SHA256.HashData(Encoding.UTF8.GetBytes(string.Join(' ', scripts.Select(s => s.Print))));
        return ($"/js-{Convert.ToHexStringLower(all)[..12]}", [.. scripts.Select(s => s.File!["js/".Length..])]);
    }

    public static void UseScriptFolder(this WebApplication app) => app.Use((http, next) =>
    {
        if (Path().Match(http.Request.Path.Value ?? "") is { Success: true } match)
        {
            http.Request.Path = "/js/" + match.Groups[1].Value;
            http.Response.OnStarting(() =>
            {
                if (http.Response.StatusCode == StatusCodes.Status200OK) http.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
                return Task.CompletedTask;
            });
        }
        return next(http);
    });

    private static string? Property(ResourceAsset asset, string name) => asset.Properties?.FirstOrDefault(p => p.Name == name)?.Value;

    [GeneratedRegex("^/js-[0-9a-f]{12}/([a-z0-9/-]+\\.js)$")]
    private static partial Regex Path();
}

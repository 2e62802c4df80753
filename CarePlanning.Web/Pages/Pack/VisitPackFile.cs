using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using CarePlanning.Core.Access;
using CarePlanning.Core.Exchange;
using CarePlanning.Core.Plans;
using CarePlanning.Web.Components;
using CarePlanning.Web.Words;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace CarePlanning.Web.Pages.Pack;

/// <summary>Writes a plan as one HTML file that opens from disk with its passphrase: the portal's own questions, styles and scripts, and nothing to load.</summary>
internal sealed partial class VisitPackFile(IWebHostEnvironment environment, IServiceProvider services, ILoggerFactory logs, PlanService plans, VisitPackService packs, PortalSettings settings)
{
    private static readonly string[] Sheets = ["tokens", "base", "wizard", "reading", "print"];

    private sealed record Part(string Slug, string Name, string? About, string Html);

    /// <summary>The file and its name, or null where there is no pack for this person.</summary>
    public async Task<(string Name, byte[] Content)?> Write(Actor actor, Guid planId, string passphrase)
    {
        if (await packs.Begin(actor, planId) is not { } header || await plans.Open(actor, planId) is not { } plan) return null;
        var view = plan with { Answers = Withholding.Keep(plan.Answers, VisitPackService.MayTravel) };
        await using var renderer = new HtmlRenderer(services, logs);
        var parts = new List<Part>();
        foreach (var task in plan.Tasks.Where(t => t.State != TaskState.NotApplicable))
            parts.Add(new(task.Section.Slug, task.Section.Words.Name, task.Section.Words.About,
                await Draw<PackQuestions>(renderer, new() { ["Plan"] = view, ["Section"] = task.Section })));
        var banner = await Draw<PersonBanner>(renderer, new() { ["Card"] = plan.Card, ["Today"] = settings.Today });
        var inside = JsonSerializer.Serialize(new { person = plan.Voices[0].ShownAs, number = header.Number, banner, sections = parts }, JsonSerializerOptions.Web);

        var script = PackScript.Of(environment.WebRootFileProvider, "js/pack/main.js");
        var style = Style();
        var html = "<!DOCTYPE html>\n" + await Draw<PackShell>(renderer, new()
        {
            ["Header"] = header,
            ["Blocks"] = PackFile.Lock(header, passphrase, inside).Blocks(),
            ["Words"] = JsWords.Of(Said.Wizard, Said.Pack),
            ["Style"] = style,
            ["Script"] = script,
            ["Policy"] = $"default-src 'none'; script-src 'sha256-{Hash(script)}'; style-src 'sha256-{Hash(style)}'; font-src data:; base-uri 'none'; form-action 'none'",
        });
        return (Said.Pack.Get("file", header.Number, PortalSettings.Local(header.CreatedUtc).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)), Encoding.UTF8.GetBytes(html));
    }

    private static Task<string> Draw<T>(HtmlRenderer renderer, Dictionary<string, object?> parameters) where T : IComponent =>
        renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<T>(ParameterView.FromDictionary(parameters))).ToHtmlString());

    private string Style()
    {
        var files = environment.WebRootFileProvider;
        var text = string.Join("\n", Sheets.Select(s => PackScript.Read(files, $"css/{s}.css")));
        return Font().Replace(text, m =>
        {
            using var copy = new MemoryStream();
            using (var font = files.GetFileInfo(m.Groups["file"].Value).CreateReadStream()) font.CopyTo(copy);
            return $"src: url(\"data:font/woff2;base64,{Convert.ToBase64String(copy.ToArray())}\") format(\"woff2\");";
        });
    }

    private static string Hash(string text) => Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    [GeneratedRegex("""src: url\("/(?<file>fonts/[^"]+\.woff2)"\)[^;]*;""")]
    private static partial Regex Font();
}

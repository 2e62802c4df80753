using System.Text.Json;
using CarePlanning.Web.Words;

namespace CarePlanning.Web.Components;

/// <summary>The words that scripts need, as JSON; scripts hold none of their own.</summary>
internal static class JsWords
{
    private const string Prefix = "js.";

    public static string Json => JsonSerializer.Serialize(Said.Wizard.Keys().Where(k => k.StartsWith(Prefix, StringComparison.Ordinal))
        .ToDictionary(k => k[Prefix.Length..], k => Said.Wizard[k]));
}

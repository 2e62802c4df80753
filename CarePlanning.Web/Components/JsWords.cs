using System.Text.Json;
using CarePlanning.Core.Words;
using CarePlanning.Web.Words;

namespace CarePlanning.Web.Components;

/// <summary>The words that scripts need, as JSON; scripts hold none of their own.</summary>
internal static class JsWords
{
    private const string Prefix = "js.";

    public static string Json => Of(Said.Wizard, Said.SignIn);

    public static string Of(params Texts[] files) => JsonSerializer.Serialize(
        (from file in files from key in file.Keys() where key.StartsWith(Prefix, StringComparison.Ordinal) select (key, said: file[key]))
        .ToDictionary(k => k.key[Prefix.Length..], k => k.said));
}

using System.Text.Json;
using System.Text.RegularExpressions;

namespace CarePlanning.Core.Reference;

/// <summary>The forms that a GP practice code and a postcode take, from identity.json with its source and date.</summary>
public sealed record IdentityForms(string Source, DateOnly Date, string GpPracticeCode, string Postcode)
{
    /// <summary>The forms of this release.</summary>
    public static IdentityForms Current { get; } = Read();

    public bool IsGpPracticeCode(string? text) => Matches(GpPracticeCode, text);

    public bool IsPostcode(string? text) => Matches(Postcode, text);

    private static bool Matches(string form, string? text) =>
        text is not null && Regex.IsMatch(string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)),
            form, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    private static IdentityForms Read()
    {
        using var stream = typeof(IdentityForms).Assembly.GetManifestResourceStream("CarePlanning.Core.Reference.identity.json")!;
        return JsonSerializer.Deserialize<IdentityForms>(stream, JsonSerializerOptions.Web)!;
    }
}

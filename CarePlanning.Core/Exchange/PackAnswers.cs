using System.Text.Json;
using CarePlanning.Core.Plans;

namespace CarePlanning.Core.Exchange;

/// <summary>One change somebody made in a visit pack.</summary>
/// <param name="Label">What the place was called in the pack, for when the plan has it no more.</param>
/// <param name="At">When it was typed, in milliseconds of the device's own clock: for the order and the day, never for who wins.</param>
public sealed record PackEdit(string OpId, string Section, string Path, string? Base, string? Value, string? Voice, string? Label, double At)
{
    /// <summary>The day on which it was typed, as far as the device's clock can be believed: after the pack was made, and not in days to come.</summary>
    public DateOnly DayOf(PackHeader header, DateOnly today)
    {
        var made = DateOnly.FromDateTime(PortalSettings.Local(header.CreatedUtc));
        var typed = At is > 0 and < 253_402_300_799_000 ? DateOnly.FromDateTime(PortalSettings.Local(DateTimeOffset.FromUnixTimeMilliseconds((long)At).UtcDateTime)) : today;
        return typed < made || typed > today ? today : typed;
    }
}

/// <summary>What was written in a visit pack, oldest first.</summary>
public static class PackAnswers
{
    /// <summary>More changes than anybody types in a visit; a file with more is not taken.</summary>
    public const int Most = 20_000;

    private sealed record Saved(IReadOnlyList<PackEdit>? Edits);

    public static string Write(IEnumerable<PackEdit> edits) => JsonSerializer.Serialize(new Saved([.. edits]), PackHeader.Json);

    /// <summary>Reads the changes, or null where they cannot be.</summary>
    public static IReadOnlyList<PackEdit>? Read(string json)
    {
        try
        {
            if (JsonSerializer.Deserialize<Saved>(json, PackHeader.Json)?.Edits is not { Count: <= Most } edits || !edits.All(IsSound)) return null;
            return [.. edits.OrderBy(e => e.At)];
        }
        catch (JsonException) { return null; }
    }

    private static bool IsSound(PackEdit? e) => e is { OpId.Length: >= 8 and <= 64, Section: not null, Path: not null } && !((e.Value?.Length ?? 0) > TextRules.AtMost);
}

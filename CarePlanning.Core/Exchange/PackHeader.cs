using System.Security.Cryptography;
using System.Text.Json;

namespace CarePlanning.Core.Exchange;

/// <summary>The outside of a visit pack: readable without the passphrase, and authenticated with everything inside.</summary>
/// <param name="Pack">The pack's own id; drafts on a device are kept under it.</param>
/// <param name="Upto">The number of the last history entry the pack knows; what is newer changed meanwhile.</param>
/// <param name="Salt">Base64.</param>
public sealed record PackHeader(string Format, Guid Pack, Guid Plan, string Number, long Upto, DateTime CreatedUtc, DateTime ExpiresUtc, string Salt, int Rounds)
{
    /// <summary>The one format so far.</summary>
    public const string Current = "visit-pack/1";

    /// <summary>Rounds of PBKDF2 with SHA-256.</summary>
    public const int KeyRounds = 600_000;

    /// <summary>How long a pack holds when nobody says otherwise.</summary>
    public static readonly TimeSpan Holds = TimeSpan.FromDays(7);

    internal static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public static PackHeader Begin(Guid plan, string number, long upto, DateTime nowUtc, TimeSpan? holds = null) =>
        new(Current, Guid.CreateVersion7(), plan, number, upto, Second(nowUtc), Second(nowUtc) + (holds ?? Holds), Convert.ToBase64String(RandomNumberGenerator.GetBytes(16)), KeyRounds);

    /// <summary>The text that is authenticated: kept as it was written, never written again.</summary>
    public string Text() => JsonSerializer.Serialize(this, Json);

    /// <summary>Reads a header, or null when it is none of ours; rounds are ours, so that a made-up file cannot keep the server busy.</summary>
    public static PackHeader? Read(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<PackHeader>(text, Json) is { Format: Current, Rounds: KeyRounds } h
                && Convert.TryFromBase64String(h.Salt ?? "", new byte[64], out var length) && length == 16 ? h : null;
        }
        catch (JsonException) { return null; }
    }

    private static DateTime Second(DateTime utc) => new(utc.Ticks - (utc.Ticks % TimeSpan.TicksPerSecond), DateTimeKind.Utc);
}

using System.Security.Cryptography;
using CarePlanning.Core.Access;
using CarePlanning.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace CarePlanning.Core.Signing;

/// <summary>Asks a professional to show again who they are, before signing, deciding or taking back the laptop; a PIN in the demonstration.</summary>
public sealed class ReauthenticationService(IOpenDb storage)
{
    private const int Rounds = 100_000;

    /// <summary>True when the PIN is this person's.</summary>
    public async Task<bool> IsRight(Actor actor, string? pin)
    {
        await using var db = storage.Open();
        return await IsRight(db, actor, pin);
    }

    internal static async Task<bool> IsRight(CarePlanDb db, Actor actor, string? pin)
    {
        var hash = await db.Accounts.AsNoTracking().Where(a => a.Id == actor.UserId).Select(a => a.PinHash).SingleOrDefaultAsync();
        return hash is not null && pin is not null && Matches(pin.Trim(), hash);
    }

    /// <summary>How a PIN is kept: salted and stretched, never as it is.</summary>
    public static string Hash(string pin)
    {
        var salt = RandomNumberGenerator.GetBytes(16);
        return $"{Convert.ToHexString(salt)}.{Convert.ToHexString(Rfc2898DeriveBytes.Pbkdf2(pin, salt, Rounds, HashAlgorithmName.SHA256, 32))}";
    }

    private static bool Matches(string pin, string hash)
    {
        var parts = hash.Split('.');
        var expected = Convert.FromHexString(parts[1]);
        return CryptographicOperations.FixedTimeEquals(expected,
            Rfc2898DeriveBytes.Pbkdf2(pin, Convert.FromHexString(parts[0]), Rounds, HashAlgorithmName.SHA256, 32));
    }
}

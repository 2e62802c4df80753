using System.Xml.Linq;
using CarePlanning.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace CarePlanning.Core.Keys;

/// <summary>What a rotation changed.</summary>
/// <param name="KeyId">The key that everything is wrapped under now.</param>
public sealed record Rotated(string KeyId, int Plans, int PortalKeys, int SessionKeys);

/// <summary>Wraps every key anew under the newest master key, while the portal goes on: no word is written again.</summary>
public sealed class KeyRotationService(IOpenDb storage, KeyRing ring, IKeyVault vault)
{
    /// <summary>What keys of sessions are bound to.</summary>
    public const string SessionKeys = "data-protection";

    /// <summary>The element that holds such a key in its XML, and the attribute that names the master key.</summary>
    public const string Element = "wrappedKey", KeyId = "key";

    public async Task<Rotated> Rotate()
    {
        await using var db = storage.Open();
        var plans = 0;
        foreach (var (id, was) in (await db.Plans.AsNoTracking().Select(p => new { p.Id, p.DataKey }).ToListAsync()).Select(p => (p.Id, p.DataKey)))
        {
            if (was.Length == 0 || ring.Rewrap(id, was) is var now && now == was) continue;
            // Only over the key that was read: two rotations at once end with one.
            plans += await db.Plans.Where(p => p.Id == id && p.DataKey == was).ExecuteUpdateAsync(u => u.SetProperty(p => p.DataKey, now));
        }
        var own = 0;
        foreach (var key in await db.PortalKeys.AsNoTracking().ToListAsync())
        {
            if (ring.Rewrap(key.Id, key.DataKey) is var now && now == key.DataKey) continue;
            own += await db.PortalKeys.Where(k => k.Id == key.Id && k.DataKey == key.DataKey).ExecuteUpdateAsync(u => u.SetProperty(k => k.DataKey, now));
        }
        var sessions = 0;
        foreach (var row in await db.DataProtectionKeys.ToListAsync())
            if (row.Xml is { } xml && Rewrapped(xml) is { } again) { row.Xml = again; sessions++; }
        await db.SaveChangesAsync();
        return new Rotated(vault.CurrentId, plans, own, sessions);
    }

    /// <summary>Closes words that lie open from before there were keys, those of the history apart, and tells how many lay where.</summary>
    public async Task<IReadOnlyList<(string Where, long Count)>> CloseWords()
    {
        await using var db = storage.Open();
        return [.. (await OpenWords.Close(db, storage.Provider)).Select(c => (c.Where, c.Count))];
    }

    /// <summary>Ids of master keys that something is wrapped under and that are not here.</summary>
    public async Task<IReadOnlyList<string>> Missing()
    {
        await using var db = storage.Open();
        var used = (await db.Plans.Where(p => p.DataKey != "").Select(p => p.DataKey).Concat(db.PortalKeys.Select(k => k.DataKey)).ToListAsync()).Select(k => WrappedKey.Parse(k).KeyId).Distinct();
        return [.. used.Where(id => !vault.Has(id))];
    }

    private string? Rewrapped(string xml)
    {
        var key = XElement.Parse(xml);
        var changed = false;
        foreach (var wrapped in key.DescendantsAndSelf(Element).Where(e => (string?)e.Attribute(KeyId) is { } id && id != vault.CurrentId))
        {
            var plain = vault.Unwrap(new WrappedKey((string)wrapped.Attribute(KeyId)!, Convert.FromBase64String(wrapped.Value)), SessionKeys)
                ?? throw new System.Security.Cryptography.CryptographicException("A session key is not what it was.");
            var again = vault.Wrap(plain, SessionKeys);
            wrapped.SetAttributeValue(KeyId, again.KeyId);
            wrapped.Value = Convert.ToBase64String(again.Bytes);
            changed = true;
        }
        return changed ? key.ToString(SaveOptions.DisableFormatting) : null;
    }
}

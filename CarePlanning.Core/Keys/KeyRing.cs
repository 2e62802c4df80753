using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace CarePlanning.Core.Keys;

/// <summary>Each plan's data key and the portal's own, and what is closed and opened with them.</summary>
/// <param name="find">Finds the wrapped key of a plan that nobody has read yet, or of the portal; null when there is none.</param>
public sealed class KeyRing(IKeyVault vault, Func<Guid, string?> find)
{
    /// <summary>By which closed words are known.</summary>
    internal const string Mark = "aes1:";

    /// <summary>The portal's own keys: the one under which addresses and numbers of family accounts and what issuers are asked with lie, and the one of the hashes by which an address is found.</summary>
    public static readonly Guid Family = new("00000000-0000-0000-0000-000000000001"), Finding = new("00000000-0000-0000-0000-000000000002");

    /// <summary>Columns that are kept encrypted, by the type of their row.</summary>
    private static readonly FrozenDictionary<Type, PropertyInfo[]> Columns = typeof(KeyRing).Assembly.GetTypes().Where(t => t.IsAssignableTo(typeof(IRowAtRest)) && t.IsClass)
        .ToFrozenDictionary(t => t, t => t.GetProperties().Where(p => p.IsDefined(typeof(AtRestAttribute))).ToArray());

    private readonly ConcurrentDictionary<Guid, string> wrapped = new();
    private readonly ConcurrentDictionary<string, byte[]> open = new(StringComparer.Ordinal);

    /// <summary>Where words that cannot be opened stood: never the words, and never nothing.</summary>
    public const string Unopened = "\uFFFD";

    /// <summary>The columns of a row that are kept encrypted.</summary>
    public static IReadOnlyList<PropertyInfo> ColumnsOf(Type row) => Columns.GetValueOrDefault(row) ?? [];

    /// <summary>A new key for a plan or the portal, wrapped, as its row keeps it.</summary>
    internal string NewFor(Guid planId)
    {
        var text = vault.Wrap(RandomNumberGenerator.GetBytes(Gcm.KeyBytes), Bound(planId)).ToString();
        wrapped[planId] = text;
        return text;
    }

    /// <summary>Remembers a plan's wrapped key, which travels with its row.</summary>
    internal void Learn(Guid planId, string text)
    {
        if (text.Length > 0) wrapped[planId] = text;
    }

    /// <summary>The same key under the newest master key; the text it had when it is there already.</summary>
    internal string Rewrap(Guid planId, string text) =>
        WrappedKey.Parse(text) is var was && was.KeyId == vault.CurrentId ? text : vault.Wrap(Unwrap(planId, text), Bound(planId)).ToString();

    /// <summary>What stands for an e-mail address where it is looked for: the same for the same address, and nobody's guess without the key.</summary>
    /// <param name="email">As <see cref="Core.Family.Reach.Email"/> gives it.</param>
    internal string Hmac(string email) => Convert.ToHexStringLower(HMACSHA256.HashData(KeyOf(Finding), Encoding.UTF8.GetBytes(email)));

    internal string Close(IRowAtRest row, string column, string plain) =>
        Mark + Convert.ToBase64String(Gcm.Close(KeyOf(row.PlanId), Encoding.UTF8.GetBytes(plain), Bound(row, column)));

    /// <summary>The words of a column; what was written before there were keys is given back as it stands.</summary>
    internal string Open(IRowAtRest row, string column, string kept)
    {
        if (!kept.StartsWith(Mark, StringComparison.Ordinal)) return kept;
        var bytes = new byte[kept.Length];
        // Base64 can be written in more than one way; only ours counts, so that any changed letter shows.
        if (!Convert.TryFromBase64String(kept[Mark.Length..], bytes, out var length) || !kept.AsSpan(Mark.Length).SequenceEqual(Convert.ToBase64String(bytes, 0, length))) return Unopened;
        var plain = Gcm.Open(KeyOf(row.PlanId), bytes.AsSpan(0, length), Bound(row, column));
        if (plain is null && find(row.PlanId) is { } again && again != wrapped[row.PlanId])
        {
            // A plan that was taken in anew has another key than the one remembered.
            wrapped[row.PlanId] = again;
            plain = Gcm.Open(KeyOf(row.PlanId), bytes.AsSpan(0, length), Bound(row, column));
        }
        return plain is null ? Unopened : Encoding.UTF8.GetString(plain);
    }

    private byte[] KeyOf(Guid planId)
    {
        var text = wrapped.GetOrAdd(planId, id => find(id) ?? throw new KeyNotHereException($"of {Bound(id)}"));
        return open.GetOrAdd(text, t => Unwrap(planId, t));
    }

    private byte[] Unwrap(Guid planId, string text) =>
        vault.Unwrap(WrappedKey.Parse(text), Bound(planId)) ?? throw new CryptographicException($"The key of {Bound(planId)} is not what it was.");

    private static string Bound(Guid planId) => planId == Family || planId == Finding ? $"portal/{planId:N}" : $"plan/{planId:N}";

    private static string Bound(IRowAtRest row, string column) => $"{row.PlanId:N}/{row.GetType().Name}/{row.RowKey}/{column}";
}

using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace CarePlanning.Core.Storage;

/// <summary>Chains the audit entries of one plan by hash, so that a changed or missing entry shows.</summary>
public static class AuditChain
{
    /// <summary>The hash of an entry over everything in it and the hash before it, as lower-case hex.</summary>
    public static string HashOf(AuditRow entry) => HashOf(
        entry.PreviousHash, entry.PlanId.ToString(), entry.Sequence.ToString(CultureInfo.InvariantCulture),
        entry.AtUtc.Ticks.ToString(CultureInfo.InvariantCulture), entry.ActorId.ToString(), entry.ActorName,
        entry.Kind, entry.Section, entry.Path, entry.Voice, entry.OpId, entry.WordsHash);

    /// <summary>The hash of an entry of the access log, made in the same way.</summary>
    public static string HashOf(AccessEntryRow entry) => HashOf(
        entry.PreviousHash, entry.Id.ToString(), entry.PlanId.ToString(), entry.Sequence.ToString(CultureInfo.InvariantCulture),
        entry.AtUtc.Ticks.ToString(CultureInfo.InvariantCulture), entry.ActorId.ToString(), entry.ActorName, entry.ActorAs,
        entry.Kind, entry.What, entry.Detail);

    private static string HashOf(params ReadOnlySpan<string> parts)
    {
        // Lengths stand before the values, so that no two entries write the same bytes.
        var text = new StringBuilder();
        foreach (var part in parts) text.Append(part.Length).Append(':').Append(part);
        return Sha256(text.ToString());
    }

    /// <summary>The hash of the words of an entry, salted so that a short answer cannot be guessed after the words are erased.</summary>
    public static string HashOfWords(string salt, string before, string after) =>
        Sha256($"{salt.Length}:{salt}{before.Length}:{before}{after.Length}:{after}");

    /// <summary>The kind of the entry that tells of an erasure; its path is the number of the entry whose words went.</summary>
    public const string WordsErased = "words-erased";

    /// <summary>The first sequence number at which the chain does not hold, or null when it does; entries come in order. Words that are gone are missing unless a later entry tells of their erasure.</summary>
    public static long? FirstBreak(IReadOnlyList<AuditRow> entries, IReadOnlyDictionary<Guid, AuditWordsRow> words, string head)
    {
        var erased = entries.Where(e => e.Kind == WordsErased).Select(e => e.Path).ToHashSet(StringComparer.Ordinal);
        var previous = "";
        for (var i = 0; i < entries.Count; i++)
        {
            var e = entries[i];
            if (e.Sequence != i + 1 || e.PreviousHash != previous || e.Hash != HashOf(e)) return i + 1;
            if (words.TryGetValue(e.Id, out var w) ? HashOfWords(w.Salt, w.Before, w.After) != e.WordsHash : !erased.Contains(e.Sequence.ToString(CultureInfo.InvariantCulture))) return e.Sequence;
            previous = e.Hash;
        }
        return previous == head ? null : entries.Count;
    }

    /// <summary>The same for the access log of one plan.</summary>
    public static long? FirstBreak(IReadOnlyList<AccessEntryRow> entries, AccessHeadRow? head)
    {
        var previous = "";
        for (var i = 0; i < entries.Count; i++)
        {
            var e = entries[i];
            if (e.Sequence != i + 1 || e.PreviousHash != previous || e.Hash != HashOf(e)) return i + 1;
            previous = e.Hash;
        }
        return previous == (head?.Hash ?? "") && entries.Count == (head?.Sequence ?? 0) ? null : entries.Count;
    }

    public static string Sha256(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}

using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Globalization;
using System.Resources;

namespace CarePlanning.Core.Words;

/// <summary>Words from one resource file, in the reader's language; a key without words is a bug and says which.</summary>
public sealed class Texts(string baseName, System.Reflection.Assembly assembly)
{
    /// <summary>The pseudo-language in which every word from a resource is marked, so that a test finds those that are not.</summary>
    public const string Pseudo = "qps-ploc";

    private readonly ResourceManager resources = new(baseName, assembly);

    // All words of a language at once: a resource manager looks slowly for words that are not there, and most fields have no hint.
    private readonly ConcurrentDictionary<string, FrozenDictionary<string, string>> byCulture = new();

    /// <summary>Words of rules that belong to no one section.</summary>
    public static Texts Rules { get; } = new("CarePlanning.Core.Words.Rules", typeof(Texts).Assembly);

    /// <summary>Words of documents: covers, headings, statements.</summary>
    public static Texts Documents { get; } = new("CarePlanning.Core.Words.Documents", typeof(Texts).Assembly);

    /// <summary>Words of allocation tables and of how an amount came about.</summary>
    public static Texts Allocation { get; } = new("CarePlanning.Core.Words.Allocation", typeof(Texts).Assembly);

    /// <summary>Words of an area's directory and its files.</summary>
    public static Texts Directory { get; } = new("CarePlanning.Core.Words.Directory", typeof(Texts).Assembly);

    /// <summary>Words of letters about money.</summary>
    public static Texts Funding { get; } = new("CarePlanning.Core.Words.Funding", typeof(Texts).Assembly);

    /// <summary>Words of going through a plan together.</summary>
    public static Texts Rehearsal { get; } = new("CarePlanning.Core.Words.Rehearsal", typeof(Texts).Assembly);

    /// <summary>Words of erasing words on lawful decision.</summary>
    public static Texts Erasure { get; } = new("CarePlanning.Core.Words.Erasure", typeof(Texts).Assembly);
    /// <summary>Words of letters to families and of who may see what.</summary>
    public static Texts Family { get; } = new("CarePlanning.Core.Words.Family", typeof(Texts).Assembly);

    /// <summary>Words shared by all sections: yes, no, month names, put-off answers.</summary>
    public static Texts Shared { get; } = new("CarePlanning.Core.Words.Shared", typeof(Texts).Assembly);

    public string this[string key] => Get(key);

    public string Get(string key, params object[] names) =>
        Find(key, names) ?? throw new KeyNotFoundException($"{baseName} has no words for '{key}'.");

    /// <summary>The words, or null where this key has none (hints are optional).</summary>
    public string? Find(string key, params object[] names)
    {
        if (!byCulture.GetOrAdd(CultureInfo.CurrentUICulture.Name, _ => WordsOf(CultureInfo.CurrentUICulture)).TryGetValue(key, out var text)) return null;
        if (names.Length > 0) text = string.Format(CultureInfo.CurrentCulture, text, names);
        // the platform may write the name with other capitals
        return CultureInfo.CurrentUICulture.Name.Equals(Pseudo, StringComparison.OrdinalIgnoreCase) ? $"⟦{text}⟧" : text;
    }

    /// <summary>The words of a language over those of the languages it falls back on.</summary>
    private FrozenDictionary<string, string> WordsOf(CultureInfo culture)
    {
        var words = culture.Equals(CultureInfo.InvariantCulture) ? new Dictionary<string, string>(StringComparer.Ordinal) : new(WordsOf(culture.Parent), StringComparer.Ordinal);
        if (resources.GetResourceSet(culture, createIfNotExists: true, tryParents: false) is { } set)
            foreach (System.Collections.DictionaryEntry word in set) words[(string)word.Key] = (string)word.Value!;
        return words.ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>Every key of the neutral language, for tests.</summary>
    public IReadOnlyList<string> Keys() =>
        [.. resources.GetResourceSet(CultureInfo.InvariantCulture, true, true)!.Cast<System.Collections.DictionaryEntry>().Select(e => (string)e.Key).Order(StringComparer.Ordinal)];
}

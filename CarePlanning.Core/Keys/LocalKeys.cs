using System.Globalization;
using System.Security.Cryptography;

namespace CarePlanning.Core.Keys;

/// <summary>Where the master keys come from.</summary>
/// <param name="File">A file with a key a line (its id, a space, 32 bytes in base64), the newest last; null for none.</param>
/// <param name="Inline">The same from a setting, keys between commas, ids before a colon; null for none.</param>
/// <param name="OwnMade">Where a self-made key is kept when there is neither, on a demonstration only; null where that is not allowed.</param>
public sealed record KeySource(string? File, string? Inline, string? OwnMade)
{
    /// <summary>The file that holds the keys, or null when they come from a setting.</summary>
    public string? Path => Inline is not null ? null : File ?? OwnMade;
}

/// <summary>Master keys from a file or a setting; the newest wraps, the others still unwrap.</summary>
public sealed class LocalKeys : IKeyVault
{
    private readonly KeySource source;
    private readonly TimeProvider time;
    private readonly Lock reading = new();
    private IReadOnlyList<(string Id, byte[] Key)> keys = [];
    private DateTime readAtUtc;

    public LocalKeys(KeySource source, TimeProvider time)
    {
        (this.source, this.time) = (source, time);
        if (source is { Inline: null, File: null, OwnMade: { } own } && !System.IO.File.Exists(own)) Make(own);
        Read();
    }

    public string CurrentId
    {
        get
        {
            // Another process may have added a key since.
            if (source.Path is { } file && System.IO.File.GetLastWriteTimeUtc(file) != readAtUtc) Read();
            return keys[^1].Id;
        }
    }

    public bool Has(string keyId) => Find(keyId) is not null;

    public WrappedKey Wrap(byte[] key, string bound)
    {
        var id = CurrentId;
        return new WrappedKey(id, Gcm.Close(Find(id)!, key, $"{id}/{bound}"));
    }

    public byte[]? Unwrap(WrappedKey wrapped, string bound) =>
        Gcm.Open(Find(wrapped.KeyId) ?? throw new KeyNotHereException(wrapped.KeyId), wrapped.Bytes, $"{wrapped.KeyId}/{bound}");

    /// <summary>Every key as the file holds it, for a backup.</summary>
    internal string All() => string.Concat(keys.Select(k => Line(k.Id, k.Key)));

    /// <summary>Adds a new key, which wraps from now on; false where the keys come from a setting, which only whoever runs the portal can change.</summary>
    public bool Add()
    {
        if (source.Path is not { } file) return false;
        lock (reading)
        {
            // Of two that add at once each would leave the other's out, and what was wrapped under that is lost.
            using var turn = Turn(file);
            // Whole or not at all: half a key file loses every plan.
            var beside = $"{file}.{Guid.NewGuid():N}";
            WriteOwnOnly(beside, System.IO.File.ReadAllText(file).TrimEnd('\n') + "\n" + NewLine());
            System.IO.File.Move(beside, file, overwrite: true);
            Read();
        }
        return true;
    }

    private static FileStream Turn(string file)
    {
        try { return new FileStream($"{file}.turn", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose); }
        catch (IOException) { throw new InvalidOperationException("Another key is being added at this moment. Nothing was changed; try again when that is done."); }
    }

    private byte[]? Find(string id)
    {
        if (Known(id) is { } key) return key;
        if (source.Path is not null) Read();
        return Known(id);
    }

    private byte[]? Known(string id) => keys.FirstOrDefault(k => k.Id == id).Key;

    private void Read()
    {
        lock (reading)
        {
            string[] lines;
            if (source.Inline is { } inline) lines = [.. inline.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(k => k.Replace(':', ' '))];
            else if (source.Path is { } file)
            {
                if (!System.IO.File.Exists(file)) throw new InvalidOperationException($"The key file '{file}' (Keys:File) is not there.");
                readAtUtc = System.IO.File.GetLastWriteTimeUtc(file);
                lines = System.IO.File.ReadAllLines(file);
            }
            else throw new InvalidOperationException("Keys:File or Keys:Master is not set. Words are kept encrypted, and outside a demonstration the key is yours to make.");
            keys = Parse(lines.Where(l => l.Trim().Length > 0 && l[0] != '#'));
        }
    }

    private static List<(string Id, byte[] Key)> Parse(IEnumerable<string> lines)
    {
        List<(string Id, byte[] Key)> keys = [];
        foreach (var line in lines)
        {
            var key = new byte[Gcm.KeyBytes];
            if (line.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) is not [var id, var text] || id.Contains(':', StringComparison.Ordinal)
                || !Convert.TryFromBase64String(text, key, out var length) || length != key.Length || keys.Any(k => k.Id == id))
                throw new InvalidOperationException("A master key is not written as it should be: its id, a space (a colon in Keys:Master), and 32 bytes in base64, each id once.");
            keys.Add((id, key));
        }
        return keys.Count > 0 ? keys : throw new InvalidOperationException("There is no master key in Keys:File or Keys:Master.");
    }

    private void Make(string file)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(file)!);
        var beside = $"{file}.{Guid.NewGuid():N}";
        WriteOwnOnly(beside, NewLine());
        // Two processes that start at once must end with one key.
        try { System.IO.File.Move(beside, file, overwrite: false); }
        catch (IOException) { System.IO.File.Delete(beside); }
    }

    internal static void WriteOwnOnly(string file, string text)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var to = new FileStream(file, options);
        to.Write(System.Text.Encoding.UTF8.GetBytes(text));
        // Its bytes are on the disk before it gets its name: after a power cut an empty key file would lose every plan.
        to.Flush(flushToDisk: true);
    }

    private string NewLine() => Line($"{time.GetUtcNow().ToString("yyyyMMdd", CultureInfo.InvariantCulture)}-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(3))}", RandomNumberGenerator.GetBytes(Gcm.KeyBytes));

    private static string Line(string id, byte[] key) => $"{id} {Convert.ToBase64String(key)}\n";
}

namespace CarePlanning.Core.Keys;

/// <summary>
/// Holds the master keys and lets none of them out: it only wraps and unwraps other keys. Ours reads a file or the environment; a vault on
/// another machine is another implementation of this.
/// </summary>
public interface IKeyVault
{
    /// <summary>The id of the key that wraps from now on.</summary>
    string CurrentId { get; }

    /// <summary>True when the key of this id is here.</summary>
    bool Has(string keyId);

    /// <summary>Wraps a key under the current master key.</summary>
    /// <param name="bound">What the key is for; it unwraps for nothing else.</param>
    WrappedKey Wrap(byte[] key, string bound);

    /// <summary>Unwraps a key, or null when it was changed or is bound to something else.</summary>
    byte[]? Unwrap(WrappedKey wrapped, string bound);
}

/// <summary>A key under a master key, with that key's id.</summary>
public sealed record WrappedKey(string KeyId, byte[] Bytes)
{
    /// <summary>As it is stored: the id, a colon, the bytes in base64.</summary>
    public override string ToString() => $"{KeyId}:{Convert.ToBase64String(Bytes)}";

    public static WrappedKey Parse(string text) => text.Split(':') is [var id, var bytes] ? new WrappedKey(id, Convert.FromBase64String(bytes)) : throw new FormatException("This is no wrapped key.");
}

/// <summary>A master key that is needed is not here: whoever runs the portal has to bring it.</summary>
public sealed class KeyNotHereException : InvalidOperationException
{
    public KeyNotHereException() { }
    public KeyNotHereException(string keyId) : base($"The master key '{keyId}' is not here, and words are kept under it. Put it back into the key file (Keys:File) or into Keys:Master.") { }
    public KeyNotHereException(string message, Exception inner) : base(message, inner) { }
}

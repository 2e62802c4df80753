namespace CarePlanning.Pdf;

/// <summary>What kept a document from being sealed, for callers that say it in words of their own.</summary>
public enum SealFault
{
    Other,

    /// <summary>There is no file, or it cannot be read.</summary>
    NoFile,

    /// <summary>The password is wrong, or the file is not a PFX.</summary>
    NotOpened,

    /// <summary>The file holds no certificate with its private key.</summary>
    NoKey,

    /// <summary>The key or the purpose of the certificate does not suit.</summary>
    Unsuitable,

    Expired,
    NotYetValid,
    TimestampServer,
}

/// <summary>Says in one sentence, meant for the person who runs the service, why a document could not be sealed.</summary>
public sealed class SealException : Exception
{
    public SealFault Fault { get; init; }

    public SealException() : this("The document could not be sealed.")
    {
    }

    public SealException(string message) : base(message)
    {
    }

    public SealException(string message, Exception innerException) : base(message, innerException)
    {
    }
}

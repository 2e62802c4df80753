namespace CarePlanning.Pdf;

/// <summary>What kept a document from being sealed, for callers that say it in words of their own.</summary>
public enum SealFault
{
    /// <summary>Something else; the message says what.</summary>
    Other,

    /// <summary>There is no file, or it cannot be read.</summary>
    NoFile,

    /// <summary>The password is wrong, or the file is not a PFX.</summary>
    NotOpened,

    /// <summary>The file holds no certificate with its private key.</summary>
    NoKey,

    /// <summary>The key or the purpose of the certificate does not suit.</summary>
    Unsuitable,

    /// <summary>The certificate is no longer valid.</summary>
    Expired,

    /// <summary>The certificate is not valid yet.</summary>
    NotYetValid,

    /// <summary>The time-stamp server gave none that can be used; without one the document can be sealed.</summary>
    TimestampServer,
}

/// <summary>Says in one sentence, meant for the person who runs the service, why a document could not be sealed.</summary>
public sealed class SealException : Exception
{
    /// <summary>What it was that kept the document from being sealed.</summary>
    public SealFault Fault { get; init; }

    /// <summary>With a sentence for whoever runs the service.</summary>
    public SealException() : this("The document could not be sealed.")
    {
    }

    /// <summary>With a sentence for whoever runs the service.</summary>
    public SealException(string message) : base(message)
    {
    }

    /// <summary>With a sentence for whoever runs the service.</summary>
    public SealException(string message, Exception innerException) : base(message, innerException)
    {
    }
}

namespace CarePlanning.Pdf;

/// <summary>Says in one sentence, meant for the person who runs the service, why a document could not be sealed.</summary>
public sealed class SealException : Exception
{
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

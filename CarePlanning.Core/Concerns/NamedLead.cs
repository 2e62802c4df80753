using CarePlanning.Core.Family;

namespace CarePlanning.Core.Concerns;

/// <summary>Who is told of concerns and of emergency access; null where nobody is, and then only the page shows them.</summary>
public sealed record NamedLead(string? Email)
{
    /// <summary>The lead behind this address; what is no address stops the start.</summary>
    public static NamedLead Of(string? email) => string.IsNullOrWhiteSpace(email) ? new NamedLead((string?)null)
        : Reach.Email(email) is { } address ? new NamedLead(address) : throw new InvalidOperationException($"Lead:Email '{email}' is not an e-mail address.");
}

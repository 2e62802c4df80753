using CarePlanning.Core.Family;

namespace CarePlanning.Core.Concerns;

/// <summary>Who is told of concerns and of emergency access; null where nobody is, and then only the page shows them.</summary>
public sealed record NamedLead(string? Email)
{
    /// <summary>The lead behind this address; what is no address stops the start.</summary>
    public static NamedLead Of(string? email, string setting = "Lead:Email") => string.IsNullOrWhiteSpace(email) ? new NamedLead((string?)null)
        : Reach.Email(email) is { } address ? new NamedLead(address) : throw new InvalidOperationException($"{setting} '{email}' is not an e-mail address.");
}

/// <summary>The named leads of all organisations at this portal.</summary>
/// <param name="OfOthers">Who is told where the plan's organisation has none of its own.</param>
public sealed record NamedLeads(NamedLead OfOthers)
{
    /// <summary>Those of one organisation, by its name.</summary>
    public IReadOnlyDictionary<string, NamedLead> Own { get; init; } = new Dictionary<string, NamedLead>();
}

using CarePlanning.Core.Plans.Sections;

namespace CarePlanning.Core.People;

/// <summary>What somebody is on one plan; whoever decides about money is on none and reads the request.</summary>
public enum Relation
{
    Person, Carer, Representative, Professional,
    /// <summary>Somebody of the staff who is not on the plan and opened it for a while because it could not wait.</summary>
    Emergency,
}

/// <summary>What an account is for in its organisation.</summary>
public enum AccountRole { Person, Carer, Professional, Approver, Lead }

/// <summary>Somebody on a plan who can sign in, named as they name themselves.</summary>
/// <param name="Id">The id on this plan; voices and standings are kept under it.</param>
/// <param name="ShownAs">The short name on chips and in the document, for example "Anne".</param>
/// <param name="Registration">The number under which a professional is registered, or null.</param>
public sealed record Member(string Id, Guid UserId, Relation Relation, string Name, string ShownAs, string? JobTitle, string? Registration = null)
{
    /// <summary>The register that the number is on, or null.</summary>
    public RegistrationBody? RegisteredWith { get; init; }

    /// <summary>The sections they may see, or null for all of them.</summary>
    public IReadOnlySet<string>? Sees { get; init; }

    /// <summary>The sections they may write in, or null for all that they see.</summary>
    public IReadOnlySet<string>? Writes { get; init; }
}

/// <summary>Somebody whose words can be written down, with an account or without.</summary>
public sealed record Voice(string Id, string Name, string ShownAs, Relation Relation);

/// <summary>Whose words an answer is.</summary>
public static class Voices
{
    /// <summary>The id of the person the plan is about, on every plan.</summary>
    public const string Person = "person";

    /// <summary>The voice of everybody at the table.</summary>
    public const string Together = "together";
}

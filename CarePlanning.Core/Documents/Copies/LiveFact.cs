namespace CarePlanning.Core.Documents.Copies;

/// <summary>A kind of fact that may not wait for the next signing.</summary>
public enum LiveFactKind { Contacts, Allergies, Medicines, Papers, Place }

/// <summary>A dated statement that holds at once and is printed on the copies that are about it.</summary>
/// <param name="InPlaceOfPlan">True when what the plan says about it no longer holds.</param>
public sealed record LiveFact(Guid Id, LiveFactKind Kind, string Words, bool InPlaceOfPlan, string StatedBy, DateTime AtUtc)
{
    /// <summary>Whose account stated it; on a laptop that was handed over, the account of whoever handed it.</summary>
    public Guid StatedById { get; init; }
}

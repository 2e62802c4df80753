namespace CarePlanning.Core.Concerns;

/// <summary>What somebody tells the named lead, or asks of them.</summary>
public enum ConcernKind
{
    /// <summary>Something is not right.</summary>
    Worry,
    /// <summary>Somebody may be harmed, hurt or neglected.</summary>
    Safeguarding,
    /// <summary>Somebody is wanted who helps the person to be heard.</summary>
    Advocate,
    Interpreter,
    /// <summary>Something written is wrong and should be put right.</summary>
    Correction,
    /// <summary>Something should not be used or shared in this way.</summary>
    Objection,
    /// <summary>Something should be kept and not used until it is settled.</summary>
    Restriction,
}

/// <summary>One concern as whoever raised it, or the named lead, sees it.</summary>
/// <param name="Plan">The number of the plan it is about, for the lead.</param>
public sealed record Concern(Guid Id, ConcernKind Kind, string Words, string By, DateTime AtUtc, string Plan, string? Answer, string? AnsweredBy, DateTime? AnsweredAtUtc);

using CarePlanning.Core.Documents.Copies;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Signing;

namespace CarePlanning.Core.Exchange.Fhir;

/// <summary>Which copy of a version the data goes with, and which fields that copy may carry: nothing else gets into the data.</summary>
/// <param name="Name">A stable name, part of the data's identifiers: "full-plan".</param>
/// <param name="MayCarry">True for a field this copy may hold; a list is asked for first, then each field of its entries.</param>
public sealed record BundleCopy(string Name, Func<SectionDefinition, FieldDefinition, bool> MayCarry)
{
    /// <summary>What was said since the agreement and stands on the copy.</summary>
    public IReadOnlyList<LiveFact> Facts { get; init; } = [];

    /// <summary>Whether the copy prints the round of signing. Where it does not, the data say neither who signed nor who else was at the table.</summary>
    public bool PrintsAgreement { get; init; }

    /// <summary>Whether the person lets their access needs stand as a flag; the copy itself need not carry that answer.</summary>
    public bool MayFlagNeeds { get; init; } = true;

    /// <summary>All that everybody signs.</summary>
    public static BundleCopy FullPlan { get; } = new("full-plan", (_, field) => FrozenPlan.MayBeSigned(field.Sensitivity)) { PrintsAgreement = true };
}

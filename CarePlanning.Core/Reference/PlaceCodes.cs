using CarePlanning.Core.Plans.Sections;

namespace CarePlanning.Core.Reference;

/// <summary>The national codes for where somebody would like to die; a place without a code travels as words.</summary>
public sealed record PlaceCodes(string Source, DateOnly Date, IReadOnlyDictionary<PlaceOfDeath, string> Codes)
{
    public static PlaceCodes Current { get; } = ReferenceFile.Read<PlaceCodes>("places");
}

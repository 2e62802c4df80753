namespace CarePlanning.Core.Reference;

/// <summary>From which size on a risk counts as significant.</summary>
/// <param name="SignificantScore">Likelihood times impact, each 1 to 5, from which a risk is significant.</param>
/// <param name="SignificantImpact">The impact from which a risk is significant however unlikely.</param>
public sealed record RiskLimits(string Source, DateOnly Date, int SignificantScore, int SignificantImpact)
{
    public static RiskLimits Current { get; } = ReferenceFile.Read<RiskLimits>("risk-limits");
}

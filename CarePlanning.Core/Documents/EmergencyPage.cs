using CarePlanning.Core.Signing;
using CarePlanning.Pdf;

namespace CarePlanning.Core.Documents;

/// <summary>The page for whoever must act quickly.</summary>
internal static class EmergencyPage
{
    public static IEnumerable<Block> Compose(FrozenPlan plan) => [];
}

using CarePlanning.Core.Access;
using CarePlanning.Core.Funding;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Signing;

namespace CarePlanning.Web.Commands;

/// <summary>The rules that stand beside the plan's own rule book, for the README's table.</summary>
internal static class WrittenRules
{
    public static IEnumerable<WrittenRule> Beside => [.. AccessRules.Written, .. PlanService.Written, .. SigningRules.Written, .. DirectPaymentRules.Written];
}

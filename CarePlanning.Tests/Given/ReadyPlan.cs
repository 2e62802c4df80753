using System.Globalization;
using CarePlanning.Core.Plans.Sections;

namespace CarePlanning.Tests.Given;

/// <summary>The answers without which nobody may sign a plan, beyond the person's name, number and date of birth.</summary>
internal static class ReadyPlan
{
    public static IEnumerable<(string Section, string Path, string Value)> Answers(DateOnly today)
    {
        var review = today.AddMonths(6);
        return
        [
            ("who-is-involved", "hasFixedAddress", "no"),
            ("who-is-involved", "hasGp", "no"),
            ("goals", "list/first/what", "Sit in the garden every dry day"),
            ("review", "plannedReviewDate/day", "1"),
            ("review", "plannedReviewDate/month", review.Month.ToString(CultureInfo.InvariantCulture)),
            ("review", "plannedReviewDate/year", review.Year.ToString(CultureInfo.InvariantCulture)),
            ("review", "responsibleName", "Nia Rees"),
            ("sharing", "decision", nameof(SharingDecision.EveryoneWhoSupportsMe)),
            ("sharing", "agreement", nameof(AgreementWithPerson.Agreed)),
        ];
    }
}

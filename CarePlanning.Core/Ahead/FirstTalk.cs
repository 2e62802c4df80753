using CarePlanning.Core.People;
using CarePlanning.Core.Plans;

namespace CarePlanning.Core.Ahead;

/// <summary>The twenty-minute start of advance care planning: which of the plan's own questions are asked, one to a screen, so that nothing is asked twice.</summary>
public static class FirstTalk
{
    public static IReadOnlyList<(string Slug, string Question)> Questions { get; } =
    [
        ("who-is-involved", "here"),
        ("looking-ahead", "readiness"),
        ("looking-ahead", "mostValue"),
        ("looking-ahead", "mostFear"),
        ("looking-ahead", "peopleToAsk"),
        ("looking-ahead", "placesOfCare"),
        ("who-is-involved", "people"),
        ("if-things-go-wrong", "dayAndNight"),
    ];

    /// <summary>What is wrong with the little that is needed to begin: a name, and a date of birth or an NHS number; null when nothing is.</summary>
    public static string? Problem(string? given, string? family, PartialDate born, string? nhs, DateOnly today, bool demo)
    {
        if (string.IsNullOrWhiteSpace(given) && string.IsNullOrWhiteSpace(family)) return "name";
        if (given?.Length > NewPlan.LongestName) return "long.given";
        if (family?.Length > NewPlan.LongestName) return "long.family";
        if (!born.IsEmpty && (born.Date is not { } day || day > today || day < today.AddYears(-120))) return "born";
        if (!string.IsNullOrWhiteSpace(nhs) && (!NhsNumber.TryParse(nhs, out var number) || number.IsDemo != demo)) return "nhs";
        return born.IsEmpty && string.IsNullOrWhiteSpace(nhs) ? "who" : null;
    }
}

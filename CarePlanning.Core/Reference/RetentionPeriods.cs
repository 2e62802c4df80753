namespace CarePlanning.Core.Reference;

/// <summary>For how long a record of each kind is kept, in whole years or until a birthday.</summary>
public sealed record RetentionPeriods(
    string Source,
    DateOnly Date,
    int AdultHealthYears,
    int ChildUntilBirthday,
    int ChildUntilBirthdayIfSeventeen,
    int MentalHealthYears,
    int MentalHealthYearsAfterDeath,
    int AdultSocialCareYears)
{
    public static RetentionPeriods Current { get; } = ReferenceFile.Read<RetentionPeriods>("retention");
}

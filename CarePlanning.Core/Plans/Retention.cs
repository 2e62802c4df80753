using CarePlanning.Core.Reference;

namespace CarePlanning.Core.Plans;

/// <summary>What kind of record a plan is when it comes to how long it is kept.</summary>
public enum RetentionClass { AdultHealth, Child, MentalHealth, AdultSocialCare }

/// <summary>How long a plan is kept (SC-05): its class, and the first day on which it may be looked at and destroyed. Nothing is ever destroyed by itself.</summary>
public sealed record Retention(RetentionClass Class, DateOnly DestroyAfter)
{
    /// <summary>Works it out from the way the care came about, the person's birthday and death where known, and the day of the last contact.</summary>
    public static Retention Of(Pathway pathway, DateOnly? bornOn, DateOnly? diedOn, DateOnly lastContact, RetentionPeriods? periods = null)
    {
        var years = periods ?? RetentionPeriods.Current;
        if (pathway == Pathway.Section117AfterCare)
            return new(RetentionClass.MentalHealth, diedOn?.AddYears(years.MentalHealthYearsAfterDeath) ?? lastContact.AddYears(years.MentalHealthYears));
        // Somebody whose birthday nobody knows is taken by the way the care came about; a child's record is the one kept longer.
        if (bornOn is { } born && born.AddYears(18) > lastContact)
        {
            var birthday = born.AddYears(17) <= lastContact ? years.ChildUntilBirthdayIfSeventeen : years.ChildUntilBirthday;
            return new(RetentionClass.Child, born.AddYears(birthday));
        }
        if (bornOn is null && pathway == Pathway.ChildContinuingCare) return new(RetentionClass.Child, lastContact.AddYears(years.ChildUntilBirthdayIfSeventeen));
        return pathway == Pathway.SocialCareOnly
            ? new(RetentionClass.AdultSocialCare, lastContact.AddYears(years.AdultSocialCareYears))
            : new(RetentionClass.AdultHealth, lastContact.AddYears(years.AdultHealthYears));
    }
}

namespace CarePlanning.Core.Reference;

/// <summary>What is true in England of the days after a death: how soon it is registered, and whom a family can ring.</summary>
/// <param name="RegisterWithinDays">Days within which a death is registered, once the medical examiner's office says so.</param>
/// <param name="TissueWithinHours">Hours within which tissue can still be given, as a rule.</param>
public sealed record AfterDeathFacts(string Source, DateOnly Date, int RegisterWithinDays, int TissueWithinHours, string DonationPhone, string BereavementPhone,
    string ChildBereavementPhone, string AdviceAnyHourPhone)
{
    public static AfterDeathFacts Current { get; } = ReferenceFile.Read<AfterDeathFacts>("after-death");
}

using CarePlanning.Core.People;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Plans.Sections;

namespace CarePlanning.Core.Demo;

/// <summary>Des, who has lung cancer and whom a hospice nurse visits for the first time tomorrow: only what the referral says is known.</summary>
internal static class DesmondClarke
{
    private static readonly DateOnly Born = new(1953, 11, 2);

    public static DemoStory Story() => new(
        new NewPlan("Desmond", "Clarke", PartialDate.From(Born), "9990000379", Pathway.EndOfLife),
        DemoCast.Nia, 1,
        [new(DemoCast.Des, Voices.Person, Relation.Person), new(DemoCast.Pauline, "pauline", Relation.Carer)],
        (days, _) => [new(1, 15, [WhoIsInvolved(days), Health(days)])]);

    private static Involved WhoIsInvolved(DemoDays days) => new()
    {
        GivenNames = "Desmond",
        FamilyName = "Clarke",
        PreferredName = "Des",
        DateOfBirth = PartialDate.From(Born),
        NhsNumber = "9990000379",
        HasFixedAddress = true,
        Addresses = [new() { Id = "home", Use = AddressUse.Main, Line1 = "Flat 3, Tannery Court", Town = "Aldersford", Postcode = "ZZ12 7LD" }],
        Phones = [new() { Id = "mobile", Number = "07700 900118", Use = PhoneUse.Mobile }],
        HasGp = true,
        GpPractice = "Tannery Road Health Centre",
        GpName = "Dr Owen Sharma",
        GpOds = "Z99902",
        People = [new() { Id = "pauline", Name = "Pauline Clarke", Relation = "wife", Types = [ContactType.Carer, ContactType.NextOfKin], Phone = "07700 900119", Comments = "Answers the phone for both of them." }],
        Professionals =
        [
            new() { Id = "lung-nurse", Name = "Bridget Allan", Role = "lung cancer nurse", Phone = "01632 960620", Organisation = "Aldersford Hospital", KeyWorker = true },
            new() { Id = "nia", Name = "Nia Rees", Role = "hospice nurse", Phone = "01632 960400", Organisation = "Aldersford Hospice", Team = "Community team", Start = days.Ago(1) },
        ],
        SessionDate = days.In(1),
        SessionPlace = SessionPlace.Home,
    };

    private static Health Health(DemoDays days) => new()
    {
        Conditions = [new() { Id = "lung", What = "Lung cancer", GoodToKnow = "Has chosen not to have more chemotherapy. Breathless on the stairs; the lift in the building is often out.", Source = "Referral letter from the lung cancer nurse", AsOf = days.Ago(4) }],
    };
}

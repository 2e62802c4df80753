using CarePlanning.Core.Access;
using CarePlanning.Core.People;
using CarePlanning.Core.Plans.Sections;

namespace CarePlanning.Core.Plans;

/// <summary>The people of a plan as voices.</summary>
internal static class PlanVoices
{
    private static readonly ContactType[] Stands = [ContactType.ParentalResponsibility, ContactType.Representative, ContactType.Attorney];

    /// <summary>Carers, and those who stand for the person, named as they name themselves; nobody who must not be contacted.</summary>
    public static IEnumerable<Voice> VoicesOfPeople(this Involved involved, PlanCircle circle) =>
        from p in involved.People
        where !p.Removed && !p.MustNotBeContacted && !string.IsNullOrWhiteSpace(p.Name)
            && (p.Types.Contains(ContactType.Carer) || p.Types.Any(Stands.Contains))
        let account = circle.Members.FirstOrDefault(m => m.Id == p.Id)
        // Whose place on the plan an entry would take is who they are there.
        where p.Id != Voices.Person && account is null or { Relation: Relation.Carer or Relation.Representative }
        select new Voice(p.Id, p.Name!.Trim(), account?.ShownAs ?? p.Name.Trim().Split(' ', 2)[0],
            account?.Relation ?? (p.Types.Any(Stands.Contains) ? Relation.Representative : Relation.Carer));
}

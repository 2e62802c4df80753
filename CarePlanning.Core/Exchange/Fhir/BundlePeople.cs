using CarePlanning.Core.Documents;
using CarePlanning.Core.People;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Plans.Sections;
using Hl7.Fhir.Model;

namespace CarePlanning.Core.Exchange.Fhir;

/// <summary>The person and who is around them: Patient, RelatedPerson, Practitioner, Organization, CareTeam.</summary>
internal static class BundlePeople
{
    public static string Person(string entryId) => $"who-is-involved/people/{entryId}";

    public static string Professional(string entryId) => $"who-is-involved/professionals/{entryId}";

    public static void Add(BundleParts parts)
    {
        var involved = parts.Answers.Get<Involved>();
        parts.Add("organisation", new Organization { Name = BundleParts.Clean(parts.Plan.Organisation), Active = true });
        if (BundleParts.Clean(involved.GpPractice ?? involved.GpOds) is { } practice)
        {
            var gp = new Organization { Name = practice };
            if (BundleParts.Clean(involved.GpOds) is { } ods) gp.Identifier.Add(new Identifier(BundleParts.Codes.OdsCode, ods));
            parts.Add("gp", gp);
        }
        parts.Add("patient", Patient(parts, involved));
        foreach (var person in involved.People) parts.Add(Person(person.Id), Related(parts, involved, person));
        foreach (var professional in involved.Professionals) parts.Add(Professional(professional.Id), Practitioner(professional));
        // Somebody who signs is in the data of a copy that says so, even where nobody wrote them down among those involved.
        foreach (var voice in parts.Plan.Voices.Where(v => parts.Copy.PrintsAgreement && v.Relation == Relation.Professional)) parts.Add(Member(voice.Id), new Practitioner { Name = [new HumanName { Text = BundleParts.Clean(voice.Name) }] });
        parts.Add("care-team", Team(parts, involved));
    }

    /// <summary>The resource of somebody at the signing table, or null where this copy does not carry them.</summary>
    public static ResourceReference? Party(BundleParts parts, string memberId) =>
        memberId == Voices.Person ? parts.Patient
        : parts.Has(Member(memberId)) ? parts.To(Member(memberId))
        : parts.Has(Person(memberId)) ? parts.To(Person(memberId)) : null;

    private static string Member(string memberId) => $"member/{memberId}";

    private static Patient Patient(BundleParts parts, Involved involved)
    {
        var patient = new Patient { BirthDate = BundleParts.Date(involved.DateOfBirth) };
        if (BundleParts.Clean(involved.NhsNumber) is { } number)
            // What is no NHS number never goes by that name.
            patient.Identifier.Add(new string([.. number.Where(char.IsAsciiDigit)]) is { Length: 10 } digits ? new Identifier(BundleParts.Codes.NhsNumber, digits) : new Identifier { Value = number });
        foreach (var other in involved.OtherNumbers)
            if (BundleParts.Clean(other.Number) is { } value)
                patient.Identifier.Add(new Identifier { Value = value, Assigner = BundleParts.Clean(other.GivenBy) is { } by ? new ResourceReference { Display = by } : null });
        var given = BundleParts.Clean(involved.GivenNames);
        var family = BundleParts.Clean(involved.FamilyName);
        if (given is not null || family is not null)
            patient.Name.Add(new HumanName { Use = HumanName.NameUse.Official, Family = family, Given = given is null ? [] : [given], Prefix = BundleParts.Clean(involved.Title) is { } title ? [title] : [] });
        else patient.Name.Add(new HumanName { Text = BundleParts.Clean(parts.Plan.PersonName) });
        if (BundleParts.Clean(involved.PreferredName) is { } called) patient.Name.Add(new HumanName { Use = HumanName.NameUse.Usual, Text = called });
        foreach (var address in involved.Addresses)
            if (Address(address) is { } made) patient.Address.Add(made);
        foreach (var phone in involved.Phones)
            if (BundleParts.Clean(phone.Number) is { } value)
                patient.Telecom.Add(new ContactPoint { System = phone.Use == PhoneUse.TextOnly ? ContactPoint.ContactPointSystem.Sms : ContactPoint.ContactPointSystem.Phone, Value = value, Rank = phone.Preference, Use = Use(phone.Use) });
        foreach (var email in new[] { involved.Email, involved.OtherEmail })
            if (BundleParts.Clean(email) is { } value) patient.Telecom.Add(new ContactPoint { System = ContactPoint.ContactPointSystem.Email, Value = value });
        if (BundleParts.Clean(involved.Language) is { } language) patient.Communication.Add(new Patient.CommunicationComponent { Language = BundleParts.Words(language) });
        if (BundleParts.Clean(involved.MaritalStatus) is { } marital) patient.MaritalStatus = BundleParts.Words(marital);
        // The photo stands on the page of the same file, and is not carried a second time.
        if (parts.Has("gp")) patient.GeneralPractitioner.Add(parts.To("gp"));
        patient.ManagingOrganization = parts.Custodian;
        return patient;
    }

    private static ContactPoint.ContactPointUse? Use(PhoneUse? use) => use switch
    {
        PhoneUse.Mobile => ContactPoint.ContactPointUse.Mobile,
        PhoneUse.Home => ContactPoint.ContactPointUse.Home,
        PhoneUse.Work => ContactPoint.ContactPointUse.Work,
        _ => null,
    };

    private static Address? Address(PersonAddress from)
    {
        var lines = new[] { from.Line1, from.Line2, from.Line3 }.Select(BundleParts.Clean).OfType<string>().ToList();
        var made = new Address { Line = lines, City = BundleParts.Clean(from.Town), District = BundleParts.Clean(from.County), PostalCode = BundleParts.Clean(from.Postcode) };
        if (lines.Count == 0 && made.City is null && made.District is null && made.PostalCode is null) return null;
        made.Use = from.Use switch { AddressUse.Main => Hl7.Fhir.Model.Address.AddressUse.Home, AddressUse.Temporary => Hl7.Fhir.Model.Address.AddressUse.Temp, _ => null };
        if (from.Use == AddressUse.Correspondence) made.Type = Hl7.Fhir.Model.Address.AddressType.Postal;
        return made;
    }

    private static RelatedPerson Related(BundleParts parts, Involved involved, InvolvedPerson person)
    {
        var at = new SectionReading(PlanSections.Of<Involved>(), parts.Answers, parts.Plan.Voices);
        var related = new RelatedPerson { Patient = parts.Patient, Active = true };
        if (BundleParts.Clean(person.Name) is { } name) related.Name.Add(new HumanName { Text = name });
        if (BundleParts.Clean(person.Relation) is { } relation) related.Relationship.Add(BundleParts.Words(relation));
        if (BundleParts.Clean(at.Say(at.Field("people", "types"), person)) is { } types) related.Relationship.Add(BundleParts.Words(types));
        related.Telecom.AddRange(Reach(person.Phone, person.Email));
        return related;
    }

    private static Practitioner Practitioner(InvolvedProfessional from)
    {
        var made = new Practitioner();
        if (BundleParts.Clean(from.Name) is { } name) made.Name.Add(new HumanName { Text = name });
        made.Telecom.AddRange(Reach(from.Phone, from.Email));
        if (BundleParts.Clean(from.RegistrationNumber) is { } number)
            made.Qualification.Add(new Practitioner.QualificationComponent
            {
                Identifier = [new Identifier { Value = number }],
                Code = BundleParts.Words(from.RegisteredWith is { } body ? PlanSections.Of<Involved>().Words.Option(typeof(RegistrationBody), body.ToString()) : number),
            });
        return made;
    }

    private static CareTeam Team(BundleParts parts, Involved involved)
    {
        var team = new CareTeam { Status = CareTeam.CareTeamStatus.Active, Subject = parts.Patient, ManagingOrganization = [parts.Custodian] };
        foreach (var professional in involved.Professionals)
        {
            var role = string.Join(", ", new[] { professional.Role, professional.Specialty, professional.Team, professional.Organisation }.Select(BundleParts.Clean).OfType<string>());
            team.Participant.Add(new CareTeam.ParticipantComponent
            {
                Member = parts.To(Professional(professional.Id)),
                Role = role.Length > 0 ? [BundleParts.Words(role)] : [],
                Period = BundleParts.Date(professional.Start) is not null || BundleParts.Date(professional.End) is not null
                    ? new Period { Start = BundleParts.Date(professional.Start), End = BundleParts.Date(professional.End) } : null,
            });
        }
        foreach (var person in involved.People.Where(p => p.Types.Contains(ContactType.Carer)))
            team.Participant.Add(new CareTeam.ParticipantComponent { Member = parts.To(Person(person.Id)), Role = [BundleParts.Words(PlanSections.Of<Involved>().Words.Option(typeof(ContactType), nameof(ContactType.Carer)))] });
        return team;
    }

    private static IEnumerable<ContactPoint> Reach(string? phone, string? email)
    {
        if (BundleParts.Clean(phone) is { } number) yield return new ContactPoint { System = ContactPoint.ContactPointSystem.Phone, Value = number };
        if (BundleParts.Clean(email) is { } address) yield return new ContactPoint { System = ContactPoint.ContactPointSystem.Email, Value = address };
    }
}

using CarePlanning.Core.Plans;

namespace CarePlanning.Core.Exchange.Fhir;

/// <summary>Where a field goes in the data.</summary>
/// <param name="Element">The resource element beside the narrative; null where the narrative alone carries it.</param>
/// <param name="Withheld">True when this copy may not carry the field at all.</param>
public sealed record FieldInData(SectionDefinition Section, FieldDefinition Field, string? Element, bool Withheld);

/// <summary>Which field of a plan becomes which element of the data; every other field travels in its section's narrative.</summary>
public static class PlanDataMap
{
    private static readonly Dictionary<string, string> Elements = new(StringComparer.Ordinal)
    {
        ["who-is-involved/title"] = "Patient.name.prefix",
        ["who-is-involved/givenNames"] = "Patient.name.given",
        ["who-is-involved/familyName"] = "Patient.name.family",
        ["who-is-involved/preferredName"] = "Patient.name.text",
        ["who-is-involved/dateOfBirth"] = "Patient.birthDate",
        ["who-is-involved/nhsNumber"] = "Patient.identifier.value",
        ["who-is-involved/accessNeedNow"] = "Flag.code.text",
        ["who-is-involved/language"] = "Patient.communication.language.text",
        ["who-is-involved/addresses/*/line1"] = "Patient.address.line",
        ["who-is-involved/addresses/*/line2"] = "Patient.address.line",
        ["who-is-involved/addresses/*/line3"] = "Patient.address.line",
        ["who-is-involved/addresses/*/town"] = "Patient.address.city",
        ["who-is-involved/addresses/*/county"] = "Patient.address.district",
        ["who-is-involved/addresses/*/postcode"] = "Patient.address.postalCode",
        ["who-is-involved/phones/*/number"] = "Patient.telecom.value",
        ["who-is-involved/phones/*/preference"] = "Patient.telecom.rank",
        ["who-is-involved/email"] = "Patient.telecom.value",
        ["who-is-involved/otherEmail"] = "Patient.telecom.value",
        ["who-is-involved/gpPractice"] = "Organization.name",
        ["who-is-involved/gpOds"] = "Organization.identifier.value",
        ["who-is-involved/maritalStatus"] = "Patient.maritalStatus.text",
        ["who-is-involved/otherNumbers/*/number"] = "Patient.identifier.value",
        ["who-is-involved/otherNumbers/*/givenBy"] = "Patient.identifier.assigner.display",
        ["who-is-involved/people/*/name"] = "RelatedPerson.name.text",
        ["who-is-involved/people/*/relation"] = "RelatedPerson.relationship.text",
        ["who-is-involved/people/*/types"] = "RelatedPerson.relationship.text",
        ["who-is-involved/people/*/phone"] = "RelatedPerson.telecom.value",
        ["who-is-involved/people/*/email"] = "RelatedPerson.telecom.value",
        ["who-is-involved/professionals/*/name"] = "Practitioner.name.text",
        ["who-is-involved/professionals/*/role"] = "CareTeam.participant.role.text",
        ["who-is-involved/professionals/*/specialty"] = "CareTeam.participant.role.text",
        ["who-is-involved/professionals/*/team"] = "CareTeam.participant.role.text",
        ["who-is-involved/professionals/*/organisation"] = "CareTeam.participant.role.text",
        ["who-is-involved/professionals/*/phone"] = "Practitioner.telecom.value",
        ["who-is-involved/professionals/*/email"] = "Practitioner.telecom.value",
        ["who-is-involved/professionals/*/registrationNumber"] = "Practitioner.qualification.identifier.value",
        ["who-is-involved/professionals/*/start"] = "CareTeam.participant.period.start",
        ["who-is-involved/professionals/*/end"] = "CareTeam.participant.period.end",
        ["goals/list/*/what"] = "Goal.description.text",
        ["goals/list/*/whyItMatters"] = "Goal.note.text",
        ["goals/list/*/kind"] = "Goal.category.text",
        ["goals/list/*/status"] = "Goal.lifecycleStatus",
        ["goals/list/*/by"] = "Goal.target.dueDate",
        ["goals/outcomes/*/whatCameOfIt"] = "Goal.outcomeCode.text",
        ["goals/steps/*/what"] = "CarePlan.activity.detail.description",
        ["goals/steps/*/when"] = "CarePlan.activity.detail.scheduledString",
        ["goals/steps/*/status"] = "CarePlan.activity.detail.status",
        ["goals/steps/*/goalIds"] = "CarePlan.activity.detail.goal",
        ["if-things-go-wrong/plans/*/name"] = "CarePlan.title",
        ["if-things-go-wrong/plans/*/triggers"] = "CarePlan.description",
        ["if-things-go-wrong/steps/*/do"] = "CarePlan.activity.detail.description",
        ["if-things-go-wrong/steps/*/avoid"] = "CarePlan.activity.detail.description",
        ["health-at-a-glance/allergies/*/what"] = "Flag.code.text",
        ["health-at-a-glance/medicines/*/what"] = "Flag.code.text",
        ["health-at-a-glance/devices/*/what"] = "Flag.code.text",
        ["health-at-a-glance/infections/*/what"] = "Flag.code.text",
        ["looking-ahead/placesOfDeath/*/type"] = "Observation.valueCodeableConcept.coding",
        ["looking-ahead/placesOfDeath/*/name"] = "Observation.valueCodeableConcept.text",
        ["looking-ahead/placesOfDeath/*/rank"] = "Observation.note.text",
        ["looking-ahead/placesOfDeath/*/reason"] = "Observation.note.text",
        ["looking-ahead/placesOfDeathSaidOn"] = "Observation.effectiveDateTime",
        ["looking-ahead/otherDocuments/*/name"] = "DocumentReference.content.attachment.title",
        ["looking-ahead/otherDocuments/*/type"] = "DocumentReference.type.text",
        ["looking-ahead/otherDocuments/*/location"] = "DocumentReference.description",
        ["looking-ahead/otherDocuments/*/date"] = "DocumentReference.content.attachment.creation",
        ["legal-decisions/authorities/*/names"] = "Flag.code.text",
        ["legal-decisions/authorities/*/type"] = "Flag.code.text",
        ["legal-decisions/authorities/*/registered"] = "Flag.status",
        ["legal-decisions/authorities/*/lifeSustaining"] = "Flag.code.text",
        ["legal-decisions/authorities/*/location"] = "Flag.code.text",
        ["recommendations/prognosis"] = "Observation.code.coding",
        ["recommendations/prognosisInWords"] = "Observation.note.text",
        ["recommendations/prognosisOn"] = "Observation.effectiveDateTime",
        ["recommendations/stage"] = "Observation.code.coding",
        ["recommendations/onPalliativeRegister"] = "Observation.code.coding",
        ["recommendations/medicinesReady"] = "Observation.code.coding",
        ["recommendations/medicinesPlace"] = "Observation.note.text",
        ["recommendations/medicinesOn"] = "Observation.effectiveDateTime",
        ["sharing/decision"] = "Consent.policyRule.text",
        ["sharing/agreementOn"] = "Consent.dateTime",
    };

    /// <summary>Every field of every section with its place in the data of this copy.</summary>
    public static IReadOnlyList<FieldInData> Of(BundleCopy copy) =>
        [.. from section in PlanSections.All
            from field in section.AllFields
            let list = field.List
            let withheld = !copy.MayCarry(section, field) || (list is not null && !copy.MayCarry(section, list))
            select new FieldInData(section, field, withheld ? null : Elements.GetValueOrDefault($"{section.Slug}/{field.Pattern}"), withheld)];

    /// <summary>The places that are mapped, as "section/path".</summary>
    internal static IReadOnlyCollection<string> Mapped => Elements.Keys;
}

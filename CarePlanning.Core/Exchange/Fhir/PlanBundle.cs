using System.Text.Encodings.Web;
using System.Text.Json;
using CarePlanning.Core.Documents;
using CarePlanning.Core.People;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Signing;
using CarePlanning.Core.Words;
using Hl7.Fhir.Model;
using Hl7.Fhir.Serialization;

namespace CarePlanning.Core.Exchange.Fhir;

/// <summary>A version of a plan as data: one FHIR R4 document that says what the printed copy says, so that another system need not type it in.</summary>
public static class PlanBundle
{
    public const string MediaType = "application/fhir+json";
    public const string Extension = ".fhir.json";
    public const string FileName = "plan" + Extension;

    // The file is never part of a page, so letters stay letters and it stays small.
    private static readonly Lazy<JsonSerializerOptions> Json = new(() =>
        new JsonSerializerOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }.ForFhir(ModelInfo.ModelInspector));

    /// <summary>The bundle as the bytes that are attached and downloaded; the same version, copy and moment give the same bytes.</summary>
    /// <param name="issuedAtUtc">When the copy was sealed.</param>
    public static byte[] Write(PlanVersion version, BundleCopy copy, DateTime issuedAtUtc) =>
        JsonSerializer.SerializeToUtf8Bytes(Make(version, copy, issuedAtUtc), Json.Value);

    /// <summary>The data as a document carries it: an associated file that a machine reads and a person need not.</summary>
    public static Pdf.Attachment Attach(PlanVersion version, BundleCopy copy, DateTime issuedAtUtc) =>
        new(FileName, MediaType, Texts.Documents["data.description"], Write(version, copy, issuedAtUtc), BundleParts.Moment(issuedAtUtc)) { Relationship = "Data" };

    /// <summary>The data that are attached to a sealed document, byte for byte: composed anew they would be in the words of today. Null where there are none.</summary>
    public static byte[]? TakenOut(byte[] pdf) => Pdf.AttachedFile.Find(pdf, MediaType);

    /// <summary>Composes the bundle; nothing the copy may not carry is looked at.</summary>
    internal static Bundle Make(PlanVersion version, BundleCopy copy, DateTime issuedAtUtc)
    {
        var parts = new BundleParts(version, Withholding.Keep(version.Content.Answers, copy.MayCarry), copy, issuedAtUtc);
        BundlePeople.Add(parts);
        BundleCare.Add(parts);
        BundlePapers.Add(parts, issuedAtUtc);
        BundleFacts.Add(parts);
        var composition = Composition(parts, issuedAtUtc);
        var name = $"{version.PlanId:N}/{parts.Document}";
        composition.Id = BundleParts.IdOf(name + "/composition");
        var url = "urn:uuid:" + composition.Id;
        BundlePapers.AddProvenance(parts, new ResourceReference(url), issuedAtUtc);
        return new Bundle
        {
            Id = BundleParts.IdOf(name),
            Identifier = new Identifier("urn:ietf:rfc:3986", "urn:uuid:" + BundleParts.IdOf(name)),
            Type = Bundle.BundleType.Document,
            TimestampElement = new Instant(BundleParts.Moment(issuedAtUtc)),
            Entry =
            [
                new Bundle.EntryComponent { FullUrl = url, Resource = composition },
                .. parts.All.Select(p => new Bundle.EntryComponent { FullUrl = p.Url, Resource = p.Resource }),
            ],
        };
    }

    private static Composition Composition(BundleParts parts, DateTime issuedAtUtc)
    {
        var made = new Composition
        {
            Identifier = new Identifier { Value = $"{parts.Plan.Number}-v{parts.Plan.Version}" },
            Status = CompositionStatus.Final,
            Type = BundleParts.Concept(parts.Type),
            Category = [BundleParts.Concept(BundleParts.Codes.PlanCategory)],
            Subject = parts.Patient,
            DateElement = new FhirDateTime(BundleParts.Moment(issuedAtUtc)),
            Author = [parts.Custodian],
            Custodian = parts.Custodian,
            Title = parts.Title,
        };
        foreach (var signing in parts.Version.Signings.Where(s => parts.Copy.PrintsAgreement && s.Outcome == SigningOutcome.Signed))
            made.Attester.Add(new Composition.AttesterComponent
            {
                Mode = signing.Relation == Relation.Professional ? Hl7.Fhir.Model.Composition.CompositionAttestationMode.Professional : Hl7.Fhir.Model.Composition.CompositionAttestationMode.Personal,
                TimeElement = new FhirDateTime(BundleParts.Moment(signing.AtUtc)),
                Party = BundlePeople.Party(parts, signing.MemberId),
            });
        if (BundleFacts.Section(parts) is { } since) made.Section.Add(since);
        foreach (var section in PlanDocument.Sections(parts.Plan.Pathway))
        {
            var words = BundleNarrative.Section(parts, section);
            words.Entry.AddRange(EntriesOf(parts, section.Slug));
            made.Section.Add(words);
        }
        return made;
    }

    /// <summary>The resources made from a section's answers; their names start with its slug.</summary>
    private static IEnumerable<ResourceReference> EntriesOf(BundleParts parts, string slug) => slug switch
    {
        "goals" => parts.ToAll("goals/").Append(parts.To("care-plan")),
        "who-is-involved" => parts.ToAll("who-is-involved/").Append(parts.To("care-team")),
        "sharing" when parts.Has("sharing") => [parts.To("sharing")],
        _ => parts.ToAll(slug + "/"),
    };
}

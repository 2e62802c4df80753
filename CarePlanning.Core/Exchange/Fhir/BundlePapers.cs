using CarePlanning.Core.Documents;
using CarePlanning.Core.People;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Plans.Sections;
using CarePlanning.Core.Signing;
using CarePlanning.Core.Words;
using Hl7.Fhir.Model;

namespace CarePlanning.Core.Exchange.Fhir;

/// <summary>Who agreed, who may hold a copy, and which papers there are: Consent, Provenance, DocumentReference.</summary>
internal static class BundlePapers
{
    public static void Add(BundleParts parts, DateTime issuedAtUtc)
    {
        if (Sharing(parts, issuedAtUtc) is { } sharing) parts.Add("sharing", sharing);
        parts.Add($"{parts.Document}/document", Document(parts, issuedAtUtc));
        foreach (var paper in parts.Answers.Get<LookingAhead>().OtherDocuments)
            if (Paper(parts, paper) is { } made) parts.Add($"looking-ahead/otherDocuments/{paper.Id}", made);
    }

    /// <summary>Where the composition and, where the copy prints them, each signature on it come from.</summary>
    public static void AddProvenance(BundleParts parts, ResourceReference target, DateTime issuedAtUtc)
    {
        parts.Add($"{parts.Document}/issued", new Provenance
        {
            Target = [target],
            RecordedElement = new Instant(BundleParts.Moment(issuedAtUtc)),
            Agent = [new Provenance.AgentComponent { Who = parts.Custodian }],
        });
        if (!parts.Copy.PrintsAgreement) return;
        var number = 0;
        foreach (var signing in parts.Version.Signings)
        {
            var who = BundlePeople.Party(parts, signing.MemberId) ?? new ResourceReference();
            who.Display = BundleParts.Clean(signing.Name);
            var when = BundleParts.Moment(signing.AtUtc);
            parts.Add($"{parts.Document}/signing/{++number}", new Provenance
            {
                Target = [target],
                RecordedElement = new Instant(when),
                Activity = BundleParts.Words(Texts.Documents[$"outcome.{signing.Outcome}.line"]),
                Reason = BundleParts.Clean(signing.Statement) is { } statement ? [BundleParts.Words(statement)] : [],
                Agent = [new Provenance.AgentComponent { Who = who }],
                // The mark itself stays in the document: a drawn one would be somebody's handwriting, loose in a data file.
                Signature = signing.Outcome == SigningOutcome.Signed
                    ? [new Signature { Type = [Code(BundleParts.Codes.ConsentSignature)], WhenElement = new Instant(when), Who = (ResourceReference)who.DeepCopy() }] : [],
            });
        }
    }

    private static Coding Code(Reference.TravelCode code) => new(code.System, code.Code, code.Display);

    private static Consent? Sharing(BundleParts parts, DateTime issuedAtUtc)
    {
        var section = PlanSections.Of<Sharing>();
        var sharing = parts.Answers.Get<Sharing>();
        if (sharing.Decision is not { } decision) return null;
        var at = new SectionReading(section, parts.Answers, parts.Plan.Voices);
        return new Consent
        {
            Status = Consent.ConsentState.Active,
            Scope = BundleParts.Concept(BundleParts.Codes.ConsentScope),
            Category = [BundleParts.Concept(BundleParts.Codes.ConsentCategory)],
            Patient = parts.Patient,
            DateTimeElement = BundleParts.Date(sharing.AgreementOn) is { } on ? new FhirDateTime(on) : new FhirDateTime(BundleParts.Moment(issuedAtUtc)),
            Organization = [parts.Custodian],
            PolicyRule = BundleParts.Words(at.Say(at.Field("decision"), sharing)),
            // Who is named stands in the words of the section; a machine that does not read them must not share more widely.
            Provision = new Consent.provisionComponent { Type = decision == SharingDecision.EveryoneWhoSupportsMe ? Consent.ConsentProvisionType.Permit : Consent.ConsentProvisionType.Deny },
        };
    }

    private static DocumentReference Document(BundleParts parts, DateTime issuedAtUtc) => new()
    {
        Identifier = [new Identifier { Value = $"{parts.Plan.Number}-v{parts.Plan.Version}" }],
        Status = DocumentReferenceStatus.Current,
        DocStatus = CompositionStatus.Final,
        Type = BundleParts.Concept(parts.Type),
        Category = [BundleParts.Concept(BundleParts.Codes.PlanCategory)],
        Subject = parts.Patient,
        DateElement = new Instant(BundleParts.Moment(issuedAtUtc)),
        Author = [parts.Custodian],
        Custodian = parts.Custodian,
        Content = [new DocumentReference.ContentComponent { Attachment = new Attachment { ContentType = "application/pdf", Title = parts.Title, CreationElement = new FhirDateTime(BundleParts.Moment(issuedAtUtc)) } }],
    };

    private static DocumentReference? Paper(BundleParts parts, OtherDocument paper)
    {
        var words = PlanSections.Of<LookingAhead>().Words;
        var name = BundleParts.Clean(paper.Name) ?? (paper.Type is { } t ? words.Option(typeof(OtherDocumentType), t.ToString()) : null);
        return name is null ? null : new DocumentReference
        {
            Status = DocumentReferenceStatus.Current,
            Type = paper.Type is { } type ? BundleParts.Words(words.Option(typeof(OtherDocumentType), type.ToString())) : null,
            Subject = parts.Patient,
            Description = BundleParts.Clean(paper.Location),
            Content = [new DocumentReference.ContentComponent { Attachment = new Attachment { Title = name, Creation = BundleParts.Date(paper.Date) } }],
        };
    }
}

using System.Security.Cryptography;
using System.Text;
using CarePlanning.Core.Documents.Copies;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Reference;
using CarePlanning.Core.Signing;
using CarePlanning.Core.Words;
using Hl7.Fhir.Model;

namespace CarePlanning.Core.Exchange.Fhir;

/// <summary>What every part of one bundle is made from: the plan as this copy may carry it, and the resources so far, each under an id that never changes.</summary>
internal sealed class BundleParts(PlanVersion version, PlanAnswers answers, BundleCopy copy, DateTime issuedAtUtc)
{
    private readonly Dictionary<string, Resource> resources = new(StringComparer.Ordinal);
    private readonly List<string> order = [];

    public static FhirCodes Codes => FhirCodes.Current;

    public PlanVersion Version => version;
    public FrozenPlan Plan => version.Content;

    /// <summary>The answers without anything this copy may not carry; no part looks elsewhere.</summary>
    public PlanAnswers Answers => answers;

    public BundleCopy Copy => copy;

    /// <summary>The name of this document: a copy made anew is another document, though of the same version.</summary>
    public string Document { get; } = $"version/{version.Number}/{copy.Name}/{issuedAtUtc.Ticks}";

    /// <summary>What kind of document the copy is.</summary>
    public TravelCode Type => Codes.DocumentTypes.GetValueOrDefault(copy.Name) ?? Codes.PlanType;

    /// <summary>What the copy is called.</summary>
    public string? Title => Clean(CopyList.Find(copy.Name) is { IsMadeAnew: true } made ? Texts.Documents.Get("copy.title", Texts.Documents[$"copy.{made.Kind}"], Plan.PersonName) : Texts.Documents.Get("title", Plan.PersonName));

    public ResourceReference Patient => To("patient");
    public ResourceReference Custodian => To("organisation");
    public IReadOnlyList<(string Url, Resource Resource)> All => [.. order.Select(k => ("urn:uuid:" + resources[k].Id, resources[k]))];

    /// <summary>Keeps a resource under a name of its own on this plan; it goes by the same id in every version.</summary>
    public void Add(string name, Resource resource)
    {
        resource.Id = IdOf($"{version.PlanId:N}/{name}");
        resources.Add(name, resource);
        order.Add(name);
    }

    public bool Has(string name) => resources.ContainsKey(name);

    public IEnumerable<ResourceReference> ToAll(string start) => order.Where(n => n.StartsWith(start, StringComparison.Ordinal)).Select(To);

    /// <summary>A reference that resolves inside the bundle.</summary>
    public ResourceReference To(string name) => new("urn:uuid:" + resources[name].Id);

    /// <summary>A UUID (version 8) made from a name by SHA-256: the same name has the same id on every machine, and tells nothing of the name.</summary>
    public static string IdOf(string name)
    {
        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes(name))[..16];
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true).ToString();
    }

    public static CodeableConcept Concept(TravelCode code, string? text = null) => new(code.System, code.Code, code.Display, text);

    /// <summary>Words as a concept without a code.</summary>
    public static CodeableConcept Words(string text) => new() { Text = Clean(text) };

    /// <summary>Text as JSON and XHTML can carry it; null when nothing is left. What neither can hold stands as the sign for it.</summary>
    public static string? Clean(string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        return text.Any(c => !Carried(c)) ? new string([.. text.Select(c => Carried(c) ? c : '\uFFFD')]) : text;
    }

    private static bool Carried(char c) => c is '\t' or '\n' or '\r' || (c >= ' ' && c is not ('\uFFFE' or '\uFFFF'));

    /// <summary>A date as far as it is known: a year, a month or a day; null when it cannot be said so.</summary>
    public static string? Date(PartialDate? date) => date switch
    {
        null or { DoesNotExist: true } or { Year: null or < 1 or > 9999 } => null,
        { Date: { } d } => d.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
        { Month: { } month } => $"{date.Year:0000}-{month:00}",
        _ => $"{date.Year:0000}",
    };

    public static DateTimeOffset Moment(DateTime utc) => new(DateTime.SpecifyKind(utc, DateTimeKind.Utc));
}

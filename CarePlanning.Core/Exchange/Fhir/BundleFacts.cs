using CarePlanning.Core.Documents;
using CarePlanning.Core.Documents.Copies;
using CarePlanning.Core.Words;
using Hl7.Fhir.Model;

namespace CarePlanning.Core.Exchange.Fhir;

/// <summary>What was said since the agreement and stands on the copy: a Flag each, under a part of the document of its own. What it takes the place of is not in the data at all.</summary>
internal static class BundleFacts
{
    private const string Name = "facts/";

    private static Texts T => Texts.Documents;

    private static IEnumerable<LiveFact> Of(BundleParts parts) => Enum.GetValues<LiveFactKind>().SelectMany(kind => LiveFacts.Of(parts.Copy.Facts, kind));

    public static void Add(BundleParts parts)
    {
        foreach (var fact in Of(parts))
            if (BundleParts.Clean(fact.Words) is { } words)
                parts.Add($"{Name}{fact.Id:N}", new Flag
                {
                    Status = Flag.FlagStatus.Active,
                    Category = [BundleParts.Words(T[$"live.{fact.Kind}"])],
                    Code = BundleParts.Words(words),
                    Subject = parts.Patient,
                    Period = new Period { StartElement = new FhirDateTime(BundleParts.Moment(fact.AtUtc)) },
                    Author = parts.Custodian,
                });
    }

    /// <summary>The part of the document that they stand in, or null where nothing was said.</summary>
    public static Composition.SectionComponent? Section(BundleParts parts)
    {
        if (!parts.ToAll(Name).Any()) return null;
        return new Composition.SectionComponent
        {
            Title = T["live.title"],
            Text = BundleNarrative.Paragraph(string.Join('\n', Of(parts).Select(f =>
                $"{SectionReading.Labelled(T[$"live.{f.Kind}"])} {f.Words.Trim()} {T.Get("live.said", CopyStamp.Day(f.AtUtc), f.StatedBy)}{(f.InPlaceOfPlan ? " " + T["live.instead"] : "")}"))),
            Entry = [.. parts.ToAll(Name)],
        };
    }
}

using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CarePlanning.Core.Documents.Copies;
using CarePlanning.Core.Exchange.Fhir;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Plans.Sections;
using CarePlanning.Core.Reference;
using CarePlanning.Core.Signing;
using CarePlanning.Tests.Documents;
using CarePlanning.Tests.Documents.Copies;
using Hl7.Fhir.Model;
using Hl7.Fhir.Validation;

namespace CarePlanning.Tests.Exchange.Fhir;

/// <summary>The plan as data: a FHIR R4 document that any system with the standard can open.</summary>
public sealed class PlanBundleTests
{
    [Fact]
    public void The_strict_parser_and_the_validation_attributes_find_nothing_wrong_with_a_full_plan() => Sound(FhirSamples.Filled);

    [Fact]
    public void Nor_with_a_plan_in_which_nothing_is_answered() => Sound(FhirSamples.VersionOf(PlanAnswers.Empty()));

    [Fact]
    public void The_strict_parser_does_find_fault_with_a_broken_file()
    {
        var broken = FhirSamples.Text(FhirSamples.Filled).Replace("\"lifecycleStatus\"", "\"lifecycleState\"", StringComparison.Ordinal);
        Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => FhirSamples.Read(System.Text.Encoding.UTF8.GetBytes(broken)));
    }

    [Fact]
    public void It_is_a_document_that_starts_with_its_composition_and_holds_every_kind_of_resource_but_no_binary()
    {
        var bundle = FhirSamples.Read(PlanBundle.Write(FhirSamples.Filled, BundleCopy.FullPlan, FhirSamples.Sealed));
        Assert.Equal(Bundle.BundleType.Document, bundle.Type);
        Assert.NotNull(bundle.Identifier);
        Assert.Equal(new DateTimeOffset(FhirSamples.Sealed), bundle.Timestamp);
        Assert.IsType<Composition>(bundle.Entry[0].Resource);
        var kinds = bundle.Entry.Select(e => e.Resource!.TypeName).ToHashSet();
        Assert.Superset(new HashSet<string> { "Composition", "Patient", "RelatedPerson", "CareTeam", "Goal", "CarePlan", "Consent", "Flag", "Provenance", "DocumentReference" }, kinds);
        Assert.DoesNotContain("Binary", kinds);
        Assert.DoesNotContain("\"data\"", FhirSamples.Text(FhirSamples.Filled), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_reference_resolves_inside_and_every_entry_can_be_reached()
    {
        foreach (var version in new[] { FhirSamples.Filled, FhirSamples.VersionOf(PlanAnswers.Empty()) })
        {
            var bundle = JsonNode.Parse(FhirSamples.Text(version))!;
            var urls = bundle["entry"]!.AsArray().Select(e => (string)e!["fullUrl"]!).ToList();
            Assert.Equal(urls.Count, urls.Distinct().Count());
            Assert.All(bundle["entry"]!.AsArray(), e => Assert.Equal("urn:uuid:" + e!["resource"]!["id"], (string)e["fullUrl"]!));
            var references = Regex.Matches(bundle.ToJsonString(), "\"reference\":\"([^\"]*)\"").Select(m => m.Groups[1].Value).ToHashSet();
            Assert.Empty(references.Except(urls));
        }
    }

    [Fact]
    public void The_same_version_gives_the_same_bytes_and_another_copy_goes_by_another_id()
    {
        var first = FhirSamples.Text(FhirSamples.Filled);
        Assert.Equal(first, FhirSamples.Text(FhirSamples.Filled));
        var other = FhirSamples.Text(FhirSamples.Filled, BundleCopy.FullPlan with { Name = "money" });
        Assert.NotEqual(Id(first), Id(other));
        // The person goes by one id in all copies and versions, so that a receiving system sees one person.
        Assert.Equal(IdOf(first, "Patient"), IdOf(other, "Patient"));
    }

    [Fact]
    public void A_copy_made_anew_is_another_document_about_the_same_person()
    {
        var (version, copy) = (FhirSamples.Filled, AudienceTable.BundleOf(CopyKind.LargePrint, PlanAnswers.Empty()));
        string Made(DateTime at) => System.Text.Encoding.UTF8.GetString(PlanBundle.Write(version, copy, at));
        var (first, again, later) = (Made(FhirSamples.Sealed), Made(FhirSamples.Sealed), Made(FhirSamples.Sealed.AddTicks(10)));
        Assert.Equal(first, again);
        Assert.NotEqual(Id(first), Id(later));
        Assert.NotEqual((string)JsonNode.Parse(first)!["identifier"]!["value"]!, (string)JsonNode.Parse(later)!["identifier"]!["value"]!);
        foreach (var type in new[] { "Composition", "Provenance" }) Assert.Empty(IdsOf(first, type).Intersect(IdsOf(later, type)));
        foreach (var type in new[] { "Patient", "Practitioner", "Goal" }) Assert.Equal(IdsOf(first, type), IdsOf(later, type));
    }

    [Fact]
    public void Eight_threads_give_the_bytes_that_one_thread_gives()
    {
        var alone = FhirSamples.Text(FhirSamples.Filled);
        var together = new string[8];
        Parallel.For(0, 8, i => together[i] = FhirSamples.Text(FhirSamples.Filled));
        Assert.All(together, t => Assert.Equal(alone, t));
    }

    [Fact]
    public void What_somebody_typed_is_text_wherever_it_stands_and_no_character_breaks_the_file()
    {
        var answers = PlanAnswers.Empty();
        const string Awkward = "<script>alert(1)</script> & \"quoted\" میں گھر 😀 \u2028 \u00a0 \u0001 \uFFFE ]]> line\r\none\ntwo";
        answers.Get<AboutMe>().MostImportant = new() { Words = Awkward };
        answers.Get<Goals>().List.Add(new Core.Plans.Sections.Goal { Id = "g", What = Awkward, WhyItMatters = " " });
        answers.Get<Involved>().FamilyName = Awkward;
        var bundle = Sound(FhirSamples.VersionOf(answers));
        var whole = FhirSamples.Text(FhirSamples.VersionOf(answers));
        Assert.DoesNotContain("<script>alert(1)</script> &amp;", string.Concat(bundle.Entry.Select(e => e.Resource).OfType<Composition>().SelectMany(c => c.Section).SelectMany(s => s.Section).Select(s => s.Text!.Div)), StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;alert(1)&lt;/script&gt; &amp;", whole, StringComparison.Ordinal);
        Assert.Contains("میں گھر", whole, StringComparison.Ordinal);
        Assert.StartsWith("<script>alert(1)</script> & \"quoted\" میں گھر 😀", bundle.Entry.Select(e => e.Resource).OfType<Hl7.Fhir.Model.Goal>().Single().Description!.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_mark_somebody_drew_stays_in_the_document() => Assert.DoesNotContain("1,1 2,2", FhirSamples.Text(FhirSamples.Filled), StringComparison.Ordinal);

    [Fact]
    public void Only_signatures_that_were_given_are_signatures()
    {
        var bundle = FhirSamples.Read(PlanBundle.Write(FhirSamples.Filled, BundleCopy.FullPlan, FhirSamples.Sealed));
        var provenance = bundle.Entry.Select(e => e.Resource).OfType<Provenance>().ToList();
        Assert.Equal(4, provenance.Count);
        Assert.Equal(2, provenance.Sum(p => p.Signature.Count));
        Assert.Equal(2, Assert.IsType<Composition>(bundle.Entry[0].Resource).Attester.Count);
    }

    [Fact]
    public void A_wish_of_where_to_die_carries_the_national_code_and_is_no_consent()
    {
        var answers = PlanAnswers.Empty();
        answers.Get<LookingAhead>().PlacesOfDeath.Add(new() { Id = "p", Type = PlaceOfDeath.Hospice, Rank = 2, Name = "The hospice on the hill" });
        var bundle = Sound(FhirSamples.VersionOf(answers));
        var wish = Assert.Single(bundle.Entry.Select(e => e.Resource).OfType<Observation>());
        Assert.Equal("108401000000102", Assert.IsType<CodeableConcept>(wish.Value).Coding.Single().Code);
        Assert.Contains("2", Assert.Single(wish.Note).Text, StringComparison.Ordinal);
        Assert.Empty(bundle.Entry.Select(e => e.Resource).OfType<Consent>());
    }

    [Fact]
    public void Nobody_is_told_to_share_more_widely_than_the_person_said()
    {
        foreach (var decision in Enum.GetValues<SharingDecision>())
        {
            var answers = PlanAnswers.Empty();
            answers.Get<Sharing>().Decision = decision;
            var consent = Assert.Single(Sound(FhirSamples.VersionOf(answers)).Entry.Select(e => e.Resource).OfType<Consent>());
            Assert.Equal(decision == SharingDecision.EveryoneWhoSupportsMe, consent.Provision!.Type == Consent.ConsentProvisionType.Permit);
        }
    }

    [Theory, MemberData(nameof(CopyDataTests.Kinds), MemberType = typeof(CopyDataTests))]
    public void A_person_who_does_not_want_their_needs_flagged_is_not_flagged_in_any_copy(CopyKind kind)
    {
        Assert.Empty(Flags(false));
        // Whoever said nothing of it is flagged wherever the need stands.
        foreach (var flag in new bool?[] { null, true }) Assert.Equal(kind is CopyKind.AdvanceCarePlan or CopyKind.Money ? [] : ["Speak slowly"], Flags(flag));

        IEnumerable<string?> Flags(bool? flag)
        {
            var answers = PlanAnswers.Empty();
            (answers.Get<Involved>().AccessNeedNow, answers.Get<Involved>().FlagOnRecord) = ("Speak slowly", flag);
            var version = FhirSamples.VersionOf(answers);
            return Sound(version with { Content = AudienceTable.Keep(kind, version.Content) }, AudienceTable.BundleOf(kind, version.Content.Answers)).Entry.Select(e => e.Resource).OfType<Flag>().Select(f => f.Code!.Text);
        }
    }

    [Fact]
    public void Every_code_comes_from_reference_data_with_its_source()
    {
        Assert.NotEmpty(FhirCodes.Current.Source);
        var known = System.IO.File.ReadAllText(Path.Combine(Architecture.Sources.Root, "CarePlanning.Core/Reference/fhir-codes.json")) + System.IO.File.ReadAllText(Path.Combine(Architecture.Sources.Root, "CarePlanning.Core/Reference/places.json"))
            + System.IO.File.ReadAllText(Path.Combine(Architecture.Sources.Root, "CarePlanning.Core/Reference/palliative-codes.json"));
        var used = Regex.Matches(FhirSamples.Text(FhirSamples.Filled), "\"system\":\"([^\"]+)\",\"code\":\"([^\"]+)\"").Select(m => (System: m.Groups[1].Value, Code: m.Groups[2].Value)).Distinct().ToList();
        Assert.NotEmpty(used);
        Assert.All(used, u => Assert.True(known.Contains($"\"{u.System}\"", StringComparison.Ordinal) && known.Contains($"\"{u.Code}\"", StringComparison.Ordinal), $"{u.System} {u.Code}"));
        foreach (var file in Architecture.Sources.Of("CarePlanning.Core/Exchange/Fhir", ".cs"))
            Assert.DoesNotMatch(@"\d{6,}", Architecture.Sources.Text(file));
    }

    [Fact]
    public void Only_the_folder_of_this_format_knows_the_sdk() =>
        Architecture.Sources.None(
            from file in Architecture.Sources.Of("CarePlanning.Core", ".cs").Concat(Architecture.Sources.Of("CarePlanning.Web", ".cs", ".razor"))
            where !file.StartsWith("CarePlanning.Core/Exchange/Fhir/", StringComparison.Ordinal) && Architecture.Sources.Text(file).Contains("Hl7.", StringComparison.Ordinal)
            select file,
            "Only CarePlanning.Core/Exchange/Fhir uses the FHIR SDK:");

    /// <summary>Reads it strictly, then asks the attributes of every resource again.</summary>
    internal static Bundle Sound(PlanVersion version, BundleCopy? copy = null)
    {
        var bundle = FhirSamples.Read(PlanBundle.Write(version, copy ?? BundleCopy.FullPlan, FhirSamples.Sealed));
        var found = bundle.Validate().ToList();
        Assert.True(found.Count == 0, string.Join('\n', found.Select(f => f.Message)));
        return bundle;
    }

    private static string Id(string json) => (string)JsonNode.Parse(json)!["id"]!;

    private static string IdOf(string json, string type) => IdsOf(json, type).Single();

    private static List<string> IdsOf(string json, string type) =>
        [.. JsonNode.Parse(json)!["entry"]!.AsArray().Where(e => (string)e!["resource"]!["resourceType"]! == type).Select(e => (string)e!["resource"]!["id"]!)];
}

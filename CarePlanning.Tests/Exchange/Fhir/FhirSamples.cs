using CarePlanning.Core.Exchange.Fhir;
using CarePlanning.Core.People;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Signing;
using CarePlanning.Tests.Documents;
using Hl7.Fhir.Model;
using Hl7.Fhir.Serialization;
using Hl7.Fhir.Validation;

namespace CarePlanning.Tests.Exchange.Fhir;

/// <summary>Versions to carry as data, and the SDK's strictest reading of what came of them.</summary>
internal static class FhirSamples
{
    public static readonly DateTime Sealed = new(2026, 11, 22, 15, 4, 5, DateTimeKind.Utc);

    private static readonly Voice[] Table =
        [new(Voices.Person, "Joyce Ashworth", "Joyce", Relation.Person), new("anne", "Anne Ashworth", "Anne", Relation.Carer), new("nia", "Nia Rees", "Nia", Relation.Professional)];

    public static PlanVersion Filled => VersionOf(FilledPlan.Make());

    /// <summary>A version with these answers, signed by three, the third of whom put it off first.</summary>
    public static PlanVersion VersionOf(PlanAnswers answers)
    {
        var plan = new FrozenPlan("ABC234", 2, Pathway.JointFunded, "A team", "Joyce Ashworth", new DateOnly(1948, 5, 4), "9990000018", Sealed.AddHours(-1), Table, FrozenPlan.Split(answers).Signed);
        return new PlanVersion(new Guid("00000000-0000-7000-8000-000000000002"), new Guid("00000000-0000-7000-8000-000000000001"), 2, VersionStatus.Open, Sealed.AddHours(-1), "Nia", new string('a', 64),
            "ABCDE-FGHJ-KMNPQ", null, null, null, null, plan,
            [
                new(Voices.Person, "Joyce Ashworth", Relation.Person, SigningRole.Person, SigningOutcome.Signed, "I agree with this plan.", MarkKind.Drawn, "1,1 2,2", null, null, Sealed.AddMinutes(-5)),
                new("nia", "Nia Rees", Relation.Professional, SigningRole.Professional, SigningOutcome.NotToday, "", null, null, null, "a visit", Sealed.AddMinutes(-4)),
                new("nia", "Nia Rees", Relation.Professional, SigningRole.Professional, SigningOutcome.Signed, "I agree.", MarkKind.Typed, "Nia", null, null, Sealed.AddMinutes(-3)),
            ]);
    }

    /// <summary>Reads with nothing forgiven: structure, types, required elements, bindings, and the narrative's XHTML against its schema.</summary>
    public static Bundle Read(byte[] json)
    {
        var strict = new FhirJsonDeserializer(new DeserializerSettings().UsingMode(DeserializationMode.Strict, NarrativeValidationKind.FhirXhtml));
        var reader = new System.Text.Json.Utf8JsonReader(json);
        var whole = strict.TryDeserializeResource(ref reader, out var resource, out var issues);
        Assert.True(whole, string.Join('\n', issues.Select(i => i.Message)));
        return Assert.IsType<Bundle>(resource);
    }

    public static string Text(PlanVersion version, BundleCopy? copy = null) => System.Text.Encoding.UTF8.GetString(PlanBundle.Write(version, copy ?? BundleCopy.FullPlan, Sealed));
}

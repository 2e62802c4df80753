using System.Text;
using CarePlanning.Core.Documents.Copies;
using CarePlanning.Core.Exchange.Fhir;
using CarePlanning.Core.Plans;
using CarePlanning.Tests.Exchange.Fhir;

namespace CarePlanning.Tests.Documents.Copies;

/// <summary>The data that go with a copy hold what the copy may carry and no more.</summary>
public sealed class CopyDataTests
{
    public static TheoryData<CopyKind> Kinds() => [.. CopyList.All.Select(c => c.Kind)];

    [Theory, MemberData(nameof(Kinds))]
    public void No_field_is_in_the_data_of_a_copy_that_may_not_carry_it(CopyKind kind)
    {
        var all = FilledPlan.Make();
        var version = FhirSamples.VersionOf(all);
        var data = PlanBundle.Write(version with { Content = AudienceTable.Keep(kind, version.Content) }, AudienceTable.BundleOf(kind), Samples.Now);
        Assert.NotNull(FhirSamples.Read(data));
        var text = Encoding.UTF8.GetString(data);
        Assert.Contains("Joyce Ashworth", text, StringComparison.Ordinal);
        var leaked = from section in PlanSections.All
                     from place in SectionFields.Places(section, all[section.Slug])
                     where place.Field.Kind is FieldKind.ShortText or FieldKind.LongText or FieldKind.Narrative
                     let mark = place.Entry is { HeldAs: not Sensitivity.Open } entry ? entry.HeldAs : place.Field.Sensitivity
                     where !AudienceTable.MayCarry(kind, section, place.Field, mark) && text.Contains(FilledPlan.Word(section.Slug, place.Path), StringComparison.Ordinal)
                     select $"{section.Slug}/{place.Path}";
        Assert.Empty(leaked);
    }

    [Fact]
    public void The_page_about_the_person_has_no_number_and_no_birthday_in_its_data()
    {
        var version = FhirSamples.VersionOf(FilledPlan.Make());
        var text = Encoding.UTF8.GetString(PlanBundle.Write(version with { Content = AudienceTable.Keep(CopyKind.AboutMe, version.Content) }, AudienceTable.BundleOf(CopyKind.AboutMe), Samples.Now));
        Assert.DoesNotContain("9990000018", text, StringComparison.Ordinal);
        Assert.DoesNotContain("1948-05-04", text, StringComparison.Ordinal);
    }
}

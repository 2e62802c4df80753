using System.Text.RegularExpressions;
using CarePlanning.Core.Plans;

namespace CarePlanning.Tests.Architecture;

/// <summary>Sections of a plan, their records and rules, use only Plans' own types.</summary>
public sealed partial class SectionsTests
{
    private const string OfPlans = "CarePlanning.Core.Plans";
    private const string OfSections = OfPlans + ".Sections";

    // Two leaves below Plans: what an NHS number is, and dated reference data.
    private static readonly string[] Allowed = [OfPlans, "CarePlanning.Core.People", "CarePlanning.Core.Reference"];

    [Fact]
    public void Sections_have_only_types_of_plans_in_their_members() =>
        Sources.None(
            from type in OurTypes.OfCore
            where OurTypes.IsWithin(type.Namespace, OfSections)
            from used in OurTypes.UsedBy(type)
            where OurTypes.IsWithin(used.Namespace, "CarePlanning") && !Allowed.Any(a => OurTypes.IsWithin(used.Namespace, a))
            select $"{type.FullName} uses {used.FullName}",
            "Sections use only types of CarePlanning.Core.Plans:");

    [Fact]
    public void Files_of_sections_mention_only_plans() =>
        Sources.None(
            from file in Sources.Of("CarePlanning.Core/Plans/Sections", ".cs")
            from Match mention in Mention().Matches(Sources.Text(file))
            where !Allowed.Any(a => OurTypes.IsWithin(mention.Value, a))
            select $"{file} mentions {mention.Value}",
            "Sections use only types of CarePlanning.Core.Plans:");

    [Fact]
    public void Each_section_has_a_folder_of_its_name_with_its_record_rules_and_texts() =>
        Sources.None(
            from section in PlanSections.All
            let folder = $"CarePlanning.Core/Plans/Sections/{section.Type.Name}/{section.Type.Name}"
            from file in new[] { folder + ".cs", folder + "Rules.cs", folder + ".resx" }
            where !File.Exists(Path.Combine(Sources.Root, file))
            select file,
            "A section is one folder; these are missing:");

    [GeneratedRegex(@"CarePlanning(\.\w+)+")]
    private static partial Regex Mention();
}

using System.Text.RegularExpressions;

namespace CarePlanning.Tests.Architecture;

/// <summary>In Core only services use the database; records, rules and document composers never do.</summary>
public sealed partial class StorageTests
{
    private const string Storage = "CarePlanning.Core.Storage";

    [Fact]
    public void Only_services_have_storage_in_their_members() =>
        Sources.None(
            from type in OurTypes.OfCore
            let outer = OurTypes.Outermost(type)
            where !OurTypes.IsWithin(outer.Namespace, Storage) && !outer.Name.EndsWith("Service", StringComparison.Ordinal)
            from used in OurTypes.UsedBy(type)
            where OurTypes.IsWithin(used.Namespace, Storage)
            select $"{type.FullName} uses {used.Name}",
            "Only types called ...Service use the database:");

    [Fact]
    public void Only_files_of_services_mention_storage() =>
        Sources.None(
            from file in Sources.Of("CarePlanning.Core", ".cs")
            where !file.StartsWith("CarePlanning.Core/Storage/", StringComparison.Ordinal) && !ServiceFile().IsMatch(file)
            where Mention().IsMatch(Sources.Text(file))
            select file,
            "Only files called ...Service.cs (or ...Service.Part.cs) use the database:");

    [GeneratedRegex(@"Service(\.\w+)?\.cs$")]
    private static partial Regex ServiceFile();

    // the full name, or short from within CarePlanning.Core
    [GeneratedRegex(@"CarePlanning\.Core\.Storage\b|(?<![\w.])Storage\.[A-Z]")]
    private static partial Regex Mention();
}

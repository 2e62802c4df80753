using System.Text.RegularExpressions;

namespace CarePlanning.Tests.Architecture;

/// <summary>Names are words people use.</summary>
public sealed partial class NamesTests
{
    [Fact]
    public void No_type_has_a_name_that_says_nothing() =>
        Sources.None(
            from type in OurTypes.OfCore.Concat(OurTypes.OfPdf).Concat(OurTypes.OfWeb)
            where SaysNothing().IsMatch(type.Name)
            select type.FullName,
            "Name it by what it is or does (house rules: no Manager, Helper, Util, Base, Dto, Impl):");

    [Fact]
    public void A_test_class_stands_in_a_file_of_its_name() =>
        Sources.None(
            from type in OurTypes.OfTests
            where type.GetMethods().Any(m => m.DeclaringType == type && m.IsDefined(typeof(FactAttribute), inherit: true))
            where !TestFiles.Any(f => Path.GetFileName(f).Split('.')[0] == type.Name && Declares(f, type.Name))
            select type.FullName,
            "A test class is found by its file's name:");

    private static readonly string[] TestFiles = [.. Sources.Of("CarePlanning.Tests", ".cs", ".razor")];

    private static bool Declares(string file, string name) =>
        file.EndsWith(".razor", StringComparison.Ordinal) || Regex.IsMatch(Sources.Text(file), $@"\bclass {name}\b");

    [GeneratedRegex(@"(Manager|Helpers?|Utils?|Utility|Utilities|Base|Dto|Impl)(`\d+)?$")]
    private static partial Regex SaysNothing();
}

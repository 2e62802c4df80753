using System.Text.RegularExpressions;
using CarePlanning.Core.Plans;

namespace CarePlanning.Tests.Rules;

/// <summary>Every question, field, option and rule of these sections has words, and no words are left over.</summary>
public sealed partial class WordsOfPersonSectionsTests
{
    public static TheoryData<string> Slugs { get; } = new("who-is-involved", "health-at-a-glance", "strengths", "what-is-hard", "goals");

    [Theory, MemberData(nameof(Slugs))]
    public void Everything_asked_has_words(string slug)
    {
        var section = PlanSections.Find(slug)!;
        Assert.NotEmpty(section.Questions);
        Assert.Empty(Needed(section).Except(section.Words.Keys()));
    }

    [Theory, MemberData(nameof(Slugs))]
    public void No_words_are_left_over(string slug)
    {
        var section = PlanSections.Find(slug)!;
        Assert.Empty(section.Words.Keys().Except([.. Needed(section), .. Allowed(section)]));
    }

    [Theory, MemberData(nameof(Slugs))]
    public void Sentences_are_short_and_plain(string slug)
    {
        var section = PlanSections.Find(slug)!;
        foreach (var key in section.Words.Keys())
        {
            var text = Text(section, key);
            Assert.All(SentenceEnds().Split(text), s => Assert.True(s.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length <= 20, $"{key}: {s}"));
            Assert.False(NotOurs().IsMatch(text), $"{key}: {text}");
        }
    }

    private static IEnumerable<string> Needed(SectionDefinition section) =>
    [
        "section", "section.about",
        .. section.Questions.SelectMany(q => new[] { $"question.{q}", $"heading.{q}" }),
        .. section.Fields.Where(f => section.FieldsOf(f.Question).Count() > 1).Select(f => f.WordsKey),
        .. section.Fields.Where(f => f.Kind == FieldKind.Items).SelectMany(f => new[] { $"{f.WordsKey}.add", $"{f.WordsKey}.entry" }),
        .. section.AllFields.Where(f => f.List is not null).Select(f => f.WordsKey),
        .. section.AllFields.Where(f => f.OptionsType is not null).SelectMany(f => Enum.GetNames(f.OptionsType!).Select(o => $"{f.OptionsType!.Name}.{o}")),
        .. section.Rules.Select(r => r.Id),
    ];

    private static IEnumerable<string> Allowed(SectionDefinition section) =>
    [
        .. section.Questions.SelectMany(q => new[] { $"question.{q}.hint", $"question.{q}.why" }),
        .. section.AllFields.SelectMany(f => new[] { f.WordsKey, $"{f.WordsKey}.hint" }),
    ];

    private static string Text(SectionDefinition section, string key) =>
        new Core.Words.Texts(section.Type.FullName!, section.Type.Assembly)[key];

    [GeneratedRegex(@"[.?!:](\s|$)")]
    private static partial Regex SentenceEnds();

    [GeneratedRegex(@"\b(please|patient|service user|pass(ed)? away)\b|!", RegexOptions.IgnoreCase)]
    private static partial Regex NotOurs();
}

using System.Text.RegularExpressions;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Words;

namespace CarePlanning.Tests.Rules;

/// <summary>Every question, field, option and rule of every section has words, the words are plain, and none are left over.</summary>
public sealed partial class WordsOfSectionsTests
{
    public static TheoryData<string> Slugs { get; } = [.. PlanSections.All.Select(s => s.Slug)];

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
        var texts = new Texts(section.Type.FullName!, section.Type.Assembly);
        foreach (var key in section.Words.Keys())
        {
            Assert.All(SentenceEnds().Split(texts[key]),
                s => Assert.True(s.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length <= 20, $"{key}: {s}"));
            // "Please do and please don't" is the name that the standard gives this heading
            if (key == "heading.pleaseDoAndDoNot") continue;
            Assert.False(NotOurs().IsMatch(texts[key]), $"{key}: {texts[key]}");
        }
    }

    [Theory, MemberData(nameof(Slugs))]
    public void A_question_asks_at_most_six_things(string slug)
    {
        var section = PlanSections.Find(slug)!;
        Assert.All(section.Questions, q => Assert.InRange(section.FieldsOf(q).Count(), 1, 6));
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

    [GeneratedRegex(@"[.?!:](\s|$)")]
    private static partial Regex SentenceEnds();

    [GeneratedRegex(@"\b(please|patient|service user|pass(ed)? away)\b|!", RegexOptions.IgnoreCase)]
    private static partial Regex NotOurs();
}

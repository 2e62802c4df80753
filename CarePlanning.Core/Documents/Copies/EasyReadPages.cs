using CarePlanning.Core.Plans;
using CarePlanning.Core.Signing;
using CarePlanning.Core.Words;
using CarePlanning.Pdf;

namespace CarePlanning.Core.Documents.Copies;

/// <summary>What somebody wrote in easy words beside a section; nothing here is made shorter by a program.</summary>
public sealed record EasyWords(string Slug, string Words, string WrittenBy, DateTime AtUtc);

/// <summary>Easy read: one idea a sentence with its picture on the left, then the plan's own words.</summary>
internal static class EasyReadPages
{
    /// <summary>The picture of each section, and those of our own sentences about it.</summary>
    private static readonly Dictionary<string, string[]> Pictures = new(StringComparer.Ordinal)
    {
        ["about-me"] = ["me", "heart", "listen"],
        ["strengths"] = ["strength", "family"],
        ["what-is-hard"] = ["hard", "talk"],
        ["goals"] = ["goal", "choose"],
        ["looking-ahead"] = ["later", "bed", "question"],
        ["legal-decisions"] = ["sign", "hospital", "listen", "choose"],
        ["recommendations"] = ["doctor", "hospital", "heart"],
        ["if-things-go-wrong"] = ["danger", "phone", "key", "power"],
        ["needs-profile"] = ["nurse", "question"],
        ["money"] = ["money", "choose"],
        ["risks"] = ["danger", "talk"],
        ["review"] = ["calendar"],
        ["health-at-a-glance"] = ["doctor", "medicine", "allergy", "hospital"],
        ["who-is-involved"] = ["family", "nurse", "home", "night"],
        ["sharing"] = ["share", "sign"],
    };

    private static Texts T => Texts.Documents;

    public static IEnumerable<Block> Compose(FrozenPlan plan, IReadOnlyList<EasyWords> written)
    {
        foreach (var block in Ideas("easy.plan", ["plan", "choose"])) yield return block;
        foreach (var section in PlanDocument.Sections(plan.Pathway))
        {
            yield return new Heading(1, section.Words.Name) { NewPage = true };
            var pictures = Pictures.GetValueOrDefault(section.Slug) ?? ["plan"];
            foreach (var block in Ideas($"easy.{section.Slug}", pictures)) yield return block;
            if (written.FirstOrDefault(w => w.Slug == section.Slug) is { } easy)
            {
                foreach (var (line, i) in easy.Words.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select((line, i) => (line, i))) yield return Idea(pictures[i % pictures.Length], line);
                yield return new Paragraph(T.Get("easy.by", easy.WrittenBy, CopyStamp.Day(easy.AtUtc))) { Style = ParagraphStyle.Small };
            }
            else yield return new Paragraph(T["easy.none"]) { Style = ParagraphStyle.Hint };
            yield return new Heading(2, T["easy.original"]) { InContents = false };
            foreach (var block in SectionDocument.Compose(section, plan.Answers, plan.Voices).Skip(1)) yield return block;
        }
    }

    private static IEnumerable<Block> Ideas(string key, string[] pictures)
    {
        for (var i = 0; T.Find($"{key}.{i + 1}") is { } sentence; i++) yield return Idea(pictures[Math.Min(i, pictures.Length - 1)], sentence);
    }

    /// <summary>The picture says nothing that the words beside it do not, so it is not read out.</summary>
    private static KeepTogether Idea(string picture, string words) =>
        new([new Columns([new Figure(EasyPictures.Of(picture), "") { Width = 26, Height = 26 }], [new Space(16), new Paragraph(words) { Style = ParagraphStyle.Lead }]) { LeftShare = 0.2 }]);
}

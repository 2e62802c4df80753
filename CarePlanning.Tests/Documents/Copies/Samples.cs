using CarePlanning.Core.Documents;
using CarePlanning.Core.Documents.Copies;
using CarePlanning.Core.People;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Signing;
using CarePlanning.Pdf;
using CarePlanning.Tests.Architecture;

namespace CarePlanning.Tests.Documents.Copies;

/// <summary>Copies of invented plans.</summary>
internal static class Samples
{
    public static readonly DateTime Now = new(2026, 11, 22, 12, 0, 0, DateTimeKind.Utc);
    public static readonly PdfRenderer Renderer = new(Path.Combine(Sources.Root, "wwwroot-assets", "fonts"));

    public static FrozenPlan Plan(PlanAnswers answers) => new("ABC234", 2, Pathway.JointFunded, "A team", "Joyce Ashworth", new DateOnly(1948, 5, 4), "9990000018",
        Now, [new(Voices.Person, "Joyce Ashworth", "Joyce", Relation.Person)], FrozenPlan.Split(answers).Signed);

    public static CopyStamp Stamp(CopyKind kind, CopyIssue issue = CopyIssue.Agreed) =>
        new(kind, issue, "ABC234", 2, Now, issue == CopyIssue.Recorded ? "Nia Rees" : null, Now, issue == CopyIssue.Draft ? null : "K7RM2-4TQH-9XWDE", CheckAddress.Local);

    public static PdfContent Content(CopyKind kind, PlanAnswers answers, CopyIssue issue = CopyIssue.Agreed, params IReadOnlyList<LiveFact> facts) =>
        CopyDocument.Compose(Plan(answers), Stamp(kind, issue), new CopyContents(null, facts));

    public static string Read(CopyKind kind, PlanAnswers answers, params IReadOnlyList<LiveFact> facts)
    {
        var content = Content(kind, answers, CopyIssue.Agreed, facts);
        return string.Join('\n', content.Title, content.Subject, content.Header!.Left, content.Header.Right, content.Footer!.Left, Reading.Of(content.Blocks));
    }
}

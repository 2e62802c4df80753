using CarePlanning.Core.Audit;
using CarePlanning.Core.Collaboration;
using CarePlanning.Core.Documents;
using CarePlanning.Core.Documents.Copies;
using CarePlanning.Core.Funding;
using CarePlanning.Core.Plans;
using CarePlanning.Pdf;
using CarePlanning.Tests.Documents.Copies;
using CarePlanning.Tests.Pdf;

namespace CarePlanning.Tests.Documents;

/// <summary>Every paper that is sealed beside the copies of a plan is as accessible and lasting as they are.</summary>
public sealed class SealedPapersTests
{
    private const string Code = "K7RM2-4TQH-9XWDE";
    private static readonly DateOnly Soon = DateOnly.FromDateTime(Samples.Now).AddDays(30);

    private static readonly Dictionary<string, Func<PdfContent>> Papers = new()
    {
        ["conversation"] = () => ConversationRecord.Compose(Samples.Plan(FilledPlan.Make()), "Nia Rees, hospice nurse", aloud: false, Samples.Now, Code, CheckAddress.Local),
        ["conversation of nothing, agreed aloud"] = () => ConversationRecord.Compose(Samples.Plan(PlanAnswers.Empty()), "Nia Rees", aloud: true, Samples.Now, Code, CheckAddress.Local),
        ["yes"] = () => Letter(RequestState.Approved, true, true),
        ["in part"] = () => Letter(RequestState.ApprovedInPart, true, false),
        ["no"] = () => Letter(RequestState.Declined, false, false),
        ["lower"] = () => Notice(NoticeKind.Lower),
        ["stop"] = () => Notice(NoticeKind.Stop),
        ["pay back"] = () => Notice(NoticeKind.PayBack),
        ["carers"] = () => PlanDocument.Compose(Samples.Plan(PlanAnswers.Empty()) with { CarersSaid = [.. Enum.GetValues<CarerPart>().Select(p => new CarerSaid("Anne", p, "Twenty-six hours, and not more."))] }, null, Soon),
        ["erasure"] = () => ErasureCertificate.Compose(new ErasureOrder("ABC234", [14, 15], "IG-2026-17", "Dr Jo Lane", "Told of somebody else", true), "A team",
            [new ErasedEntry(14, Samples.Now, "Nia Rees", "ab"), new ErasedEntry(15, Samples.Now, "Nia Rees", "cd")], ["Version 1"], new string('a', 64), Samples.Now),
    };

    public static TheoryData<string> Each() => [.. Papers.Keys];

    [Theory, MemberData(nameof(Each))]
    public void No_rule_is_broken(string paper) => Assert.Empty(PdfRules.Broken(Samples.Renderer.Render(Papers[paper]()).Bytes));

    private static PdfContent Letter(RequestState outcome, params bool[] approved) => LetterDocument.Compose(new LetterFacts("A team", "Joyce Ashworth", "ABC234", "R-1", "Swimming", "Feeling strong", Samples.Now, Samples.Now, "Owen Brandt", outcome,
        [.. approved.Select((yes, i) => new RequestLine(Guid.NewGuid(), $"l{i}", $"Lessons {i}", i == 0 ? "Lido" : "", 104_000, 2_000, 0, yes, null))], "It meets the goal.", "Ask again in May.", 1, RequestRoute.TeamLead, Code, CheckAddress.Local));

    private static PdfContent Notice(NoticeKind kind) => NoticeDocument.Compose(new NoticeFacts("A team", "Joyce Ashworth", "ABC234", kind, "The lessons have ended.", kind == NoticeKind.Stop ? null : 12_300, Soon, "The council", 28, "Owen Brandt", Samples.Now, Code, CheckAddress.Local));
}

using CarePlanning.Core.Audit;
using CarePlanning.Core.Collaboration;
using CarePlanning.Core.Documents;
using CarePlanning.Core.Documents.Copies;
using CarePlanning.Core.Funding;
using CarePlanning.Core.Plans;
using CarePlanning.Pdf;
using CarePlanning.Tests.Documents.Copies;
using CarePlanning.Tests.Journeys;
using CarePlanning.Tests.Pdf;

namespace CarePlanning.Tests.Documents;

/// <summary>Every paper that is sealed beside the copies of a plan is as accessible and lasting as they are.</summary>
public sealed class SealedPapersTests(Chromium chromium)
{
    private const string Code = "K7RM2-4TQH-9XWDE";
    private static readonly DateOnly Soon = DateOnly.FromDateTime(Samples.Now).AddDays(30);

    private static readonly Dictionary<string, Func<PdfContent>> Papers = new()
    {
        ["conversation"] = () => ConversationRecord.Compose(Samples.Plan(FilledPlan.Make()), "Nia Rees, hospice nurse", aloud: false, Samples.Now, Code, CheckAddress.Local, []),
        ["conversation of nothing, agreed aloud"] = () => ConversationRecord.Compose(Samples.Plan(PlanAnswers.Empty()), "Nia Rees", aloud: true, Samples.Now, Code, CheckAddress.Local, []),
        ["yes"] = () => Letter(RequestState.Approved, true, true),
        ["in part"] = () => Letter(RequestState.ApprovedInPart, true, false),
        ["no"] = () => Letter(RequestState.Declined, false, false),
        ["tell us more"] = () => Letter(RequestState.Questioned),
        ["tell us more, again"] = () => LetterOf(RequestState.Questioned, 2, RequestRoute.Panel),
        ["yes after all"] = () => LetterOf(RequestState.Approved, 2, RequestRoute.Panel, true, true),
        ["in part after all"] = () => LetterOf(RequestState.ApprovedInPart, 2, RequestRoute.Panel, true, false),
        ["no again"] = () => LetterOf(RequestState.Declined, 2, RequestRoute.Panel, false, false),
        ["no again, beside what was agreed before"] = () => LetterOf(RequestState.Declined, 2, RequestRoute.TeamLead, true, false),
        ["yes, fast track"] = () => LetterOf(RequestState.Approved, 1, RequestRoute.FastTrack, true, true),
        ["in part, fast track"] = () => LetterOf(RequestState.ApprovedInPart, 1, RequestRoute.FastTrack, true, false),
        ["lower"] = () => Notice(NoticeKind.Lower),
        ["stop"] = () => Notice(NoticeKind.Stop),
        ["pay back"] = () => Notice(NoticeKind.PayBack),
        ["carers"] = () => PlanDocument.Compose(Samples.Plan(PlanAnswers.Empty()) with { CarersSaid = [.. Enum.GetValues<CarerPart>().Select(p => new CarerSaid("Anne", p, "Twenty-six hours, and not more."))] }, null, Soon),
        ["erasure"] = () => ErasureCertificate.Compose(new ErasureOrder("ABC234", [14, 15], "IG-2026-17", "Dr Jo Lane", "Told of somebody else", true), "A team",
            [new ErasedEntry(14, Samples.Now, "Nia Rees", "ab"), new ErasedEntry(15, Samples.Now, "Nia Rees", "cd")], ["Version 1"], new string('a', 64), null, Samples.Now),
    };

    public static TheoryData<string> Each() => [.. Papers.Keys];

    [Theory, MemberData(nameof(Each))]
    public void No_rule_is_broken(string paper) => Assert.Empty(PdfRules.Broken(Samples.Renderer.Render(Papers[paper]()).Bytes));

    /// <summary>Every one of them in a real browser, one after another on one page, at the width of a phone.</summary>
    [Fact]
    public async Task Axe_finds_nothing_on_the_page_of_any_of_them_and_none_scrolls_sideways()
    {
        await using var window = await chromium.NewContextAsync(new Uri("http://localhost"), new() { ViewportSize = new() { Width = 320, Height = 740 } });
        var page = await window.NewPageAsync();
        List<string> found = [];
        foreach (var (name, paper) in Papers)
        {
            await page.SetContentAsync(HtmlTwin.Write(paper()));
            found.AddRange((await Axe.FindAsync(page)).Select(f => $"{name}: {Axe.Describe(f)}"));
            if (await page.EvaluateAsync<bool>("document.documentElement.scrollWidth > document.documentElement.clientWidth")) found.Add($"{name}: scrolls sideways");
        }
        Assert.True(found.Count == 0, string.Join('\n', found));
    }

    [Fact]
    public void Each_outcome_and_each_kind_of_notice_has_its_paper()
    {
        // What a request can end in; in every other state nobody has said anything yet.
        var titles = Papers.Values.Select(p => p().Subject).ToList();
        foreach (var outcome in new[] { RequestState.Approved, RequestState.ApprovedInPart, RequestState.Declined, RequestState.Questioned }) Assert.Contains(Core.Words.Texts.Funding[$"letter.{outcome}"], titles);
        foreach (var kind in Enum.GetValues<NoticeKind>()) Assert.Contains(Core.Words.Texts.Funding[$"notice.{kind}"], Papers.Values.Select(p => p().Title));
    }

    [Fact]
    public void What_somebody_wrote_in_another_script_is_read_out_in_its_language_on_every_paper()
    {
        const string AtHome = "میں گھر پر رہنا چاہتی ہوں";
        PdfContent[] papers =
        [
            LetterDocument.Compose(LetterSays(RequestState.Declined, 1, RequestRoute.TeamLead, false) with { Reason = AtHome }),
            NoticeDocument.Compose(NoticeSays(NoticeKind.Lower) with { Reason = AtHome }),
            ErasureCertificate.Compose(new ErasureOrder("ABC234", [14], "IG-2026-17", "Dr Jo Lane", AtHome, true), "A team", [new ErasedEntry(14, Samples.Now, "Nia Rees", "ab")], [], new string('a', 64), null, Samples.Now),
        ];
        foreach (var paper in papers)
        {
            using var file = new PdfReading(Samples.Renderer.Render(paper));
            Assert.Contains("ur", file.Elements.Select(e => file.Text(e.Dictionary, "Lang")));
        }
    }

    private static PdfContent Letter(RequestState outcome, params bool[] approved) => LetterOf(outcome, 1, RequestRoute.TeamLead, approved);

    private static PdfContent LetterOf(RequestState outcome, int round, RequestRoute route, params bool[] approved) => LetterDocument.Compose(LetterSays(outcome, round, route, approved));

    private static LetterFacts LetterSays(RequestState outcome, int round, RequestRoute route, params bool[] approved) => new("A team", "Joyce Ashworth", "ABC234", "R-1", "Swimming", "Feeling strong", Samples.Now, Samples.Now, "Owen Brandt", outcome,
        [.. approved.Select((yes, i) => new RequestLine(Guid.NewGuid(), $"l{i}", $"Lessons {i}", i == 0 ? "Lido" : "", 104_000, 2_000, 0, yes, yes ? null : "The council pays for lessons on Mondays already."))], "It meets the goal.", "Ask again in May.", round, route, Code, CheckAddress.Local);

    private static PdfContent Notice(NoticeKind kind) => NoticeDocument.Compose(NoticeSays(kind));

    private static NoticeFacts NoticeSays(NoticeKind kind) => new("A team", "Joyce Ashworth", "ABC234", kind, "The lessons have ended.", kind == NoticeKind.Stop ? null : 12_300, Soon, "The council", 28, "Owen Brandt", Samples.Now, Code, CheckAddress.Local);
}

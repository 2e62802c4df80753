using CarePlanning.Core.Documents;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Plans.Sections;
using CarePlanning.Pdf;
using CarePlanning.Tests.Documents.Copies;
using CarePlanning.Tests.Pdf;

namespace CarePlanning.Tests.Documents;

/// <summary>The paper on which a refusal is signed in ink: what the law asks for is printed, and that it is not signed yet.</summary>
public sealed class DecisionPaperTests
{
    private static PdfContent Paper(Action<Legal>? change = null)
    {
        var answers = PlanAnswers.Empty();
        (answers.Get<Involved>().GivenNames, answers.Get<Involved>().FamilyName, answers.Get<Involved>().NhsNumber, answers.Get<Involved>().DateOfBirth) = ("Joyce", "Ashworth", "9990000018", new() { Day = 4, Month = 5, Year = 1948 });
        var legal = answers.Get<Legal>();
        legal.Decisions.Add(new() { Id = "d", Name = "Machines", Words = new() { Words = "The mask is mine." } });
        legal.Refusals.Add(new() { Id = "tube", Treatment = "a tube in my windpipe", LifeSustaining = true, Circumstances = "I cannot say so myself." });
        legal.Refusals.Add(new() { Id = "pills", Treatment = "sleeping pills", LifeSustaining = false });
        legal.Refusals.Add(new() { Id = "unsaid", Treatment = "a feeding tube" });
        legal.Refusals.Add(new() { Id = "wish", Treatment = "every treatment there is", WantOrRefuse = WantOrRefuse.Want });
        legal.Refusals.Add(new() { Id = "basic", Treatment = "being washed", IsBasicCare = true });
        change?.Invoke(legal);
        return DecisionPaper.Compose(answers, legal.Decisions[0], "Joyce Ashworth", Samples.Now);
    }

    private static string Read(PdfContent paper) => Reading.Of(paper.Blocks);

    [Fact]
    public void It_says_on_every_page_that_it_is_not_signed_and_does_not_bind()
    {
        var paper = Paper();
        Assert.Contains("Not signed, not legally binding", Read(paper), StringComparison.Ordinal);
        Assert.Contains("counts once it is signed in ink below, before a witness who is there", Read(paper), StringComparison.Ordinal);
        Assert.Equal("Not signed, not legally binding", paper.Header!.Right);
        Assert.Equal("Not signed, not legally binding", paper.Footer!.Left);
    }

    [Fact]
    public void It_names_the_person_and_what_they_refuse_when()
    {
        var read = Read(Paper());
        foreach (var words in new[] { "Joyce Ashworth", "4 May 1948", "The mask is mine.", "I refuse: a tube in my windpipe.", "When: I cannot say so myself.", "I refuse: sleeping pills.", "In every situation in which I cannot decide this myself." })
            Assert.Contains(words, read, StringComparison.Ordinal);
    }

    [Fact]
    public void Even_if_my_life_is_at_risk_stands_under_each_refusal_that_may_be_about_life_and_under_no_other()
    {
        var read = Read(Paper());
        const string EvenIf = "This holds even if my life is at risk.";
        var (tube, pills, unsaid) = (read.IndexOf("a tube in my windpipe", StringComparison.Ordinal), read.IndexOf("sleeping pills", StringComparison.Ordinal), read.IndexOf("a feeding tube", StringComparison.Ordinal));
        Assert.Contains(EvenIf, read[tube..pills], StringComparison.Ordinal);
        Assert.DoesNotContain(EvenIf, read[pills..unsaid], StringComparison.Ordinal);
        Assert.Contains(EvenIf, read[unsaid..], StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_wanted_and_basic_care_are_not_on_it()
    {
        var read = Read(Paper());
        foreach (var words in new[] { "every treatment there is", "being washed" }) Assert.DoesNotContain(words, read, StringComparison.Ordinal);
        Assert.Contains("food and drink by mouth will always be offered", read, StringComparison.Ordinal);
    }

    [Fact]
    public void There_is_room_for_the_person_for_another_hand_and_for_a_witness_who_is_there()
    {
        var read = Read(Paper());
        var lines = new[] { "Signed by me", "Or signed for me by (name)", "The witness was there", "Signed by the witness", "The witness's name", "The witness's address" };
        Assert.Equal(lines, lines.OrderBy(l => read.IndexOf(l, StringComparison.Ordinal)));
        Assert.All(lines, l => Assert.Contains(l, read, StringComparison.Ordinal));
    }

    [Fact]
    public void The_file_breaks_no_rule() => Assert.Empty(PdfRules.Broken(Samples.Renderer.Render(Paper()).Bytes));
}

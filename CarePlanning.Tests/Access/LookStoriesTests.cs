using CarePlanning.Core.Audit;
using CarePlanning.Core.People;
using CarePlanning.Core.Plans;
using CarePlanning.Web.Pages.History;
using CarePlanning.Web.Security;
using CarePlanning.Web.Words;

namespace CarePlanning.Tests.Access;

public sealed class LookStoriesTests
{
    private static readonly Guid Nia = Guid.NewGuid();
    private static readonly DateTime Ten = new(2026, 11, 28, 10, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void Looks_without_a_long_break_are_one_visit_and_after_it_a_new_one_begins()
    {
        var stories = LookedService.Stories([Look(0, "goals"), Look(20, "money"), Look(25, "goals"), Look(200, "goals")]);
        Assert.Equal([["goals"], ["goals", "money"]], stories.Select(s => s.Visit!.Rooms));
        Assert.Equal((Ten, Ten.AddMinutes(25)), (stories[1].Visit!.FromUtc, stories[1].Visit!.ToUtc));
    }

    [Fact]
    public void A_visit_does_not_go_on_over_midnight()
    {
        var late = new DateTime(2026, 11, 28, 23, 50, 0, DateTimeKind.Utc);
        Assert.Equal(2, LookedService.Stories([Look(0, "goals") with { AtUtc = late }, Look(0, "money") with { AtUtc = late.AddMinutes(20) }]).Count);
    }

    [Fact]
    public void A_refusal_and_a_download_stand_for_themselves()
    {
        var stories = LookedService.Stories([Look(0, "goals"), Look(1, "copies/full-plan.pdf", AccessKind.Downloaded), Look(2, "money", AccessKind.Refused), Look(3, "money")]);
        Assert.Equal([AccessKind.Refused, AccessKind.Downloaded, null], stories.Select(s => s.Line?.Kind));
        Assert.Equal(["goals", "money"], stories[2].Visit!.Rooms);
    }

    [Fact]
    public void Every_kind_and_every_relation_has_words()
    {
        Assert.All(AccessKind.OfPlans, k => Assert.NotNull(Said.Looked.Find($"kind.{k}", "x", "y")));
        Assert.All(Enum.GetValues<Relation>(), r => Assert.NotEmpty(LookWords.As(r.ToString())));
        Assert.NotEmpty(LookWords.As(""));
    }

    [Theory]
    [InlineData("", "the first page of the plan")]
    [InlineData("copies/emergency-sheet.pdf", "Emergency sheet")]
    [InlineData("copies/emergency-sheet.fhir.json", "Emergency sheet, as data")]
    [InlineData("versions/2/plan.pdf", "version 2 as a document")]
    [InlineData("agree/sign/person", "the signing pages")]
    [InlineData("no/such/room", "a part of this plan")]
    public void A_room_is_called_what_people_call_it(string room, string called) => Assert.StartsWith(called, LookWords.Room(room), StringComparison.Ordinal);

    [Fact]
    public void Sections_are_called_by_their_names_and_every_room_with_a_page_has_words()
    {
        Assert.All(PlanSections.All, s => Assert.Equal(s.Words.Name, LookWords.Room(s.Slug)));
        // What is only ever sent, never opened, is in the log as a refusal, if at all.
        string[] sentOnly = ["new-version", "edits", "photo"];
        Assert.All(PlanDoor.Rooms.Select(r => r.Split('/')[0]).Except(sentOnly).Where(first => PlanSections.Find(first) is null), first => Assert.True(Said.Looked.Find($"room.{first}") is not null, $"room.{first} has no words in Looked.resx"));
    }

    private static LookLine Look(int minute, string room, string kind = AccessKind.Viewed) => new(minute, Ten.AddMinutes(minute), Nia, "Nia", "Professional", kind, room, "", false);
}

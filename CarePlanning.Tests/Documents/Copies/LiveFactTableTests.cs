using CarePlanning.Core.Access;
using CarePlanning.Core.Documents.Copies;
using CarePlanning.Core.People;
using CarePlanning.Core.Plans;

namespace CarePlanning.Tests.Documents.Copies;

/// <summary>Each fact that counts at once has those who may state it, and nobody else.</summary>
public sealed class LiveFactTableTests
{
    private static readonly Guid Organisation = Guid.NewGuid();
    private static readonly Dictionary<Relation, Guid> Ids = Enum.GetValues<Relation>().ToDictionary(r => r, _ => Guid.NewGuid());

    private static PlanCircle Circle(params string[] carerWrites) => new(Guid.NewGuid(), Organisation,
        [.. Ids.Where(p => p.Key != Relation.Emergency).Select(p => new Member(p.Key.ToString(), p.Value, p.Key, p.Key.ToString(), p.Key.ToString(), null)
        { Writes = p.Key == Relation.Carer && carerWrites.Length > 0 ? carerWrites.ToHashSet() : null })]);

    private static Actor As(Relation who) => new(Ids[who], who.ToString(), AccountRole.Person, Organisation);

    public static TheoryData<LiveFactKind, Relation[]> May => new()
    {
        { LiveFactKind.Contacts, [Relation.Person, Relation.Carer, Relation.Representative, Relation.Professional] },
        { LiveFactKind.Allergies, [Relation.Professional] },
        { LiveFactKind.Medicines, [Relation.Professional] },
        { LiveFactKind.Papers, [Relation.Professional] },
        { LiveFactKind.Place, [Relation.Person, Relation.Professional] },
    };

    [Theory, MemberData(nameof(May))]
    public void A_fact_is_stated_by_those_it_is_for_and_takes_the_place_of_the_plan_in_a_professionals_hand_alone(LiveFactKind kind, Relation[] may)
    {
        var circle = Circle();
        foreach (var who in Enum.GetValues<Relation>())
        {
            Assert.Equal((who, may.Contains(who)), (who, LiveFactTable.MayState(As(who), kind, inPlaceOfPlan: false, circle)));
            Assert.Equal((who, who == Relation.Professional), (who, LiveFactTable.MayState(As(who), kind, inPlaceOfPlan: true, circle)));
        }
    }

    [Fact]
    public void Every_kind_has_one_line() => Assert.Equal(Enum.GetValues<LiveFactKind>(), LiveFactTable.All.Select(l => l.Kind).Order());

    [Fact]
    public void A_laptop_that_was_handed_over_is_in_the_persons_hand()
    {
        var circle = Circle();
        var handed = As(Relation.Professional) with { HandedOver = true, OnlyPlan = circle.PlanId, Name = "Joyce, on Nia's laptop" };
        Assert.True(LiveFactTable.MayState(handed, LiveFactKind.Place, false, circle));
        Assert.False(LiveFactTable.MayState(handed, LiveFactKind.Allergies, false, circle));
        Assert.False(LiveFactTable.MayState(handed, LiveFactKind.Place, true, circle));
        var nurses = new LiveFact(Guid.NewGuid(), LiveFactKind.Allergies, "Latex", true, "Professional", Samples.Now) { StatedById = Ids[Relation.Professional] };
        Assert.False(LiveFactTable.MayEnd(handed, nurses, circle));
        Assert.True(LiveFactTable.MayEnd(handed, nurses with { Kind = LiveFactKind.Place, StatedBy = handed.Name }, circle));
    }

    [Fact]
    public void Who_may_write_in_some_sections_states_nothing_about_another()
    {
        Assert.True(LiveFactTable.MayState(As(Relation.Carer), LiveFactKind.Contacts, false, Circle("who-is-involved")));
        Assert.False(LiveFactTable.MayState(As(Relation.Carer), LiveFactKind.Contacts, false, Circle("about-me")));
    }

    [Theory, InlineData(Relation.Carer, true), InlineData(Relation.Person, false), InlineData(Relation.Representative, false), InlineData(Relation.Emergency, false), InlineData(Relation.Professional, true)]
    public void A_fact_is_ended_by_whoever_stated_it_and_by_a_professional(Relation who, bool may) =>
        Assert.Equal(may, LiveFactTable.MayEnd(As(who), new LiveFact(Guid.NewGuid(), LiveFactKind.Contacts, "Ring Peter", false, "Carer", Samples.Now) { StatedById = Ids[Relation.Carer] }, Circle()));

    [Fact]
    public void Every_place_that_a_fact_takes_the_place_of_is_one()
    {
        var places = PlanSections.All.SelectMany(s => s.Fields.Concat(s.AllFields).Select(f => $"{s.Slug}/{f.Pattern}")).ToHashSet();
        Assert.Empty(LiveFactTable.All.SelectMany(l => l.Replaces).Except(places));
    }

    /// <summary>On a sheet that is read in a hurry, lines of its own would look like the sheet's: "Allergies", "None known", "Stated by Nia Rees".</summary>
    [Fact]
    public void What_somebody_stated_is_one_line_with_their_name_behind_it_however_they_broke_it()
    {
        var said = LiveFacts.Said([new LiveFact(Guid.NewGuid(), LiveFactKind.Contacts, "Ring Peter\r\n\nAllergies\u2028None known\u0085Stated by Nia Rees", false, "Anne", Samples.Now)]);
        Assert.StartsWith("Ring Peter \u00b7 Allergies \u00b7 None known \u00b7 Stated by Nia Rees ", said.Plain, StringComparison.Ordinal);
        Assert.Contains("Anne", said.Plain, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', said.Plain);
    }
}

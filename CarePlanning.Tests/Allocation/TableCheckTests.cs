using CarePlanning.Core.Allocation;

namespace CarePlanning.Tests.Allocation;

/// <summary>A table that would leave somebody without an amount, or with two, is refused with a sentence at the right field.</summary>
public sealed class TableCheckTests
{
    private static readonly AllocationTable Bands = ShippedTables.All.Single(t => t.Key == "example-bands");

    private static AllocationTable With(params PointsBand[] bands) => Bands with { Bands = bands };

    [Fact]
    public void The_three_examples_are_invented_owned_dated_and_in_order()
    {
        Assert.Equal(3, ShippedTables.All.Count);
        Assert.All(ShippedTables.All, t =>
        {
            Assert.Empty(TableCheck.Of(t));
            Assert.NotNull(t.From);
            Assert.Contains("invented", t.Note, StringComparison.OrdinalIgnoreCase);
            Assert.Contains("invented", t.Owner, StringComparison.OrdinalIgnoreCase);
        });
    }

    [Fact]
    public void A_gap_between_bands_is_named_by_the_points_that_fall_into_it()
    {
        var problem = Assert.Single(TableCheck.Of(With(new(0, 9, 1000), new(12, null, 2000))));
        Assert.Equal(("band-1-from", "Nobody gets anything from 10 to 11 points. Close the gap between these bands."), (problem.Field, problem.Sentence));
        Assert.Equal("Nobody gets anything at 10 points. Close the gap between these bands.", Assert.Single(TableCheck.Of(With(new(0, 9, 1000), new(11, null, 2000)))).Sentence);
    }

    [Fact]
    public void An_overlap_of_bands_is_named_by_the_points_that_lie_in_both()
    {
        Assert.Equal("Two bands both hold 8 to 9 points. Let one of them begin later.", Assert.Single(TableCheck.Of(With(new(0, 9, 1000), new(8, null, 2000)))).Sentence);
        Assert.Equal("Two bands both hold 9 points. Let one of them begin later.", Assert.Single(TableCheck.Of(With(new(0, 9, 1000), new(9, null, 2000)))).Sentence);
    }

    [Fact]
    public void Bands_begin_at_nothing_and_the_last_has_no_end()
    {
        Assert.Equal("band-0-from", Assert.Single(TableCheck.Of(With(new PointsBand(1, null, 1000)))).Field);
        Assert.Equal("band-0-to", Assert.Single(TableCheck.Of(With(new PointsBand(0, 50, 1000)))).Field);
        Assert.Equal("bands.open", Assert.Single(TableCheck.Of(With(new(0, null, 1000), new(10, null, 2000)))).Key);
        Assert.Equal("bands.none", Assert.Single(TableCheck.Of(With())).Key);
        Assert.Contains(TableCheck.Of(With(new(0, 9, 1000), new(10, 5, 2000), new(6, null, 3000))), p => p.Key == "bands.turned");
    }

    [Fact]
    public void A_level_without_points_is_named_with_its_part_of_life()
    {
        var fields = TableForm.Of(Bands).ToDictionary();
        fields.Remove(TableForm.PointsField("Skin", Core.Plans.Sections.NeedLevel.High));
        Assert.Equal("Write how many points count for this: Skin and wounds, High", Assert.Single(TableCheck.Of(TableForm.Read(Bands, fields).Table)).Sentence);
    }

    [Theory]
    [InlineData("perPoint", "ten pounds")]
    [InlineData("floor", "-5")]
    [InlineData("cap", "12.345")]
    [InlineData("area", "1,0,4x")]
    [InlineData("band-1-from", "3.5")]
    public void What_cannot_be_read_is_said_at_its_field(string field, string typed)
    {
        var fields = TableForm.Of(Bands).ToDictionary();
        fields[field] = typed;
        Assert.Equal((field, $"This is not a number that can be used here: {typed}"), (Assert.Single(TableForm.Read(Bands, fields).Problems).Field, TableForm.Read(Bands, fields).Problems[0].Sentence));
    }

    [Fact]
    public void Absurd_borders_are_refused()
    {
        Assert.Equal("cap", Assert.Single(TableCheck.Of(Bands with { FloorWeeklyPence = 5_000, CapWeeklyPence = 4_500 })).Field);
        Assert.Equal("roundTo.borders", Assert.Single(TableCheck.Of(Bands with { FloorWeeklyPence = 5_001 })).Key);
        Assert.Equal("area", Assert.Single(TableCheck.Of(Bands with { AreaFactor = 20 })).Field);
        Assert.Equal("contingency", Assert.Single(TableCheck.Of(Bands with { ContingencyPercent = 101 })).Field);
        Assert.Equal("mostHours", Assert.Single(TableCheck.Of(Bands with { MostCareHours = 169 })).Field);
    }
}

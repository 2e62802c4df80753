using CarePlanning.Core.Plans;
using CarePlanning.Core.Reference;

namespace CarePlanning.Tests.Plans;

/// <summary>How long a plan is kept.</summary>
public sealed class RetentionTests
{
    private static readonly DateOnly Last = new(2026, 11, 22);

    [Theory]
    [InlineData(Pathway.AdultContinuingCare, "1948-03-09", RetentionClass.AdultHealth, "2034-11-22")]
    [InlineData(Pathway.SocialCareOnly, "1948-03-09", RetentionClass.AdultSocialCare, "2034-11-22")]
    [InlineData(Pathway.Section117AfterCare, "1980-01-01", RetentionClass.MentalHealth, "2046-11-22")]
    [InlineData(Pathway.ChildContinuingCare, "2011-05-02", RetentionClass.Child, "2036-05-02")]
    // Seventeen when the care ended, by a day, and not any more, by a day.
    [InlineData(Pathway.ChildContinuingCare, "2009-11-22", RetentionClass.Child, "2035-11-22")]
    [InlineData(Pathway.ChildContinuingCare, "2009-11-23", RetentionClass.Child, "2034-11-23")]
    [InlineData(Pathway.ChildContinuingCare, "2008-11-23", RetentionClass.Child, "2034-11-23")]
    [InlineData(Pathway.ChildContinuingCare, "2008-11-22", RetentionClass.AdultHealth, "2034-11-22")]
    // A child whose care came another way is a child.
    [InlineData(Pathway.Wheelchair, "2015-02-28", RetentionClass.Child, "2040-02-28")]
    [InlineData(Pathway.ChildContinuingCare, null, RetentionClass.Child, "2052-11-22")]
    [InlineData(Pathway.EndOfLife, null, RetentionClass.AdultHealth, "2034-11-22")]
    public void SC_05_allows_looking_at_it_for_destruction_from_the_day_worked_out_from_pathway_birthday_and_last_contact(Pathway pathway, string? born, RetentionClass kind, string after) =>
        Assert.Equal(new Retention(kind, Day(after)), Retention.Of(pathway, born is null ? null : Day(born), null, Last));

    [Fact]
    public void SC_05_counts_a_mental_health_record_from_the_death_where_there_was_one() =>
        Assert.Equal(new Retention(RetentionClass.MentalHealth, new DateOnly(2035, 1, 3)), Retention.Of(Pathway.Section117AfterCare, new DateOnly(1980, 1, 1), new DateOnly(2025, 1, 3), Last));

    [Fact]
    public void SC_05_refuses_the_shorter_time_while_it_is_not_known_that_somebody_was_no_child() =>
        Assert.True(Retention.Of(Pathway.ChildContinuingCare, null, null, Last).DestroyAfter > Retention.Of(Pathway.ChildContinuingCare, new DateOnly(2009, 11, 22), null, Last).DestroyAfter);

    [Fact]
    public void The_years_are_data_with_their_source_and_date()
    {
        Assert.NotEmpty(RetentionPeriods.Current.Source);
        Assert.Equal(Last.AddYears(1), Retention.Of(Pathway.NoBudget, null, null, Last, RetentionPeriods.Current with { AdultHealthYears = 1 }).DestroyAfter);
    }

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}

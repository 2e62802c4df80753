using CarePlanning.Core.People;
using CarePlanning.Core.Plans;

namespace CarePlanning.Core.Demo;

/// <summary>Somebody who can sign in to the demonstration.</summary>
internal sealed record DemoAccount(string Name, string ShownAs, AccountRole Role, string? JobTitle = null, string? Nursing = null);

/// <summary>Somebody on an invented plan, with the id under which their words are kept.</summary>
internal sealed record DemoMember(DemoAccount Account, string MemberId, Relation Relation);

/// <summary>One sitting at which answers were written down.</summary>
/// <param name="Hour">The hour of the clock in UTC at which it began.</param>
internal sealed record DemoVisit(int DaysAgo, int Hour, IReadOnlyList<PlanSection> Sections);

/// <summary>One invented plan: who it is about, who is on it and what was written down when.</summary>
/// <param name="Professional">Who began the plan.</param>
/// <param name="Visits">The sittings, oldest first, given the days around today and the professional's id on the plan.</param>
internal sealed record DemoStory(NewPlan Begin, DemoAccount Professional, int BegunDaysAgo, IReadOnlyList<DemoMember> Members,
    Func<DemoDays, string, IReadOnlyList<DemoVisit>> Visits);

/// <summary>Dates around today, so that the demonstration never grows old.</summary>
internal sealed record DemoDays(DateOnly Today)
{
    public PartialDate Ago(int days) => PartialDate.From(Today.AddDays(-days));
    public PartialDate In(int days) => PartialDate.From(Today.AddDays(days));

    /// <summary>The newest date of this day and month on which somebody born then has this age today.</summary>
    public DateOnly BornAt(int age, int month, int day)
    {
        var born = new DateOnly(Today.Year - age, month, day);
        return born.AddYears(age) > Today ? born.AddYears(-1) : born;
    }
}

/// <summary>Somebody's words, as the invented people say them.</summary>
internal sealed record DemoVoice(string Id, string ShownAs)
{
    /// <summary>Written down by the speaker.</summary>
    public Narrative Wrote(string words) => new() { Words = words, Voice = Id, VoiceName = ShownAs, OwnWords = true, WrittenBy = ShownAs };

    /// <summary>Spoken, and written down word for word by another.</summary>
    public Narrative Said(string writtenBy, string words) => new() { Words = words, Voice = Id, VoiceName = ShownAs, OwnWords = true, WrittenBy = writtenBy };

    /// <summary>Put into words by another.</summary>
    public Narrative Meant(string writtenBy, string words) => new() { Words = words, Voice = Id, VoiceName = ShownAs, OwnWords = false, WrittenBy = writtenBy };

    /// <summary>Found together at the table.</summary>
    public static Narrative Together(string writtenBy, string words) => new() { Words = words, Voice = Voices.Together, WrittenBy = writtenBy };
}

/// <summary>Adds how somebody else stands to words.</summary>
internal static class DemoStandings
{
    public static Narrative With(this Narrative words, DemoVoice who, Standing standing)
    {
        words.Standings[who.Id] = standing;
        return words;
    }
}

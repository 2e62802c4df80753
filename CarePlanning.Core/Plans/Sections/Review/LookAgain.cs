using CarePlanning.Core.Reference;

namespace CarePlanning.Core.Plans.Sections;

/// <summary>One part of the plan to look at again, and who did, if anybody.</summary>
public sealed record PartToLookAt(SectionDefinition Section, string Question, LookedAtAgain? Done);

/// <summary>Something that has changed, with the parts of the plan that it touches.</summary>
public sealed record OpenChange(ChangeSaid Change, IReadOnlyList<PartToLookAt> Parts)
{
    public int Done => Parts.Count(p => p.Done is not null);

    public bool IsDone => Done == Parts.Count;
}

/// <summary>Which parts of a plan a situation touches, and which days come by themselves.</summary>
public static class LookAgain
{
    private const int DaysAhead = 28;

    private static readonly (string Slug, string Question)[] Body =
        [("health-at-a-glance", "conditions"), ("health-at-a-glance", "allergies"), ("health-at-a-glance", "medicines"), ("health-at-a-glance", "devices")];

    private static readonly (string Slug, string Question)[] Wishes =
        [("looking-ahead", "mostValue"), ("looking-ahead", "comfortOrTime"), ("looking-ahead", "placesOfCare"), ("looking-ahead", "placesOfDeath"), ("legal-decisions", "refusals"), ("recommendations", "list")];

    private static readonly (string Slug, string Question)[] Night =
        [("who-is-involved", "people"), ("if-things-go-wrong", "carerAway"), ("if-things-go-wrong", "dayAndNight"), ("if-things-go-wrong", "key"), ("if-things-go-wrong", "plans"), ("if-things-go-wrong", "contacts")];

    private static readonly (string Slug, string Question)[] Adult =
        [("about-me", "mostImportant"), ("goals", "goals"), ("who-is-involved", "people"), ("who-is-involved", "professionals"), ("looking-ahead", "readiness"), ("sharing", "decision"), ("review", "plannedReviewDate")];

    private static readonly Dictionary<Occasion, (string Slug, string Question)[]> Touches = new()
    {
        [Occasion.AfterHospital] = [.. Body, ("recommendations", "medicinesReady"), .. Wishes, ("if-things-go-wrong", "plans"), ("who-is-involved", "people")],
        [Occasion.HealthChanged] = [.. Body, ("about-me", "howICommunicate"), ("about-me", "howToSupportMe"), ("risks", "list"), .. Wishes, ("if-things-go-wrong", "plans"), ("goals", "goals")],
        [Occasion.CarerOrHomeChanged] = [("who-is-involved", "home"), ("who-is-involved", "address"), .. Night, ("looking-ahead", "placesOfCare"), ("money", "lines"), ("sharing", "decision")],
        [Occasion.SomethingElse] = [("about-me", "mostImportant"), ("goals", "goals"), .. Wishes, ("who-is-involved", "people"), ("if-things-go-wrong", "plans")],
        [Occasion.TurnsFourteen] = Adult,
        [Occasion.TurnsSixteen] = [.. Adult, ("legal-decisions", "capacity")],
        [Occasion.TurnsSeventeenAndAHalf] = [.. Adult, ("legal-decisions", "capacity"), ("legal-decisions", "authorities"), ("money", "lines"), ("if-things-go-wrong", "plans")],
        [Occasion.AYearOn] = [("about-me", "mostImportant"), ("about-me", "howToSupportMe"), .. Body, ("goals", "goals"), ("looking-ahead", "readiness"), .. Wishes, .. Night, ("risks", "list")],
    };

    /// <summary>What anybody on the plan may say has happened; the other occasions come by themselves.</summary>
    public static IReadOnlyList<Occasion> ToSay { get; } = [Occasion.AfterHospital, Occasion.HealthChanged, Occasion.CarerOrHomeChanged, Occasion.SomethingElse];

    /// <summary>The parts that a change touches: those in which something is written, and on a birthday those that are asked from then on.</summary>
    public static IReadOnlyList<PartToLookAt> Parts(PlanAnswers answers, Pathway pathway, ChangeSaid change) => change.Why is not { } why ? [] :
        [.. from place in Touches[why]
            let section = PlanSections.Find(place.Slug)!
            where section.AskedOn(pathway) != Asked.Hidden && (IsBirthday(why) || TaskList.IsAnswered(section, answers[place.Slug], place.Question))
            select new PartToLookAt(section, place.Question, answers.Get<Review>().LookedAt.InUse().FirstOrDefault(l => l.Id == IdOf(change, place.Slug, place.Question)))];

    /// <summary>Every change whose parts are not all looked at yet, the newest first.</summary>
    public static IReadOnlyList<OpenChange> Open(PlanAnswers answers, Pathway pathway) =>
        [.. All(answers, pathway).Where(c => !c.IsDone)];

    /// <summary>Every change with its parts, the newest first.</summary>
    public static IReadOnlyList<OpenChange> All(PlanAnswers answers, Pathway pathway) =>
        [.. answers.Get<Review>().Changes.InUse().Where(c => c.Why is not null).OrderByDescending(c => c.On?.Date).Select(c => new OpenChange(c, Parts(answers, pathway, c)))];

    /// <summary>The occasion whose day has come, or comes within four weeks, and that nobody has begun; null where there is none.</summary>
    public static (Occasion Why, DateOnly On)? Due(PlanAnswers answers, DateOnly today)
    {
        if (Birthday(answers, today) is { } birthday) return birthday;
        return LastGoneOver(answers)?.AddMonths(ReviewIntervals.Current.PlanMonths) is { } year && year < today ? (Occasion.AYearOn, year) : null;
    }

    /// <summary>True for the birthdays from which something is another.</summary>
    public static bool IsBirthday(Occasion why) => why is Occasion.TurnsFourteen or Occasion.TurnsSixteen or Occasion.TurnsSeventeenAndAHalf;

    /// <summary>The id under which it is kept that a part was looked at for a change; always the same, so that it is kept once.</summary>
    public static string IdOf(ChangeSaid change, string slug, string question) =>
        Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes($"{change.Id}/{slug}/{question}")))[..24];

    /// <summary>The newest of the birthdays that have come; an older one that nobody began is past.</summary>
    private static (Occasion, DateOnly)? Birthday(PlanAnswers answers, DateOnly today)
    {
        if (answers.Get<Involved>().DateOfBirth?.Date is not { } born) return null;
        var come = ReviewIntervals.Current.BirthdayMonths.Select(b => (Why: b.Key, On: born.AddMonths(b.Value))).Where(b => b.On.AddDays(-DaysAhead) <= today).OrderBy(b => b.On).LastOrDefault();
        var isPast = come.On.AddMonths(ReviewIntervals.Current.PlanMonths) < today;
        return come.On == default || isPast || answers.Get<Review>().Changes.InUse().Any(c => c.Why == come.Why) ? null : come;
    }

    /// <summary>The last day on which the plan was gone over as a whole; null while nobody has written one.</summary>
    private static DateOnly? LastGoneOver(PlanAnswers answers)
    {
        var review = answers.Get<Review>();
        return review.Reviews.InUse().Select(r => r.HeldOn?.Date).Concat(review.Changes.InUse().Where(c => c.Why == Occasion.AYearOn).Select(c => c.On?.Date))
            .Append(answers.Get<Involved>().SessionDate?.Date).Append(answers.Get<AboutMe>().UpdatedOn?.Date).Max();
    }
}

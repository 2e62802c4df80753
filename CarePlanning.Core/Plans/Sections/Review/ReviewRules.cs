using CarePlanning.Core.Reference;

namespace CarePlanning.Core.Plans.Sections;

/// <summary>Rules of reviewing the plan (domain section 10, plan quality and review).</summary>
public static class ReviewRules
{
    private const string Slug = "review";

    public static IReadOnlyList<Rule> All { get; } =
    [
        Rule.Each<Review>("Q-05", Slug, Stage.Agree, Severity.Block, (review, _) => DateAndName(review)),
        Rule.When<Review>("Q-14", Slug, Stage.Complete, Severity.Warn, "plannedReviewDate/day",
            (review, input) => review.PlannedReviewDate?.Date < input.Today),
        Rule.When<Review>("Q-15", Slug, Stage.Complete, Severity.Warn, "plannedReviewDate/day",
            (review, input) => review.PlannedReviewDate?.Date > input.Today.AddMonths(ReviewIntervals.Current.PlanMonths)),
        Rule.When<Review>("RV-01", Slug, Stage.Agree, Severity.Block, "plannedReviewDate/day",
            (review, _) => review.PlannedReviewDate?.Date is null),
        Rule.Each<Review>("RV-02", Slug, Stage.Complete, Severity.Warn, (review, input) =>
            from due in review.Reviews.InUse()
            where due.DueOn?.Date < input.Today && due.HeldOn?.Date is null
            select new Finding($"reviews/{due.Id}/heldOn/day")),
        Rule.When<Review>("RV-03", Slug, Stage.Complete, Severity.Warn, "changes",
            (_, input) => LookAgain.Open(input.Answers, input.Pathway).Any(c => c.Change.On?.Date < input.Today.AddDays(-ReviewIntervals.Current.ChangeDays))),
        Rule.When<Review>("RV-06", Slug, Stage.Complete, Severity.Inform, "changes",
            (_, input) => LookAgain.Due(input.Answers, input.Today) is { } due && LookAgain.IsBirthday(due.Why)),
        Reaching("RV-06-14", TransitionStep.PlanAhead),
        Reaching("RV-06-16", TransitionStep.DecideThemselves),
        Reaching("RV-06-17", TransitionStep.AdultChecklist, TransitionStep.Adult),
    ];

    /// <summary>Tells of the step on the way to adult services that is due at the child's age, and of no earlier one.</summary>
    private static Rule Reaching(string id, params TransitionStep[] steps) =>
        Rule.When<Review>(id, Slug, Stage.Complete, Severity.Inform, "plannedReviewDate/day", (_, input) =>
            input.Pathway == Pathway.ChildContinuingCare && input.Answers.Get<Involved>().DateOfBirth?.Date is { } born
            && TransitionAges.Current.Reached(born, input.Today) is { } reached && steps.Contains(reached));

    private static IEnumerable<Finding> DateAndName(Review review)
    {
        if (review.PlannedReviewDate?.Date is null) yield return new Finding("plannedReviewDate/day");
        if (!review.ResponsibleName.IsWritten()) yield return new Finding("responsibleName");
    }
}

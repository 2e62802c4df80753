using CarePlanning.Core.People;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Plans.Sections;

namespace CarePlanning.Core.Ahead;

/// <summary>A step in the life of an advance decision.</summary>
public enum DecisionStep { Draft, Print, Hold, Report, Withdraw, Supersede }

/// <summary>What somebody wants to do with an advance decision.</summary>
/// <param name="HeardBy">Who heard the person withdraw it.</param>
/// <param name="Scan">The SHA-256 of the scan among the plan's files, where there is one.</param>
/// <param name="Checked">True when somebody looked at the paper and says that it is this one (H20).</param>
public sealed record DecisionAct(string DecisionId, DecisionStep Step, string? HeardBy = null, string? Scan = null, bool Checked = false);

/// <summary>Why a step was not taken; each has its own sentence.</summary>
public enum StepRefusal { None, NotFound, NotYours, RelativeAlone, NoHearer, NotChecked, NoSuchScan, NotNow, StillNeeded }

/// <summary>What came of a step.</summary>
/// <param name="Problems">What the paper still lacks, when that is why.</param>
public sealed record StepResult(StepRefusal Refusal, IReadOnlyList<Problem> Problems)
{
    public static implicit operator StepResult(StepRefusal refusal) => new(refusal, []);
}

/// <summary>Who may take which step, and when.</summary>
public static class DecisionSteps
{
    /// <summary>Where a step leads.</summary>
    public static AdvanceDecisionStatus LeadsTo(DecisionStep step) => step switch
    {
        DecisionStep.Draft => AdvanceDecisionStatus.Draft,
        DecisionStep.Print => AdvanceDecisionStatus.PrintedForSigning,
        DecisionStep.Hold => AdvanceDecisionStatus.SignedOriginalHeld,
        DecisionStep.Report => AdvanceDecisionStatus.ReportedByOthers,
        DecisionStep.Withdraw => AdvanceDecisionStatus.Withdrawn,
        _ => AdvanceDecisionStatus.Superseded,
    };

    /// <summary>Why this relation may not take this step now.</summary>
    public static StepRefusal Check(DecisionAct act, AdvanceDecision decision, Relation relation)
    {
        if (relation is not (Relation.Person or Relation.Professional))
            return act.Step == DecisionStep.Withdraw ? StepRefusal.RelativeAlone : StepRefusal.NotYours;
        if (decision.IsEnded) return StepRefusal.NotNow;
        return act.Step switch
        {
            // The person can take it back at any time, aloud; that somebody heard it is what is written down.
            DecisionStep.Withdraw => string.IsNullOrWhiteSpace(act.HeardBy) ? StepRefusal.NoHearer : StepRefusal.None,
            DecisionStep.Hold or DecisionStep.Report or DecisionStep.Supersede when relation != Relation.Professional => StepRefusal.NotYours,
            DecisionStep.Hold => act.Checked ? StepRefusal.None : StepRefusal.NotChecked,
            // What is on paper goes back to a draft by no step: it is withdrawn.
            DecisionStep.Draft or DecisionStep.Print or DecisionStep.Report when decision.IsOnPaper => StepRefusal.NotNow,
            _ => StepRefusal.None,
        };
    }

    /// <summary>What the paper lacks to be held as a decision (AD-01 to AD-04), asked as it would then be.</summary>
    public static IReadOnlyList<Problem> BeforeHolding(RuleInput input, AdvanceDecision decision, DecisionAct act, string seenBy)
    {
        var definition = PlanSections.Of<Legal>();
        var legal = (Legal)SectionJson.Read(definition, SectionJson.Write(input.Answers.Get<Legal>()), SectionJson.Schema);
        var then = legal.Decisions.First(d => d.Id == decision.Id);
        (then.SeenBy, then.Scan) = (seenBy, act.Scan);
        return AdvanceDecisionRules.BeforeHolding(input with { Answers = input.Answers.With(definition.Slug, legal) }, decision.Id);
    }
}

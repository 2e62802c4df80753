using CarePlanning.Core.Plans.Sections;

namespace CarePlanning.Core.Funding;

/// <summary>Who decides a request, and how.</summary>
public enum RequestRoute
{
    /// <summary>One team lead, within their limit, the same day.</summary>
    TeamLead,
    /// <summary>A panel that decides without meeting.</summary>
    Panel,
    /// <summary>Care for somebody who may be dying: in place within 48 hours.</summary>
    FastTrack,
}

/// <summary>Whether what is asked for is paid once or goes on.</summary>
public enum RequestKind { OneOff, Ongoing }

/// <summary>A seat where money is decided.</summary>
public enum Seat { TeamLead, PanelMember, Chair, ProgrammeLead }

/// <summary>Why something was not approved, in one of a few kinds that can be counted; the words stand beside it.</summary>
public enum ReasonKind { AnotherServiceProvides, DoesNotServeTheGoal, MoreThanTheBudget, NotWhatABudgetIsFor, NotEnoughKnown, SomethingElse }

/// <summary>What a step of a request was.</summary>
public enum StepKind { Asked, Questioned, Answered, View, Decided, AskedAgain, CareStarted, Withdrawn, Said }

/// <summary>What somebody fills in to ask for money.</summary>
/// <param name="OpId">Made with the form; sent twice it is asked once.</param>
/// <param name="LineIds">The budget lines that are asked for.</param>
/// <param name="InsteadOf">What would be bought or provided otherwise.</param>
public sealed record Asking(string OpId, string? What, string? Why, string? GoalId, string? InsteadOf, DateOnly? NeededBy, IReadOnlyList<string> LineIds)
{
    /// <summary>True when a day was begun and is none.</summary>
    public bool DayIsWrong { get; init; }
    public FastTrackTool? Tool { get; init; }
}

/// <summary>The clinician's completed fast-track tool, which is enough.</summary>
public sealed record FastTrackTool(string? Clinician, string? Role, string? Registration, DateOnly? On);

/// <summary>What a decider says.</summary>
/// <param name="Approved">The ids of the lines that are approved, where it is approved in part.</param>
/// <param name="Reason">Why, in plain words; needed where something is not approved.</param>
/// <param name="Next">What happens next, or what the family can do.</param>
/// <param name="Seen">The newest step the decider had before them (<see cref="FundingRequest.Newest"/>), so that nothing is decided past another's word.</param>
public sealed record Deciding(RequestState? Outcome, IReadOnlyList<Guid> Approved, ReasonKind? Kind, string? Reason, string? Next, long Seen)
{
    /// <summary>Why not, for single lines that are not approved; where there is none, the reason counts.</summary>
    public IReadOnlyDictionary<Guid, string> LineReasons { get; init; } = new Dictionary<Guid, string>();
}

/// <summary>One thing that is asked for; amounts in pence.</summary>
/// <param name="IsApproved">Null until somebody has decided.</param>
/// <param name="Reason">Why this one was not approved, where somebody said it for each.</param>
public sealed record RequestLine(Guid Id, string LineId, string What, string Supplier, long FirstYearPence, long WeeklyPence, long OneOffPence, bool? IsApproved, string? Reason);

/// <summary>Where a line of the budget was asked for, and what became of it.</summary>
/// <param name="IsApproved">Null until somebody has decided.</param>
public sealed record LineAsked(Guid RequestId, RequestState State, bool? IsApproved);

/// <summary>One step of a request.</summary>
public sealed record RequestStep(StepKind Kind, int Round, RequestState? Outcome, Guid ById, string By, string Words, string Next, DateTime AtUtc);

/// <summary>A letter that was sealed about a request.</summary>
public sealed record RequestLetter(int Round, string CheckCode, DateTime AtUtc, int Pages);

/// <summary>One request as lists show it; amounts in pence.</summary>
/// <param name="LeftPence">What the budget had left for it, or null where no amount was known.</param>
public sealed record RequestCard(Guid Id, Guid PlanId, string Number, RequestRoute Route, RequestState State, RequestKind Kind, string What, string Goal,
    long FirstYearPence, long WeeklyPence, long? LeftPence, RequestClock Clock)
{
    /// <summary>How much more is asked for than the budget has left, in pence; 0 where it is enough.</summary>
    public long OverPence => LeftPence is { } left ? Math.Max(0, FirstYearPence - left) : 0;
}

/// <summary>One request as somebody entitled sees it, with what the decision needs and no more.</summary>
/// <param name="Role">What the reader is to it.</param>
public sealed record FundingRequest(RequestCard Card, RequestRole Role, string Person, string PlanNumber, string Why, string Need, string InsteadOf, DateOnly? NeededBy,
    string AskedBy, FastTrackTool? Tool, IReadOnlyList<RequestLine> Lines, IReadOnlyList<RequestStep> Steps, IReadOnlyList<RequestLetter> Letters)
{
    /// <summary>True when the reader planned it, asked for it, or took part in an earlier decision, and so decides nothing here.</summary>
    public RequestRefusal Barred { get; init; }

    /// <summary>True while nothing of the plan is given out, so that nothing is decided either.</summary>
    public bool IsRestricted { get; init; }

    /// <summary>What the whole budget costs beside the money there is, as it is now; sums only, so that whoever decides needs no more of the plan.</summary>
    public required BudgetBeside Beside { get; init; }

    /// <summary>Whether the reader may do this now, or why not.</summary>
    public RequestRefusal May(RequestAction action) => RequestAccess.Check(action, Card.Route, Card.State, Card.Clock.Round, Role, Barred, IsRestricted);

    /// <summary>The views of the panel in this round, one for each who gave one.</summary>
    public IReadOnlyList<RequestStep> Views => [.. Steps.Where(s => s.Kind == StepKind.View && s.Round == Card.Clock.Round)];

    /// <summary>When the newest step was, in ticks.</summary>
    public long Newest => Steps.Max(s => s.AtUtc.Ticks);

    /// <summary>The newest decision, or null.</summary>
    public RequestStep? Decision => Steps.LastOrDefault(s => s.Kind == StepKind.Decided);

    /// <summary>What was last asked of the family, or null.</summary>
    public RequestStep? Question => Steps.LastOrDefault(s => s.Kind == StepKind.Questioned);
}

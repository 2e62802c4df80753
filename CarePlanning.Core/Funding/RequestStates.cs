namespace CarePlanning.Core.Funding;

/// <summary>Where a request is.</summary>
public enum RequestState
{
    /// <summary>With whoever decides it.</summary>
    Waiting,
    /// <summary>With the family: something more is asked, and our clock stands.</summary>
    Questioned,
    Approved,
    ApprovedInPart,
    Declined,
    /// <summary>With somebody else, who looks at it again.</summary>
    Again,
    Withdrawn,
    /// <summary>The plan is closed, so nothing goes on; it is worked out, never stored.</summary>
    Stopped,
}

/// <summary>What can be done with a request.</summary>
public enum RequestAction { See, Talk, Question, Answer, View, Decide, AskAgain, StartCare, Withdraw }

/// <summary>What somebody is to one request.</summary>
public enum RequestRole { Stranger, Person, Carer, Planner, TeamLead, PanelMember, Chair, ProgrammeLead }

/// <summary>Why something could not be done with a request; each has its own sentence.</summary>
public enum RequestRefusal
{
    None,
    NotFound,
    NotYours,
    NotDecidedYet,
    WaitsForAnswer,
    AlreadyDecided,
    LookedAtAgain,
    IsWithdrawn,
    HasEnded,
    Restricted,
    OwnRequest,
    TookPartBefore,
    FastTrackGoesOn,
    FastTrackIsNotDeclined,
    NoWhat,
    NoWhy,
    NoGoal,
    NoLine,
    NoPrice,
    NoClinician,
    LineNotReady,
    AskedAlready,
    BadDay,
    NoWords,
    OneWord,
    LineReason,
    NoNext,
    NoOutcome,
    NoLinesChosen,
    AllLinesChosen,
    NoQuorum,
    NotThePanelsView,
    ChangedMeanwhile,
    WrongPin,
    MustShowAgain,
    MustWait,
    AlreadyStarted,
    TooLong,
}

/// <summary>One line of the table of states.</summary>
/// <param name="From">The states in which it may be done.</param>
/// <param name="By">Who may do it there.</param>
/// <param name="FromRound">In which round at the earliest: 2 for whoever only looks at it again.</param>
public sealed record RequestTableRow(RequestAction Action, RequestState[] From, RequestRole[] By, int FromRound = 1);

/// <summary>The one table that says who may do what with a request in which state; what is not in it is refused, with its reason.</summary>
public static class RequestTable
{
    private const RequestState Waiting = RequestState.Waiting, Questioned = RequestState.Questioned, Again = RequestState.Again,
        Approved = RequestState.Approved, InPart = RequestState.ApprovedInPart, Declined = RequestState.Declined;

    private static readonly RequestRole[] Family = [RequestRole.Person, RequestRole.Carer, RequestRole.Planner];
    private static readonly RequestRole[] Askers = [RequestRole.Person, RequestRole.Planner];
    private static readonly RequestRole[] Everyone = [.. Enum.GetValues<RequestRole>().Where(r => r != RequestRole.Stranger)];

    public static IReadOnlyList<RequestTableRow> All { get; } =
    [
        new(RequestAction.See, Enum.GetValues<RequestState>(), Everyone),
        new(RequestAction.Talk, [Waiting, Questioned, Again], Everyone),
        new(RequestAction.Question, [Waiting, Again], [RequestRole.TeamLead, RequestRole.Chair]),
        new(RequestAction.Question, [Again], [RequestRole.ProgrammeLead], FromRound: 2),
        new(RequestAction.Answer, [Questioned], Family),
        new(RequestAction.View, [Waiting], [RequestRole.PanelMember, RequestRole.Chair]),
        new(RequestAction.Decide, [Waiting, Questioned, Again], [RequestRole.TeamLead, RequestRole.Chair]),
        new(RequestAction.Decide, [Questioned, Again], [RequestRole.ProgrammeLead], FromRound: 2),
        new(RequestAction.AskAgain, [InPart, Declined], Askers),
        new(RequestAction.StartCare, [Approved, InPart], Family),
        new(RequestAction.Withdraw, [Waiting, Questioned, Again], Askers),
    ];

    /// <summary>Whether it may be done, or why not: first who asks, then where the request is.</summary>
    public static RequestRefusal Check(RequestAction action, RequestState state, int round, RequestRole role)
    {
        if (role == RequestRole.Stranger) return RequestRefusal.NotFound;
        var rows = All.Where(r => r.Action == action && r.By.Contains(role) && r.FromRound <= round).ToList();
        if (rows.Any(r => r.From.Contains(state))) return RequestRefusal.None;
        if (rows.Count == 0) return RequestRefusal.NotYours;
        return state switch
        {
            RequestState.Questioned => RequestRefusal.WaitsForAnswer,
            RequestState.Approved or RequestState.ApprovedInPart or RequestState.Declined => RequestRefusal.AlreadyDecided,
            RequestState.Again => RequestRefusal.LookedAtAgain,
            RequestState.Withdrawn => RequestRefusal.IsWithdrawn,
            RequestState.Stopped => RequestRefusal.HasEnded,
            _ => RequestRefusal.NotDecidedYet,
        };
    }

    /// <summary>True while somebody still has to do something for a decision.</summary>
    public static bool IsOpen(this RequestState state) => state is RequestState.Waiting or RequestState.Questioned or RequestState.Again;

    /// <summary>True when it was decided.</summary>
    public static bool IsDecided(this RequestState state) => state is RequestState.Approved or RequestState.ApprovedInPart or RequestState.Declined;
}

namespace CarePlanning.Core.Audit;

/// <summary>What kind of thing an entry of the access log tells of.</summary>
public static class AccessKind
{
    /// <summary>A page was looked at; what: the room, for example "goals".</summary>
    public const string Viewed = "viewed";

    /// <summary>A document or file was taken; what: the room, for example "copies/emergency-sheet.pdf".</summary>
    public const string Downloaded = "downloaded";

    /// <summary>A copy was shared with somebody; detail: with whom, as the person would say it.</summary>
    public const string Shared = "shared";

    /// <summary>Somebody opened what was shared with them; the actor's name is who it was shared with.</summary>
    public const string SharedOpened = "shared-opened";

    /// <summary>A share was ended.</summary>
    public const string ShareEnded = "share-ended";

    /// <summary>Somebody was let onto the plan, or off it; detail: who.</summary>
    public const string Invited = "invited";
    public const string InvitationEnded = "invitation-ended";

    /// <summary>Somebody asked for something that is not theirs and did not get it; what: the room or the act.</summary>
    public const string Refused = "refused";

    /// <summary>Somebody opened a plan that is not theirs because it could not wait; the reason stands in the history, where its words can be erased.</summary>
    public const string OpenedInNeed = "opened-in-need";

    /// <summary>Nothing of the plan is given out any more; or it may be again; why stands in the history.</summary>
    public const string Restricted = "restricted";
    public const string RestrictionLifted = "restriction-lifted";

    /// <summary>Somebody signed in or out; on no plan's log, because it belongs to none.</summary>
    public const string SignedIn = "signed-in";
    public const string SignedOut = "signed-out";

    /// <summary>Somebody may decide about money from now on, or no more; on no plan's log; what: the seat, detail: whose.</summary>
    public const string SeatGiven = "seat-given";
    public const string SeatTaken = "seat-taken";

    /// <summary>Whoever runs the portal ended somebody's access to it, or gave it back; on no plan's log; what: the account, detail: whose.</summary>
    public const string AccountEnded = "account-ended";
    public const string AccountGivenBack = "account-given-back";

    /// <summary>Somebody has a role, an organisation or a registration here that they had not before, because their work account says so; on no plan's log; what: the account, detail: what before and what now.</summary>
    public const string AccountChanged = "account-changed";

    /// <summary>A passkey was made or forgotten: from then on a phone opens an account, or no more; on no plan's log.</summary>
    public const string PasskeyMade = "passkey-made";
    public const string PasskeyForgotten = "passkey-forgotten";

    /// <summary>Somebody told the named lead of a worry, or the lead answered; on no plan's log, for the plan does not know of it; what: the concern, detail: a hash of the words, never the words.</summary>
    public const string ConcernRaised = "concern-raised";
    public const string ConcernAnswered = "concern-answered";

    /// <summary>Every kind, each with its words on the page that shows them.</summary>
    public static IReadOnlyList<string> OfPlans { get; } = [Viewed, Downloaded, Shared, SharedOpened, ShareEnded, Invited, InvitationEnded, Refused, OpenedInNeed, Restricted, RestrictionLifted];
}

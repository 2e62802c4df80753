using CarePlanning.Core.People;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Words;

namespace CarePlanning.Core.Family;

/// <summary>What somebody fills in to invite a person or their family onto one plan.</summary>
/// <param name="Id">Made with the page: the same form sent twice is one invitation.</param>
/// <param name="RelationInWords">What they are to the person: "daughter".</param>
/// <param name="EntryId">Under which id the plan knows them already, or null.</param>
/// <param name="Rights">What they may see and write.</param>
public sealed record NewInvitation(Guid Id, string? GivenName, string? FamilyName, Relation Relation, string? RelationInWords, string? Email, string? Phone, string? EntryId, SectionRights Rights);

/// <summary>The sections somebody may see and write in; null stands for all of them.</summary>
public sealed record SectionRights(IReadOnlySet<string>? Sees, IReadOnlySet<string>? Writes)
{
    /// <summary>Everything, as whoever takes part from the beginning has it.</summary>
    public static SectionRights All { get; } = new(null, null);

    /// <summary>The rights from what was ticked: nobody writes where they do not see, and whoever may see every section may see those to come.</summary>
    public static SectionRights Of(IEnumerable<string> sees, IEnumerable<string> writes)
    {
        var all = PlanSections.All.Select(s => s.Slug).ToHashSet(StringComparer.Ordinal);
        var seen = sees.Where(all.Contains).ToHashSet(StringComparer.Ordinal);
        var written = writes.Where(seen.Contains).ToHashSet(StringComparer.Ordinal);
        return new SectionRights(seen.SetEquals(all) ? null : seen, written.SetEquals(seen) ? null : written);
    }

    /// <summary>The same in words: which sections by name.</summary>
    public string InWords => Say([.. PlanSections.All.Where(s => Sees?.Contains(s.Slug) != false)], [.. PlanSections.All.Where(s => Sees?.Contains(s.Slug) != false && Writes?.Contains(s.Slug) != false)]);

    /// <summary>What somebody may see and write in, in words.</summary>
    public static string Say(IReadOnlyList<SectionDefinition> sees, IReadOnlyList<SectionDefinition> writes) =>
        $"{(sees.Count == PlanSections.All.Count ? Texts.Family["sees.all"] : Texts.Family.Get("sees.some", Names(sees)))} {(writes.Count == 0 ? Texts.Family["writes.none"] : writes.Count == sees.Count ? Texts.Family["writes.all"] : Texts.Family.Get("writes.some", Names(writes)))}";

    private static string Names(IReadOnlyList<SectionDefinition> sections) => sections.Count == 0 ? Texts.Family["sees.none"] : string.Join(", ", sections.Select(s => s.Words.Name));

    internal string? SeesKept => Kept(Sees);

    internal string? WritesKept => Kept(Writes);

    private static string? Kept(IReadOnlySet<string>? slugs) => slugs is null ? null : string.Join(' ', PlanSections.All.Select(s => s.Slug).Where(slugs.Contains));
}

/// <summary>Why an invitation is not sent; each has its own sentence.</summary>
public enum InvitationRefusal { None, NotYours, NoName, NoWay, BadEmail, BadPhone, NotTheirsToGive, NoSections, AlreadyHere, Restricted }

/// <summary>What came of inviting.</summary>
/// <param name="Sent">False when the invitation stands but its letter could not be sent.</param>
public sealed record InvitationResult(InvitationRefusal Refusal, bool Sent);

/// <summary>Where an invitation stands.</summary>
public enum InvitationState
{
    Open, Expired, Accepted, Declined, Ended,
    /// <summary>Nobody new comes onto the plan: it is restricted, or closed.</summary>
    Paused,
}

/// <summary>What the page behind an invitation's link may say to whoever holds the link; it names nobody but who invited.</summary>
/// <param name="CodeGoesTo">A hint of where a code can be sent, or null where it is only told.</param>
/// <param name="LinkIsOld">True when the link of somebody who accepted has run out; a code makes it good again.</param>
public sealed record InvitationLook(Guid Id, Guid PlanId, InvitationState State, string InvitedBy, string Organisation, string? CodeGoesTo, Channel CodeGoesBy, bool LinkIsOld)
{
    /// <summary>The account of who accepted; for deciding, never for showing.</summary>
    public Guid? Account { get; init; }
}

/// <summary>One invitation as those see it who may invite.</summary>
public sealed record InvitationLine(Guid Id, string Name, string RelationInWords, InvitationState State, string InvitedBy, DateTime SentAtUtc, DateTime ExpiresAtUtc);

/// <summary>What came of a code on the page of an invitation.</summary>
public enum EnterOutcome
{
    In,
    WrongCode,
    CodeIsOver,
    /// <summary>Somebody has accepted the invitation already.</summary>
    Taken,
    /// <summary>It was declined, taken back or has run out.</summary>
    Gone,
}

/// <summary>What came of asking for a code.</summary>
public enum CodeSent { Sent, NotSent, TooMany, Gone }

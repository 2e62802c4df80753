using System.Security.Cryptography;
using CarePlanning.Core.Access;
using CarePlanning.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace CarePlanning.Core.Audit;

/// <summary>What kind of thing an audit entry tells of.</summary>
public static class AuditKind
{
    public const string PlanBegun = "plan-begun";
    public const string Edited = "edited";
    public const string MemberAdded = "member-added";
    public const string Frozen = "frozen";
    public const string SigningRecorded = "signing-recorded";
    public const string RoundVoided = "round-voided";
    public const string NotAgreed = "not-agreed";
    public const string Agreed = "agreed";
    public const string NewVersionBegun = "new-version-begun";
    public const string Downloaded = "downloaded";
    public const string Uploaded = "uploaded";
    public const string PhotoPut = "photo-put";
    public const string PhotoRemoved = "photo-removed";
    public const string Withdrawn = "withdrawn";
    public const string HandedOver = "handed-over";
    public const string TakenBack = "taken-back";
    public const string DeviceJoined = "device-joined";
    public const string DeviceEnded = "device-ended";
    public const string CarerPageChanged = "carer-page-changed";

    /// <summary>A copy was made and sealed.</summary>
    public const string CopyMade = "copy-made";

    /// <summary>A copy was opened or downloaded.</summary>
    public const string CopyTaken = "copy-taken";

    /// <summary>Somebody was given a copy.</summary>
    public const string CopyGiven = "copy-given";

    /// <summary>Somebody was told that their copy is out of date.</summary>
    public const string HolderTold = "holder-told";

    /// <summary>A fact that could not wait was stated, or ended.</summary>
    public const string FactStated = "fact-stated";
    public const string FactEnded = "fact-ended";

    /// <summary>A section was written in easy words.</summary>
    public const string EasyWordsWritten = "easy-words";

    /// <summary>Money was asked for, decided, or something else was done with a request.</summary>
    public const string RequestAsked = "request-asked";
    public const string RequestDecided = "request-decided";
    public const string RequestChanged = "request-changed";

    /// <summary>The agreement of a direct payment, its statements or its notices changed.</summary>
    public const string DirectPaymentChanged = "direct-payment-changed";

    /// <summary>The record of a conversation was sealed at once, not yet agreed.</summary>
    public const string Recorded = "recorded";

    /// <summary>Somebody looked at how to get into the home.</summary>
    public const string CodeLookedAt = "code-looked-at";

    /// <summary>The person's death was written down; that was a mistake and was taken back.</summary>
    public const string DeathRecorded = "death-recorded";
    public const string DeathTakenBack = "death-taken-back";

    /// <summary>Something that a death leaves to be settled was settled, or is open again.</summary>
    public const string Settled = "settled";
    public const string NotSettled = "not-settled";

    /// <summary>The plan came to another way of support.</summary>
    public const string PathwayChanged = "pathway-changed";

    /// <summary>A visit pack was made for a house without signal.</summary>
    public const string PackTaken = "pack-taken";

    /// <summary>An edit that came back in a visit pack.</summary>
    public const string EditedByPack = "edited-by-pack";

    /// <summary>Words of a visit pack that were not taken into the plan; kept here only.</summary>
    public const string LeftByPack = "left-by-pack";

    /// <summary>Everything about the plan was taken in one file.</summary>
    public const string TakenWhole = "taken-whole";

    /// <summary>The plan came from another portal; what stands before this entry was written there.</summary>
    public const string Imported = "imported";

    /// <summary>Words of an earlier entry were erased on lawful decision; the path is that entry's number.</summary>
    public const string WordsErased = AuditChain.WordsErased;
    /// <summary>Somebody was invited onto the plan; took the invitation; did not want it; or it was taken back.</summary>
    public const string Invited = "invited";
    public const string InvitationAccepted = "invitation-accepted";
    public const string InvitationDeclined = "invitation-declined";
    public const string InvitationEnded = "invitation-ended";

    /// <summary>An invitation was sent again under a new link; a code for it was shown to whoever invites, to be told.</summary>
    public const string InvitationSentAgain = "invitation-sent-again";
    public const string CodeTold = "code-told";

    /// <summary>What somebody may see was changed (before: what it was; after: whose, and in the next line what it is), or their way in was ended.</summary>
    public const string RightsChanged = "rights-changed";
    public const string AccessEnded = "access-ended";

    /// <summary>Somebody stood for a child, and is on the adult's plan as a carer or relative; after: who.</summary>
    public const string StandsForEnded = "stands-for-ended";

    /// <summary>A copy was shared by a link; the link was opened; it was ended.</summary>
    public const string Shared = "shared";
    public const string ShareOpened = "share-opened";
    public const string ShareEnded = "share-ended";

    /// <summary>The plan is kept as it is and nothing of it is given out; or it may be again, after: why.</summary>
    public const string Restricted = "restricted";
    public const string RestrictionLifted = "restriction-lifted";

    /// <summary>Somebody who is not on the plan opened it because it could not wait; and was done.</summary>
    public const string BrokeGlass = "broke-glass";
    public const string BreakGlassEnded = "break-glass-ended";

    private static readonly string[] OfWhatIsRead =
    [
        Edited, EditedByPack, MemberAdded, Frozen, SigningRecorded, RoundVoided, NotAgreed, Agreed, NewVersionBegun, Uploaded, PhotoPut, PhotoRemoved, Withdrawn, CarerPageChanged,
        FactStated, FactEnded, EasyWordsWritten, RequestDecided, Recorded, DeathRecorded, DeathTakenBack, Settled, NotSettled, PathwayChanged, Imported, WordsErased, AccessEnded, Restricted, RestrictionLifted,
    ];

    /// <summary>True for kinds after which the plan reads otherwise; looking at it, taking it along and passing it on change nothing in it.</summary>
    public static bool ChangesWhatIsRead(string kind) => OfWhatIsRead.Contains(kind);

    /// <summary>True for kinds whose words are answers, so that whoever may not see the answer may not see them here.</summary>
    public static bool TellsOfWords(string kind) => kind is Edited or EditedByPack or LeftByPack;
}

/// <summary>Writes audit entries in the same transaction as the change they tell of.</summary>
public sealed class AuditService(TimeProvider time)
{
    /// <summary>Adds an entry to the plan's chain; the plan row must be loaded and tracked in this context.</summary>
    public AuditRow Add(CarePlanDb db, PlanRow plan, long sequence, Actor actor, string kind, string section = "", string path = "",
        string voice = "", string? opId = null, string before = "", string after = "")
    {
        var now = time.GetUtcNow().UtcDateTime;
        var salt = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        var entry = new AuditRow
        {
            Id = Guid.CreateVersion7(),
            PlanId = plan.Id,
            Sequence = sequence,
            AtUtc = new DateTime(now.Ticks - (now.Ticks % 10), DateTimeKind.Utc),
            ActorId = actor.UserId,
            ActorName = actor.Name,
            Kind = kind,
            Section = section,
            Path = path,
            Voice = voice,
            OpId = opId ?? Guid.CreateVersion7().ToString("N"),
            PreviousHash = plan.AuditHead,
            WordsHash = AuditChain.HashOfWords(salt, before, after),
        };
        entry.Hash = AuditChain.HashOf(entry);
        plan.AuditHead = entry.Hash;
        db.Audit.Add(entry);
        db.AuditWords.Add(new AuditWordsRow { AuditId = entry.Id, PlanId = plan.Id, Before = before, After = after, Salt = salt });
        return entry;
    }

    /// <summary>The number of the next entry of a plan.</summary>
    public static async Task<long> Next(CarePlanDb db, Guid planId) =>
        (await db.Audit.Where(a => a.PlanId == planId).MaxAsync(a => (long?)a.Sequence) ?? 0) + 1;

    /// <summary>The number of the next entry of a plan, when an edit with this id was applied if it was, and whether this attempt at it was turned away; in one question to the database.</summary>
    public static async Task<(long Next, DateTime? Done, bool TurnedAway)> Next(CarePlanDb db, Guid planId, string opId, string attempt)
    {
        var found = await db.Plans.Where(p => p.Id == planId).Select(p => new
        {
            Last = db.Audit.Where(a => a.PlanId == planId).Max(a => (long?)a.Sequence),
            Done = db.Audit.Where(a => a.PlanId == planId && a.OpId == opId).Select(a => (DateTime?)a.AtUtc).FirstOrDefault(),
            TurnedAway = db.TurnedAway.Any(t => t.PlanId == planId && t.Attempt == attempt),
        }).SingleAsync();
        return ((found.Last ?? 0) + 1, found.Done, found.TurnedAway);
    }

    /// <summary>The first entry at which a plan's chain does not hold, or null.</summary>
    public static async Task<long?> FirstBreak(CarePlanDb db, Guid planId)
    {
        var entries = await db.Audit.AsNoTracking().Where(a => a.PlanId == planId).OrderBy(a => a.Sequence).ToListAsync();
        var words = await db.AuditWords.AsNoTracking().Where(w => w.PlanId == planId).ToDictionaryAsync(w => w.AuditId);
        var head = await db.Plans.Where(p => p.Id == planId).Select(p => p.AuditHead).SingleAsync();
        return AuditChain.FirstBreak(entries, words, head);
    }
}

using CarePlanning.Core.Concerns;
using CarePlanning.Core.Documents.Copies;
using CarePlanning.Core.Family;
using CarePlanning.Core.Keys;
using CarePlanning.Core.People;
using Microsoft.EntityFrameworkCore;

namespace CarePlanning.Core.Storage;

/// <summary>An invitation onto one plan, and the standing way in of who accepted it; the link itself is not kept.</summary>
public sealed class InvitationRow : IRowAtRest
{
    public Guid Id { get; set; }
    public Guid PlanId { get; set; }
    public Guid InvitedById { get; set; }
    public string InvitedBy { get; set; } = "";
    public string GivenName { get; set; } = "";
    public string FamilyName { get; set; } = "";
    public Relation Relation { get; set; }

    /// <summary>What they are to the person, in words: "daughter".</summary>
    public string RelationInWords { get; set; } = "";

    /// <summary>Under which id they will be on the plan.</summary>
    public string MemberId { get; set; } = "";
    public string? Sees { get; set; }
    public string? Writes { get; set; }
    [AtRest] public string? Email { get; set; }
    [AtRest] public string? Phone { get; set; }
    public string TokenSha256 { get; set; } = "";
    public DateTime SentAtUtc { get; set; }
    public DateTime ExpiresAtUtc { get; set; }
    public DateTime? AcceptedAtUtc { get; set; }
    public Guid? AccountId { get; set; }
    public DateTime? DeclinedAtUtc { get; set; }
    public DateTime? EndedAtUtc { get; set; }

    string IRowAtRest.RowKey => Id.ToString("N");
}

/// <summary>A copy that somebody shared with a named person by a link; the link itself is not kept.</summary>
public sealed class ShareRow : IRowAtRest
{
    public Guid Id { get; set; }
    public Guid PlanId { get; set; }
    public string SharedBy { get; set; } = "";
    public string Name { get; set; } = "";
    [AtRest] public string? Email { get; set; }
    [AtRest] public string? Phone { get; set; }
    public CopyKind Copy { get; set; }
    public string TokenSha256 { get; set; } = "";
    public DateTime MadeAtUtc { get; set; }
    public DateTime ExpiresAtUtc { get; set; }
    public DateTime? EndedAtUtc { get; set; }
    public string? EndedBy { get; set; }

    string IRowAtRest.RowKey => Id.ToString("N");
}

/// <summary>A code for one use within ten minutes, kept stretched and salted, for invitations together with the surname.</summary>
public sealed class OneTimeCodeRow
{
    public Guid Id { get; set; }

    /// <summary>The invitation, link or account it opens.</summary>
    public Guid Subject { get; set; }
    public CodePurpose Purpose { get; set; }
    public string Hash { get; set; } = "";
    public DateTime MadeAtUtc { get; set; }
    public DateTime ClosesAtUtc { get; set; }
    public int Tries { get; set; }
    public DateTime? UsedAtUtc { get; set; }
}

/// <summary>How somebody without a work account is reached and known again; the account itself has the same id.</summary>
public sealed class FamilyAccountRow : IRowAtRest
{
    public Guid Id { get; set; }
    [AtRest] public string? Email { get; set; }
    [AtRest] public string? Phone { get; set; }

    /// <summary>By what the address is found, and no other account may have: <see cref="KeyRing.Hmac"/>.</summary>
    public string? EmailHmac { get; set; }
    public DateTime MadeAtUtc { get; set; }

    Guid IRowAtRest.PlanId => KeyRing.Family;
    string IRowAtRest.RowKey => Id.ToString("N");
}

/// <summary>A key of the portal itself, wrapped as a plan's is.</summary>
public sealed class PortalKeyRow
{
    public Guid Id { get; set; }
    public string DataKey { get; set; } = "";
}

/// <summary>A passkey of a family account, as WebAuthn describes it.</summary>
public sealed class PasskeyRow
{
    /// <summary>The credential's id in hex.</summary>
    public string Id { get; set; } = "";
    public Guid AccountId { get; set; }
    public byte[] PublicKey { get; set; } = [];
    public string Name { get; set; } = "";
    public DateTime MadeAtUtc { get; set; }
    public long SignCount { get; set; }

    /// <summary>How the device can be reached, with commas.</summary>
    public string Transports { get; set; } = "";
    public bool IsUserVerified { get; set; }
    public bool IsBackupEligible { get; set; }
    public bool IsBackedUp { get; set; }
    public byte[] Attestation { get; set; } = [];
    public byte[] ClientData { get; set; } = [];
}

/// <summary>Somebody of the staff who opened a plan that they are not on, because it could not wait.</summary>
public sealed class BreakGlassRow : IRowAtRest
{
    public Guid Id { get; set; }
    public Guid PlanId { get; set; }
    public Guid UserId { get; set; }
    public string Name { get; set; } = "";
    [AtRest] public string Reason { get; set; } = "";
    public DateTime AtUtc { get; set; }
    public DateTime EndsAtUtc { get; set; }
    public DateTime? EndedAtUtc { get; set; }

    /// <summary>When the named lead was told, or found to be nobody; null until then. How often it was tried, and when last.</summary>
    public DateTime? LeadToldAtUtc { get; set; }
    public int LeadTries { get; set; }
    public DateTime? LeadTriedAtUtc { get; set; }

    string IRowAtRest.RowKey => Id.ToString("N");
}

/// <summary>Something somebody told the named lead; it is on no page of the plan and in no document.</summary>
public sealed class ConcernRow : IRowAtRest
{
    public Guid Id { get; set; }
    public Guid PlanId { get; set; }
    public Guid OrganisationId { get; set; }
    public Guid ByUserId { get; set; }
    public string ByName { get; set; } = "";
    public ConcernKind Kind { get; set; }
    [AtRest] public string Words { get; set; } = "";
    public DateTime AtUtc { get; set; }
    public DateTime? AnsweredAtUtc { get; set; }
    public string? AnsweredBy { get; set; }
    [AtRest] public string? Answer { get; set; }

    /// <summary>When the named lead was told, or found to be nobody; null until then. How often it was tried, and when last.</summary>
    public DateTime? LeadToldAtUtc { get; set; }
    public int LeadTries { get; set; }
    public DateTime? LeadTriedAtUtc { get; set; }

    string IRowAtRest.RowKey => Id.ToString("N");
}

/// <summary>The tables of families and of who may see what.</summary>
internal static class FamilyTables
{
    public static void AddFamilyTables(this ModelBuilder model)
    {
        var invitation = model.Entity<InvitationRow>().ToTable("Invitations");
        invitation.HasIndex(i => i.TokenSha256).IsUnique();
        invitation.HasIndex(i => i.PlanId);
        var share = model.Entity<ShareRow>().ToTable("Shares");
        share.HasIndex(s => s.TokenSha256).IsUnique();
        share.HasIndex(s => s.PlanId);
        model.Entity<OneTimeCodeRow>().ToTable("OneTimeCodes").HasIndex(c => new { c.Subject, c.Purpose });
        model.Entity<FamilyAccountRow>().ToTable("FamilyAccounts").HasIndex(f => f.EmailHmac).IsUnique();
        model.Entity<PortalKeyRow>().ToTable("PortalKeys");
        model.Entity<PasskeyRow>().ToTable("Passkeys").HasIndex(p => p.AccountId);
        model.Entity<BreakGlassRow>().ToTable("BreakGlass").HasIndex(b => new { b.UserId, b.EndedAtUtc });
        model.Entity<ConcernRow>().ToTable("Concerns").HasIndex(c => c.OrganisationId);
    }
}

using CarePlanning.Core.Keys;
using CarePlanning.Core.People;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Signing;

namespace CarePlanning.Core.Storage;

/// <summary>An organisation that runs plans; it sets its own name and accent.</summary>
public sealed class OrganisationRow
{
    public Guid Id { get; set; }
    public string Name { get; set; } = "";
    public string? OdsCode { get; set; }
    public string? Accent { get; set; }
}

/// <summary>Somebody who can sign in.</summary>
public sealed class AccountRow
{
    public Guid Id { get; set; }
    public Guid OrganisationId { get; set; }
    public string Name { get; set; } = "";
    public string ShownAs { get; set; } = "";
    public AccountRole Role { get; set; }
    public string? JobTitle { get; set; }
    public string? RegistrationBody { get; set; }
    public string? RegistrationNumber { get; set; }
    public string? PinHash { get; set; }

    /// <summary>When their access to this portal was ended, or null.</summary>
    public DateTime? EndedAtUtc { get; set; }
}

/// <summary>One plan; who it is about is repeated from its answers for lists.</summary>
public sealed class PlanRow
{
    public Guid Id { get; set; }
    public string Number { get; set; } = "";
    public Guid OrganisationId { get; set; }
    public Pathway Pathway { get; set; }
    public PlanStatus Status { get; set; }
    public string PersonName { get; set; } = "";
    public DateOnly? PersonBornOn { get; set; }
    public string? PersonNhsNumber { get; set; }
    public string? PersonAccessNeed { get; set; }

    /// <summary>The day the person died, or null while they live; with it everything that goes out by itself stops.</summary>
    public DateOnly? PersonDiedOn { get; set; }

    /// <summary>Whether this person has died: asked before anything is sent, asked for or decided in their name.</summary>
    public bool HasDied() => PersonDiedOn is not null;

    /// <summary>Since when nothing of this plan is given out, and who asked for that; null where it may be.</summary>
    public DateTime? RestrictedAtUtc { get; set; }
    public string? RestrictedBy { get; set; }

    public DateTime CreatedAtUtc { get; set; }
    public DateTime ChangedAtUtc { get; set; }

    /// <summary>The plan's own key under a master key; it stays in this portal.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public string DataKey { get; set; } = "";

    /// <summary>Counts the changes; raised first in each transaction, so that writers of one plan go one after another.</summary>
    public long Changes { get; set; }

    /// <summary>The hash of the newest audit entry, hex.</summary>
    public string AuditHead { get; set; } = "";
}

/// <summary>Somebody on a plan.</summary>
public sealed class MemberRow
{
    public Guid PlanId { get; set; }

    /// <summary>"person", the id of an entry under "who is involved", or an id of its own for staff.</summary>
    public string MemberId { get; set; } = "";
    public Guid UserId { get; set; }
    public Relation Relation { get; set; }
    public string ShownAs { get; set; } = "";
    public DateTime AddedAtUtc { get; set; }
    public DateTime? EndedAtUtc { get; set; }

    /// <summary>The sections they may see, with spaces; null for all of them.</summary>
    public string? Sees { get; set; }

    /// <summary>The sections they may write in, with spaces; null for all that they see.</summary>
    public string? Writes { get; set; }
}

/// <summary>The answers of one section, as JSON text under a schema number.</summary>
public sealed class SectionRow : IRowAtRest
{
    public Guid PlanId { get; set; }
    public string Slug { get; set; } = "";
    [AtRest] public string Json { get; set; } = "";
    public int Schema { get; set; }
    public int Version { get; set; }
    string IRowAtRest.RowKey => Slug;
}

/// <summary>Who did what kind of thing when; append-only, chained by hash; the words are kept apart.</summary>
public sealed class AuditRow
{
    public Guid Id { get; set; }
    public Guid PlanId { get; set; }
    public long Sequence { get; set; }
    public DateTime AtUtc { get; set; }
    public Guid ActorId { get; set; }
    public string ActorName { get; set; } = "";
    public string Kind { get; set; } = "";
    public string Section { get; set; } = "";
    public string Path { get; set; } = "";
    public string Voice { get; set; } = "";
    public string OpId { get; set; } = "";
    public string WordsHash { get; set; } = "";
    public string PreviousHash { get; set; } = "";
    public string Hash { get; set; } = "";
}

/// <summary>An attempt that met a conflict: whoever wrote it was told so, and a copy of it that arrives later must not be applied behind their back. No words.</summary>
public sealed class TurnedAwayRow
{
    public Guid PlanId { get; set; }

    /// <summary>SHA-256 of the edit's op id and base: on another base it is a new decision.</summary>
    public string Attempt { get; set; } = "";
    public DateTime AtUtc { get; set; }
}

/// <summary>The words of one audit entry, erasable by law without breaking the chain.</summary>
public sealed class AuditWordsRow : IRowAtRest
{
    public Guid AuditId { get; set; }
    public Guid PlanId { get; set; }
    [AtRest] public string Before { get; set; } = "";
    [AtRest] public string After { get; set; } = "";
    public string Salt { get; set; } = "";
    string IRowAtRest.RowKey => AuditId.ToString("N");
}

/// <summary>One frozen version with its bytes, its hash and, once agreed, its sealed PDF.</summary>
public sealed class VersionRow : IRowAtRest
{
    public Guid Id { get; set; }
    public Guid PlanId { get; set; }
    public int Number { get; set; }
    public VersionStatus Status { get; set; }
    public DateTime FrozenAtUtc { get; set; }
    public string FrozenBy { get; set; } = "";
    public int Schema { get; set; }
    public string Content { get; set; } = "";
    public string ContentSha256 { get; set; } = "";
    [AtRest] public string Withheld { get; set; } = "";
    public string WithheldSha256 { get; set; } = "";
    public string CheckCode { get; set; } = "";
    public DateTime? ClosedAtUtc { get; set; }
    public string? ClosedBecause { get; set; }
    public byte[]? Pdf { get; set; }
    public string? PdfSha256 { get; set; }
    public int? PdfPages { get; set; }

    /// <summary>The same as a page and as plain text, as they were when it was sealed; null for a version sealed by a release that did not keep them.</summary>
    public string? Html { get; set; }
    public string? Text { get; set; }
    public DateTime? SealedAtUtc { get; set; }
    string IRowAtRest.RowKey => Id.ToString("N");
}

/// <summary>What one person did in a round of signing.</summary>
public sealed class SigningRow
{
    public Guid Id { get; set; }
    public Guid VersionId { get; set; }
    public Guid PlanId { get; set; }
    public string MemberId { get; set; } = "";
    public string Name { get; set; } = "";
    public Relation Relation { get; set; }
    public SigningRole Role { get; set; }
    public SigningOutcome Outcome { get; set; }
    public string Statement { get; set; } = "";
    public MarkKind? Mark { get; set; }
    public string? MarkData { get; set; }
    public string? Witness { get; set; }
    public string? Reason { get; set; }
    public string ContentSha256 { get; set; } = "";
    public DateTime AtUtc { get; set; }
    public Guid LedBy { get; set; }
    public string OpId { get; set; } = "";
}

/// <summary>A file somebody added, kept under the hash of its content.</summary>
public sealed class UploadRow
{
    public Guid PlanId { get; set; }
    public string Sha256 { get; set; } = "";
    public string FileName { get; set; } = "";
    public string MediaType { get; set; } = "";
    public long Size { get; set; }
    public byte[] Content { get; set; } = [];
    public DateTime AtUtc { get; set; }
    public Guid ByUserId { get; set; }

    /// <summary>By which anybody can ask whether it is the newest, on a record that was sealed here; null on a file somebody added.</summary>
    public string? CheckCode { get; set; }
}

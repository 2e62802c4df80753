using Microsoft.EntityFrameworkCore;

namespace CarePlanning.Core.Storage;

/// <summary>Who looked at what, took it, shared it or was refused, and when; append-only, chained by hash for each plan, beside the chain of changes.</summary>
public sealed class AccessEntryRow
{
    public Guid Id { get; set; }

    /// <summary>The plan, or an empty id for what belongs to no plan, for example a refused sign-in.</summary>
    public Guid PlanId { get; set; }
    public long Sequence { get; set; }
    public DateTime AtUtc { get; set; }
    public Guid ActorId { get; set; }
    public string ActorName { get; set; } = "";

    /// <summary>As what they were there: a relation to the plan, or empty for somebody who is not on it.</summary>
    public string ActorAs { get; set; } = "";
    public string Kind { get; set; } = "";
    public string What { get; set; } = "";
    public string Detail { get; set; } = "";
    public string PreviousHash { get; set; } = "";
    public string Hash { get; set; } = "";
}

/// <summary>How far the access log of one plan has come, so that a missing last entry shows as well.</summary>
public sealed class AccessHeadRow
{
    public Guid PlanId { get; set; }
    public long Sequence { get; set; }
    public string Hash { get; set; } = "";
}

/// <summary>The tables of the log.</summary>
internal static class LogTables
{
    public static void MapLog(this ModelBuilder model)
    {
        model.Entity<AccessEntryRow>().ToTable("AccessLog").HasIndex(a => new { a.PlanId, a.Sequence }).IsUnique();
        model.Entity<AccessHeadRow>().ToTable("AccessHeads").HasKey(h => h.PlanId);
    }
}

using CarePlanning.Core.Plans.Sections;
using Microsoft.EntityFrameworkCore;

namespace CarePlanning.Core.Storage;

/// <summary>One version of an organisation's allocation table: a draft as it was typed, or a published text that never changes.</summary>
public sealed class AllocationTableRow
{
    public Guid Id { get; set; }
    public Guid OrganisationId { get; set; }
    public string Key { get; set; } = "";
    public int Version { get; set; }
    public NeedsTool Tool { get; set; }

    /// <summary>The fields of a draft as they were typed, as JSON.</summary>
    public string Form { get; set; } = "";

    /// <summary>The published table, as JSON; empty on a draft.</summary>
    public string Published { get; set; } = "";
    public string PublishedSha256 { get; set; } = "";
    public DateOnly? From { get; set; }
    public string ChangedBy { get; set; } = "";
    public DateTime ChangedAtUtc { get; set; }
    public string? PublishedBy { get; set; }
    public DateTime? PublishedAtUtc { get; set; }
}

/// <summary>The figures of one allocation that was worked out, without anybody's name, so that a new table can be tried on it.</summary>
public sealed class AllocationCaseRow
{
    public Guid Id { get; set; }
    public Guid OrganisationId { get; set; }
    public NeedsTool Tool { get; set; }
    public DateTime AtUtc { get; set; }
    public string Table { get; set; } = "";
    public string PutIn { get; set; } = "";
    public long WeeklyPence { get; set; }
}

/// <summary>Something that can be bought or is free in the area.</summary>
public sealed class DirectoryRow
{
    public Guid Id { get; set; }
    public Guid OrganisationId { get; set; }
    public string Service { get; set; } = "";
    public string Provider { get; set; } = "";
    public string WhatFor { get; set; } = "";
    public string Area { get; set; } = "";
    public string Contact { get; set; } = "";
    public BudgetCategory Category { get; set; }
    public BudgetUnit Unit { get; set; }

    /// <summary>Pence for one unit; nothing where it is free.</summary>
    public long PricePence { get; set; }
    public DateOnly CheckedOn { get; set; }

    /// <summary>What is searched, in small letters.</summary>
    public string Search { get; set; } = "";
}

/// <summary>Which plan another one started from.</summary>
public sealed class PlanStartRow
{
    public Guid PlanId { get; set; }
    public Guid FromPlanId { get; set; }
    public DateTime AtUtc { get; set; }
    public string By { get; set; } = "";
}

/// <summary>How the tables of needs and money are laid out.</summary>
internal static class AllocationTables
{
    public static void MapAllocation(this ModelBuilder model)
    {
        var table = model.Entity<AllocationTableRow>().ToTable("AllocationTables");
        table.HasIndex(t => new { t.OrganisationId, t.Key, t.Version }).IsUnique();
        model.Entity<AllocationCaseRow>().ToTable("AllocationCases").HasIndex(c => new { c.OrganisationId, c.Tool });
        model.Entity<DirectoryRow>().ToTable("Directory").HasIndex(d => d.OrganisationId);
        model.Entity<PlanStartRow>().ToTable("PlanStarts").HasKey(s => s.PlanId);
    }
}

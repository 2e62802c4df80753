using CarePlanning.Core.Ahead;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Plans.Sections;
using Microsoft.EntityFrameworkCore;

namespace CarePlanning.Core.Storage;

/// <summary>That the person died, as it was written down; one that was a mistake stays with who took it back.</summary>
public sealed class DeathRow
{
    public Guid Id { get; set; }
    public Guid PlanId { get; set; }
    public DateOnly On { get; set; }
    public PlaceOfCare? Place { get; set; }
    public string PlaceName { get; set; } = "";
    public WhereTheyWished Wished { get; set; }
    public string Why { get; set; } = "";

    /// <summary>Where the plan was in its life before.</summary>
    public PlanStatus Before { get; set; }
    public DateTime AtUtc { get; set; }
    public string By { get; set; } = "";
    public DateTime? UndoneAtUtc { get; set; }
    public string? UndoneBy { get; set; }
}

/// <summary>One thing that had to be settled after a death, and is.</summary>
public sealed class SettledRow
{
    public Guid PlanId { get; set; }
    public Guid DeathId { get; set; }

    /// <summary>The name of the task, with the entry it is about: "tell/nurse".</summary>
    public string Task { get; set; } = "";
    public DateTime AtUtc { get; set; }
    public string By { get; set; } = "";
}

/// <summary>Where the rows of looking ahead are kept.</summary>
internal static class AheadMapping
{
    public static void MapAhead(this ModelBuilder model)
    {
        model.Entity<DeathRow>().ToTable("Deaths").HasIndex(d => d.PlanId);
        model.Entity<SettledRow>().ToTable("Settled").HasKey(s => new { s.DeathId, s.Task });
        model.Entity<UploadRow>().HasIndex(u => u.CheckCode).IsUnique();
    }
}

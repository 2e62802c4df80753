using CarePlanning.Core.Collaboration;
using CarePlanning.Core.Keys;

namespace CarePlanning.Core.Storage;

/// <summary>A professional's laptop that is in the person's hands; the row goes when it is taken back.</summary>
public sealed class HandoverRow
{
    /// <summary>The signed-in session that was handed over.</summary>
    public Guid SessionId { get; set; }
    public Guid UserId { get; set; }
    public Guid PlanId { get; set; }
    public DateTime AtUtc { get; set; }
}

/// <summary>One code that a second device may join by, and what came of it; neither the code nor the device's secret is kept as it is.</summary>
public sealed class JoinRow
{
    public Guid Id { get; set; }
    public Guid PlanId { get; set; }
    public string TokenSha256 { get; set; } = "";
    public Guid MadeByUserId { get; set; }
    public DateTime ClosesAtUtc { get; set; }
    public DateTime? AskedAtUtc { get; set; }
    public string MemberId { get; set; } = "";
    public string Name { get; set; } = "";

    /// <summary>Proves that the device which enters is the one that asked; empty again when it has entered.</summary>
    public string DeviceSha256 { get; set; } = "";
    public DateTime? AdmittedAtUtc { get; set; }

    /// <summary>When something was last done on it, to the minute; null where nothing was yet.</summary>
    public DateTime? SeenAtUtc { get; set; }
    public Guid? SessionUserId { get; set; }
    public DateTime? EndedAtUtc { get; set; }
}

/// <summary>A note between the person and one professional; it is on no other page and in no document.</summary>
public sealed class BetweenUsRow : IRowAtRest
{
    public Guid Id { get; set; }
    public Guid PlanId { get; set; }
    public Guid ProfessionalId { get; set; }
    public bool ByPerson { get; set; }
    public string ByName { get; set; } = "";
    [AtRest] public string Words { get; set; } = "";
    public DateTime AtUtc { get; set; }
    string IRowAtRest.RowKey => Id.ToString("N");
}

/// <summary>One part of a carer's own page.</summary>
public sealed class CarerPartRow : IRowAtRest
{
    public Guid PlanId { get; set; }
    public string MemberId { get; set; } = "";
    public CarerPart Part { get; set; }
    [AtRest] public string Words { get; set; } = "";
    public CarerAudience SeenBy { get; set; }
    public DateTime ChangedAtUtc { get; set; }
    string IRowAtRest.RowKey => $"{MemberId}/{Part}";
}

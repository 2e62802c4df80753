using CarePlanning.Core.Funding;
using CarePlanning.Core.Keys;
using Microsoft.EntityFrameworkCore;

namespace CarePlanning.Core.Storage;

/// <summary>A seat somebody of the staff has where money is decided; one person may have several.</summary>
public sealed class SeatRow
{
    public Guid AccountId { get; set; }
    public Guid OrganisationId { get; set; }
    public Seat Seat { get; set; }
}

/// <summary>How long an organisation took before the portal, by route; its target is half of it.</summary>
public sealed class BaselineRow
{
    public Guid OrganisationId { get; set; }
    public RequestRoute Route { get; set; }
    public int Hours { get; set; }
    public string SetBy { get; set; } = "";
    public DateTime AtUtc { get; set; }
}

/// <summary>One request for money, in the words it was asked in.</summary>
public sealed class RequestRow : IRowAtRest
{
    public Guid Id { get; set; }
    public Guid PlanId { get; set; }
    public Guid OrganisationId { get; set; }
    public string Number { get; set; } = "";

    /// <summary>Made with the form; the same request sent twice is asked once.</summary>
    public string OpId { get; set; } = "";
    public RequestRoute Route { get; set; }
    public RequestState State { get; set; }
    public RequestKind Kind { get; set; }
    public string What { get; set; } = "";
    [AtRest] public string Why { get; set; } = "";
    public string Goal { get; set; } = "";
    [AtRest] public string Need { get; set; } = "";
    [AtRest] public string InsteadOf { get; set; } = "";
    public DateOnly? NeededBy { get; set; }
    public long FirstYearPence { get; set; }
    public long WeeklyPence { get; set; }

    /// <summary>What the budget had left for it when it was asked, or null where no amount was known.</summary>
    public long? LeftPence { get; set; }
    public Guid AskedById { get; set; }
    public string AskedBy { get; set; } = "";
    public DateTime AskedAtUtc { get; set; }

    /// <summary>How often it was looked at: 1, and one more each time it was asked again.</summary>
    public int Round { get; set; } = 1;

    /// <summary>From when the clock of this round runs.</summary>
    public DateTime ClockFromUtc { get; set; }
    public DateTime? PausedAtUtc { get; set; }
    public long PausedSeconds { get; set; }
    public DateTime DueAtUtc { get; set; }

    /// <summary>The first decision; later ones are steps.</summary>
    public DateTime? DecidedAtUtc { get; set; }
    public RequestState? Outcome { get; set; }
    public ReasonKind? ReasonKind { get; set; }

    /// <summary>From asking to the first decision as the family waited, in seconds.</summary>
    public long? DecisionSeconds { get; set; }
    public DateTime? CareStartedAtUtc { get; set; }
    public long? StartSeconds { get; set; }
    public string? Clinician { get; set; }
    public string? ClinicianRole { get; set; }
    public string? ClinicianRegistration { get; set; }
    public DateOnly? ToolOn { get; set; }

    string IRowAtRest.RowKey => Id.ToString("N");
}

/// <summary>One thing that was asked for in a request, as the plan's budget had it then.</summary>
public sealed class RequestLineRow : IRowAtRest
{
    public Guid Id { get; set; }
    public Guid RequestId { get; set; }
    public Guid PlanId { get; set; }
    public string LineId { get; set; } = "";
    public int Order { get; set; }
    public string What { get; set; } = "";
    public string Supplier { get; set; } = "";
    public long FirstYearPence { get; set; }
    public long WeeklyPence { get; set; }
    public long OneOffPence { get; set; }
    public bool? IsApproved { get; set; }

    /// <summary>Why this one was not approved, where the decision says it for each.</summary>
    [AtRest] public string? Reason { get; set; }

    string IRowAtRest.RowKey => Id.ToString("N");
}

/// <summary>What somebody did with a request: asked, answered, gave a view, decided, said something.</summary>
public sealed class RequestStepRow : IRowAtRest
{
    public Guid Id { get; set; }
    public Guid RequestId { get; set; }
    public Guid PlanId { get; set; }
    public int Round { get; set; }
    public StepKind Kind { get; set; }
    public RequestState? Outcome { get; set; }
    public Guid ById { get; set; }
    public string By { get; set; } = "";
    [AtRest] public string Words { get; set; } = "";
    [AtRest] public string Next { get; set; } = "";
    public DateTime AtUtc { get; set; }

    string IRowAtRest.RowKey => Id.ToString("N");
}

/// <summary>A letter about a decision, as it was sealed.</summary>
public sealed class LetterRow
{
    public Guid Id { get; set; }
    public Guid RequestId { get; set; }
    public Guid PlanId { get; set; }
    public int Round { get; set; }
    public string CheckCode { get; set; } = "";
    public DateTime AtUtc { get; set; }
    public byte[] Pdf { get; set; } = [];
    public string PdfSha256 { get; set; } = "";
    public int PdfPages { get; set; }
    public string Html { get; set; } = "";
}

/// <summary>How the tables of requests are laid out.</summary>
internal static class FundingTables
{
    public static void MapFunding(this ModelBuilder model)
    {
        model.Entity<SeatRow>().ToTable("Seats").HasKey(s => new { s.AccountId, s.Seat });
        model.Entity<BaselineRow>().ToTable("Baselines").HasKey(b => new { b.OrganisationId, b.Route });
        var request = model.Entity<RequestRow>().ToTable("Requests");
        request.HasIndex(r => new { r.OrganisationId, r.State, r.ClockFromUtc });
        // Holds all that the figures count, so that no row with its words is read for them.
        request.HasIndex(r => new { r.OrganisationId, r.DecidedAtUtc, r.Route, r.Outcome, r.ReasonKind, r.DecisionSeconds, r.StartSeconds }).HasDatabaseName("IX_Requests_Figures");
        request.HasIndex(r => new { r.PlanId, r.OpId }).IsUnique();
        request.HasIndex(r => r.Number).IsUnique();
        model.Entity<RequestLineRow>().ToTable("RequestLines").HasIndex(l => l.RequestId);
        model.Entity<RequestStepRow>().ToTable("RequestSteps").HasIndex(s => s.RequestId);
        var letter = model.Entity<LetterRow>().ToTable("Letters");
        letter.HasIndex(l => l.RequestId);
        letter.HasIndex(l => l.CheckCode).IsUnique();
        letter.HasIndex(l => l.PdfSha256);
    }
}

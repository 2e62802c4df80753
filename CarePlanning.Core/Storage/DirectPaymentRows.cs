using CarePlanning.Core.Funding;
using CarePlanning.Core.Keys;
using CarePlanning.Core.Plans.Sections;
using Microsoft.EntityFrameworkCore;

namespace CarePlanning.Core.Storage;

/// <summary>The agreement by which money is paid to somebody for a plan, one for each plan.</summary>
public sealed class DirectPaymentRow : IRowAtRest
{
    public Guid PlanId { get; set; }
    public PaymentRecipient? Recipient { get; set; }
    public string RecipientName { get; set; } = "";
    public DateOnly? ConsentOn { get; set; }
    public DateOnly? ConsentWithdrawnOn { get; set; }
    public bool NotExcluded { get; set; }
    public bool AgreedInWriting { get; set; }
    public bool BodyAgrees { get; set; }
    public AccountKind? Account { get; set; }
    public string AccountName { get; set; } = "";
    [AtRest] public string SortCode { get; set; } = "";

    /// <summary>The whole account number; no page shows it.</summary>
    [AtRest] public string AccountSecret { get; set; } = "";
    public string AccountLastFour { get; set; } = "";
    [AtRest] public string AccountAccess { get; set; } = "";
    public string CareCoordinator { get; set; } = "";
    public int? NoticeDays { get; set; }
    public long? AmountPence { get; set; }
    public PaymentFrequency? Frequency { get; set; }
    public DateOnly? PersonAgreedOn { get; set; }
    public DateOnly? BodyAgreedOn { get; set; }
    public DateOnly? FirstPaymentOn { get; set; }
    public DateOnly? ReviewOn { get; set; }
    public DateOnly? LastReviewedOn { get; set; }
    public DateOnly? StoppedOn { get; set; }
    public string ChangedBy { get; set; } = "";
    public DateTime ChangedAtUtc { get; set; }

    string IRowAtRest.RowKey => "payment";
}

/// <summary>One line of a bank statement, as it was imported.</summary>
public sealed class StatementRow : IRowAtRest
{
    public Guid Id { get; set; }
    public Guid PlanId { get; set; }
    public DateOnly On { get; set; }
    [AtRest] public string What { get; set; } = "";

    /// <summary>Pence: more than 0 came in, less than 0 was spent.</summary>
    public long Pence { get; set; }

    /// <summary>By which a line that is imported twice is known.</summary>
    public string Key { get; set; } = "";

    /// <summary>The budget line it paid for, or nothing while nobody has said.</summary>
    public string LineId { get; set; } = "";
    [AtRest] public string TalkedAbout { get; set; } = "";
    public string ImportedBy { get; set; } = "";
    public DateTime ImportedAtUtc { get; set; }

    string IRowAtRest.RowKey => Id.ToString("N");
}

/// <summary>What the person was told before payments were lowered, stopped or asked back (DP-13).</summary>
public sealed class PaymentNoticeRow : IRowAtRest
{
    public Guid Id { get; set; }
    public Guid PlanId { get; set; }
    public NoticeKind Kind { get; set; }
    [AtRest] public string Reason { get; set; } = "";
    public long? Pence { get; set; }
    public DateOnly? By { get; set; }
    public string Payer { get; set; } = "";
    public string GivenBy { get; set; } = "";
    public DateTime AtUtc { get; set; }
    public string CheckCode { get; set; } = "";
    public byte[] Pdf { get; set; } = [];
    public string PdfSha256 { get; set; } = "";
    public string Html { get; set; } = "";

    string IRowAtRest.RowKey => Id.ToString("N");
}

/// <summary>How the tables of direct payments are laid out.</summary>
internal static class DirectPaymentTables
{
    public static void MapDirectPayments(this ModelBuilder model)
    {
        model.Entity<DirectPaymentRow>().ToTable("DirectPayments").HasKey(d => d.PlanId);
        model.Entity<StatementRow>().ToTable("Statements").HasIndex(s => new { s.PlanId, s.Key }).IsUnique();
        var notice = model.Entity<PaymentNoticeRow>().ToTable("PaymentNotices");
        notice.HasIndex(n => n.PlanId);
        notice.HasIndex(n => n.CheckCode).IsUnique();
    }
}

using CarePlanning.Core.Documents.Copies;

namespace CarePlanning.Core.Storage;

/// <summary>One copy of a plan as it was made: its sealed bytes, and its page and plain text in the same words.</summary>
public sealed class CopyRow
{
    public Guid Id { get; set; }
    public Guid PlanId { get; set; }

    /// <summary>The agreed version it was made from, or null when it was recorded on one professional's authority.</summary>
    public Guid? VersionId { get; set; }
    public int Version { get; set; }
    public CopyKind Kind { get; set; }
    public CopyIssue Issue { get; set; }
    public string CheckCode { get; set; } = "";
    public DateTime MadeAtUtc { get; set; }
    public Guid MadeById { get; set; }
    public string MadeBy { get; set; } = "";
    public byte[] Pdf { get; set; } = [];
    public string PdfSha256 { get; set; } = "";
    public int PdfPages { get; set; }
    public string Html { get; set; } = "";
    public string Text { get; set; } = "";
}

/// <summary>Somebody who was given a copy, and when they were told that it is out of date.</summary>
public sealed class CopyHolderRow
{
    public Guid Id { get; set; }
    public Guid PlanId { get; set; }
    public string CheckCode { get; set; } = "";
    public CopyKind Kind { get; set; }
    public string GivenTo { get; set; } = "";
    public HowGiven How { get; set; }
    public DateTime GivenAtUtc { get; set; }
    public string GivenBy { get; set; } = "";
    public DateTime? ToldAtUtc { get; set; }
    public string? ToldBy { get; set; }
}

/// <summary>What somebody wrote in easy words beside one section.</summary>
public sealed class EasyWordsRow
{
    public Guid PlanId { get; set; }
    public string Slug { get; set; } = "";
    public string Words { get; set; } = "";
    public string WrittenBy { get; set; } = "";
    public DateTime AtUtc { get; set; }
}

/// <summary>A dated statement that holds at once, until somebody says that the plan has it.</summary>
public sealed class LiveFactRow
{
    public Guid Id { get; set; }
    public Guid PlanId { get; set; }
    public LiveFactKind Kind { get; set; }
    public string Words { get; set; } = "";
    public bool InPlaceOfPlan { get; set; }
    public Guid StatedById { get; set; }
    public string StatedBy { get; set; } = "";
    public DateTime AtUtc { get; set; }
    public DateTime? EndedAtUtc { get; set; }
    public string? EndedBy { get; set; }
}

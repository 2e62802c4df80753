namespace CarePlanning.Core.Documents.Copies;

/// <summary>How somebody was given a copy.</summary>
public enum HowGiven { OnPaper, ByEmail, OnTheirDevice, Otherwise }

/// <summary>Whether a copy still holds.</summary>
public enum CopyStanding { Latest, ChangedSince, Older, Withdrawn }

/// <summary>A copy that was made, as a list shows it.</summary>
public sealed record MadeCopy(CopyKind Kind, CopyIssue Issue, int Version, string CheckCode, DateTime MadeAtUtc, string MadeBy, int Pages, CopyStanding Standing);

/// <summary>Somebody who holds a copy.</summary>
/// <param name="ToldAtUtc">When they were told of a newer one.</param>
public sealed record CopyHolding(Guid Id, CopyKind Kind, string GivenTo, HowGiven How, DateTime GivenAtUtc, string GivenBy, CopyStanding Standing, DateTime? ToldAtUtc, string? ToldBy)
{
    /// <summary>True when something changed after they were told, so that they know only a part of it.</summary>
    public bool ChangedSinceTold { get; init; }

    /// <summary>True while somebody holds an old copy and nobody has told them of all that is different.</summary>
    public bool MustBeTold => Standing != CopyStanding.Latest && (ToldAtUtc is null || ChangedSinceTold);
}

/// <summary>Everything about the copies of one plan.</summary>
/// <param name="Version">The agreed version they are made from, or null while nothing is agreed.</param>
/// <param name="Offered">The kinds this reader may have.</param>
public sealed record CopyShelf(int? Version, DateTime? AgreedAtUtc, IReadOnlyList<CopyDefinition> Offered, IReadOnlyList<MadeCopy> Made, IReadOnlyList<CopyHolding> Holders, IReadOnlyList<LiveFact> Facts)
{
    /// <summary>The kinds of fact this reader may state.</summary>
    public IReadOnlyList<LiveFactKind> MayState { get; init; } = [];

    /// <summary>Whether this reader may say that the plan's own words no longer hold.</summary>
    public bool MayReplace { get; init; }

    /// <summary>Whether this reader may end a fact.</summary>
    public Func<LiveFact, bool> MayEnd { get; init; } = _ => false;

    /// <summary>Whether the agreed version still holds, also for a reader who may not have its file; null where there is none.</summary>
    public CopyStanding? OfPlan { get; init; }

    /// <summary>True where the last agreed version was taken back and nothing is agreed in its place.</summary>
    public bool IsWithdrawn { get; init; }

    /// <summary>The sheet that was recorded on one professional's authority and still holds, or null.</summary>
    public MadeCopy? RecordedSheet => Made.FirstOrDefault(c => c is { Kind: CopyKind.EmergencySheet, Issue: CopyIssue.Recorded, Standing: CopyStanding.Latest or CopyStanding.ChangedSince });
}

/// <summary>Why an emergency sheet was not recorded; each has its own sentence.</summary>
public enum SheetRefusal { None, NotYours, NotSealed }

/// <summary>One copy to be handed out, in each of its forms.</summary>
/// <param name="Sealed">False where the seal could not be set: the copy says so itself, is not kept and has no code.</param>
public sealed record CopyFile(byte[] Pdf, string Html, string Text, string FileName, CopyStanding Standing, bool Sealed = true)
{
    /// <summary>The data that go with it, as they are attached to the file; null where there are none, because nobody has agreed to it.</summary>
    public byte[]? Data => Exchange.Fhir.PlanBundle.TakenOut(Pdf);
}

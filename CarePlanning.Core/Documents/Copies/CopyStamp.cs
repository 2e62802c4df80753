using CarePlanning.Core.Plans;
using CarePlanning.Core.Plans.Sections;
using CarePlanning.Core.Signing;
using CarePlanning.Core.Words;

namespace CarePlanning.Core.Documents.Copies;

/// <summary>On what authority a copy is issued.</summary>
public enum CopyIssue
{
    /// <summary>Nobody has signed it; it is a preview.</summary>
    Draft,
    /// <summary>One professional wrote it down; nobody has agreed with it yet.</summary>
    Recorded,
    /// <summary>Signed by all who were asked.</summary>
    Agreed,
}

/// <summary>What a copy says of itself: which version, on what authority, when, and how to check it.</summary>
/// <param name="On">The moment of agreement or of recording.</param>
/// <param name="By">Who recorded it, when it is not agreed.</param>
/// <param name="MadeAtUtc">When this copy was made.</param>
public sealed record CopyStamp(CopyKind Kind, CopyIssue Issue, string Plan, int Version, DateTime On, string? By, DateTime MadeAtUtc, string? CheckCode, CheckAddress Address)
{
    /// <summary>True for a copy that was to be sealed and could not be; it says so on every page and has no code.</summary>
    public bool NotSealed { get; init; }

    /// <summary>The day of the review that was agreed, of whatever the copy carries else.</summary>
    public DateOnly? ReviewOn { get; init; }

    /// <summary>After so many months a sheet on a fridge is to be checked, even when no review is due.</summary>
    public const int MonthsUntilChecked = 3;

    private static Texts T => Texts.Documents;

    /// <summary>"Version 1 of plan ABC234, agreed on 6 August 2018."</summary>
    public string Said => Issue switch
    {
        CopyIssue.Agreed => T.Get("copy.agreed", Version, Plan, Day(On)),
        CopyIssue.Recorded => T.Get("copy.recorded", Plan, By ?? "", FieldText.Moment(On)),
        _ => T.Get("copy.draft", Plan),
    };

    /// <summary>The short form for the head of each page.</summary>
    public string Short => Issue switch
    {
        CopyIssue.Agreed => T.Get("running.version", Plan, Version),
        CopyIssue.Recorded => T.Get("running.recorded", Plan),
        _ => T["running.draft"],
    };

    /// <summary>The day after which whoever holds the copy should ask for a newer one.</summary>
    public DateOnly CheckAgainAfter
    {
        get
        {
            var made = DateOnly.FromDateTime(PortalSettings.Local(MadeAtUtc));
            var latest = made.AddMonths(MonthsUntilChecked);
            return ReviewOn is { } review && review > made && review < latest ? review : latest;
        }
    }

    /// <summary>The stamp of a copy of an agreed version.</summary>
    public static CopyStamp Of(CopyKind kind, PlanVersion version, DateTime sealedAt, DateTime made, string checkCode, CheckAddress address) =>
        new(kind, CopyIssue.Agreed, version.Content.Number, version.Number, sealedAt, null, made, checkCode, address);

    /// <summary>The day of an instant, in words.</summary>
    public static string Day(DateTime utc) => FieldText.Date(DateOnly.FromDateTime(PortalSettings.Local(utc)));
}

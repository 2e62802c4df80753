using System.Threading.RateLimiting;
using CarePlanning.Core.Documents;
using CarePlanning.Core.Plans;
using CarePlanning.Pdf;
using CarePlanning.Web.Security;

namespace CarePlanning.Web.Pages.Verify;

/// <summary>Limits how often one address may ask, so that nobody tries codes one after another.</summary>
internal sealed class VerifyLimit : IDisposable
{
    /// <summary>Questions from one address in one minute.</summary>
    public const int InAMinute = 20;

    private readonly PartitionedRateLimiter<HttpContext> limiter = PartitionedRateLimiter.Create<HttpContext, string>(http =>
        RateLimitPartition.GetFixedWindowLimiter(Caller.Of(http), _ =>
            new FixedWindowRateLimiterOptions { PermitLimit = InAMinute, Window = TimeSpan.FromMinutes(1) }));

    public bool MayAsk(HttpContext http)
    {
        using var lease = limiter.AttemptAcquire(http);
        return lease.IsAcquired;
    }

    public void Dispose() => limiter.Dispose();
}

/// <summary>What the page says of a copy: the key of its words, how it looks, and the mark beside it.</summary>
internal sealed record CopySaid(string Key, string Look, string Mark)
{
    public static CopySaid Of(CopyCheck check) => check switch
    {
        { Seal: SealState.NotAPdf } => new("notPdf", "changed-copy", "cross"),
        { Seal: SealState.Unreadable } => new("unreadable", "changed-copy", "cross"),
        { Seal: SealState.NoSeal } => new("noSeal", "changed-copy", "cross"),
        { Seal: SealState.Changed } => new("changed", "changed-copy", "cross"),
        { Seal: SealState.SealedByOthers } => new("others", "changed-copy", "cross"),
        { Seal: SealState.SealedByUs, Status: null } => new("unknownHere", "older", "look"),
        { IsLetter: true } => new("letter", "", "tick"),
        { Status: null } => new("unknownCode", "changed-copy", "cross"),
        { Status: VersionStatus.Agreed, NewerExists: false, ChangedSince: true } => new("changedSince", "older", "look"),
        { Status: VersionStatus.Agreed, NewerExists: false, Recorded: true } => new("recorded", "", "tick"),
        { Status: VersionStatus.Agreed, NewerExists: false } => new("current", "", "tick"),
        { Status: VersionStatus.Superseded, NewerExists: false } => new("replaced", "older", "older"),
        { Status: VersionStatus.Agreed or VersionStatus.Superseded } => new("older", "older", "older"),
        { Status: VersionStatus.Withdrawn } => new("withdrawn", "changed-copy", "cross"),
        _ => new("notAgreed", "changed-copy", "cross"),
    };
}

internal static class VerifyForms
{
    /// <summary>Room for the form around a file of the largest size.</summary>
    private const long MostInAll = VerifyService.MostBytes + 64 * 1024;

    /// <summary>Says that a file is too large before reading it; the server would otherwise break off without a word.</summary>
    public static void UseVerifyLimit(this WebApplication app) => app.Use((http, next) =>
    {
        if (!HttpMethods.IsPost(http.Request.Method) || !http.Request.Path.Equals("/verify", StringComparison.OrdinalIgnoreCase)) return next(http);
        if (http.Request.ContentLength is null or > MostInAll)
        {
            http.Response.Redirect("/verify?problem=size");
            return Task.CompletedTask;
        }
        return next(http);
    });

    /// <summary>The day a version was sealed, in words.</summary>
    public static string Day(DateTime utc) => FieldText.Date(DateOnly.FromDateTime(PortalSettings.Local(utc)));
}

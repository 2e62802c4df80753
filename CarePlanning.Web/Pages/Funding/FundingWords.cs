using System.Globalization;
using CarePlanning.Core.Funding;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Words;
using CarePlanning.Web.Words;

namespace CarePlanning.Web.Pages.Funding;

/// <summary>Says times of requests in words: how long something waits, and by when it is done.</summary>
internal static class FundingWords
{
    /// <summary>A stretch of time as people say it: "17 h", "1 day", "3 days".</summary>
    public static string Span(TimeSpan time)
    {
        var days = (int)time.TotalDays;
        return time.TotalHours < 1 ? Said.Funding["span.now"]
            : days < 1 ? Said.Funding.Get("span.hours", (int)time.TotalHours)
            : days == 1 ? Said.Funding["span.day"] : Said.Funding.Get("span.days", days);
    }

    /// <summary>A measured stretch, with tenths of a day: "3.2 days".</summary>
    public static string Days(long? seconds) => seconds is not { } s ? Said.Funding["figures.none"]
        : s < 86_400 ? Said.Funding.Get("span.hours", (s / 3600.0).ToString("0.#", CultureInfo.CurrentCulture))
        : Said.Funding.Get("span.days", (s / 86_400.0).ToString("0.0", CultureInfo.CurrentCulture));

    /// <summary>A moment near enough to be named by its day: "Saturday 10:00"; later ones with their date.</summary>
    public static string By(DateTime utc, DateTime nowUtc)
    {
        var (local, now) = (PortalSettings.Local(utc), PortalSettings.Local(nowUtc));
        var days = DateOnly.FromDateTime(local).DayNumber - DateOnly.FromDateTime(now).DayNumber;
        return days is > -1 and < 7 ? Said.Funding.Get("by", Texts.Rehearsal[$"day.{local.DayOfWeek}"], FieldText.Clock(utc)) : FieldText.Moment(utc);
    }

    /// <summary>The clock of an open request: "care in place by Saturday 10:00", "decide by Tuesday 9:30"; nothing while it stands.</summary>
    public static string Clock(RequestClock clock) => clock.Stands ? Said.Funding["clock.stands"]
        : Said.Funding.Get(clock.Route == RequestRoute.FastTrack ? "clock.fast" : "clock.decide", By(clock.ByUtc, clock.NowUtc));

    /// <summary>What is asked for, as an amount: once, or a week.</summary>
    public static string Amount(RequestKind kind, long firstYear, long weekly) =>
        kind == RequestKind.OneOff || weekly == 0 ? FieldText.Pounds(firstYear) : Said.Funding.Get("amount.week", FieldText.Pounds(weekly));

    /// <summary>The moment that a day and a time of the clock name, as UTC; null when they name none.</summary>
    public static DateTime? At(IFormCollection form) =>
        Day(form, "on").Day is { } day && TimeOnly.TryParseExact(form["at"].ToString().Trim().Replace('.', ':'), ["H:mm", "HH:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var clock)
            ? PortalSettings.Utc(day.ToDateTime(clock)) : null;

    /// <summary>A moment as somebody would type it.</summary>
    public static IFormCollection Moment(DateTime utc)
    {
        var local = PortalSettings.Local(utc);
        return new FormCollection(new() { ["on/day"] = $"{local.Day}", ["on/month"] = $"{local.Month}", ["on/year"] = $"{local.Year}", ["at"] = FieldText.Clock(utc) });
    }

    /// <summary>A day typed in three fields: none when all are empty, wrong when there is no such day.</summary>
    public static (DateOnly? Day, bool IsWrong) Day(IFormCollection form, string name)
    {
        var date = new PartialDate { Day = Whole(form[$"{name}/day"]), Month = Whole(form[$"{name}/month"]), Year = Whole(form[$"{name}/year"]) };
        var typed = Parts.Any(part => !string.IsNullOrWhiteSpace(form[$"{name}/{part}"]));
        return (date.Date, typed && date.Date is null);
    }

    private static readonly string[] Parts = ["day", "month", "year"];

    internal static int? Whole(string? typed) => int.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : null;

    /// <summary>The input that a refusal is about.</summary>
    public static string FieldOf(RequestRefusal refusal) => refusal switch
    {
        RequestRefusal.NoWhat => "what",
        RequestRefusal.NoWhy => "why",
        RequestRefusal.NoGoal => "goal",
        RequestRefusal.NoLine or RequestRefusal.NoPrice or RequestRefusal.AskedAlready or RequestRefusal.LineNotReady or RequestRefusal.NoLinesChosen or RequestRefusal.AllLinesChosen or RequestRefusal.LineReason => "lines",
        RequestRefusal.NoClinician => "clinician",
        RequestRefusal.BadDay => "day",
        RequestRefusal.NoWords or RequestRefusal.OneWord or RequestRefusal.TooLong => "reason",
        RequestRefusal.NoNext => "next",
        RequestRefusal.NoOutcome or RequestRefusal.NotThePanelsView or RequestRefusal.FastTrackIsNotDeclined => "outcome",
        RequestRefusal.WrongPin or RequestRefusal.MustWait or RequestRefusal.MustShowAgain => "pin",
        _ => "main",
    };
}

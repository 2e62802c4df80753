using System.Globalization;
using CarePlanning.Core.Allocation;
using CarePlanning.Web.Components;
using CarePlanning.Web.Security;
using CarePlanning.Web.Words;
using Microsoft.AspNetCore.Mvc;

namespace CarePlanning.Web.Pages.Budget;

/// <summary>The plain forms by which an amount gets into a plan, and how their fields are read.</summary>
internal static class MoneyForms
{
    private static readonly string[] PartsOfDay = ["day", "month", "year"];

    public static void MapMoney(this WebApplication app)
    {
        app.MapForm("/plans/{id:guid}/allocation/keep", "/plans/{id}/allocation", async (Guid id, [FromForm] Guid? op, [FromForm] string? table, [FromForm] string? hours, HttpContext http, CurrentActor actors, AllocationService service) =>
            await actors.Of(http) is not { } actor ? Results.StatusCode(401)
            : IsUnread(hours, Number(hours)) ? new Refused(typeof(AllocationPage), "hours", Said.Money["allocation.problem.Hours"])
            : await service.WorkOut(actor, id, op ?? Guid.NewGuid(), table, Number(hours) ?? 0) switch
            {
                AllocationRefusal.None => Results.LocalRedirect($"/plans/{id}/allocation#now"),
                AllocationRefusal.NotFound or AllocationRefusal.NotYours => Results.NotFound(),
                var why => new Refused(typeof(AllocationPage), PlaceOf(why), Said.Money.Get($"allocation.problem.{why}", AllocationService.LongestSource)),
            });
        app.MapTables();
        app.MapBudget();
        app.MapMovingOn();
    }

    /// <summary>The input on the page that a refusal is about.</summary>
    internal static string PlaceOf(AllocationRefusal why) => why switch
    {
        AllocationRefusal.NoSource or AllocationRefusal.LongSource => "from",
        AllocationRefusal.NoAside => "aside",
        AllocationRefusal.NoAmount => "year",
        AllocationRefusal.NoDay => "on-day",
        AllocationRefusal.NoTable => "table",
        AllocationRefusal.MoreHours => "hours",
        _ => "main",
    };

    /// <summary>A number as people type it, or null.</summary>
    internal static decimal? Number(string? typed) =>
        decimal.TryParse(typed?.Trim(), NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var number) && number <= 1_000_000m ? number : null;

    /// <summary>Pounds as people type them, in pence, or null.</summary>
    internal static long? Pence(string? typed) =>
        Number(typed?.Replace("£", "", StringComparison.Ordinal)) is { } pounds && pounds * 100 == decimal.Truncate(pounds * 100) ? (long)(pounds * 100) : null;

    /// <summary>True where something was typed and could not be read: it is not taken for nothing.</summary>
    internal static bool IsUnread<T>(string? typed, T? read) where T : struct => read is null && !string.IsNullOrWhiteSpace(typed);

    /// <summary>A day from three fields, and the three as they were typed.</summary>
    internal static (DateOnly? Date, IReadOnlyList<string> Typed) Day(IFormCollection form, string name)
    {
        string[] typed = [.. PartsOfDay.Select(p => form[$"{name}-{p}"].ToString())];
        int? Part(int i) => int.TryParse(typed[i].Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : null;
        return (new Core.Plans.PartialDate { Day = Part(0), Month = Part(1), Year = Part(2) }.Date, typed);
    }
}

namespace CarePlanning.Core.Plans;

/// <summary>What the services need to know of the place they run in.</summary>
/// <param name="Demo">True on a demonstration, which takes NHS numbers from the never-issued 999 range only.</param>
public sealed record PortalSettings(bool Demo, TimeProvider Time)
{
    private static readonly TimeZoneInfo London = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");

    /// <summary>Today where the plans are made.</summary>
    public DateOnly Today => DateOnly.FromDateTime(Local(Time.GetUtcNow().UtcDateTime));

    public DateTime UtcNow { get { var now = Time.GetUtcNow().UtcDateTime; return new DateTime(now.Ticks - (now.Ticks % 10), DateTimeKind.Utc); } }

    /// <summary>An instant as the clock on the wall shows it in England.</summary>
    public static DateTime Local(DateTime utc) => TimeZoneInfo.ConvertTimeFromUtc(DateTime.SpecifyKind(utc, DateTimeKind.Utc), London);

    /// <summary>The instant at which the clock in England shows this, or null in the hour that it leaves out in spring.</summary>
    public static DateTime? Utc(DateTime local) => London.IsInvalidTime(local) ? null : TimeZoneInfo.ConvertTimeToUtc(local, London);

    /// <summary>The moment at which a day begins in England, as UTC.</summary>
    public static DateTime Begins(DateOnly day) => TimeZoneInfo.ConvertTimeToUtc(day.ToDateTime(TimeOnly.MinValue), London);
}

namespace CarePlanning.Core.Access;

/// <summary>How long a session lasts (SC-01): 30 minutes without anything done, and 12 hours in all, unless the organisation sets less.</summary>
public sealed record SessionLimits(TimeSpan Idle, TimeSpan Longest)
{
    public static SessionLimits Usual { get; } = new(TimeSpan.FromMinutes(30), TimeSpan.FromHours(12));

    /// <summary>For a telephone that joined by a code: it lies on the table while three people talk, and to come in again it needs a professional beside it, so that it may rest for two hours.</summary>
    public static SessionLimits Joined { get; } = new(TimeSpan.FromHours(2), TimeSpan.FromHours(12));
}

/// <summary>The session somebody acts in: which one, since when, and when its user last did something.</summary>
public sealed record SessionNow(Guid Id, DateTime BeganAtUtc, DateTime SeenAtUtc)
{
    /// <summary>The plan that others sign on this laptop now, so that nothing else opens on it; null in its owner's hands.</summary>
    public Guid? SigningPlan { get; init; }

    /// <summary>When it ends if nothing more is done.</summary>
    public DateTime EndsAtUtc(SessionLimits limits) => Earlier(SeenAtUtc + limits.Idle, LastsUntilUtc(limits));

    /// <summary>When it ends whatever is done.</summary>
    public DateTime LastsUntilUtc(SessionLimits limits) => BeganAtUtc + limits.Longest;

    private static DateTime Earlier(DateTime a, DateTime b) => a < b ? a : b;
}

using Microsoft.EntityFrameworkCore;

namespace CarePlanning.Core.Storage;

/// <summary>Lets one transaction after another do what two at once would both begin: on PostgreSQL, for on SQLite there is one writer.</summary>
internal static class OneAtATime
{
    /// <summary>Waits until no other transaction does this, and keeps them waiting until this one ends.</summary>
    /// <param name="what">What is done, in a word, and to whom.</param>
    public static async Task Begin(CarePlanDb db, string what)
    {
        if (db.Database.IsNpgsql()) await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock(hashtextextended({what}, 0))");
    }
}

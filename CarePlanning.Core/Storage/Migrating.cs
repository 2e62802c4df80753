using Microsoft.EntityFrameworkCore;

namespace CarePlanning.Core.Storage;

/// <summary>Brings the database to the shape this release needs.</summary>
public static class Migrating
{
    public static async Task Migrate(this IOpenDb storage)
    {
        await using var db = storage.Open();
        await db.Database.MigrateAsync();
    }
}

using Microsoft.EntityFrameworkCore;

namespace CarePlanning.Core.Storage;

/// <summary>Brings the database to the shape this release needs.</summary>
public static class Migrating
{
    public static async Task Migrate(this IOpenDb storage)
    {
        await using var db = storage.Open();
        await db.Database.MigrateAsync();
        // Plans from before there were keys get theirs; what they hold is closed when it is next written.
        foreach (var plan in await db.Plans.Where(p => p.DataKey == "").ToListAsync()) plan.DataKey = db.Keys!.NewFor(plan.Id);
        await db.SaveChangesAsync();
        await PortalKeys.Put(db, storage.Provider);
        await LogGuards.Put(db, storage.Provider);
    }
}

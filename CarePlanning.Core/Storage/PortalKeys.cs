using System.Data.Common;
using CarePlanning.Core.Keys;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.Logging;

namespace CarePlanning.Core.Storage;

/// <summary>
/// Makes the portal's own keys at the first start, and closes the addresses and numbers of family accounts that lay open until then. The
/// key by which addresses are found is made last: until it stands, nothing else is taken for done and a start that was cut off begins anew.
/// </summary>
internal static partial class PortalKeys
{
    public static async Task Put(CarePlanDb db, DbProvider provider)
    {
        if (db.Keys is not { } keys || await Has(db, KeyRing.Finding)) return;
        var before = 0;
        await InTurn(db, async () =>
        {
            // Read before a key is made: what is closed already and has lost its key stops the start here, with nothing changed.
            var accounts = await db.FamilyAccounts.ToListAsync();
            if (!await Has(db, KeyRing.Family)) db.PortalKeys.Add(new PortalKeyRow { Id = KeyRing.Family, DataKey = keys.NewFor(KeyRing.Family) });
            foreach (var account in accounts) db.Entry(account).State = EntityState.Modified;
            before = accounts.Count;
        });
        // What was written over is still in the file, and was in the index that is gone.
        if (before > 0)
            await Tidy(db, provider == DbProvider.Sqlite ? ["VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)"] : ["""VACUUM FULL "FamilyAccounts" """]);
        await InTurn(db, async () =>
        {
            if (await Has(db, KeyRing.Finding)) return;
            db.PortalKeys.Add(new PortalKeyRow { Id = KeyRing.Finding, DataKey = keys.NewFor(KeyRing.Finding) });
            foreach (var account in await db.FamilyAccounts.ToListAsync()) account.EmailHmac = account.Email is { } email ? keys.Hmac(email) : null;
        });
    }

    /// <summary>What was written over is still in the file until this is done. A full disk or somebody who reads for long must not keep the portal shut for a tidy-up; whoever runs it is told.</summary>
    internal static async Task Tidy(CarePlanDb db, string[] commands)
    {
        try
        {
            foreach (var sql in commands) await db.Database.ExecuteSqlRawAsync(sql);
        }
        catch (DbException e)
        {
            NotTidied(db.GetService<ILoggerFactory>().CreateLogger(nameof(PortalKeys)), string.Join("; ", commands), e);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Words that lay open are encrypted now, but what was written over may still lie in the database's file. Run this when there is room: {Commands}")]
    private static partial void NotTidied(ILogger log, string commands, Exception why);

    private static Task<bool> Has(CarePlanDb db, Guid key) => db.PortalKeys.AnyAsync(k => k.Id == key);

    /// <summary>Two processes that start at once do it one after the other.</summary>
    private static async Task InTurn(CarePlanDb db, Func<Task> change)
    {
        await using var transaction = await db.Database.BeginTransactionAsync();
        await OneAtATime.Begin(db, "keys of the portal");
        await change();
        await db.SaveChangesAsync();
        await transaction.CommitAsync();
    }
}

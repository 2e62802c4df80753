using System.Reflection;
using CarePlanning.Core.Keys;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace CarePlanning.Core.Storage;

/// <summary>Words that lie open where they are kept encrypted: written before there were keys, or put there past the portal.</summary>
internal static class OpenWords
{
    /// <summary>How many, by table and column.</summary>
    public sealed record Column(string Where, long Count);

    private sealed record Place(IEntityType Type, string Property, string Table, string Name)
    {
        /// <summary>Without the mark of closed ones, so that the portal would give them back as they stand.</summary>
        public string AreOpen => $"\"{Name}\" <> '' AND substr(\"{Name}\", 1, {KeyRing.Mark.Length}) <> '{KeyRing.Mark}'";
    }

    /// <summary>Those of the history are held by its chain, which they cannot be written past, and its guards let nobody close them.</summary>
    private static List<Place> Places(CarePlanDb db) =>
    [
        .. from type in db.Model.GetEntityTypes().Where(t => t.ClrType != typeof(AuditWordsRow))
           from column in KeyRing.ColumnsOf(type.ClrType)
           select new Place(type, column.Name, type.GetTableName()!, type.FindProperty(column)!.GetColumnName()),
    ];

    public static async Task<List<Column>> Count(CarePlanDb db)
    {
        var sql = string.Join(" UNION ALL ", Places(db).Select(p => $"SELECT '{p.Table}.{p.Name}' AS \"Where\", COUNT(*) AS \"Count\" FROM \"{p.Table}\" WHERE {p.AreOpen}"));
        return [.. (await db.Database.SqlQueryRaw<Column>(sql).ToListAsync()).Where(c => c.Count > 0)];
    }

    /// <summary>Closes them, while the portal goes on.</summary>
    public static async Task<List<Column>> Close(CarePlanDb db, DbProvider provider)
    {
        var onSqlite = provider == DbProvider.Sqlite;
        List<Column> closed = [];
        foreach (var place in Places(db))
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            var close = typeof(OpenWords).GetMethod(nameof(CloseIn), BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(place.Type.ClrType);
            if (await (Task<int>)close.Invoke(null, [db, place, onSqlite])! is > 0 and var count) closed.Add(new Column($"{place.Table}.{place.Name}", count));
            await transaction.CommitAsync();
        }
        if (closed.Count > 0) await PortalKeys.Tidy(db, onSqlite ? ["VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)"] : [.. closed.Select(c => $"VACUUM FULL \"{c.Where.Split('.')[0]}\"").Distinct()]);
        return closed;
    }

    private static async Task<int> CloseIn<T>(CarePlanDb db, Place place, bool onSqlite) where T : class
    {
        db.ChangeTracker.Clear();
        // Held until this ends, so that nothing somebody writes meanwhile is written over; a transaction of SQLite holds all.
        var sql = $"SELECT * FROM \"{place.Table}\" WHERE {place.AreOpen}{(onSqlite ? "" : " FOR UPDATE")}";
        var rows = await db.Set<T>().FromSqlRaw(sql).ToListAsync();
        foreach (var row in rows) db.Entry(row).Property(place.Property).IsModified = true;
        await db.SaveChangesAsync();
        return rows.Count;
    }
}

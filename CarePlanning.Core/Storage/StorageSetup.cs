using System.Data.Common;
using CarePlanning.Core.Keys;
using CarePlanning.Core.Storage.Postgres;
using CarePlanning.Core.Storage.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace CarePlanning.Core.Storage;

/// <summary>Which database the portal keeps its plans in.</summary>
public enum DbProvider { Sqlite, Postgres }

/// <summary>Opens short-lived contexts; one for each operation.</summary>
public interface IOpenDb
{
    DbProvider Provider { get; }
    CarePlanDb Open();
}

/// <summary>Makes the chosen database available to the services.</summary>
public static class StorageSetup
{
    public static IServiceCollection AddCarePlanStorage(this IServiceCollection services, DbProvider provider, string connection)
    {
        services.AddSingleton(s => new KeyRing(s.GetRequiredService<IKeyVault>(), id => WrappedKeyOf(s.GetRequiredService<IOpenDb>(), id)));
        services.AddSingleton(new WriteQueue(oneAtATime: provider == DbProvider.Sqlite));
        if (provider == DbProvider.Sqlite)
        {
            services.AddPooledDbContextFactory<SqliteCarePlanDb>(o => UseSqlite(o, connection));
            services.AddSingleton<IOpenDb, Open<SqliteCarePlanDb>>();
        }
        else
        {
            services.AddPooledDbContextFactory<PostgresCarePlanDb>(o => o.UseNpgsql(connection).AddInterceptors(OpenedWords.Each));
            services.AddSingleton<IOpenDb, Open<PostgresCarePlanDb>>();
        }
        services.AddScoped(s => s.GetRequiredService<IOpenDb>().Open());
        return services;
    }

    internal static void UseSqlite(DbContextOptionsBuilder options, string connection) =>
        options.UseSqlite(new SqliteConnectionStringBuilder(connection) { ForeignKeys = true, DefaultTimeout = 30 }.ConnectionString)
            .AddInterceptors(new Pragmas(), OpenedWords.Each);

    private static string? WrappedKeyOf(IOpenDb storage, Guid id)
    {
        using var db = storage.Open();
        return db.Plans.Where(p => p.Id == id).Select(p => p.DataKey).Concat(db.PortalKeys.Where(k => k.Id == id).Select(k => k.DataKey)).SingleOrDefault();
    }

    private sealed class Open<T>(IDbContextFactory<T> factory, KeyRing keys) : IOpenDb where T : CarePlanDb
    {
        public DbProvider Provider => typeof(T) == typeof(SqliteCarePlanDb) ? DbProvider.Sqlite : DbProvider.Postgres;
        CarePlanDb IOpenDb.Open()
        {
            var db = factory.CreateDbContext();
            db.Keys = keys;
            return db;
        }
    }

    /// <summary>The synchronous setting is not stored in the file, so each connection asks for it: FULL survives a power cut.</summary>
    private sealed class Pragmas : DbConnectionInterceptor
    {
        private const string Settings = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;";

        public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
        {
            using var command = connection.CreateCommand();
            command.CommandText = Settings;
            command.ExecuteNonQuery();
        }

        public override async Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = Settings;
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }
}

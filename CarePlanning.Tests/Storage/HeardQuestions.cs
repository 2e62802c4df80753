using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using CarePlanning.Core.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace CarePlanning.Tests.Storage;

/// <summary>Listens to the commands of one database; what the access log writes when a page is drawn is counted apart.</summary>
internal sealed class HeardQuestions : IDisposable
{
    private static readonly ConcurrentDictionary<HeardQuestions, string> Listening = [];
    private readonly ConcurrentQueue<string> commands = [], ofTheLog = [];

    public HeardQuestions(Func<CarePlanDb> open)
    {
        using var db = open();
        Listening[this] = Where(db);
    }

    public IReadOnlyList<string> Commands => [.. commands];
    public int Count => commands.Count;
    public int CountOfTheLog => ofTheLog.Count;

    // To every command, failed ones too, from the first of the process: for a second after one that nobody heard, Entity Framework does not
    // look for listeners again.
    [ModuleInitializer]
    internal static void Begin() => DiagnosticListener.AllListeners.Subscribe(new Ear());

    // Not by the connection string, from which PostgreSQL's takes the password out when it opens, nor by its server, which it names once it is open.
    private static string Where(DbContext db) => db.Database.GetDbConnection() is SqliteConnection file ? file.DataSource : db.Database.GetDbConnection().Database;

    public void Dispose() => Listening.TryRemove(this, out _);

    private sealed class Ear : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>
    {
        public void OnNext(DiagnosticListener value)
        {
            if (value.Name == DbLoggerCategory.Name) value.Subscribe(this, (name, _, _) => name.StartsWith(DbLoggerCategory.Database.Command.Name, StringComparison.Ordinal));
        }

        public void OnNext(KeyValuePair<string, object?> value)
        {
            if (Listening.IsEmpty || value.Value is not CommandExecutedEventData { Context: { } db } happened) return;
            // Other tests ask theirs at the same time.
            var database = Where(db);
            foreach (var (asked, of) in Listening)
                if (of == database) (happened.Command.CommandText.Contains("\"Access", StringComparison.Ordinal) ? asked.ofTheLog : asked.commands).Enqueue(happened.Command.CommandText);
        }

        public void OnCompleted() { }
        public void OnError(Exception error) { }
    }
}

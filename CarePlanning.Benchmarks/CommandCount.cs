using System.Diagnostics;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace CarePlanning.Benchmarks;

/// <summary>Counts what is sent to the database: each command, and each commit.</summary>
internal sealed class CommandCount : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
{
    private readonly List<IDisposable> endings = [];
    private long executed;

    public CommandCount() => endings.Add(DiagnosticListener.AllListeners.Subscribe(this));

    public long Executed => Interlocked.Read(ref executed);

    /// <summary>Where not null, the commands' texts are kept there.</summary>
    public List<string>? Heard { get; set; }

    void IObserver<DiagnosticListener>.OnNext(DiagnosticListener value)
    {
        if (value.Name == "Microsoft.EntityFrameworkCore") endings.Add(value.Subscribe(this));
    }

    void IObserver<KeyValuePair<string, object?>>.OnNext(KeyValuePair<string, object?> value)
    {
        if (value.Key == RelationalEventId.CommandExecuted.Name)
        {
            Interlocked.Increment(ref executed);
            Heard?.Add(((CommandExecutedEventData)value.Value!).Command.CommandText);
        }
        else if (value.Key == RelationalEventId.TransactionCommitted.Name)
        {
            Interlocked.Increment(ref executed);
            Heard?.Add("COMMIT");
        }
    }

    void IObserver<DiagnosticListener>.OnCompleted() { }
    void IObserver<DiagnosticListener>.OnError(Exception error) { }
    void IObserver<KeyValuePair<string, object?>>.OnCompleted() { }
    void IObserver<KeyValuePair<string, object?>>.OnError(Exception error) { }

    public void Dispose() => endings.ForEach(e => e.Dispose());
}

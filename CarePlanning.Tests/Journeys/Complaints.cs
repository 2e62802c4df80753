using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace CarePlanning.Tests.Journeys;

/// <summary>Keeps what a running portal logs as a warning or worse.</summary>
internal sealed class Complaints : ILoggerProvider
{
    private readonly ConcurrentQueue<string> said = new();

    public IReadOnlyList<string> Said() => [.. said];

    public ILogger CreateLogger(string categoryName) => new Ear(categoryName, said);

    public void Dispose()
    {
    }

    private sealed class Ear(string category, ConcurrentQueue<string> said) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
                said.Enqueue($"{logLevel} {category}: {formatter(state, exception)}{(exception is null ? "" : "\n" + exception)}");
        }
    }
}

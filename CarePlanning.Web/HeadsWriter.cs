using CarePlanning.Core.Audit;

namespace CarePlanning.Web;

/// <summary>Writes the heads of the chains to a folder elsewhere, again and again.</summary>
internal sealed partial class HeadsWriter(LogHeadsService heads, TimeProvider time, HeadsWriter.Settings settings, ILogger<HeadsWriter> log) : BackgroundService
{
    /// <param name="Folder">Where to; null for nowhere.</param>
    internal sealed record Settings(string? Folder, TimeSpan Every)
    {
        public static Settings Read(IConfiguration configuration)
        {
            var minutes = configuration.GetValue<int?>("Log:HeadsMinutes") ?? 60;
            return minutes is >= 1 and <= 1440 ? new(configuration["Log:HeadsFolder"] is { Length: > 0 } folder ? folder : null, TimeSpan.FromMinutes(minutes))
                : throw new InvalidOperationException("Log:HeadsMinutes is a number of minutes from 1 to 1440.");
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (settings.Folder is not { } folder) return;
        using var timer = new PeriodicTimer(settings.Every, time);
        do
        {
            try { await heads.Write(folder); }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested) { NotWritten(log, e.GetType().Name); }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The heads of the log could not be written elsewhere: {Why}. It is tried again.")]
    private static partial void NotWritten(ILogger log, string why);
}

using CarePlanning.Core.Plans;
using CarePlanning.Core.Storage;
using CarePlanning.Pdf;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CarePlanning.Core.Signing;

/// <summary>Whose clock stands behind the time of a seal.</summary>
public enum SealClock
{
    /// <summary>The seal has a time-stamp inside, or none was wanted.</summary>
    Settled,
    /// <summary>A time-stamp was wanted, and the server has not given one yet.</summary>
    Waiting,
    /// <summary>The server confirmed later that the file was there.</summary>
    Confirmed,
}

/// <summary>Asks again for the time of files that were sealed while the time-stamp server was down; the files stay as people hold them.</summary>
public sealed partial class SealTimeService(IOpenDb storage, WriteQueue queue, PortalSettings settings, Sealing sealing, TimeProvider time, ILogger<SealTimeService> log) : BackgroundService
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20), EveryMinute = TimeSpan.FromMinutes(1);

    /// <summary>Between two tries there is never more than an hour.</summary>
    private const int LongestWaitMinutes = 60;

    /// <summary>Notes in the caller's transaction that this file still wants the time of its seal.</summary>
    internal static void Note(CarePlanDb db, SealedDocument made, Guid planId, DateTime now)
    {
        if (made.TimeMissing) db.SealTimes.Add(new SealTimeRow { FileSha256 = made.Sha256, PlanId = planId, SealedAtUtc = now, NextTryAtUtc = now.AddMinutes(1) });
    }

    /// <summary>How it stands with the time of this file, and when the server confirmed it.</summary>
    internal static async Task<(SealClock Clock, DateTime? At)> Of(CarePlanDb db, string? sha256) =>
        sha256 is null ? (SealClock.Settled, null)
        : await db.SealTimes.AsNoTracking().Where(t => t.FileSha256 == sha256).Select(t => new { t.ConfirmedAtUtc }).SingleOrDefaultAsync() switch
        {
            null => (SealClock.Settled, null),
            { ConfirmedAtUtc: null } => (SealClock.Waiting, null),
            var row => (SealClock.Confirmed, row.ConfirmedAtUtc),
        };

    /// <summary>How many files of a plan wait for the time of their seal.</summary>
    public async Task<int> Waiting(Guid planId)
    {
        await using var db = storage.Open();
        return await db.SealTimes.CountAsync(t => t.PlanId == planId && t.Token == null);
    }

    /// <summary>Asks for every file whose turn it is; returns how many were confirmed.</summary>
    public async Task<int> AskAgain(CancellationToken stop = default)
    {
        if (sealing.TimestampServer is not { } server) return 0;
        List<string> due;
        await using (var db = storage.Open())
        {
            var now = settings.UtcNow;
            due = await db.SealTimes.AsNoTracking().Where(t => t.Token == null && t.NextTryAtUtc <= now).OrderBy(t => t.SealedAtUtc).Select(t => t.FileSha256).Take(100).ToListAsync(stop);
        }
        var confirmed = 0;
        foreach (var file in due)
        {
            var hash = Convert.FromHexString(file);
            try
            {
                // Nothing is locked while the server thinks.
                var token = await FileTime.AskAsync(server, hash, Patience, stop);
                if (FileTime.Read(token, hash) is not { } at) throw new SealException("The time-stamp server's answer is not over this file.");
                await Change(file, row => (row.Token, row.ConfirmedAtUtc) = (token, at.UtcDateTime));
                confirmed++;
            }
            catch (SealException e)
            {
                StillWithout(log, due.Count - confirmed, e.Message);
                await Change(file, row => (row.Tries, row.NextTryAtUtc) = (row.Tries + 1, settings.UtcNow.AddMinutes(Math.Min(LongestWaitMinutes, 1 << Math.Min(row.Tries, 6)))));
                // What is down for one is down for all.
                return confirmed;
            }
        }
        if (confirmed > 0) sealing.ServerAnswers();
        return confirmed;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (sealing.TimestampServer is null) return;
        using var timer = new PeriodicTimer(EveryMinute, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                try { await AskAgain(stoppingToken); }
                // The database may be down for a while; the next minute asks again.
                catch (Exception e) when (!stoppingToken.IsCancellationRequested) { NotNow(log, e); }
            }
        }
        catch (OperationCanceledException) { }
    }

    private Task<bool> Change(string file, Action<SealTimeRow> change) => queue.Run(async () =>
    {
        await using var db = storage.Open();
        if (await db.SealTimes.SingleOrDefaultAsync(t => t.FileSha256 == file) is not { } row) return false;
        change(row);
        await db.SaveChangesAsync();
        return true;
    });

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Count} sealed files still wait for the time of their seal. {Why}")]
    private static partial void StillWithout(ILogger log, int count, string why);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The database did not answer while the time of seals was to be asked for.")]
    private static partial void NotNow(ILogger log, Exception e);
}

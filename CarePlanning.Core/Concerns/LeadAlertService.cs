using CarePlanning.Core.Documents.Copies;
using CarePlanning.Core.Family;
using CarePlanning.Core.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CarePlanning.Core.Concerns;

/// <summary>
/// Writes to the named lead that somebody has a concern, or opened a plan in an emergency, and tries again, for a week, until the letter has left: whoever
/// speaks up, or stands at a bedside, waits for no mail server, and a server that is down for a night loses no alert. A letter says only where to look.
/// </summary>
public sealed partial class LeadAlertService(IOpenDb storage, WriteQueue queue, TimeProvider time, IPost post, NamedLeadService leads, CheckAddress address, ILogger<LeadAlertService> log) : BackgroundService
{
    /// <summary>How often it is looked for letters that did not leave, and for how long each is tried.</summary>
    public static readonly TimeSpan Again = TimeSpan.FromMinutes(1), Tries = TimeSpan.FromDays(7);

    private readonly SemaphoreSlim due = new(0), telling = new(1, 1);

    /// <summary>There is something to tell.</summary>
    public void Soon() => due.Release();

    /// <summary>Tells the leads what they were not told of yet and whose turn it is; how many letters did not leave.</summary>
    public async Task<int> Tell()
    {
        var (now, oldest) = (time.GetUtcNow().UtcDateTime, time.GetUtcNow().UtcDateTime - Tries);
        List<Untold> untold;
        await using (var db = storage.Open())
            untold = [.. await db.Concerns.AsNoTracking().Where(c => c.LeadToldAtUtc == null && c.AtUtc > oldest).OrderBy(c => c.AtUtc).Select(c => new Untold(c.Id, c.PlanId, "concern", c.LeadTries, c.LeadTriedAtUtc)).ToListAsync(),
                .. await db.BreakGlass.AsNoTracking().Where(b => b.LeadToldAtUtc == null && b.AtUtc > oldest).OrderBy(b => b.AtUtc).Select(b => new Untold(b.Id, b.PlanId, "emergency", b.LeadTries, b.LeadTriedAtUtc)).ToListAsync()];
        List<(string? To, Untold One)> due = [];
        // Counted before it is sent: another process does not send it as well.
        foreach (var one in untold.Where(u => u.TriedAtUtc is not { } tried || tried + Pause(u.Tries) <= now))
            if (await Note(one, now, told: false)) due.Add(((await leads.Of(one.PlanId)).Email, one with { Tries = one.Tries + 1 }));
        var waiting = 0;
        // One letter for all of a kind: it says no more than where to look.
        foreach (var letter in due.GroupBy(d => (d.To, d.One.About)))
        {
            // Where nobody is named the page alone shows it.
            if (letter.Key.To is { } to && !await Leaves(Letters.ForTheLead(to, letter.Key.About, new Uri(address.Portal, "concerns").AbsoluteUri))) { waiting++; continue; }
            foreach (var (_, one) in letter) await Note(one, now, told: true);
        }
        return waiting;
    }

    private sealed record Untold(Guid Id, Guid PlanId, string About, int Tries, DateTime? TriedAtUtc);

    /// <summary>One minute after the first try, then twice as long each time, up to twelve hours: a server that took a letter and did not say so gets a few, not thousands.</summary>
    private static TimeSpan Pause(int tries) => TimeSpan.FromMinutes(Math.Min(720, Math.Pow(2, Math.Min(tries, 12) - 1)));

    /// <summary>Notes a try, or that it was the last; false where somebody else has tried meanwhile.</summary>
    private Task<bool> Note(Untold one, DateTime now, bool told) => queue.Run(async () =>
    {
        await using var db = storage.Open();
        var (tries, toldAt) = (one.Tries + (told ? 0 : 1), told ? now : (DateTime?)null);
        return 1 == (one.About == "concern"
            ? await db.Concerns.Where(c => c.Id == one.Id && c.LeadToldAtUtc == null && c.LeadTries == one.Tries).ExecuteUpdateAsync(u => u.SetProperty(c => c.LeadTries, tries).SetProperty(c => c.LeadTriedAtUtc, now).SetProperty(c => c.LeadToldAtUtc, toldAt))
            : await db.BreakGlass.Where(b => b.Id == one.Id && b.LeadToldAtUtc == null && b.LeadTries == one.Tries).ExecuteUpdateAsync(u => u.SetProperty(b => b.LeadTries, tries).SetProperty(b => b.LeadTriedAtUtc, now).SetProperty(b => b.LeadToldAtUtc, toldAt)));
    });

    private async Task<bool> Leaves(Letter letter)
    {
        try { return await post.Send(letter); }
        // The page shows what it is about, and the next time it may leave.
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidOperationException)
        {
            NotTold(log, e.GetType().Name);
            return false;
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Again, time);
        // One for the clock, one for whoever has something to tell.
        await Task.WhenAll(Go(async () => await timer.WaitForNextTickAsync(stoppingToken)), Go(async () => { await due.WaitAsync(stoppingToken); return true; }));

        async Task Go(Func<Task<bool>> wait)
        {
            while (await wait())
            {
                await telling.WaitAsync(stoppingToken);
                try { if (await Tell() is > 0 and var waiting) NotTold(log, $"{waiting} did not leave"); }
                catch (Exception e) when (!stoppingToken.IsCancellationRequested) { NotTold(log, e.GetType().Name); }
                finally { telling.Release(); }
            }
        }
    }

    public override void Dispose()
    {
        due.Dispose();
        telling.Dispose();
        base.Dispose();
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A letter to a named lead did not leave ({Why}). It is tried again for a week; the page of concerns shows what it is about.")]
    private static partial void NotTold(ILogger log, string why);
}

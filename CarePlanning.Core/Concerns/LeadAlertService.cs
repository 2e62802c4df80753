using CarePlanning.Core.Documents.Copies;
using CarePlanning.Core.Family;
using CarePlanning.Core.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CarePlanning.Core.Concerns;

/// <summary>
/// Writes to the named lead that somebody has a concern, or opened a plan in an emergency, and tries again until the letter has left: whoever
/// speaks up, or stands at a bedside, waits for no mail server, and a server that is down for a night loses no alert. A letter says only where to look.
/// </summary>
public sealed partial class LeadAlertService(IOpenDb storage, WriteQueue queue, TimeProvider time, IPost post, NamedLeadService leads, CheckAddress address, ILogger<LeadAlertService> log) : BackgroundService
{
    /// <summary>How often a letter that did not leave is tried again, and for how long.</summary>
    public static readonly TimeSpan Again = TimeSpan.FromMinutes(1), Tries = TimeSpan.FromDays(7);

    private readonly SemaphoreSlim due = new(0), telling = new(1, 1);

    /// <summary>There is something to tell.</summary>
    public void Soon() => due.Release();

    /// <summary>Tells the leads what they were not told of yet; how many letters did not leave.</summary>
    public async Task<int> Tell()
    {
        var oldest = time.GetUtcNow().UtcDateTime - Tries;
        List<(Guid Id, Guid PlanId, string About)> untold;
        await using (var db = storage.Open())
            untold = [.. (await db.Concerns.AsNoTracking().Where(c => c.LeadToldAtUtc == null && c.AtUtc > oldest).OrderBy(c => c.AtUtc).Select(c => new { c.Id, c.PlanId }).ToListAsync()).Select(c => (c.Id, c.PlanId, "concern")),
                .. (await db.BreakGlass.AsNoTracking().Where(b => b.LeadToldAtUtc == null && b.AtUtc > oldest).OrderBy(b => b.AtUtc).Select(b => new { b.Id, b.PlanId }).ToListAsync()).Select(b => (b.Id, b.PlanId, "emergency"))];
        var waiting = 0;
        foreach (var (id, plan, about) in untold)
        {
            // Where nobody is named the page alone shows it.
            if ((await leads.Of(plan)).Email is { } to && !await Leaves(Letters.ForTheLead(to, about, new Uri(address.Portal, "concerns").AbsoluteUri)))
            {
                waiting++;
                continue;
            }
            await queue.Run(async () =>
            {
                await using var db = storage.Open();
                var now = time.GetUtcNow().UtcDateTime;
                return about == "concern" ? await db.Concerns.Where(c => c.Id == id).ExecuteUpdateAsync(u => u.SetProperty(c => c.LeadToldAtUtc, now))
                    : await db.BreakGlass.Where(b => b.Id == id).ExecuteUpdateAsync(u => u.SetProperty(b => b.LeadToldAtUtc, now));
            });
        }
        return waiting;
    }

    private async Task<bool> Leaves(Letter letter)
    {
        try { return await post.Send(letter); }
        catch (IOException e)
        {
            NotTold(log, 1, e);
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
                try { if (await Tell() is > 0 and var waiting) NotTold(log, waiting, null); }
                catch (Exception e) when (!stoppingToken.IsCancellationRequested) { NotTold(log, 1, e); }
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

    [LoggerMessage(Level = LogLevel.Error, Message = "{Waiting} letters to a named lead did not leave. They are tried again every minute; the page of concerns shows what they are about.")]
    private static partial void NotTold(ILogger log, int waiting, Exception? why);
}

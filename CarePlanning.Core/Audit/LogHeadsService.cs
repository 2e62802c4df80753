using System.Text;
using CarePlanning.Core.Signing;
using CarePlanning.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace CarePlanning.Core.Audit;

/// <summary>Writes the heads of all chains to a file outside the database, so that somebody who can write the whole database cannot write the past anew unseen.</summary>
public sealed class LogHeadsService(IOpenDb storage, Sealing sealing, TimeProvider time) : IDisposable
{
    private const string Ending = ".heads";
    private const int MostTries = 50;

    private readonly SemaphoreSlim turn = new(1, 1);
    private Dictionary<Guid, PlanHeads> written = [];

    /// <summary>Adds one line to the month's file in a folder; false when nothing has changed since the last line.</summary>
    public async Task<bool> Write(string folder)
    {
        await turn.WaitAsync();
        try
        {
            var now = await Heads();
            var news = now.Where(h => written.GetValueOrDefault(h.Plan) != h).ToList();
            if (news.Count == 0) return false;
            Directory.CreateDirectory(folder);
            // Opened by itself before it is read: of two processes with one folder the second finds the line of the first.
            var month = time.GetUtcNow().ToString("yyyy-MM", System.Globalization.CultureInfo.InvariantCulture) + Ending;
            await using (var file = await Own(Path.Combine(folder, month)))
            {
                using var reader = new StreamReader(file, leaveOpen: true);
                var text = await reader.ReadToEndAsync();
                var last = text.Split('\n').LastOrDefault(l => l.Length > 0) ?? Lines(folder, except: month).LastOrDefault();
                var line = new HeadLine(time.GetUtcNow().UtcDateTime, last is null ? "" : AuditChain.Sha256(last), news).Write(sealing.Certificate);
                // What a power cut left half written stands on a line of its own.
                await file.WriteAsync(Encoding.UTF8.GetBytes($"{(text.Length == 0 || text[^1] == '\n' ? "" : "\n")}{line}\n"));
                file.Flush(flushToDisk: true);
            }
            written = now.ToDictionary(h => h.Plan);
            return true;
        }
        finally { turn.Release(); }
    }

    /// <summary>All lines in a folder, oldest first.</summary>
    internal static IEnumerable<string> Lines(string folder, string? except = null) =>
        Directory.Exists(folder) ? Directory.GetFiles(folder, $"*{Ending}").Where(f => Path.GetFileName(f) != except).Order(StringComparer.Ordinal).SelectMany(File.ReadLines).Where(l => l.Length > 0) : [];

    /// <summary>A file that nobody else reads or writes meanwhile; another process is done with its line in a moment.</summary>
    private static async Task<FileStream> Own(string file)
    {
        for (var tries = 0; ; tries++)
        {
            try { return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None); }
            catch (IOException) when (tries < MostTries) { await Task.Delay(100); }
        }
    }

    private async Task<List<PlanHeads>> Heads()
    {
        await using var db = storage.Open();
        var looks = await db.AccessHeads.AsNoTracking().ToDictionaryAsync(h => h.PlanId);
        var changes = await db.Plans.AsNoTracking().OrderBy(p => p.Id)
            .Select(p => new { p.Id, p.AuditHead, Last = db.Audit.Where(a => a.PlanId == p.Id).Max(a => (long?)a.Sequence) ?? 0 }).ToListAsync();
        return
        [
            .. from p in changes
               let l = looks.GetValueOrDefault(p.Id)
               select new PlanHeads(p.Id, p.Last, p.AuditHead, l?.Sequence ?? 0, l?.Hash ?? ""),
            .. from l in looks.Values where l.PlanId == Guid.Empty select new PlanHeads(l.PlanId, 0, "", l.Sequence, l.Hash),
        ];
    }

    public void Dispose() => turn.Dispose();
}

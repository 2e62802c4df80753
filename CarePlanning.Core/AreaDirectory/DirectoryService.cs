using System.Globalization;
using CarePlanning.Core.Access;
using CarePlanning.Core.Exchange.Csv;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Plans.Sections;
using CarePlanning.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace CarePlanning.Core.AreaDirectory;

/// <summary>What came of taking a directory in: nothing is changed unless every row can be used.</summary>
public sealed record DirectoryImport(bool Found, CsvRefusal Refusal, IReadOnlyList<DirectoryProblem> Problems, int Taken);

/// <summary>Where an entry of the directory is put in a plan.</summary>
public enum DirectoryPick { Line, Strength }

/// <summary>Keeps an area's directory, finds in it, and picks from it into a plan.</summary>
public sealed class DirectoryService(IOpenDb storage, WriteQueue queue, PortalSettings settings, PlanService plans, EditService edits)
{
    private const int MostFound = 60, MostSaid = 20, Together = 500;

    /// <summary>What has these words, best matches first; everything where nothing is looked for.</summary>
    public Task<IReadOnlyList<DirectoryEntry>> Find(Actor actor, string? words) =>
        OrganisationAccess.May(actor, OrganisationAction.ReadDirectory) ? Find(actor.OrganisationId, words) : Task.FromResult<IReadOnlyList<DirectoryEntry>>([]);

    /// <summary>The same for everybody on a plan: what they may open, they may plan with.</summary>
    public Task<IReadOnlyList<DirectoryEntry>> Find(PlanView plan, string? words) => Find(plan.Circle.OrganisationId, words);

    /// <summary>How many entries there are, and when the oldest price was checked.</summary>
    public async Task<(int Entries, DateOnly? Oldest)> State(Actor actor)
    {
        if (!OrganisationAccess.May(actor, OrganisationAction.ReadDirectory)) return (0, null);
        await using var db = storage.Open();
        var rows = db.Set<DirectoryRow>().AsNoTracking().Where(d => d.OrganisationId == actor.OrganisationId);
        return (await rows.CountAsync(), await rows.MinAsync(d => (DateOnly?)d.CheckedOn));
    }

    /// <summary>Takes a file in, in place of the whole directory; with one row wrong nothing is changed.</summary>
    public async Task<DirectoryImport> Import(Actor actor, Stream file)
    {
        if (!OrganisationAccess.May(actor, OrganisationAction.KeepDirectory)) return new(false, CsvRefusal.None, [], 0);
        var (table, refusal) = CsvFile.Read(file, DirectoryList.MostRows);
        if (table is null) return new(true, refusal, [], 0);
        var (entries, problems) = DirectoryList.Read(table, settings.Today);
        if (problems.Count > 0) return new(true, CsvRefusal.None, [.. problems.Take(MostSaid)], 0);
        return await queue.Run(async () =>
        {
            await using var db = storage.Open();
            await using var transaction = await db.Database.BeginTransactionAsync();
            await db.Set<DirectoryRow>().Where(d => d.OrganisationId == actor.OrganisationId).ExecuteDeleteAsync();
            foreach (var some in entries.Chunk(Together))
            {
                db.AddRange(some.Select(e => Row(actor.OrganisationId, e)));
                await db.SaveChangesAsync();
                db.ChangeTracker.Clear();
            }
            await transaction.CommitAsync();
            return new DirectoryImport(true, CsvRefusal.None, [], entries.Count);
        });
    }

    /// <summary>The whole directory as a file, or null for whoever may not read it.</summary>
    public async Task<byte[]?> Export(Actor actor)
    {
        if (!OrganisationAccess.May(actor, OrganisationAction.ReadDirectory)) return null;
        await using var db = storage.Open();
        var rows = await db.Set<DirectoryRow>().AsNoTracking().Where(d => d.OrganisationId == actor.OrganisationId).OrderBy(d => d.Service).ToListAsync();
        return DirectoryList.Write(rows.Select(Entry));
    }

    /// <summary>The section that an entry is put into.</summary>
    public static string SlugOf(DirectoryPick into) => into == DirectoryPick.Line ? "money" : "strengths";

    /// <summary>Puts an entry into the plan, as a line of the budget or as a strength, through the one write path; sent twice it is there once.</summary>
    public async Task<bool> Pick(Actor actor, Guid planId, Guid op, Guid entryId, DirectoryPick into, string? goalId)
    {
        if (await plans.Open(actor, planId) is not { } view || !view.May(PlanAction.Edit, SlugOf(into))) return false;
        await using var db = storage.Open();
        if (await db.Set<DirectoryRow>().AsNoTracking().SingleOrDefaultAsync(d => d.Id == entryId && d.OrganisationId == view.Circle.OrganisationId) is not { } row) return false;
        var entry = Entry(row);
        var goal = view.Answers.Get<Goals>().List.InUse().FirstOrDefault(g => g.Id == goalId)?.Id;
        var answers = into == DirectoryPick.Line ? Line(entry, goal) : Strength(entry);
        // The same form with another choice, as from a page that the browser kept, is another line.
        var id = AuditChain.Sha256($"{op:N} {entryId:N} {goal}")[..32];
        var n = 0;
        foreach (var (path, value) in answers)
        {
            var outcome = await edits.Apply(actor, planId, new Edit($"{id}-{n++}", SlugOf(into), $"{(into == DirectoryPick.Line ? "lines" : "list")}/{id}/{path}", "", value, null));
            if (outcome is EditOutcome.Refused) return false;
        }
        return true;
    }

    private static IEnumerable<(string Path, string Value)> Line(DirectoryEntry entry, string? goal)
    {
        yield return ("description", entry.Service);
        yield return ("category", entry.Category.ToString());
        if (goal is not null) yield return ($"goalIds/{goal}", "yes");
        yield return ("unit", entry.Unit.ToString());
        yield return ("unitCostPence", SectionFields.Pence(entry.PricePence));
        if (entry.Provider.Length > 0) yield return ("supplier", entry.Provider);
        yield return ("priceCheckedOn/day", Number(entry.CheckedOn.Day));
        yield return ("priceCheckedOn/month", Number(entry.CheckedOn.Month));
        yield return ("priceCheckedOn/year", Number(entry.CheckedOn.Year));
    }

    private static IEnumerable<(string Path, string Value)> Strength(DirectoryEntry entry)
    {
        yield return ("text", entry.Service);
        yield return ("kind", nameof(StrengthKind.Community));
        if (entry.Provider.Length > 0) yield return ("who", entry.Provider);
        if (entry.WhatFor.Length > 0) yield return ("howItHelps", entry.WhatFor);
    }

    private async Task<IReadOnlyList<DirectoryEntry>> Find(Guid organisationId, string? words)
    {
        await using var db = storage.Open();
        var rows = db.Set<DirectoryRow>().AsNoTracking().Where(d => d.OrganisationId == organisationId);
        var wanted = DirectoryList.WordsOf(words).Select(Stem).Distinct().ToList();
        if (wanted.Count == 0) return [.. (await rows.OrderBy(d => d.Service).Take(MostFound).ToListAsync()).Select(Entry)];
        List<DirectoryRow> found = [];
        foreach (var word in wanted) found.AddRange(await rows.Where(d => d.Search.Contains(word)).OrderBy(d => d.Service).Take(MostFound).ToListAsync());
        return [.. found.GroupBy(d => d.Id).OrderByDescending(g => g.Count()).ThenBy(g => g.First().Service, StringComparer.CurrentCulture).Take(MostFound).Select(g => Entry(g.First()))];
    }

    /// <summary>A word without its ending, so that "swimming" finds "swim".</summary>
    private static string Stem(string word)
    {
        foreach (var ending in (string[])["ming", "ning", "ing", "ies", "es", "s"])
            if (word.EndsWith(ending, StringComparison.Ordinal) && word.Length - ending.Length >= 4) return word[..^ending.Length];
        return word;
    }

    internal static DirectoryRow Row(Guid organisation, DirectoryEntry e) => new()
    {
        Id = e.Id,
        OrganisationId = organisation,
        Service = e.Service,
        Provider = e.Provider,
        WhatFor = e.WhatFor,
        Area = e.Area,
        Contact = e.Contact,
        Category = e.Category,
        Unit = e.Unit,
        PricePence = e.PricePence,
        CheckedOn = e.CheckedOn,
        Search = $"{e.Service} {e.Provider} {e.WhatFor}".ToLowerInvariant(),
    };

    private static DirectoryEntry Entry(DirectoryRow d) => new(d.Id, d.Service, d.Provider, d.WhatFor, d.Area, d.Contact, d.Category, d.Unit, d.PricePence, d.CheckedOn);

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}

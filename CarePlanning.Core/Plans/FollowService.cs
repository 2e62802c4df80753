using System.Collections;
using CarePlanning.Core.Access;
using CarePlanning.Core.Audit;
using CarePlanning.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace CarePlanning.Core.Plans;

/// <summary>What stands at a place now, and who changed it last.</summary>
/// <param name="By">Empty where this reader may not see the history.</param>
/// <param name="Sequence">The number of that change in the plan's history: of two, the higher one is newer.</param>
public sealed record PlaceNow(string Path, string Value, string By, DateTime AtUtc, long Sequence);

/// <summary>Somebody with a page of the plan open.</summary>
/// <param name="Section">The section whose page it is.</param>
/// <param name="Path">Where they write; empty when nowhere, or where this reader may not see.</param>
public sealed record PersonHere(Guid UserId, string Name, string Section, string Path);

/// <summary>Tells an open page what changed since it was drawn, as far as its reader may see it; access is asked anew each time.</summary>
public sealed class FollowService(IOpenDb storage)
{
    private const int MostRows = 500;

    /// <summary>The places of a section that changed after the given entry of the history and moment, and the newest entry; null for somebody who may not open the plan.</summary>
    public async Task<(long Seen, IReadOnlyList<PlaceNow> Places)?> Since(Actor actor, Guid planId, string slug, long seen, DateTime sinceUtc)
    {
        if (PlanSections.Find(slug) is not { } definition) return null;
        await using var db = storage.Open();
        if (await CircleFor(db, actor, planId) is not { } circle) return null;
        // Before the answers: they may then be newer than what is said of them, and the next news tells the rest; never older.
        var rows = await db.Audit.AsNoTracking()
            .Where(a => a.PlanId == planId && a.Sequence > seen && a.AtUtc >= sinceUtc && a.Section == slug && (a.Kind == AuditKind.Edited || a.Kind == AuditKind.EditedByPack))
            .OrderBy(a => a.Sequence).Take(MostRows).ToListAsync();
        if (rows.Count == 0) return (seen, []);
        var (answers, _) = await PlanReadingService.Answers(db, planId);
        var section = answers[slug];
        var names = PlanAccess.May(actor, PlanAction.SeeHistory, circle);
        var me = circle.MemberFor(actor)!.Id;
        var places = new Dictionary<string, PlaceNow>(StringComparer.Ordinal);
        foreach (var row in rows)
            if (SectionPath.Find(definition, row.Path) is { } at)
                foreach (var path in Beside(definition, section, at, row.Path, me))
                    if (SectionPath.Find(definition, path) is { } place && Sees(actor, circle, definition, section, place, me))
                        places[path] = new PlaceNow(path, SectionFields.Read(section, place), names ? row.ActorName : "", row.AtUtc, row.Sequence);
        return (rows[^1].Sequence, [.. places.Values]);
    }

    /// <summary>Those who have a page of the plan open, each once, with where they write as far as this reader may see it.</summary>
    public async Task<IReadOnlyList<PersonHere>> Here(Actor actor, Guid planId, IReadOnlyList<(Guid UserId, string Section, string Path)> pages)
    {
        await using var db = storage.Open();
        if (await CircleFor(db, actor, planId) is not { } circle) return [];
        var (answers, _) = pages.Any(p => p.Path.Length > 0) ? await PlanReadingService.Answers(db, planId) : (null, null);
        string Seen(string slug, string path) =>
            answers is not null && PlanSections.Find(slug) is { } definition && SectionPath.Find(definition, path) is { Field: not null } at
            && PlaceAccess.MaySee(actor, circle, answers[slug], at) ? path : "";
        return
        [
            .. from page in pages
               where page.UserId != actor.UserId
               let member = circle.Members.FirstOrDefault(m => m.UserId == page.UserId)
               where member is not null
               let here = new PersonHere(page.UserId, member.ShownAs, page.Section, Seen(page.Section, page.Path))
               orderby here.Path.Length == 0
               group here by here.UserId into one
               orderby one.First().Name
               select one.First(),
        ];
    }

    private static async Task<PlanCircle?> CircleFor(CarePlanDb db, Actor actor, Guid planId) =>
        await db.Plans.AsNoTracking().SingleOrDefaultAsync(p => p.Id == planId) is { } plan
        && await PlanReadingService.Circle(db, plan) is var circle && PlanAccess.May(actor, PlanAction.Open, circle) ? circle : null;

    private static bool Sees(Actor actor, PlanCircle circle, SectionDefinition definition, PlanSection section, SectionPath at, string me) =>
        at.Field is null ? definition.FieldsOf(at.Part).Any(f => PlanAccess.MaySee(actor, f, circle))
        : PlaceAccess.MaySee(actor, circle, section, at) && PlanAccess.MayRead(actor, at.Field, circle)
          && (!at.Part.StartsWith("standing/", StringComparison.Ordinal) || at.Part == "standing/" + me);

    /// <summary>The places that one change may have altered: words take voice and standings with them, an entry brings its fields.</summary>
    private static IEnumerable<string> Beside(SectionDefinition definition, PlanSection section, SectionPath at, string path, string me)
    {
        if (at.IsEntry)
        {
            var entry = at.Field!.EntriesOf(section).FirstOrDefault(e => e.Id == at.EntryId);
            return entry is null or { Removed: true } ? [path] : at.Field.Items.SelectMany(f => Parts(f, $"{path}/{f.Name}", entry, me)).Prepend(path);
        }
        return at.Field is { Kind: FieldKind.Narrative or FieldKind.Date } field
            ? Parts(field, at.EntryId is null ? field.Name : $"{field.List!.Name}/{at.EntryId}/{field.Name}", section, me) : [path];
    }

    private static IEnumerable<string> Parts(FieldDefinition field, string path, object owner, string me) => field.Kind switch
    {
        FieldKind.Narrative => [$"{path}/words", $"{path}/voice", $"{path}/ownWords", $"{path}/standing/{me}"],
        FieldKind.Date => [$"{path}/day", $"{path}/month", $"{path}/year"],
        FieldKind.Choices or FieldKind.Links => ((IEnumerable)field.Property.GetValue(owner)!).Cast<object>().Select(v => $"{path}/{v}"),
        _ => [path],
    };
}

using CarePlanning.Core.Access;
using CarePlanning.Core.Audit;
using CarePlanning.Core.Signing;
using CarePlanning.Core.Storage;

namespace CarePlanning.Core.Plans;

/// <summary>Writes answers that no hand types, in the same rows and with the same history as an edit; used by the services whose steps set them.</summary>
internal static class StepWriteService
{
    /// <summary>Writes the values at their places and saves; a place that holds its value already is left alone.</summary>
    public static async Task Write<T>(CarePlanDb db, PlanRow plan, Dictionary<string, SectionRow> rows, T section, Actor actor, AuditService audit, DateTime now,
        IEnumerable<(string Path, string Value)> changes) where T : PlanSection
    {
        var definition = PlanSections.Of<T>();
        var sequence = await AuditService.Next(db, plan.Id);
        if (plan.Status == PlanStatus.AwaitingAgreement) sequence = await SigningService.VoidOpenRound(db, plan, actor, audit, sequence, now);
        foreach (var (path, value) in changes)
        {
            var at = SectionPath.Find(definition, path)!;
            var before = SectionFields.Read(section, at);
            if (before == value) continue;
            SectionFields.Write(section, at, value);
            audit.Add(db, plan, sequence++, actor, AuditKind.Edited, definition.Slug, path, before: before, after: value);
        }
        EditService.Keep(db, rows, plan.Id, definition, section);
        plan.ChangedAtUtc = now;
        await db.SaveChangesAsync();
    }

    /// <summary>The three places of a date.</summary>
    public static IEnumerable<(string Path, string Value)> On(string path, DateOnly day) =>
        [($"{path}/day", Number(day.Day)), ($"{path}/month", Number(day.Month)), ($"{path}/year", Number(day.Year))];

    private static string Number(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}

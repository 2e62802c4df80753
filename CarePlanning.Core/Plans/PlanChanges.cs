using CarePlanning.Core.Words;

namespace CarePlanning.Core.Plans;

/// <summary>What became of an answer between two states of a plan.</summary>
public enum ChangeKind
{
    Changed,
    /// <summary>A whole entry of a list is new.</summary>
    EntryAdded,
    /// <summary>A whole entry of a list is gone.</summary>
    EntryTakenOut,
    /// <summary>The words are the same, but they are somebody else's.</summary>
    OtherVoice,
}

/// <summary>One answer that differs, in words.</summary>
/// <param name="Label">What the answer is called; for an entry of a list with the entry's name before it.</param>
/// <param name="Before">The answer before; empty when there was none.</param>
/// <param name="After">The answer after; empty when there is none.</param>
public sealed record PlanChange(SectionDefinition Section, string Question, string Label, ChangeKind Kind, string Before, string After);

/// <summary>Compares two states of a plan answer by answer, in the order of the plan.</summary>
public static class PlanChanges
{
    public static IReadOnlyList<PlanChange> Between(PlanAnswers before, PlanAnswers after) =>
        [.. from section in PlanSections.All
            from question in section.Questions
            from change in InQuestion(new Pair(section, before, after), question)
            select change];

    private static IEnumerable<PlanChange> InQuestion(Pair pair, string question)
    {
        var (old, now) = (pair.Before[pair.Section.Slug], pair.After[pair.Section.Slug]);
        if (PutOffSaid(old, question) is var saidOld && PutOffSaid(now, question) is var saidNow && saidOld != saidNow)
            yield return new PlanChange(pair.Section, question, pair.Section.Words.Heading(question), ChangeKind.Changed, saidOld, saidNow);
        var fields = pair.Section.FieldsOf(question).ToList();
        foreach (var field in fields)
        {
            var label = fields.Count == 1 ? pair.Section.Words.Heading(question) : pair.Section.Words.Label(field);
            foreach (var change in field.Kind == FieldKind.Items ? InList(pair, field) : InField(pair, field, label, old, now)) yield return change;
        }
    }

    private static IEnumerable<PlanChange> InList(Pair pair, FieldDefinition list)
    {
        List<PlanItem> old = Entries(list, pair.Before[pair.Section.Slug]), now = Entries(list, pair.After[pair.Section.Slug]);
        foreach (var entry in now)
        {
            var name = NameOf(pair.Section, list, entry, now);
            if (old.FirstOrDefault(e => e.Id == entry.Id) is not { } was)
            {
                yield return new PlanChange(pair.Section, list.Question, name, ChangeKind.EntryAdded, "", Whole(pair.Section, list, entry, pair.After));
                continue;
            }
            foreach (var field in list.Items)
                foreach (var change in InField(pair, field, Texts.Shared.Get("entry.field", name, pair.Section.Words.Label(field)), was, entry)) yield return change;
        }
        foreach (var gone in old.Where(e => now.All(n => n.Id != e.Id)))
            yield return new PlanChange(pair.Section, list.Question, NameOf(pair.Section, list, gone, old), ChangeKind.EntryTakenOut, Whole(pair.Section, list, gone, pair.Before), "");
    }

    private static IEnumerable<PlanChange> InField(Pair pair, FieldDefinition field, string label, object old, object now)
    {
        var (a, b) = (field.Property.GetValue(old), field.Property.GetValue(now));
        // A link to a renamed goal is the same link.
        if (field.Kind == FieldKind.Links && ((SortedSet<string>)a!).SetEquals((SortedSet<string>)b!)) yield break;
        var (before, after) = (FieldText.Say(pair.Section, field, a, pair.Before), FieldText.Say(pair.Section, field, b, pair.After));
        if (before != after) yield return new PlanChange(pair.Section, field.Question, label, ChangeKind.Changed, before, after);
        else if (a is Narrative { IsEmpty: false } was && b is Narrative said && (was.Voice != said.Voice || was.OwnWords != said.OwnWords))
            yield return new PlanChange(pair.Section, field.Question, label, ChangeKind.OtherVoice, Whose(was), Whose(said));
    }

    private static string Whose(Narrative n) => Documents.SectionDocument.Whose(n, []);

    private static string PutOffSaid(PlanSection section, string question) =>
        section.PutOff.TryGetValue(question, out var said) ? Texts.Shared[$"PutOff.{said}.said"] : "";

    private static List<PlanItem> Entries(FieldDefinition list, PlanSection section) => [.. list.EntriesOf(section).Where(e => !e.Removed)];

    private static string NameOf(SectionDefinition section, FieldDefinition list, PlanItem entry, List<PlanItem> among) =>
        FieldText.NameOf(list, entry) is { Length: > 0 and <= 120 } name ? name : section.Words.Entry(list, among.IndexOf(entry) + 1);

    /// <summary>Everything an entry holds, one line for each field.</summary>
    private static string Whole(SectionDefinition section, FieldDefinition list, PlanItem entry, PlanAnswers answers) =>
        string.Join('\n', from field in list.Items
                          let said = FieldText.Say(section, field, field.Property.GetValue(entry), answers)
                          where said.Length > 0
                          select Texts.Shared.Get("entry.field", section.Words.Label(field), said));

    private sealed record Pair(SectionDefinition Section, PlanAnswers Before, PlanAnswers After);
}

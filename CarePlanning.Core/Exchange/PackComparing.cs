using CarePlanning.Core.People;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Words;

namespace CarePlanning.Core.Exchange;

/// <summary>What the history knows of one change, without its words.</summary>
internal sealed record PastEdit(long Sequence, string OpId, string Section, string Path, string By, DateTime AtUtc);

/// <summary>Holds what was written in a pack against a plan as it is now: a pure comparison that decides nothing.</summary>
internal sealed class PackComparing(PlanAnswers answers, IReadOnlyList<Voice> voices, IReadOnlyList<PastEdit> history, long upto,
    Func<Sensitivity, bool> maySee, Func<string, bool> isAsked)
{
    private readonly HashSet<string> done = [.. history.Select(h => h.OpId)];
    private HashSet<string> ours = [];

    public IReadOnlyList<PackChange> Compare(IReadOnlyList<PackEdit> written)
    {
        ours = [.. written.Select(e => e.OpId)];
        return [.. written.GroupBy(KeyOf).Select(g => Change(g.Key, [.. g]))];
    }

    /// <summary>Parts of one field are decided together, and so is all of an entry that somebody took out meanwhile.</summary>
    private string KeyOf(PackEdit edit)
    {
        if (Find(edit) is not { } at || at.Field is null) return $"{edit.Section}/{edit.Path}";
        return IsTakenOut(edit.Section, at) ? $"{edit.Section}/{ListOf(at)!.Name}/{at.EntryId}" : $"{edit.Section}/{Field(edit.Path, at)}";
    }

    private PackChange Change(string key, IReadOnlyList<PackEdit> edits)
    {
        var first = edits[0];
        if (Find(first) is not { } at)
            return new PackChange(key, edits.All(e => done.Contains(e.OpId)) ? PackState.AlreadyIn : PackState.NoPlace, first.Section, first.Label ?? "", "",
                edits, [.. edits.Select(_ => "")], string.Join("\n", edits.Select(e => e.Value)), "", null, null, false);
        var section = answers[first.Section];
        var waiting = edits.Where(e => !done.Contains(e.OpId)).ToList();
        var seen = waiting.Select(e => SectionFields.Read(section, Find(e)!)).ToList();
        var state = waiting.Count == 0 || waiting.Zip(seen).All(p => SameValue(Find(p.First)!, Typed(p.First.Value), p.Second)) ? PackState.AlreadyIn
            : IsTakenOut(first.Section, at) && !waiting.Any(e => Find(e) is { IsEntry: true }) ? PackState.TakenOut
            : IsChanged(first, at, waiting, seen) ? PackState.Changed : PackState.Ready;
        var shown = waiting.Count > 0 ? waiting : edits;
        var theirs = state is PackState.Changed or PackState.TakenOut ? LastOf(first, at) : null;
        return new PackChange(key, state, first.Section, Place(first, state), $"/{first.Section}#q-{Question(at)}", shown, waiting.Count > 0 ? seen : [.. shown.Select(_ => "")],
            Say(shown, written: true), state == PackState.Changed ? Say(shown, written: false) : "", theirs?.By, theirs?.AtUtc, CanKeepBoth(at, shown));
    }

    private bool IsChanged(PackEdit first, SectionPath at, List<PackEdit> waiting, List<string> seen) =>
        waiting.Zip(seen).Any(p => !SameBase(Find(p.First)!, Typed(p.First.Base), p.Second) && !SameValue(Find(p.First)!, Typed(p.First.Value), p.Second))
        // A date, or words with whose they are, hold together: half of one and half of another is nobody's answer. And nobody takes out unseen what another just wrote.
        || ((at.IsEntry ? waiting.Any(e => e.Value == "removed") : at.Field?.Kind is FieldKind.Date or FieldKind.Narrative) && LastOf(first, at) is not null);

    /// <summary>The newest change of somebody else to the same field or entry since the pack was made.</summary>
    private PastEdit? LastOf(PackEdit edit, SectionPath at)
    {
        var place = at.Field is null ? edit.Path : IsTakenOut(edit.Section, at) || at.IsEntry ? $"{ListOf(at)!.Name}/{at.EntryId}" : Field(edit.Path, at);
        return history.LastOrDefault(h => h.Sequence > upto && !ours.Contains(h.OpId) && h.Section == edit.Section
            && (h.Path == place || h.Path.StartsWith(place + "/", StringComparison.Ordinal)) && !h.Path.Contains("/standing/", StringComparison.Ordinal));
    }

    private SectionPath? Find(PackEdit edit) =>
        PlanSections.Find(edit.Section) is { } section && isAsked(edit.Section) && SectionPath.Find(section, edit.Path) is { } at
            && (at.Field is null || maySee(at.Field.Sensitivity)) ? at : null;

    private static FieldDefinition? ListOf(SectionPath at) => at.IsEntry ? at.Field : at.Field?.List;

    private bool IsTakenOut(string slug, SectionPath at) =>
        ListOf(at)?.EntriesOf(answers[slug]).FirstOrDefault(e => e.Id == at.EntryId) is { Removed: true };

    /// <summary>The path of the field without its part.</summary>
    private static string Field(string path, SectionPath at) => at.Part.Length > 0 ? path[..^(at.Part.Length + 1)] : path;

    private static string Typed(string? value) => (value ?? "").Replace("\r\n", "\n", StringComparison.Ordinal);

    private static bool IsTick(SectionPath at) => at.Field?.Kind is FieldKind.Choices or FieldKind.Links || (at.Field?.Kind == FieldKind.Narrative && at.Part == "ownWords");

    private static bool SameValue(SectionPath at, string a, string b) => a == b || (IsTick(at) && a is "" or "no" && b is "" or "no");

    /// <summary>The page proposes whose words they are before anybody said so; that is nobody's change.</summary>
    private static bool SameBase(SectionPath at, string @base, string now) =>
        SameValue(at, @base, now) || (now.Length == 0 && at.Field?.Kind == FieldKind.Narrative && at.Part == "voice");

    private static bool CanKeepBoth(SectionPath at, IReadOnlyList<PackEdit> edits) =>
        at.Field?.Kind == FieldKind.LongText || (at.Field?.Kind == FieldKind.Narrative && edits.Any(e => e.Path.EndsWith("/words", StringComparison.Ordinal)));

    private static string Question(SectionPath at) => at.Field is null ? at.Part : (at.Field.List ?? at.Field).Question;

    private string Place(PackEdit edit, PackState state)
    {
        var at = Find(edit)!;
        var known = at.EntryId is null || ListOf(at)!.EntriesOf(answers[edit.Section]).Any(e => e.Id == at.EntryId);
        var path = state == PackState.TakenOut ? string.Join('/', edit.Path.Split('/').Take(2)) : edit.Path;
        return known || string.IsNullOrEmpty(edit.Label) ? HistoryText.Place(Line(edit.Section, path), answers) : edit.Label;
    }

    /// <summary>What the pack, or the plan, says at the place of these edits, as a reader would read it.</summary>
    private string Say(IReadOnlyList<PackEdit> edits, bool written)
    {
        var first = edits[0];
        var at = Find(first)!;
        var section = PlanSections.Find(first.Section)!;
        if (at.Field is { Kind: FieldKind.Date or FieldKind.Choices or FieldKind.Links } field && edits.All(e => Find(e)?.Field == field))
        {
            var copy = SectionJson.Read(section, SectionJson.Write(answers[section.Slug]), SectionJson.Schema);
            if (!written || edits.All(e => SectionFields.Write(copy, Find(e)!, e.Value) == Unreadable.None))
            {
                object? owner = at.EntryId is null ? copy : field.List!.EntriesOf(copy).FirstOrDefault(e => e.Id == at.EntryId);
                return owner is null ? "" : FieldText.Say(section, field, field.Property.GetValue(owner), answers);
            }
        }
        var several = edits.Select(e => Find(e)?.Field).Distinct().Count() > 1;
        return string.Join("\n", from e in edits
                                 let raw = written ? Typed(e.Value) : SectionFields.Read(answers[e.Section], Find(e)!)
                                 let said = HistoryText.Value(Line(e.Section, e.Path), raw, answers, voices)
                                 where said.Length > 0
                                 select several && Find(e) is { Field: { } f, IsEntry: false } ? Texts.Shared.Get("entry.field", section.Words.Label(f), said) : said);
    }

    private static HistoryLine Line(string section, string path) => new(0, default, "", "", section, path, "", null, null);
}

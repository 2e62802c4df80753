using CarePlanning.Core.Access;
using CarePlanning.Core.Plans;

namespace CarePlanning.Benchmarks.Interleave;

/// <summary>Somebody with a page open, who keeps to what the scripts keep to: one attempt at a place at a time, repeated as it was until it is answered.</summary>
internal sealed class Editor(string name, Actor actor)
{
    private readonly Dictionary<string, Place> places = new(StringComparer.Ordinal);
    private int words;

    public Actor Actor => actor;

    /// <summary>What this page knows of one place.</summary>
    private sealed class Place
    {
        public string Base = "", Value = "";
        public Edit? Sent;
    }

    /// <summary>A message on its way to the server; a network may deliver it later than the next one, or more than once.</summary>
    public sealed record Message(Editor From, Edit Edit);

    /// <summary>Everything the server said it had saved, by op id.</summary>
    public Dictionary<string, Edit> Acknowledged { get; } = new(StringComparer.Ordinal);

    /// <summary>Attempts that were answered with a conflict or a refusal and must not be in the history.</summary>
    public List<Edit> Turned { get; } = [];

    public bool IsWaiting => places.Values.Any(p => p.Sent is not null || p.Value != p.Base);

    /// <summary>Notes what the page was drawn with.</summary>
    public void Sees(string path, string value) => places[path] = new Place { Base = value, Value = value };

    /// <summary>Writes something new at a place.</summary>
    public void Writes(string path, Random chance)
    {
        var place = places[path];
        if (path.Split('/').Length == 2 && !path.EndsWith("/words", StringComparison.Ordinal)) place.Value = place.Value == "added" ? "removed" : "added";
        // Now and then the same words as somebody else, or nothing.
        else place.Value = chance.Next(10) switch { 0 => "", 1 => "the same", _ => $"{name} {++words}" };
    }

    /// <summary>What goes out now, if anything: a new attempt, or the last one again as it was.</summary>
    public Message? Sends(string path, Random chance, Func<string> opId)
    {
        var place = places[path];
        if (place.Sent is null && place.Value == place.Base) return null;
        place.Sent ??= new Edit(opId(), path.Contains("/words", StringComparison.Ordinal) ? "about-me" : "goals", path, place.Base, place.Value, chance.Next(2) == 0 ? "person" : null);
        return new Message(this, place.Sent);
    }

    /// <summary>Hears an answer; one to an attempt that was answered already is not listened to.</summary>
    public void Hears(Edit edit, EditOutcome outcome, Random chance)
    {
        if (outcome is EditOutcome.Saved) Acknowledged[edit.OpId] = edit;
        else Turned.Add(edit);
        var place = places[edit.Path];
        if (place.Sent?.OpId != edit.OpId) return;
        place.Sent = null;
        switch (outcome)
        {
            case EditOutcome.Saved saved: place.Base = saved.Again ? edit.Value! : saved.Value; break;
            case EditOutcome.Conflict conflict:
                // Both are seen, and somebody decides: mine, theirs, or both.
                place.Base = conflict.Theirs;
                var isEntry = edit.Value is "added" or "removed";
                place.Value = chance.Next(3) switch { 0 => conflict.Theirs, 1 when !isEntry => $"{conflict.Theirs}\n{place.Value}", _ => place.Value };
                break;
            case EditOutcome.Refused: place.Value = place.Base; break;
        }
    }
}

using System.Security.Cryptography;
using System.Text;

namespace CarePlanning.Core.Plans;

/// <summary>One change somebody made to one place of a plan.</summary>
/// <param name="OpId">Made on the device; the same id sent twice is applied once.</param>
/// <param name="Base">The value the change was made on, as an input would hold it.</param>
/// <param name="Voice">Whose words: a member's id or "together"; only for words.</param>
/// <param name="ByPack">True when it was written without signal and came back in a visit pack; the history says so.</param>
public sealed record Edit(string OpId, string Section, string Path, string? Base, string? Value, string? Voice, bool ByPack = false)
{
    /// <summary>The id of one of the edits that a form makes: the same where the form is sent again, and another where something else was typed in it before it was.</summary>
    /// <param name="on">What stood there.</param>
    public static string OpOf(Guid form, string path, string on, string value) => $"{form:N}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{path}\n{on}\n{value}")))[..16]}";

    /// <summary>The edit of the same hand that this one was written on and that may still be on its way, as when a page is left in the middle of a word.</summary>
    public string? After { get; init; }

    /// <summary>The day on which it was said, where that is not the day on which it comes.</summary>
    public DateOnly? SaidOn { get; init; }
}

/// <summary>What became of an edit.</summary>
public abstract record EditOutcome
{
    /// <summary>It is in the database.</summary>
    /// <param name="Again">True when this edit had been applied before.</param>
    /// <param name="Sequence">Its number in the plan's history, by which a page knows news that is older; 0 when it had been applied before.</param>
    public sealed record Saved(DateTime AtUtc, string Value, bool Again, IReadOnlyList<Problem> Problems, long Sequence = 0) : EditOutcome;

    /// <summary>Somebody else changed the same place meanwhile; nothing was decided.</summary>
    public sealed record Conflict(string Theirs, string? TheirsBy, DateTime? TheirsAtUtc, string Mine, long Sequence = 0) : EditOutcome;

    /// <summary>It cannot be kept as it is; what was typed stays with whoever typed it.</summary>
    public sealed record Refused(EditRefusal Why, IReadOnlyList<Problem> Problems) : EditOutcome;
}

/// <summary>Why an edit was not kept.</summary>
public enum EditRefusal
{
    /// <summary>No such plan for this person.</summary>
    NotFound,
    /// <summary>The person may see the plan but not change this.</summary>
    NotYours,
    /// <summary>No such place in the section.</summary>
    NoSuchPlace,
    /// <summary>The value breaks a rule that stops a save.</summary>
    WrongValue,
    /// <summary>An agreed plan is never edited; a new version starts from it.</summary>
    PlanIsAgreed,
    /// <summary>The person has died: the plan is kept as they left it.</summary>
    PersonHasDied,
    /// <summary>A signed paper rests on it: the answer is not changed under the paper.</summary>
    Settled,
    /// <summary>The op id is missing or is not one.</summary>
    NoOpId,
}

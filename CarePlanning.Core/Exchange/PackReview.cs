using CarePlanning.Core.Plans;

namespace CarePlanning.Core.Exchange;

/// <summary>Why a file cannot be taken in.</summary>
public enum PackRefusal { None, NotFound, NotAPack, OtherPlan, WrongPassphrase, Altered, Expired, NothingWritten, PlanIsAgreed, PersonHasDied }

/// <summary>How a change of the pack stands to the plan as it is now.</summary>
public enum PackState
{
    /// <summary>The place is as the pack knew it.</summary>
    Ready,
    /// <summary>Somebody else changed the place meanwhile.</summary>
    Changed,
    /// <summary>The entry it belongs to was taken out meanwhile.</summary>
    TakenOut,
    /// <summary>The plan has no such place any more, or not for this reader.</summary>
    NoPlace,
    /// <summary>It is in the plan already, or was decided before.</summary>
    AlreadyIn,
}

/// <summary>What to do with a change that cannot simply be taken.</summary>
public enum PackChoice { KeepPlan, KeepPack, KeepBoth }

/// <summary>One field, or one entry taken out, that somebody changed in the pack: all edits to it are decided together.</summary>
/// <param name="Key">Names the change within one review.</param>
/// <param name="Seen">For each edit the value the plan held when the change was shown; what is put in rests on it.</param>
public sealed record PackChange(string Key, PackState State, string Section, string Place, string Anchor, IReadOnlyList<PackEdit> Edits, IReadOnlyList<string> Seen,
    string Mine, string Theirs, string? TheirsBy, DateTime? TheirsAtUtc, bool CanKeepBoth)
{
    /// <summary>Why the plan would not take it, when it was tried.</summary>
    public IReadOnlyList<string> Refused { get; init; } = [];
}

/// <summary>A returned pack held against the plan as it is now; nothing is changed by looking.</summary>
public sealed record PackReview(PackRefusal Refusal, PackHeader? Header, IReadOnlyList<PackChange> Changes)
{
    public IEnumerable<PackChange> In(PackState state) => Changes.Where(c => c.State == state);

    /// <summary>True when there is nothing left to take in or to decide.</summary>
    public bool AllIn => Refusal == PackRefusal.None && Changes.All(c => c.State == PackState.AlreadyIn);

    internal static PackReview No(PackRefusal why, PackHeader? header = null) => new(why, header, []);
}

/// <summary>What was done with a reviewed pack.</summary>
public sealed record PackResult(int Taken, int Left, PackReview After);

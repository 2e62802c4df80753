using CarePlanning.Core.Plans;
using CarePlanning.Core.Reference;

namespace CarePlanning.Core.Funding;

/// <summary>Whether a reason can be understood by whom it concerns: it is a sentence, not a word.</summary>
public static class PlainReason
{
    /// <summary>Why these words are not a reason yet; none when they are.</summary>
    public static RequestRefusal Problem(string? words) =>
        string.IsNullOrWhiteSpace(words) ? RequestRefusal.NoWords
        : words.Length > TextRules.MostCharacters ? RequestRefusal.TooLong
        // The same word four times is one word.
        : words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Where(w => w.Any(char.IsLetter)).Distinct(StringComparer.OrdinalIgnoreCase).Count() < FundingLimits.Current.FewestWordsOfAReason
            ? RequestRefusal.OneWord : RequestRefusal.None;
}

/// <summary>What must hold before a decision counts (DP-14: what is not approved has a reason, and a way to ask again).</summary>
public static class DecisionCheck
{
    /// <summary>Why this decision cannot be taken as it is; the words and lines alone, not who takes it.</summary>
    public static RequestRefusal Problem(RequestRoute route, IReadOnlyCollection<Guid> lines, Deciding deciding) => deciding.Outcome switch
    {
        null => RequestRefusal.NoOutcome,
        RequestState.Approved => (deciding.Reason?.Length ?? 0) > TextRules.MostCharacters ? RequestRefusal.TooLong : RequestRefusal.None,
        RequestState.Declined when route == RequestRoute.FastTrack => RequestRefusal.FastTrackIsNotDeclined,
        RequestState.ApprovedInPart when !deciding.Approved.Any(lines.Contains) => RequestRefusal.NoLinesChosen,
        RequestState.ApprovedInPart when lines.All(deciding.Approved.Contains) => RequestRefusal.AllLinesChosen,
        RequestState.ApprovedInPart or RequestState.Declined =>
            PlainReason.Problem(deciding.Reason) is not RequestRefusal.None and var why ? why
            : deciding.Kind is null ? RequestRefusal.NoOutcome
            : deciding.LineReasons.Values.Any(r => PlainReason.Problem(r) is not (RequestRefusal.None or RequestRefusal.NoWords)) ? RequestRefusal.LineReason
            : PlainReason.Problem(deciding.Next) switch { RequestRefusal.None => RequestRefusal.None, RequestRefusal.TooLong => RequestRefusal.TooLong, _ => RequestRefusal.NoNext },
        _ => RequestRefusal.NoOutcome,
    };

    /// <summary>Whether a panel has said enough for its chair to close: a quorum has given a view, and the outcome is the view of no fewer than any other.</summary>
    public static RequestRefusal Problem(IReadOnlyList<RequestStep> views, RequestState outcome)
    {
        if (views.Select(v => v.ById).Distinct().Count() < FundingLimits.Current.Quorum) return RequestRefusal.NoQuorum;
        var most = views.GroupBy(v => v.Outcome).Max(g => g.Count());
        return views.Count(v => v.Outcome == outcome) == most ? RequestRefusal.None : RequestRefusal.NotThePanelsView;
    }
}

using CarePlanning.Core.Reference;

namespace CarePlanning.Core.Plans.Sections;

/// <summary>Rules of looking ahead (domain section 10, ACP); none of them stops anything, and "not now" silences all but the first.</summary>
public static class LookingAheadRules
{
    private const string Slug = "looking-ahead";

    public static IReadOnlyList<Rule> All { get; } =
    [
        Rule.When<LookingAhead>("AP-01", Slug, Stage.Complete, Severity.Inform, "readiness", (ahead, _) => ahead.IsLeftAside()),
        Rule.When<LookingAhead>("AP-02", Slug, Stage.Save, Severity.Block, "whatIWasTold/words", (ahead, _) =>
            ahead.WhatIWasTold.IsWritten() && ahead.WantsPrognosisInfo != WantsPrognosisInfo.Yes),
        Ahead("AP-03", Stage.Complete, Severity.Warn, (ahead, _) => PlaceWithoutWordsOrDate(ahead)),
        Ahead("AP-04", Stage.Agree, Severity.Warn, (ahead, input) =>
            from place in Preferred(ahead)
            where place.Type is PlaceOfDeath.Home or PlaceOfDeath.WhereILiveNow && !IsReadyForLastDays(input)
            select new Finding($"placesOfDeath/{place.Id}/type")),
        Ahead("AP-05", Stage.Complete, Severity.Inform, (ahead, _) =>
            ahead.OrganTissueDonation == OrganTissueDonation.Undecided ? [new Finding("organTissueDonation")] : []),
        Ahead("AP-06", Stage.Complete, Severity.Warn, (ahead, _) =>
            from document in ahead.OtherDocuments.InUse()
            where !document.Location.IsWritten()
            select new Finding($"otherDocuments/{document.Id}/location", document.Name ?? "")),
        Ahead("AP-07", Stage.Agree, Severity.Warn, (ahead, input) =>
            ahead.LastGoneOver() is { } last && (last < input.Today.AddMonths(-ReviewIntervals.Current.LookingAheadMonths) || WasInHospitalSince(last, input))
                ? [new Finding("updatedOn/day")] : []),
    ];

    /// <summary>A stay in hospital can change what somebody wants.</summary>
    private static bool WasInHospitalSince(DateOnly day, RuleInput input) =>
        input.Answers.Get<Review>().Reviews.InUse().Any(r => r.Type == ReviewType.AfterHospital && (r.HeldOn?.Date ?? r.DueOn?.Date) is { } due && due > day && due <= input.Today)
        || input.Answers.Get<Review>().Changes.InUse().Any(c => c.Why == Occasion.AfterHospital && c.On?.Date > day);

    /// <summary>A rule that is asked only of somebody who wants to talk about it.</summary>
    private static Rule Ahead(string id, Stage stage, Severity severity, Func<LookingAhead, RuleInput, IEnumerable<Finding>> places) =>
        Rule.Each<LookingAhead>(id, Slug, stage, severity, (ahead, input) => ahead.IsLeftAside() ? [] : places(ahead, input));

    private static IEnumerable<Finding> PlaceWithoutWordsOrDate(LookingAhead ahead)
    {
        var places = ahead.PlacesOfDeath.InUse().ToList();
        foreach (var place in places.Where(p => IsAPlace(p.Type) && !p.Name.IsWritten() && !p.Reason.IsWritten()))
            yield return new Finding($"placesOfDeath/{place.Id}/name");
        if (places.Count == 0) yield break;
        if (ahead.PlacesOfDeathSaidOn?.Date is null) yield return new Finding("placesOfDeathSaidOn/day");
        if (!ahead.PlacesOfDeathWrittenBy.IsWritten()) yield return new Finding("placesOfDeathWrittenBy");
    }

    /// <summary>"Not decided" and its like say all there is to say without further words.</summary>
    private static bool IsAPlace(PlaceOfDeath? type) => type is not null and < PlaceOfDeath.NoPreference;

    /// <summary>The first choice; the one place asked about when nobody ranked them.</summary>
    private static IEnumerable<WishedPlaceOfDeath> Preferred(LookingAhead ahead)
    {
        var places = ahead.PlacesOfDeath.InUse().ToList();
        return places.OrderBy(p => p.Rank ?? int.MaxValue).Take(1);
    }

    /// <summary>Somebody would be there, there is a plan for those days, and somebody has said how it stands with medicines kept ready.</summary>
    private static bool IsReadyForLastDays(RuleInput input) =>
        input.Answers.Get<Involved>().Carers().Any() && input.Answers.Get<Recommendations>().MedicinesReady is not null
        && input.Answers.Get<Contingency>().Plans.InUse().Any(p => p.ScenarioType == ScenarioType.Death);
}

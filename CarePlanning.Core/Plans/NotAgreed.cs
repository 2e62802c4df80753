using CarePlanning.Core.People;

namespace CarePlanning.Core.Plans;

/// <summary>Words that somebody sees differently or would like to talk about, with who and how.</summary>
public sealed record NotAgreed(SectionDefinition Section, FieldDefinition Field, string Path, string EntryName, Narrative Words, IReadOnlyList<(Voice Who, Standing Standing)> By)
{
    /// <summary>Everything of a plan that is not agreed, as far as its reader may see it, in the order of the plan.</summary>
    public static IReadOnlyList<NotAgreed> Of(PlanView plan) =>
        [.. from section in PlanSections.All
            where section.AskedOn(plan.Card.Pathway) != Asked.Hidden
            from place in SectionFields.Places(section, plan.Answers[section.Slug])
            where place.Value is Narrative { IsEmpty: false }
            let words = (Narrative)place.Value!
            let others = (from s in words.Standings
                      where s.Value != Standing.Agrees
                      join v in plan.Voices on s.Key equals v.Id
                      select (v, s.Value)).ToList()
            where others.Count > 0
            select new NotAgreed(section, place.Field, place.Path, place.Entry is { } e ? FieldText.NameOf(place.Field.List!, e) : "", words, others)];
}

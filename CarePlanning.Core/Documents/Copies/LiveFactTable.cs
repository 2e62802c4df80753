using CarePlanning.Core.Access;
using CarePlanning.Core.Plans;

namespace CarePlanning.Core.Documents.Copies;

/// <summary>One line of the table of live facts.</summary>
/// <param name="Slug">The section it is about, which whoever states it may write.</param>
/// <param name="Hand">Whose hand may state it.</param>
/// <param name="Replaces">What no longer holds of the plan once it is said in the plan's place.</param>
public sealed record LiveFactLine(LiveFactKind Kind, string Slug, Hand Hand, string[] Replaces)
{
    /// <summary>True where other answers name what no longer holds, so that a page keeps it under what was said; the data leave it out.</summary>
    public bool IsNamedElsewhere { get; init; }
}

/// <summary>Who may state which fact that counts at once, and what it takes the place of: the one place where that is decided.</summary>
public static class LiveFactTable
{
    public static IReadOnlyList<LiveFactLine> All { get; } =
    [
        new(LiveFactKind.Contacts, "who-is-involved", Hand.Anyone, ["who-is-involved/people", "who-is-involved/professionals/*/phone", "who-is-involved/professionals/*/email", "if-things-go-wrong/contacts"])
        {
            // Among the people is also who must not be rung.
            IsNamedElsewhere = true,
        },
        new(LiveFactKind.Allergies, "health-at-a-glance", Hand.Professional, ["health-at-a-glance/allergiesKnown", "health-at-a-glance/noneKnownSource", "health-at-a-glance/noneKnownAsOf", "health-at-a-glance/allergies"]),
        new(LiveFactKind.Medicines, "health-at-a-glance", Hand.Professional, ["health-at-a-glance/medicines"]),
        new(LiveFactKind.Papers, "looking-ahead", Hand.Professional, ["looking-ahead/statementLocation", "looking-ahead/otherDocuments/*/location"]),
        // Where somebody would like to be is theirs to say; nobody near them says it instead.
        new(LiveFactKind.Place, "looking-ahead", Hand.PersonOrProfessional, ["looking-ahead/placesOfCare", "looking-ahead/placesToAvoid"]),
    ];

    /// <summary>The line of this kind.</summary>
    public static LiveFactLine Of(LiveFactKind kind) => All.Single(line => line.Kind == kind);

    /// <summary>Whether this person may state a fact of this kind; that what the plan says no longer holds is a professional's to say.</summary>
    public static bool MayState(Actor actor, LiveFactKind kind, bool inPlaceOfPlan, PlanCircle circle) =>
        Of(kind) is var line && PlanAccess.May(actor, PlanAction.Edit, circle, line.Slug)
        && PlanAccess.MayWrite(actor, line.Hand, circle) && (!inPlaceOfPlan || PlanAccess.MayWrite(actor, Hand.Professional, circle));

    /// <summary>Whether this person may end a fact: whoever stated it, and a professional.</summary>
    public static bool MayEnd(Actor actor, LiveFact fact, PlanCircle circle) =>
        PlanAccess.May(actor, PlanAction.Edit, circle, Of(fact.Kind).Slug)
        // A laptop that was handed over has its owner's account but not their name.
        && (PlanAccess.MayWrite(actor, Hand.Professional, circle) || (fact.StatedById == actor.UserId && fact.StatedBy == actor.Name));

    /// <summary>Whether what the plan says in this field no longer holds.</summary>
    public static bool IsReplaced(IReadOnlyList<LiveFact> facts, SectionDefinition section, FieldDefinition field) =>
        facts.Any(f => f.InPlaceOfPlan && Of(f.Kind).Replaces.Any(place => Covers(place, $"{section.Slug}/{field.Pattern}")));

    private static bool Covers(string place, string field) => field == place || field.StartsWith(place + "/", StringComparison.Ordinal);
}

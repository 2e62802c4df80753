using CarePlanning.Core.People;
using CarePlanning.Core.Words;

namespace CarePlanning.Core.Signing;

/// <summary>Rules SG-01 to SG-04 and CP-01 at the signing table; SG-05 is in the write path, where an edit closes the round.</summary>
public static class SigningRules
{
    /// <summary>Under this age in years somebody with parental responsibility signs on behalf (CP-06).</summary>
    public const int SignsForThemselvesFrom = 16;

    /// <summary>Why this act cannot be recorded, or null.</summary>
    public static SigningRefusal? Check(SigningAct act, Voice party, PlanVersion version, DateOnly today)
    {
        if (act.ShownSha256 != version.ContentSha256) return new SigningRefusal.OtherContent();
        if (string.IsNullOrWhiteSpace(act.Name)) return new SigningRefusal.NoName();
        if (!RolesOf(party).Contains(act.Role)) return new SigningRefusal.WrongRole();
        if (act.Role == SigningRole.OnBehalf && !MaySignOnBehalf(version, today)) return new SigningRefusal.NoAuthority();
        return act.Outcome switch
        {
            SigningOutcome.CannotSign when string.IsNullOrWhiteSpace(act.Witness) => new SigningRefusal.NoWitness(),
            SigningOutcome.CannotSign or SigningOutcome.Disagrees when string.IsNullOrWhiteSpace(act.Reason) => new SigningRefusal.NoReason(),
            SigningOutcome.Signed when !act.Ticked => new SigningRefusal.NoTick(),
            SigningOutcome.Signed when act.Mark is null || string.IsNullOrWhiteSpace(act.MarkData) || act.MarkData.Length > 60_000 => new SigningRefusal.NoMark(),
            _ => null,
        };
    }

    /// <summary>The roles a party can sign in.</summary>
    public static IReadOnlyList<SigningRole> RolesOf(Voice party) => party.Relation switch
    {
        Relation.Person => [SigningRole.Person],
        Relation.Professional => [SigningRole.Professional],
        _ => [SigningRole.Carer, SigningRole.Consulted, SigningRole.OnBehalf],
    };

    /// <summary>For a child under 16 a parent may sign on behalf; for an adult the capacity assessment and the authority must be on record first.</summary>
    public static bool MaySignOnBehalf(PlanVersion version, DateOnly today) =>
        version.Content.BornOn is { } born && born.AddYears(SignsForThemselvesFrom) > today;

    /// <summary>True when a professional is about to sign before the person has (SG-04, a warning).</summary>
    public static bool IsBeforeThePerson(Voice party, PlanVersion version) => party.Relation == Relation.Professional && !version.PersonIsDone;

    /// <summary>The statement printed beside the mark.</summary>
    public static string Statement(SigningAct act) => act.Outcome == SigningOutcome.Signed
        ? Texts.Documents[$"statement.{act.Role}"]
        : Texts.Documents[$"outcome.{act.Outcome}"];
}

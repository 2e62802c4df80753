using System.Text.RegularExpressions;
using CarePlanning.Core.People;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Plans.Sections;
using CarePlanning.Core.Reference;
using CarePlanning.Core.Words;

namespace CarePlanning.Core.Signing;

/// <summary>Rules SG-01 to SG-04 and CP-01 at the signing table; SG-05 is in the write path, where an edit closes the round.</summary>
public static partial class SigningRules
{
    /// <summary>Under this age in years somebody with parental responsibility signs on behalf (CP-06).</summary>
    public const int SignsForThemselvesFrom = 16;

    /// <summary>These rules as the README shows them.</summary>
    public static IEnumerable<WrittenRule> Written =>
    [
        .. from id in (string[])["CP-01", "SG-01", "SG-02", "SG-03", "SG-04", "SG-05"]
           select new WrittenRule(id, "Signing", "when somebody signs", id == "SG-04" ? Severity.Warn : Severity.Block, Texts.Rules[id]),
    ];

    /// <summary>Why this act cannot be recorded, or null.</summary>
    public static SigningRefusal? Check(SigningAct act, Voice party, PlanVersion version, DateOnly today) => All(act, party, version, today).FirstOrDefault();

    /// <summary>Everything that is missing or wrong in this act, so that nobody mends one thing only to be told of the next.</summary>
    public static IEnumerable<SigningRefusal> All(SigningAct act, Voice party, PlanVersion version, DateOnly today)
    {
        if (act.ShownSha256 != version.ContentSha256) yield return new SigningRefusal.OtherContent();
        if (string.IsNullOrWhiteSpace(act.Name)) yield return new SigningRefusal.NoName();
        if (TooLong(act) is { } where) yield return new SigningRefusal.TooLong(where);
        if (!RolesOf(party).Contains(act.Role)) yield return new SigningRefusal.WrongRole();
        else if (act.Role == SigningRole.OnBehalf && !MaySignOnBehalf(party, version, today)) yield return new SigningRefusal.NoAuthority();
        if (act.Outcome == SigningOutcome.Signed)
        {
            if (!act.Ticked) yield return new SigningRefusal.NoTick();
            if (!HasMark(act)) yield return new SigningRefusal.NoMark();
        }
        if (act.Outcome == SigningOutcome.CannotSign)
        {
            if (string.IsNullOrWhiteSpace(act.Witness)) yield return new SigningRefusal.NoWitness();
            else if (SameName(act.Witness, act.Name) || SameName(act.Witness, party.Name)) yield return new SigningRefusal.OwnWitness();
        }
        if (act.Outcome is SigningOutcome.CannotSign or SigningOutcome.Disagrees && string.IsNullOrWhiteSpace(act.Reason)) yield return new SigningRefusal.NoReason();
    }

    /// <summary>The roles a party can sign in.</summary>
    public static IReadOnlyList<SigningRole> RolesOf(Voice party) => party.Relation switch
    {
        Relation.Person => [SigningRole.Person],
        Relation.Professional => [SigningRole.Professional],
        _ => [SigningRole.Carer, SigningRole.Consulted, SigningRole.OnBehalf],
    };

    /// <summary>For a child under 16 somebody with parental responsibility may sign on behalf; for an adult the capacity assessment and the authority must be on record first.</summary>
    public static bool MaySignOnBehalf(Voice party, PlanVersion version, DateOnly today) =>
        version.Content.BornOn is { } born && born.AddYears(SignsForThemselvesFrom) > today
            ? version.Content.Answers.Get<Involved>().People.Any(p => p.Id == party.Id && p.Types.Contains(ContactType.ParentalResponsibility))
            : HasAuthority(party, version.Content.Answers.Get<Legal>(), today);

    /// <summary>A fresh assessment found that the person cannot decide, and this party holds a power for care that counts, or made the recorded decision in their best interests; being asked about it is neither.</summary>
    private static bool HasAuthority(Voice party, Legal legal, DateOnly today)
    {
        var lacks = legal.Capacity.InUse().Where(c => c.Conclusion == CapacityConclusion.LacksCapacity && c.AnyInability && c.On?.Date >= today.AddDays(-ReviewIntervals.Current.CapacityDays)).Select(c => c.Id).ToHashSet(StringComparer.Ordinal);
        return lacks.Count > 0
            && (legal.Authorities.InUse().Any(a => a.IsForCare && (!a.NeedsRegistering || a.Registered == true) && ContingencyContactRules.IsSameName(party.Name, a.Names))
                || legal.BestInterests.InUse().Any(b => b.CapacityIds.Overlaps(lacks) && b.Outcome.IsWritten() && ContingencyContactRules.IsSameName(party.Name, b.DecisionMaker)));
    }

    /// <summary>True when a professional is about to sign before the person has (SG-04, a warning).</summary>
    public static bool IsBeforeThePerson(Voice party, PlanVersion version) => party.Relation == Relation.Professional && !version.PersonIsDone;

    /// <summary>The statement printed beside the mark.</summary>
    public static string Statement(SigningAct act) => act.Outcome == SigningOutcome.Signed
        ? Texts.Documents[$"statement.{act.Role}"]
        : Texts.Documents[$"outcome.{act.Outcome}"];

    /// <summary>The longest drawn mark, in characters of its strokes.</summary>
    private const int MostStrokes = 60_000;
    private const int MostInOneLine = 200;

    private static string? TooLong(SigningAct act) =>
        act.Name.Trim().Length > MostInOneLine ? "name"
        : act.Witness?.Trim().Length > MostInOneLine ? "witness"
        : act.Reason?.Length > TextRules.MostCharacters ? "reason"
        : act.Mark == MarkKind.Typed && act.MarkData?.Trim().Length > MostInOneLine ? "mark" : null;

    /// <summary>A dot is no signature: a drawn mark has at least one stroke between two points.</summary>
    private static bool HasMark(SigningAct act) => act.Mark switch
    {
        MarkKind.Typed => !string.IsNullOrWhiteSpace(act.MarkData),
        MarkKind.Drawn => act.MarkData is { Length: > 0 and <= MostStrokes } data && Strokes().IsMatch(data) && data.Contains(' ', StringComparison.Ordinal),
        _ => false,
    };

    private static bool SameName(string a, string b) => string.Equals(a.Trim(), b.Trim(), StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(@"^\d{1,4},\d{1,4}([ ;]\d{1,4},\d{1,4})*;?$")]
    private static partial Regex Strokes();
}

using CarePlanning.Core.People;
using CarePlanning.Core.Plans;

namespace CarePlanning.Core.Signing;

/// <summary>One frozen version with what each party has done.</summary>
/// <param name="ContentSha256">The SHA-256 of the frozen text, lower-case hex.</param>
/// <param name="CheckCode">A random code of 65 bits, in four groups, printed on every page.</param>
public sealed record PlanVersion(Guid Id, Guid PlanId, int Number, VersionStatus Status, DateTime FrozenAtUtc, string FrozenBy,
    string ContentSha256, string CheckCode, DateTime? ClosedAtUtc, string? ClosedBecause, DateTime? SealedAtUtc, string? PdfSha256,
    FrozenPlan Content, IReadOnlyList<PartySigning> Signings)
{
    /// <summary>Everybody who is asked to sign: the person first, then carers and representatives, then professionals.</summary>
    public IReadOnlyList<Voice> Parties => [.. Content.Voices.OrderBy(v => v.Relation switch
    {
        Relation.Person => 0, Relation.Representative => 1, Relation.Carer => 2, _ => 3,
    })];

    public PartySigning? SigningOf(string memberId) => Signings.LastOrDefault(s => s.MemberId == memberId);

    /// <summary>True when the person has signed or, not being able to, has a witness for it, or somebody who may has signed on their behalf.</summary>
    public bool PersonIsDone => SigningOf(Voices.Person)?.Outcome is SigningOutcome.Signed or SigningOutcome.CannotSign || IsSignedOnBehalf;

    /// <summary>True when somebody has signed for the person.</summary>
    public bool IsSignedOnBehalf => Parties.Any(p => SigningOf(p.Id) is { Outcome: SigningOutcome.Signed, Role: SigningRole.OnBehalf });

    /// <summary>Who has not done anything yet; the person also when they put it off, unless somebody signed on their behalf.</summary>
    public IReadOnlyList<Voice> StillToSign => [.. Parties.Where(p => p.Relation == Relation.Person
        ? !IsSignedOnBehalf && (SigningOf(p.Id)?.Outcome ?? SigningOutcome.NotToday) == SigningOutcome.NotToday
        : SigningOf(p.Id) is null)];

    /// <summary>True when the person is done, every other party has answered and at least one professional has signed.</summary>
    public bool AllDone => PersonIsDone && StillToSign.Count == 0
        && Parties.Any(p => p.Relation == Relation.Professional && SigningOf(p.Id)?.Outcome == SigningOutcome.Signed);
}

/// <summary>What one party did.</summary>
/// <param name="MarkData">For a typed mark the text, for a drawn one the strokes as "x,y x,y;x,y ..." on a 600 by 200 field.</param>
public sealed record PartySigning(string MemberId, string Name, Relation Relation, SigningRole Role, SigningOutcome Outcome, string Statement,
    MarkKind? Mark, string? MarkData, string? Witness, string? Reason, DateTime AtUtc);

/// <summary>What somebody hands in at the signing table.</summary>
/// <param name="ShownSha256">The hash on the page they read; it must be the frozen one (SG-01).</param>
public sealed record SigningAct(string OpId, string MemberId, string Name, SigningRole Role, SigningOutcome Outcome, bool Ticked,
    MarkKind? Mark, string? MarkData, string? Witness, string? Reason, string ShownSha256);

/// <summary>Why something at the signing table was not done; each has its own sentence.</summary>
public abstract record SigningRefusal(string RuleId, string Field)
{
    public sealed record NotFound() : SigningRefusal("", "");
    public sealed record NotYours() : SigningRefusal("SG-02", "");
    /// <summary>Some answers still stop a signature.</summary>
    public sealed record StillNeeded(IReadOnlyList<Problem> Problems) : SigningRefusal("", "");
    public sealed record NothingToSign() : SigningRefusal("", "");
    /// <summary>What was read is not what is frozen (SG-01).</summary>
    public sealed record OtherContent() : SigningRefusal("SG-01", "");
    /// <summary>The round was closed meanwhile, for example because an answer was changed (SG-05).</summary>
    public sealed record RoundClosed() : SigningRefusal("SG-05", "");
    public sealed record NoName() : SigningRefusal("SG-02", "name");
    public sealed record NoTick() : SigningRefusal("SG-02", "ticked");
    public sealed record NoMark() : SigningRefusal("SG-02", "mark");
    public sealed record NoWitness() : SigningRefusal("SG-03", "witness");
    /// <summary>Nobody is their own witness (SG-03).</summary>
    public sealed record OwnWitness() : SigningRefusal("SG-03", "witness");
    public sealed record NoReason() : SigningRefusal("SG-03", "reason");
    /// <summary>Nobody signs on behalf of an adult without a capacity assessment and the authority for it (CP-01).</summary>
    public sealed record NoAuthority() : SigningRefusal("CP-01", "role");
    public sealed record WrongRole() : SigningRefusal("SG-02", "role");
    public sealed record MustShowAgain() : SigningRefusal("SG-02", "pin");
    public sealed record MustEnterAgain() : SigningRefusal("SG-02", "pin");
    public sealed record WrongPin() : SigningRefusal("SG-02", "pin");
    /// <summary>Too many wrong PINs in a row; the next one is looked at after a while.</summary>
    public sealed record PinMustWait() : SigningRefusal("SG-02", "pin");
    /// <summary>Something written is longer than can be printed.</summary>
    public sealed record TooLong(string Where) : SigningRefusal("SG-02", Where);
    /// <summary>All have signed, but the seal could not be set.</summary>
    public sealed record NotSealed(string Why) : SigningRefusal("", "");
}

/// <summary>What came of it: the version as it stands now, or why not.</summary>
public sealed record SigningResult(PlanVersion? Version, SigningRefusal? Refusal)
{
    public static implicit operator SigningResult(SigningRefusal refusal) => new(null, refusal);
    public static implicit operator SigningResult(PlanVersion version) => new(version, null);
}

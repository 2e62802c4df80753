using CarePlanning.Core.Signing;
using CarePlanning.Web.Components;

namespace CarePlanning.Web.Pages.Signing;

/// <summary>What stands in the form of one signer's page; kept as it was when something has to be put right.</summary>
public sealed record SigningForm(string OpId, string Sha256, string Name, SigningRole? Role, bool Ticked, MarkKind Mark, string TypedMark, string MarkData,
    SigningOutcome? Other, string Witness, string WhyCannot, string WhyNot, string? Pin, bool Signs)
{
    public static SigningForm Fresh(string sha256, string name, SigningRole role) =>
        new(Guid.CreateVersion7().ToString("N"), sha256, name, role, false, MarkKind.Typed, "", "", null, "", "", "", null, true);

    public static SigningForm From(IFormCollection form)
    {
        return new(Text("OpId"), Text("ShownSha256"), Text("Name"), Of<SigningRole>("Role"), Text("Ticked") == "yes", Of<MarkKind>("Mark") ?? MarkKind.Typed,
            Text("TypedMark"), Text("MarkData"), Of<SigningOutcome>("Outcome"), Text("Witness"), Text("WhyCannot"), Text("WhyNot"), Text("Pin"), Text("Do") != "Record");

        string Text(string name) => form[name].ToString();
        T? Of<T>(string name) where T : struct, Enum => Choice.Of<T>(Text(name));
    }

    /// <summary>What came of it as the service takes it; null while nobody said what.</summary>
    public SigningAct? Act(string memberId) => (Signs ? SigningOutcome.Signed : Other) is { } outcome && (outcome != SigningOutcome.Signed || Signs)
        ? new SigningAct(OpId, memberId, Name, Role ?? (SigningRole)(-1), outcome, Ticked, Signs ? Mark : null, Signs ? (Mark == MarkKind.Typed ? TypedMark : MarkData) : null,
            outcome == SigningOutcome.CannotSign ? Witness : null,
            outcome switch { SigningOutcome.CannotSign => WhyCannot, SigningOutcome.Disagrees => WhyNot, _ => null }, Sha256)
        : null;

    /// <summary>The input on the page that a refusal is about.</summary>
    public string PlaceOf(SigningRefusal refusal) => refusal.Field switch
    {
        "" => "main",
        "mark" => Mark == MarkKind.Typed ? "typed-mark" : "mark",
        "reason" => Other == SigningOutcome.CannotSign ? "why-cannot" : "why-not",
        var field => field,
    };
}

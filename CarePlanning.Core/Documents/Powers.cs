using CarePlanning.Core.Plans;
using CarePlanning.Core.Plans.Sections;
using CarePlanning.Core.Words;

namespace CarePlanning.Core.Documents;

/// <summary>Says of a power to decide for the person what whoever would act on it must know first (H17): its kind, whether it counts, how far it reaches, and where the paper is.</summary>
internal static class Powers
{
    private static Texts T => Texts.Documents;

    /// <summary>Who holds it, or that nobody wrote that down.</summary>
    public static string Holder(LegalAuthority power) => power.Names.IsWritten() ? power.Names!.Trim().TrimEnd('.') : T["power.nobody"];

    /// <summary>Its kind, whether it is registered, whether it reaches as far as treatment that keeps somebody alive, and where the paper is.</summary>
    public static string Says(LegalAuthority power) => string.Join(' ', Parts(power));

    private static IEnumerable<string> Parts(LegalAuthority power)
    {
        yield return power.Type is { } type ? PlanSections.Of<Legal>().Words.Option(typeof(LegalAuthorityType), type.ToString()) + "." : T["power.noKind"];
        if (power.NeedsRegistering) yield return T[power.Registered switch { true => "power.registered", false => "power.notRegistered", _ => "power.registeredNotWritten" }];
        if (power.IsForMoney) yield return T["power.money"];
        else if (power.Type == LegalAuthorityType.HealthAndWelfarePower || power.LifeSustaining is not null)
            yield return T[power.LifeSustaining switch { LifeSustainingAuthority.Given => "power.life", LifeSustainingAuthority.NotGiven => "power.notLife", _ => "power.lifeNotWritten" }];
        yield return T.Get("power.paper", power.Location.IsWritten() ? power.Location!.Trim().TrimEnd('.') : T["emergency.notWritten"]);
    }
}

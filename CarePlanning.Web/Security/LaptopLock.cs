using CarePlanning.Core.Access;

namespace CarePlanning.Web.Security;

/// <summary>
/// While a professional's laptop is in somebody else's hands to sign, it shows the signing pages of that plan, a way to speak up, what belongs to no one, and nothing else,
/// until the professional shows again who they are. That it is, stands with the session: what lies on the laptop could be wiped from it.
/// </summary>
internal static class LaptopLock
{
    private static readonly string[] OpenRooms = ["read", "practice", "handover", "take-back"];

    /// <summary>The plan that is being signed on this laptop, or null when it is in its owner's hands.</summary>
    public static Guid? HandedFor(Actor? actor) => actor?.Session?.SigningPlan;

    /// <summary>True when this address may be opened while the laptop is handed over for this plan.</summary>
    public static bool IsOpen(PathString path, Guid planId) => HandedDoor.IsOfNoOne(path) || path.Value!.Split('/', StringSplitOptions.RemoveEmptyEntries) switch
    {
        ["plans", var id, "agree", var room] => Is(id, planId) && OpenRooms.Contains(room),
        ["plans", var id, "agree", "sign", _] => Is(id, planId),
        // Whoever has a worry says it, also while everybody signs.
        ["plans", var id, "speak-up"] => Is(id, planId),
        // Who signs with a work account shows it again.
        ["sign-in", "again" or "shown" or "refused"] => true,
        _ => false,
    };

    private static bool Is(string id, Guid planId) => Guid.TryParse(id, out var plan) && plan == planId;
}

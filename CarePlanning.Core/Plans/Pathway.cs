namespace CarePlanning.Core.Plans;

/// <summary>The route by which a plan, and any money, comes about.</summary>
public enum Pathway
{
    /// <summary>NHS continuing healthcare for adults.</summary>
    AdultContinuingCare,
    FastTrack,
    ChildContinuingCare,
    Section117AfterCare,
    Wheelchair,
    JointFunded,
    /// <summary>End of life outside continuing healthcare.</summary>
    EndOfLife,
    OneOff,
    SocialCareOnly,
    /// <summary>A plan without any budget.</summary>
    NoBudget,
}

/// <summary>What each pathway asks.</summary>
public static class Pathways
{
    /// <summary>Money is not asked where there is no budget, and only offered at the end of life outside continuing care.</summary>
    public static Asked WithMoney(Pathway pathway) => pathway switch
    {
        Pathway.NoBudget => Asked.Hidden,
        Pathway.EndOfLife => Asked.Offered,
        _ => Asked.Required,
    };
}

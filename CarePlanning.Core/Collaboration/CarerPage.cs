namespace CarePlanning.Core.Collaboration;

/// <summary>The parts of a carer's own page.</summary>
public enum CarerPart { WhatICanDo, WhatICannotDo, WhatINeed }

/// <summary>How far a carer lets a part of their page be seen; each step includes those before it.</summary>
public enum CarerAudience
{
    OnlyMe,
    /// <summary>The professionals on the plan.</summary>
    Professionals,
    /// <summary>The person the plan is about.</summary>
    Person,
    /// <summary>Everybody on the plan, and what is signed and printed.</summary>
    Plan,
}

/// <summary>What a carer wrote in one part of their page.</summary>
public sealed record CarerWords(CarerPart Part, string Words, CarerAudience SeenBy);

/// <summary>What came of writing a carer's own page.</summary>
/// <param name="Kept">True when everything is kept; else nothing is.</param>
/// <param name="Met">The parts in which other words stand than those the page was drawn with.</param>
public sealed record CarerOutcome(bool Kept, IReadOnlyList<CarerPart> Met);

/// <summary>A carer's own page, as far as its reader may see it.</summary>
public sealed record CarerPage(string MemberId, string Name, bool IsMine, IReadOnlyList<CarerWords> Parts);

/// <summary>A part of a carer's page that the carer lets into the plan.</summary>
public sealed record CarerSaid(string Name, CarerPart Part, string Words);

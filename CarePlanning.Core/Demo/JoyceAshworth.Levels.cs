using CarePlanning.Core.Plans;
using CarePlanning.Core.Plans.Sections;

namespace CarePlanning.Core.Demo;

/// <summary>The levels of need that were found with Joyce, and the first amount they came to.</summary>
internal static partial class JoyceAshworth
{
    private static NeedsProfile Levels(DemoDays days) => new()
    {
        AssessedBy = "Nia Rees, with Gareth Lunn",
        AssessedByRole = "hospice nurse and social worker",
        AssessedOn = days.Ago(12),
        PartTaken = "Joyce and Anne were at the table, read every level and changed two.",
        KeptWhere = "With the continuing care team, and a copy in the green folder",
        JointFundedFor = JointFundedFor.LongTermCondition,
        Adult =
        [
            Level(NeedDomain.Breathing, NeedLevel.High, "Mask at night, cough machine twice a day."),
            Level(NeedDomain.Nutrition, NeedLevel.High, "Soft food, thick drinks; somebody sits with her."),
            Level(NeedDomain.Continence, NeedLevel.Moderate, "Needs two hands and a frame to get there."),
            Level(NeedDomain.Skin, NeedLevel.Low, "Turned once a night, skin is whole."),
            Level(NeedDomain.Mobility, NeedLevel.Severe, "Cannot stand without two people; the hoist at night."),
            Level(NeedDomain.Communication, NeedLevel.High, "Letter board when the voice is tired."),
            Level(NeedDomain.Psychological, NeedLevel.Low, "Low some mornings, says so, and it passes."),
            Level(NeedDomain.Cognition, NeedLevel.None),
            Level(NeedDomain.Behaviour, NeedLevel.None),
            Level(NeedDomain.Medicines, NeedLevel.Moderate, "Five times a day, given by Anne."),
            Level(NeedDomain.Consciousness, NeedLevel.None),
            Level(NeedDomain.Other, NeedLevel.None),
        ],
    };

    private static AdultNeed Level(NeedDomain domain, NeedLevel level, string? evidence = null) => new() { Id = domain.ToString(), Domain = domain, Level = level, Evidence = evidence };

    private static AllocatedAmount FirstAmount(DemoDays days) => DemoArea.FirstAmount("example-points", Levels(days), CareHours, "Nia Rees", days.Ago(12));

    /// <summary>Hours a week that Anne says she is willing and able to give.</summary>
    private const int CareHours = 35;
}

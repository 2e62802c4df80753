using CarePlanning.Core.Plans;
using CarePlanning.Core.Plans.Sections;

namespace CarePlanning.Core.Demo;

/// <summary>What is hard for Joyce, what she wants, and what it costs.</summary>
internal static partial class JoyceAshworth
{
    private static Needs Needs() => new()
    {
        List =
        [
            new() { Id = "nights", What = "The mask slips in the night and I cannot put it back", InWhoseWords = NeedVoice.Person, HowItAffects = "I lie awake listening for it, and so does Anne.", Domain = NeedDomain.Breathing },
            new() { Id = "voice", What = "My voice is going", InWhoseWords = NeedVoice.Person, HowItAffects = "On the phone people put me down. I do not mind the wheelchair half as much.", Domain = NeedDomain.Communication },
            new() { Id = "eating", What = "Swallowing takes two people and an hour", InWhoseWords = NeedVoice.Carer, TheirName = "Anne", HowItAffects = "Meals went from the best part of the day to the worst. The tube has taken the fear out of it.", Domain = NeedDomain.Nutrition },
            new() { Id = "moving", What = "Getting up, washing and dressing need somebody strong and unhurried", InWhoseWords = NeedVoice.Together, HowItAffects = "A rushed morning costs the whole day.", Domain = NeedDomain.Mobility },
            new() { Id = "rest", What = "Anne has not had a night off since April", InWhoseWords = NeedVoice.Professional, TheirName = "Nia Rees", HowItAffects = "She is well, but she is tired, and Joyce worries more about that than about herself.", Domain = NeedDomain.Psychological },
            new() { Id = "stairs", What = "I miss my own bedroom", InWhoseWords = NeedVoice.Person, HowItAffects = "It is only a room. It was our room.", Domain = NeedDomain.Mobility, WhatWasDecided = "Joyce does not want a stair lift. Ken's photographs and the good curtains have come downstairs." },
        ],
    };

    private static Goals Goals(DemoDays days) => new()
    {
        List =
        [
            new() { Id = "sea", What = "Swim in the sea once more, with somebody holding on to me", WhyItMatters = "I have held enough people up. I should like to be held, in water, with no floor under me.", Importance = 10, Kind = GoalKind.Wellbeing, Status = GoalStatus.InProgress, By = days.In(70), NeedIds = ["moving"], StrengthIds = ["club", "mind"] },
            new() { Id = "own-voice", What = "Keep my own voice on the tablet, not a stranger's", WhyItMatters = "Toby should know it is me.", Importance = 9, Kind = GoalKind.Wellbeing, Status = GoalStatus.InProgress, By = days.In(30), NeedIds = ["voice"], StrengthIds = ["type", "toby"] },
            new() { Id = "sleep-well", What = "Sleep without listening for the alarm", WhyItMatters = "A night's sleep is the difference between me and a patient.", Importance = 8, Kind = GoalKind.Health, Status = GoalStatus.Accepted, NeedIds = ["nights"], StrengthIds = ["anne-there", "chapel"] },
            new() { Id = "annes-life", What = "Anne keeps her mornings at the library, and has one Saturday in two", WhyItMatters = "She came home to be with me, not to disappear.", Importance = 9, Kind = GoalKind.CarerWellbeing, Status = GoalStatus.Accepted, NeedIds = ["rest", "eating"], StrengthIds = ["key"] },
        ],
        Steps =
        [
            new() { Id = "beach", What = "Find a beach with a floating chair and book a morning at high tide", GoalIds = ["sea"], Who = "Barbara", WhoRole = "friend from the swimming club", When = "by the end of next month", Confidence = 8, Status = StepStatus.InProgress, LookAgainOn = days.In(21) },
            new() { Id = "safe-swim", What = "Agree what to do about the tube and the breathing on the day", GoalIds = ["sea"], Who = "Callum Oyelaran", WhoRole = "respiratory physiotherapist", WhoTeam = "Home breathing team", When = "at the next clinic", Confidence = 6, WhatWouldHelp = "If Nia sends him the plan for the day beforehand, he can say yes or no before we are all standing on the sand.", Status = StepStatus.Planned, LookAgainOn = days.In(28) },
            new() { Id = "record", What = "Record ten minutes of my voice a day, before it tires", GoalIds = ["own-voice"], Who = "Joyce", When = "after the six o'clock news", Confidence = 9, Status = StepStatus.InProgress },
            new() { Id = "set-up", What = "Put the voice on the tablet and try it on Toby", GoalIds = ["own-voice"], Who = "Priya Nair", WhoRole = "speech and language therapist", When = "once there are 300 sentences", Confidence = 7, Status = StepStatus.Planned },
            new() { Id = "night-sitter", What = "A sitter who stays awake, two nights a week", GoalIds = ["sleep-well", "annes-life"], Who = "Nia Rees", WhoRole = "hospice nurse", When = "from the first of the month", Confidence = 8, Status = StepStatus.InProgress },
            new() { Id = "mornings", What = "Marek comes for two hours each morning", GoalIds = ["annes-life"], Who = "Marek Zielinski", WhoRole = "personal assistant", When = "every day from half past eight", Confidence = 9, Status = StepStatus.InProgress },
            new() { Id = "saturday", What = "Every other Saturday somebody else is here and Anne is not", GoalIds = ["annes-life"], Who = "Anne", WhoRole = "daughter", When = "starting this month", Confidence = 5, WhatWouldHelp = "Joyce tells her to go. Out loud, on the Friday.", Status = StepStatus.Planned },
        ],
        Strategies = [new() { Id = "early", What = "Anything that needs my voice happens between eleven and one", StepIds = ["record", "set-up"] }],
    };

    private static Risks Risks(DemoDays days) => new()
    {
        List =
        [
            new() { Id = "falling", Description = "Falling on the way to the bathroom", Type = RiskType.Environment, Likelihood = 3, Impact = 3,
                PersonView = Joyce.Said("Nia", "I would sooner go down walking than be carried upright.").With(Anne, Standing.SeesItDifferently),
                Mitigation = "Rail on the right, shoes on, somebody beside her. At night the hoist, because there is one pair of hands.",
                AgreedProcedure = "If she goes down, do not lift alone. Ring Maureen, use the lifting cushion under the stairs, and tell Nia next day.", Owner = "Anne", ReviewDate = days.In(75) },
            new() { Id = "in-the-sea", Description = "Being cold or short of breath in the sea", Type = RiskType.Health, Likelihood = 2, Impact = 5,
                PersonView = Joyce.Wrote("I know exactly what the sea is. I have weighed it up and I want it."),
                Mitigation = "High tide, under ten minutes, four swimmers in the water, the cough machine in the van with its battery full.",
                AgreedProcedure = "Barbara says when it is over, and nobody argues. Two people lift, Anne has the machine ready.", Owner = "Callum Oyelaran", ReviewDate = days.In(28) },
            new() { Id = "employing", Description = "Marek is ill, or leaves", Type = RiskType.Employment, Likelihood = 3, Impact = 2,
                PersonView = Joyce.Meant("Anne", "Joyce would sooner wait in bed than have a stranger she has not met."),
                Mitigation = "Two people from the agency have met Joyce and know the letter board.", AgreedProcedure = "Anne rings the agency before eight. The money set aside pays for it.", Owner = "Anne", ReviewDate = days.In(75) },
        ],
    };

    private static Money Money(DemoDays days) => new()
    {
        Allocations = [FirstAmount(days)],
        Kind = BudgetKind.Ongoing,
        Lines =
        [
            Line("marek", "Marek, my personal assistant, two hours every morning", BudgetCategory.PersonalAssistant, ["annes-life"], ["moving"], ["council", "nhs"], 14, BudgetUnit.Hour, 1420, BudgetFrequency.PerWeek, ManagedBy.DirectPayment)
                with { OnCostPercent = 12.5m, DbsChecked = true, ContractInPlace = true, ConnectedPerson = ConnectedPerson.No, RegulatedActivity = true, IndemnityChecked = IndemnityChecked.NotNeeded, Start = days.Ago(60) },
            Line("nights", "A sitter who stays awake, two nights a week", BudgetCategory.Agency, ["sleep-well", "annes-life"], ["nights"], ["nhs"], 2, BudgetUnit.Night, 14800, BudgetFrequency.PerWeek, ManagedBy.Notional)
                with { Supplier = "Lantern Home Nursing", QuoteSeen = true, RegulatedActivity = true, CqcProviderId = "1-999999999", IndemnityChecked = IndemnityChecked.Yes, ConnectedPerson = ConnectedPerson.No },
            Line("saturdays", "Five hours every other Saturday, so that Anne can go out", BudgetCategory.Respite, ["annes-life"], ["rest"], ["council"], 5, BudgetUnit.Hour, 2250, BudgetFrequency.PerFortnight, ManagedBy.DirectPayment)
                with { Supplier = "Lantern Home Nursing", QuoteSeen = true, RegulatedActivity = true, CqcProviderId = "1-999999999", IndemnityChecked = IndemnityChecked.Yes },
            Line("singing", "Singing for breath, with a music therapist", BudgetCategory.Therapy, ["sleep-well"], ["nights", "voice"], ["nhs"], 1, BudgetUnit.Session, 4500, BudgetFrequency.PerFortnight, ManagedBy.ThirdParty)
                with { Supplier = "Aldersford Music Trust", WeeksPerYear = 48, WhyTheseWeeks = "The therapist is away in August.", QuoteSeen = true, IndemnityChecked = IndemnityChecked.Yes },
            Line("payroll", "Wages worked out, and insurance for an employer", BudgetCategory.PayrollAndInsurance, ["annes-life"], ["moving"], ["nhs"], 1, BudgetUnit.Item, 31000, BudgetFrequency.PerYear, ManagedBy.DirectPayment)
                with { Supplier = "Fair Wages payroll service" },
            Line("microphone", "A good microphone for recording my voice", BudgetCategory.Technology, ["own-voice"], ["voice"], ["nhs"], 1, BudgetUnit.Item, 8900, BudgetFrequency.Once, ManagedBy.DirectPayment),
            Line("ramp", "A folding ramp that fits the van and the beach", BudgetCategory.Equipment, ["sea"], ["moving"], ["council"], 1, BudgetUnit.Item, 36500, BudgetFrequency.Once, ManagedBy.DirectPayment),
        ],
        EmployerName = "Joyce Ashworth, with Anne to help",
        InsuranceArranged = true,
        PayrollBy = "Fair Wages payroll service",
        SicknessCover = "Lantern Home Nursing sends one of the two people who know Joyce. The money set aside pays.",
        Sources =
        [
            new() { Id = "nhs", Who = "Aldersford and District NHS", Type = FunderType.Nhs, YearlyPence = 2_400_000, Conditions = "Looked at together after three months, then each year." },
            new() { Id = "council", Who = "Aldersford Council", Type = FunderType.LocalAuthority, YearlyPence = 960_000, Conditions = "Four weeks of receipts at a time." },
        ],
        AgreedYearlyPence = 3_360_000,
        ContingencySumPence = 180_000,
        PaymentFrequency = PaymentFrequency.FourWeekly,
        StartDate = days.Ago(60),
        FirstReviewDate = days.In(30),
        NoticePeriodDays = 28,
        ThirdParty = "Aldersford Music Trust, for the singing",
        SufficiencyConfirmedBy = "Nia Rees, hospice nurse, with Gareth Lunn, social worker",
        SufficiencyConfirmedOn = days.Ago(9),
    };

    private static BudgetLine Line(string id, string what, BudgetCategory category, SortedSet<string> goals, SortedSet<string> needs, SortedSet<string> sources,
        decimal quantity, BudgetUnit unit, long unitCost, BudgetFrequency often, ManagedBy by) => new()
        {
            Id = id,
            Description = what,
            Category = category,
            GoalIds = goals,
            NeedIds = needs,
            SourceIds = sources,
            Quantity = quantity,
            Unit = unit,
            UnitCostPence = unitCost,
            Frequency = often,
            ManagedBy = by,
        };
}

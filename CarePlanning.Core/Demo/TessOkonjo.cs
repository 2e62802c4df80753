using CarePlanning.Core.People;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Plans.Sections;

namespace CarePlanning.Core.Demo;

/// <summary>Tess, who is 15, talks with her eyes and will move to adult services: a plan half done.</summary>
internal static class TessOkonjo
{
    private static readonly DemoVoice Tess = new(Voices.Person, "Tess");
    private static readonly DemoVoice Grace = new("grace", "Grace");

    public static DemoStory Story(DemoDays days) => new(
        new NewPlan("Tess Adaeze", "Okonjo", Born(days), "9990000743", Pathway.ChildContinuingCare),
        DemoCast.Samir, 33,
        [new(DemoCast.Tess, Tess.Id, Relation.Person), new(DemoCast.Grace, Grace.Id, Relation.Representative)],
        (d, _) =>
        [
            new(33, 15, [WhoIsInvolved(d), AboutMe(d)]),
            new(12, 15, [Health(d), Strengths(), Needs(), Goals(d)]),
            new(5, 15, [LookingAhead(), Contingency(d), Levels(d), Money(d)]),
        ]);

    private static PartialDate Born(DemoDays days) => PartialDate.From(days.BornAt(15, 3, 9));

    private static Involved WhoIsInvolved(DemoDays days) => new()
    {
        GivenNames = "Tess Adaeze",
        FamilyName = "Okonjo",
        PreferredName = "Tess",
        Pronouns = "she, her",
        DateOfBirth = Born(days),
        NhsNumber = "9990000743",
        NeedsSupport = true,
        AccessNeedNow = "Talks with her eyes: give her time",
        Language = "English, and Igbo with her gran",
        InterpreterRequired = false,
        Formats = [AccessFormat.Electronic],
        CommunicationSupport = [CommunicationAid.CommunicationDevice, CommunicationAid.ExtraTime, CommunicationAid.ClosedQuestions],
        AccessNotes = "The tablet follows her eyes. It needs ten minutes to wake up and so does Tess.",
        AccessCheckedOn = days.Ago(33),
        HasFixedAddress = true,
        Addresses = [new() { Id = "home", Use = AddressUse.Main, Line1 = "8 Kestrel Way", Town = "Aldersford", Postcode = "ZZ13 1RT" }],
        PreferredContactMethod = ContactMethod.Text,
        WhereILive = Accommodation.FamilyHome,
        WhoILiveWith = "Mum, and my brother Chidi, who is eleven",
        HasGp = true,
        GpPractice = "Kestrel Way Practice",
        GpOds = "Z99903",
        People =
        [
            new() { Id = "grace", Name = "Grace Okonjo", Relation = "mother", Types = [ContactType.Carer, ContactType.ParentalResponsibility, ContactType.EmergencyContact], Phone = "07700 900451", ConsultInEmergency = true,
                WillingAbleToCareHours = 50, CarerAssessmentOffered = CarerAssessment.No, NeedsAccessSupport = false, Comments = "Drives a bus. Shifts change on Sundays." },
            new() { Id = "gran", Name = "Ngozi Okonjo", Relation = "grandmother", Types = [ContactType.EmergencyContact], Phone = "01632 960733" },
        ],
        Professionals =
        [
            new() { Id = "samir", Name = "Samir Qureshi", Role = "support planner", KeyWorker = true, Phone = "01632 960350", Organisation = "Aldersford Council", Team = "Disabled children's team" },
            new() { Id = "nurse", Name = "Hollie Brandt", Role = "children's community nurse", Phone = "01632 960355", Organisation = "Aldersford and District NHS" },
            new() { Id = "school", Name = "Mr Fenn", Role = "form teacher", Organisation = "Weir Lane School" },
        ],
        SessionDate = days.Ago(5),
        SessionPlace = SessionPlace.Home,
        PersonPresent = true,
        PersonChoseWhoInvolved = true,
        WhoIsHere = [new() { Id = "h1", Name = "Tess", Role = "the person" }, new() { Id = "h2", Name = "Grace Okonjo", Role = "mother" }, new() { Id = "h3", Name = "Samir Qureshi", Role = "support planner" }],
        PutOff = { ["background"] = PutOff.RatherNotSay },
    };

    private static AboutMe AboutMe(DemoDays days) => new()
    {
        MostImportant = Tess.Wrote("choosing my own clothes. radio plays, the creepy kind. going to Manchester with Imani to see a band and NOT with my mum (sorry mum)").With(Grace, Standing.ToTalkAbout),
        PeopleImportant = Tess.Wrote("imani. gran. chidi when he is asleep. mum even when she is wrong"),
        HowICommunicate = DemoVoice.Together("Samir", "Tess looks at the words and the tablet says them. Ask, then look away and wait: being watched slows her down.\nWithout the tablet, eyes up is yes and eyes shut is no. A long blink means she is bored."),
        MyWellness = Grace.Said("Samir", "On a good day she argues. If she stops arguing, look for a fit coming, or a full bag on the tube.").With(Tess, Standing.SeesItDifferently),
        PleaseDoAndDoNot = Tess.Wrote("DO talk to me. DO swear if you swear anyway. DONT pat me. DONT use the voice"),
        HowToSupportMe = Grace.Said("Samir", "Two people for the hoist, always. Feed at four and at ten, sitting up for half an hour after. She sleeps on her right side with the radio on."),
        SupportedBy = "Grace",
        SupportedByRelation = "mother",
        UpdatedOn = days.Ago(33),
    };

    private static Health Health(DemoDays days) => new()
    {
        Conditions =
        [
            new() { Id = "cp", What = "Cerebral palsy", GoodToKnow = "It is in the muscles, not in the thinking.", Source = "Letter from the children's clinic", AsOf = days.Ago(118) },
            new() { Id = "epilepsy", What = "Epilepsy", GoodToKnow = "Most fits are over in two minutes. After five, give the rescue medicine and ring 999.", Source = "Epilepsy nurse's plan", AsOf = days.Ago(40) },
        ],
        AllergiesKnown = AllergyAnswer.NoneKnown,
        NoneKnownSource = "GP summary",
        NoneKnownAsOf = days.Ago(40),
        Medicines = [new() { Id = "fits", What = "Sodium valproate, morning and night", IfItStops = "Fits, within a day. If she is sick within half an hour, ring the children's ward.", KeptWhere = "Cupboard over the kettle; spare in the school bag", Source = "Epilepsy nurse's plan", AsOf = days.Ago(40) }],
        Devices = [new() { Id = "tube", Kind = DeviceKind.FeedingTube, What = "Button in the stomach", GoodToKnow = "If it comes out, put the spare in within an hour or the hole closes.", NeedsPower = false, Source = "Children's community nurse", AsOf = days.Ago(40) }],
        PutOff = { ["infections"] = PutOff.DoNotKnow },
    };

    private static Strengths Strengths() => new()
    {
        ProudOf = Tess.Wrote("i wrote a play and the school did it. someone fainted"),
        List =
        [
            new() { Id = "funny", Text = "I am funny, on purpose", Kind = StrengthKind.Personal },
            new() { Id = "gran", Text = "Gran has us every other weekend", Kind = StrengthKind.Family, Who = "Gran" },
            new() { Id = "imani", Text = "Imani pushes the chair faster than is allowed", Kind = StrengthKind.Family, Who = "Imani" },
            new() { Id = "drama", Text = "The drama group at Weir Lane", Kind = StrengthKind.Community },
        ],
    };

    private static Needs Needs() => new()
    {
        List =
        [
            new() { Id = "nights", What = "Somebody has to be awake for the fits", InWhoseWords = NeedVoice.Carer, TheirName = "Grace", HowItAffects = "I drive a bus on four hours' sleep.", Domain = NeedDomain.Consciousness },
            new() { Id = "alone", What = "I am never anywhere without a parent", InWhoseWords = NeedVoice.Person, HowItAffects = "nobody my age does", Domain = NeedDomain.Psychological },
            new() { Id = "moving-on", What = "Who looks after all this when I am eighteen?", InWhoseWords = NeedVoice.Together, Domain = NeedDomain.Other },
        ],
    };

    private static Goals Goals(DemoDays days) => new()
    {
        List =
        [
            new() { Id = "band", What = "See a band in Manchester with Imani and no parent", WhyItMatters = "because everyone else already has", Importance = 10, Kind = GoalKind.Social, Status = GoalStatus.Accepted, By = days.In(150), NeedIds = ["alone"], StrengthIds = ["imani"] },
            new() { Id = "college", What = "Do drama at college, with my own assistant and not a school one", WhyItMatters = "I am going to write for the radio", Importance = 9, Kind = GoalKind.Learning, Status = GoalStatus.Proposed, NeedIds = ["moving-on"], StrengthIds = ["drama", "funny"] },
            new() { Id = "mum-sleeps", What = "Mum sleeps through, three nights a week", Importance = 8, Kind = GoalKind.CarerWellbeing, Status = GoalStatus.Proposed, NeedIds = ["nights"] },
        ],
        Steps =
        [
            new() { Id = "train", What = "Teach two people under thirty the rescue medicine", GoalIds = ["band"], Who = "Hollie Brandt", WhoRole = "children's community nurse", When = "before the summer", Confidence = 7, Status = StepStatus.Planned },
            new() { Id = "venue", What = "Ring the venue about the lift and a place to change", GoalIds = ["band"], Who = "Imani and Tess", When = "this weekend", Confidence = 9, Status = StepStatus.Planned },
        ],
    };

    private static LookingAhead LookingAhead() => new() { PutOff = { ["readiness"] = PutOff.NotToday } };

    private static Contingency Contingency(DemoDays days) => new()
    {
        WhoStepsIn = "Gran",
        WhoStepsInPhone = "01632 960733",
        WhoStepsInHasAgreed = true,
        Plans = [new() { Id = "ward", Name = "Tess has to go into hospital", ScenarioType = ScenarioType.HospitalAdmission, Triggers = "A fit that the rescue medicine does not stop\nThe button is out and the spare will not go in", Severity = Urgency.Emergency,
            Green = "A fit that stops by itself within three minutes. Write down when, and let her sleep.", Amber = "A second fit on the same day. Ring Hollie, and have the rescue medicine out.", Red = "A fit of five minutes, or the button is out. Rescue medicine, then 999.",
            GoesAlong = "Her assistant comes along, from eight to eight, on the ward too. The budget goes on paying for it for the whole stay. Agreed with Hollie Brandt and the ward sister.", LastUpdated = days.Ago(5) }],
        Steps =
        [
            new() { Id = "w1", PlanIds = ["ward"], Order = 1, Do = "Take the tablet and its stand. Without it nobody can hear her.", ByWhom = "Grace" },
            new() { Id = "w2", PlanIds = ["ward"], Order = 2, Do = "Her assistant comes too, and stays; the budget goes with her.", ByWhom = "Samir Qureshi" },
        ],
    };

    private static NeedsProfile Levels(DemoDays days) => new()
    {
        AssessedBy = "Hollie Brandt",
        AssessedByRole = "children's community nurse",
        AssessedOn = days.Ago(6),
        PartTaken = "Tess said yes or no to each with her eyes, and Grace said what nights are like.",
        Child =
        [
            Level(ChildDomain.Breathing, NeedLevel.Low, "Suction now and then, most in winter."),
            Level(ChildDomain.EatingAndDrinking, NeedLevel.High, "Fed by the button; tastes for joy."),
            Level(ChildDomain.Mobility, NeedLevel.High, "Moved by two, or by the hoist."),
            Level(ChildDomain.Continence, NeedLevel.Moderate, "Help with everything, at school too."),
            Level(ChildDomain.Skin, NeedLevel.Low, "Turned in the night."),
            Level(ChildDomain.Communication, NeedLevel.High, "Talks with her eyes, to people who wait."),
            Level(ChildDomain.Medicines, NeedLevel.Moderate, "Six times a day through the button."),
            Level(ChildDomain.Psychological, NeedLevel.Low, "Frightened of hospital."),
            Level(ChildDomain.Seizures, NeedLevel.Severe, "Fits most nights; rescue medicine twice a month."),
            Level(ChildDomain.Behaviour, NeedLevel.None),
        ],
        HasEhcPlan = true,
        EhcCouncil = "Aldersford Council",
        EhcHealthPart = "Speech therapy each fortnight at school; a nurse teaches the staff about fits.",
        EhcGoalIds = ["college"],
        EhcKeptWhere = "With Mr Fenn at Weir Lane School",
    };

    private static ChildNeed Level(ChildDomain domain, NeedLevel level, string? evidence = null) => new() { Id = domain.ToString(), Domain = domain, Level = level, Evidence = evidence };

    private static Money Money(DemoDays days) => new()
    {
        Allocations = [DemoArea.FirstAmount("example-children", Levels(days), 50, "Samir Qureshi", days.Ago(5))],
        Lines =
        [
            new() { Id = "assistant", Description = "An assistant near her own age, for evenings and weekends", Category = BudgetCategory.PersonalAssistant, GoalIds = ["band", "college"], NeedIds = ["alone"], Quantity = 8, Unit = BudgetUnit.Hour, Frequency = BudgetFrequency.PerWeek, ManagedBy = ManagedBy.DirectPayment },
            new() { Id = "switch", Description = "A second switch for the tablet, by the bed", Category = BudgetCategory.Technology, GoalIds = ["college"], NeedIds = ["alone"], Quantity = 1, Unit = BudgetUnit.Item, UnitCostPence = 14_500, Frequency = BudgetFrequency.Once, ManagedBy = ManagedBy.DirectPayment },
            new() { Id = "sitter", Description = "A night sitter who knows fits, three nights a week", Category = BudgetCategory.Agency, GoalIds = ["mum-sleeps"], NeedIds = ["nights"], Quantity = 3, Unit = BudgetUnit.Night, UnitCostPence = 16_200, Frequency = BudgetFrequency.PerWeek },
        ],
        PutOff = { ["agreed"] = PutOff.NotToday },
    };
}

using CarePlanning.Core.People;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Plans.Sections;

namespace CarePlanning.Core.Demo;

/// <summary>Joyce, who has motor neurone disease and lives with her daughter Anne: a whole plan, signed by all three and sealed.</summary>
internal static partial class JoyceAshworth
{
    private static readonly DemoVoice Joyce = new(Voices.Person, "Joyce");
    private static readonly DemoVoice Anne = new("anne", "Anne");

    /// <summary>Her mark, drawn with one finger: a J, and a line that runs out of strength.</summary>
    public const string Mark =
        "118,42 131,40 146,41 158,43;139,42 140,63 140,88 139,112 134,131 122,143 107,146 95,138 90,124;"
        + "176,110 168,117 167,130 176,139 189,137 195,125 190,113 178,110;208,111 214,127 221,138;239,110 229,131 218,153 207,166;"
        + "270,118 258,116 251,126 257,137 272,135;284,127 299,124 301,115 291,111 282,121 286,135 300,138 331,131 372,126 421,128";

    public static DemoStory Story() => new(
        new NewPlan("Joyce Margaret", "Ashworth", PartialDate.From(new DateOnly(1948, 5, 4)), "9990000018", Pathway.JointFunded),
        DemoCast.Nia, 24,
        [new(DemoCast.Joyce, Joyce.Id, Relation.Person), new(DemoCast.Anne, Anne.Id, Relation.Carer)],
        (days, nia) =>
        [
            new(24, 10, [WhoIsInvolved(days), AboutMe(days), Health(days)]),
            new(17, 10, [Strengths(), Needs(), Goals(days), Risks(days)]),
            new(9, 13, [LookingAhead(days, new DemoVoice(nia, "Nia")), Legal(days), Recommendations(days), Contingency(days), Levels(days), Money(days)]),
            new(1, 10, [Review(days), Sharing(days)]),
        ]);

    private static Involved WhoIsInvolved(DemoDays days) => new()
    {
        Title = "Mrs",
        GivenNames = "Joyce Margaret",
        FamilyName = "Ashworth",
        PreferredName = "Joyce",
        Pronouns = "she, her",
        DateOfBirth = PartialDate.From(new DateOnly(1948, 5, 4)),
        NhsNumber = "9990000018",
        NeedsSupport = true,
        AccessNeedNow = "Hears best on her left side",
        Language = "English",
        InterpreterRequired = false,
        Formats = [AccessFormat.LargePrint, AccessFormat.Electronic],
        LargePrintPoints = 18,
        CommunicationSupport = [CommunicationAid.ExtraTime, CommunicationAid.CommunicationDevice, CommunicationAid.QuietPlace],
        AccessNotes = "Sit on the left, turn the radio off, ask one thing and wait. When the voice is tired, the letter board hangs on the arm of the chair.",
        Adjustments =
        [
            new() { Id = "time", Kind = AdjustmentKind.Appointments, WhatToDo = "Come after eleven, and stay no longer than an hour.", IfNotDone = "Her voice goes and the last half of it is guessed." },
            new() { Id = "mask", Kind = AdjustmentKind.Communication, WhatToDo = "Ask before the breathing mask goes on, not after.", IfNotDone = "She cannot answer with the mask on." },
        ],
        AccessCheckedOn = days.Ago(24),
        FlagOnRecord = true,
        HasFixedAddress = true,
        Addresses = [new() { Id = "home", Use = AddressUse.Main, Line1 = "14 Lido Terrace", Town = "Aldersford", Postcode = "ZZ12 4QB" }],
        Phones = [new() { Id = "landline", Number = "01632 960118", Use = PhoneUse.Home, Preference = 2 }, new() { Id = "tablet", Number = "07700 900218", Use = PhoneUse.TextOnly, Preference = 5 }],
        PreferredContactMethod = ContactMethod.Text,
        WhereILive = Accommodation.OwnHome,
        WhoILiveWith = "My daughter Anne, since last spring",
        HasGp = true,
        GpPractice = "Mill Pool Surgery",
        GpName = "Dr Farida Hale",
        GpOds = "Z99901",
        Religion = "Chapel at Christmas, and the sea the rest of the year",
        MaritalStatus = "Widowed. Ken died in 2011.",
        SexForClinicalUse = SexForClinicalUse.Female,
        HomeAccess = "Maureen at number 12 has a key. The key safe is behind the water butt; Anne changes the code each month.",
        People =
        [
            new() { Id = "anne", Name = "Anne Ashworth", Relation = "daughter", Types = [ContactType.Carer, ContactType.NextOfKin, ContactType.EmergencyContact], Phone = "07700 900341", Email = "anne.ashworth@example.org",
                ConsultInEmergency = true, WillingAbleToCareHours = 35, CarerAssessmentOffered = CarerAssessment.Yes, NeedsAccessSupport = false,
                Comments = "Works three mornings at the library and wants to keep doing so." },
            new() { Id = "peter", Name = "Peter Ashworth", Relation = "son", Types = [ContactType.EmergencyContact], Phone = "07700 900562, at night 01632 960577", ConsultInEmergency = true, Comments = "Lives in Leeds, two hours away by car. His mobile is off at night." },
            new() { Id = "maureen", Name = "Maureen Duffy", Relation = "neighbour", Types = [ContactType.EmergencyContact], Phone = "01632 960112", ConsultInEmergency = false, Comments = "At number 12. Has a key. Up before anybody." },
            new() { Id = "derek", Name = "Derek Pike", Relation = "cousin", Types = [ContactType.DoNotContact], Phone = "07700 900777", Comments = "They fell out over Ken's will. Joyce does not want him told that she is ill." },
        ],
        Professionals =
        [
            new() { Id = "nia", Name = "Nia Rees", Role = "hospice nurse", KeyWorker = true, CareCoordinator = true, Phone = "01632 960400", Organisation = "Aldersford Hospice", Team = "Community team", RegisteredWith = RegistrationBody.Nmc, RegistrationNumber = "99Z9999E", Start = days.Ago(131) },
            new() { Id = "breathing", Name = "Callum Oyelaran", Role = "respiratory physiotherapist", Phone = "01632 960455", Organisation = "Aldersford Hospital", Team = "Home breathing team", Start = days.Ago(210) },
            new() { Id = "speech", Name = "Priya Nair", Role = "speech and language therapist", Phone = "01632 960466", Organisation = "Aldersford Hospital", Specialty = "Swallowing and voice" },
            new() { Id = "social", Name = "Gareth Lunn", Role = "social worker", Phone = "01632 960300", Organisation = "Aldersford Council" },
        ],
        SessionDate = days.Ago(24),
        SessionPlace = SessionPlace.Home,
        PersonPresent = true,
        PersonChoseWhoInvolved = true,
        WhoIsHere =
        [
            new() { Id = "here-joyce", Name = "Joyce", Role = "the person", PresentFor = "all of it" },
            new() { Id = "here-anne", Name = "Anne", Role = "daughter", PresentFor = "all but the part about worries, which Joyce wanted to say alone" },
            new() { Id = "here-nia", Name = "Nia Rees", Role = "hospice nurse", PresentFor = "all of it" },
        ],
        SessionNotes = "Four short visits, not one long one. Joyce chose the order.",
        WhatWentWell = "Joyce typed about half of it herself, with the tablet on a cushion.",
    };

    private static AboutMe AboutMe(DemoDays days) => new()
    {
        MostImportant = Joyce.Wrote("Being asked. Since the wheelchair came, people talk over the top of my head to Anne. Ask me, wait, and I will answer.\nAfter that: my kitchen window, the six o'clock news with Anne, and Toby reading to me down the phone on Sundays.").With(Anne, Standing.Agrees),
        PeopleImportant = Joyce.Said("Nia", "Anne, who moved back into her old room last spring and says it is for the cheap rent. Peter, my lad, in Leeds, and his boy Toby, who is nine and reads better than the newsreader. Maureen next door. The Thursday lot from the swimming club, who are far too loud, and I would not have them any other way.").With(Anne, Standing.Agrees),
        HowICommunicate = DemoVoice.Together("Nia", "Joyce speaks quietly and tires after about twenty minutes. Sit on her left, that is her good ear.\nOne question at a time, then count to ten. When the voice is gone she spells on the letter board, or blinks: once is yes, twice is no, eyes up is \"start again\".\nPain shows in her left hand before it shows in her face."),
        MyWellness = Anne.Wrote("A good day starts after nine, with the mask off and the window open. By eleven she is funny. A bad day starts with a headache: then she has not breathed well in the night, and the mask wants looking at before anything else.").With(Joyce, Standing.Agrees),
        PleaseDoAndDoNot = Joyce.Wrote("Do say your name, every time. Do put the kettle on: I cannot drink it now, but I like the smell and I like you to stop.\nDon't call me sweetheart. Don't tidy my window sill. Don't finish my sentences, not even when you have got them right."),
        HowToSupportMe = Joyce.Said("Nia", "I want to walk to the bathroom on my own two feet for as long as they hold me, even when it takes ten minutes. Stand on my right and let me do it. The hoist is for when I say so.").With(Anne, Standing.SeesItDifferently),
        AlsoWorthKnowing = Joyce.Wrote("I ran the lido in this town for thirty-one years. I taught four thousand children to swim, by my own count, and I never lost one. Ken proposed in the boiler room. I have read every Dorothy L. Sayers twice and I will not be read anything with a vampire in it."),
        SupportedBy = "Anne",
        SupportedByRelation = "daughter, who held the tablet and kept quiet",
        UpdatedOn = days.Ago(17),
    };

    private static Health Health(DemoDays days) => new()
    {
        Conditions =
        [
            new() { Id = "mnd", What = "Motor neurone disease", GoodToKnow = "Weak hands, voice and breathing. Her mind is as sharp as ever.", Source = "Letter from the neurology clinic", AsOf = days.Ago(96) },
            new() { Id = "sleep", What = "Weak breathing at night", GoodToKnow = "A headache in the morning means too little breathing.", Source = "Letter from the home breathing team", AsOf = days.Ago(61) },
        ],
        AllergiesKnown = AllergyAnswer.SomeKnown,
        Allergies =
        [
            new() { Id = "penicillin", What = "Penicillin", WhatHappens = "Rash and swollen lips, in 1986", Source = "GP summary", AsOf = days.Ago(30) },
            new() { Id = "plaster", What = "Sticking plaster", WhatHappens = "Skin comes off with it", Source = "Joyce herself", AsOf = days.Ago(24) },
        ],
        Medicines =
        [
            new() { Id = "baclofen", What = "Baclofen, three times a day", IfItStops = "Stopping it can cause fits. Given by feeding tube.", KeptWhere = "fridge door", Source = "GP summary", AsOf = days.Ago(30) },
        ],
        Devices =
        [
            new() { Id = "niv", Kind = DeviceKind.Ventilator, What = "Breathing mask every night", GoodToKnow = "Oxygen alone can make breathing worse.", NeedsPower = true, Source = "Letter from the home breathing team", AsOf = days.Ago(61) },
            new() { Id = "cough", Kind = DeviceKind.SomethingElse, What = "Machine that helps her cough", GoodToKnow = "Anne and Maureen can use it.", NeedsPower = true, Source = "Letter from the home breathing team", AsOf = days.Ago(61) },
            new() { Id = "tube", Kind = DeviceKind.FeedingTube, What = "Feeding tube", GoodToKnow = "Flush it after each medicine.", NeedsPower = false, Source = "Hospital discharge letter", AsOf = days.Ago(140) },
        ],
        Infections = [new() { Id = "chest", What = "Chest infections take hold fast", WhatToDo = "Ring the home breathing team on the first day.", Source = "Letter from the home breathing team", AsOf = days.Ago(61) }],
    };

    private static Strengths Strengths() => new()
    {
        ProudOf = Joyce.Wrote("Four thousand swimmers. Two children who ring me without being told to. And I can still make a doctor laugh, which is harder than it was."),
        AroundMe = Joyce.Said("Nia", "A street that notices when my blind is not up by ten. The sea, if somebody will drive. The club on Thursdays.").With(Anne, Standing.Agrees),
        List =
        [
            new() { Id = "mind", Text = "I know my own mind and say it", Kind = StrengthKind.Personal, HowItHelps = "Nobody has to guess what I want." },
            new() { Id = "type", Text = "I can type with one finger", Kind = StrengthKind.Skill, Ring = StrengthRing.Own, HowItHelps = "I write my own letters and my own jokes." },
            new() { Id = "chapel", Text = "Songs from chapel, though I have given up the rest", Kind = StrengthKind.Faith, Ring = StrengthRing.Own, HowItHelps = "They settle me at night." },
            new() { Id = "anne-there", Text = "Anne is here, and can work the machines", Kind = StrengthKind.Family, Who = "Anne", HowItHelps = "I sleep, because she knows what the alarm means." },
            new() { Id = "toby", Text = "Toby reads to me every Sunday at five", Kind = StrengthKind.Family, Who = "Toby", HowItHelps = "Something to look forward to all week." },
            new() { Id = "key", Text = "Maureen is up at six and has a key", Kind = StrengthKind.Community, Who = "Maureen", HowItHelps = "Somebody close by when Anne is at work." },
            new() { Id = "club", Text = "The swimming club comes on Thursdays", Kind = StrengthKind.Community, Who = "Barbara, Jean and Sunita", HowItHelps = "Two hours when I am not ill, only hoarse." },
        ],
    };
}

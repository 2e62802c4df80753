using CarePlanning.Core.Plans;
using CarePlanning.Core.Plans.Sections;

namespace CarePlanning.Core.Demo;

/// <summary>What Joyce wants later, what happens when things go wrong, and what was agreed.</summary>
internal static partial class JoyceAshworth
{
    private static LookingAhead LookingAhead(DemoDays days, DemoVoice nia) => new()
    {
        Readiness = Readiness.Yes,
        Values = Joyce.Wrote("I like the truth, in short sentences, from somebody sitting down."),
        MostValue = Joyce.Said("Nia", "My own head. If I can think and you can tell what I mean, it is worth it. When I cannot make myself understood at all, I have had enough.").With(Anne, Standing.Agrees),
        MostFear = Joyce.Said("Nia", "Choking, with somebody standing there who does not know what to do. And Anne finding me."),
        ComfortOrTime = 2,
        ComfortOrTimeWords = Joyce.Wrote("Comfort. I have had a good run and I was early for all of it.").With(Anne, Standing.ToTalkAbout),
        WantsPrognosisInfo = WantsPrognosisInfo.Yes,
        HowToTellMe = Joyce.Said("Nia", "Tell me first, on my own, in the morning. Then I will tell Anne, because she goes quiet and I know what to do about that."),
        PeopleToAsk =
        [
            new() { Id = "ask-anne", Name = "Anne Ashworth", Relation = "daughter", Contact = "07700 900341", AskAbout = "Everything" },
            new() { Id = "ask-peter", Name = "Peter Ashworth", Relation = "son", Contact = "07700 900562", AskAbout = "Anything that Anne should not have to decide alone" },
        ],
        PlacesOfCare =
        [
            new() { Id = "care-home", Rank = 1, Type = PlaceOfCare.Home, Name = "In the front room at Lido Terrace", Reason = "The window." },
            new() { Id = "care-hospice", Rank = 2, Type = PlaceOfCare.Hospice, Name = "Aldersford Hospice", Reason = "I have been for the baths. They know me." },
        ],
        PlacesOfDeath =
        [
            new() { Id = "die-home", Rank = 1, Type = PlaceOfDeath.Home, Name = "In the front room, with the window open", Reason = "I was born four streets away. It would be nice to have gone no further." },
            new() { Id = "die-hospice", Rank = 2, Type = PlaceOfDeath.Hospice, Name = "Aldersford Hospice", Reason = "If it gets too much for Anne. That is her say, not mine." },
        ],
        PlacesOfDeathSaidOn = days.Ago(9),
        PlacesOfDeathWrittenBy = "Nia Rees",
        PlacesToAvoid = [new() { Id = "ward", Type = PlaceOfCare.Hospital, Name = "A big ward", Reason = "Nobody there has time to wait for an answer." }],
        PeopleToBePresent = Joyce.Wrote("Anne and Peter. Not Toby, but ring him after. If the club wants to sing in the street, let them.").With(Anne, Standing.Agrees),
        SpiritualAndCultural = Joyce.Meant("Nia", "The chapel minister, Mrs Adeyemi, may visit as a friend. No prayers unless Joyce starts them."),
        PetsAndDependants = Anne.Wrote("The cat, Neptune, stays with me. He is not to be let on the bed when the mask is on.").With(Joyce, Standing.SeesItDifferently),
        DigitalAndPractical = Joyce.Wrote("The blue folder in the dresser has the house, the bank and the passwords. Anne knows which dresser."),
        FuneralWishes = Joyce.Wrote("Cremated. Ashes off the end of the pier at high tide, and mind the wind. Nobody is to wear black except Maureen, who has nothing else.").With(Anne, Standing.ToTalkAbout),
        OrganTissueDonation = OrganTissueDonation.SomeOnly,
        HasStatement = true,
        StatementText = Joyce.Meant("Nia", "At home for as long as Anne can manage it. Comfort before time. No long ward stays. To be spoken to directly, to the end."),
        StatementDate = days.Ago(9),
        StatementSignedBy = "Joyce Ashworth",
        StatementLocation = "Blue folder in the dresser; a copy with Nia at the hospice",
        OtherDocuments =
        [
            new() { Id = "letters", Name = "Letters to Toby, one for each birthday to eighteen", Type = OtherDocumentType.LetterOrMessage, Location = "Biscuit tin in the wardrobe", Source = "Joyce", Date = days.Ago(50) },
            new() { Id = "will", Name = "Will", Type = OtherDocumentType.Will, Location = "With Holt and Grange, solicitors, on Bridge Street", Source = "Joyce", Date = days.Ago(400) },
        ],
        Talks =
        [
            new() { Id = "talk-1", On = days.Ago(17), With = "Joyce and Nia", Outcome = TalkOutcome.NotRightNow },
            new() { Id = "talk-2", On = days.Ago(9), With = "Joyce, Anne and Nia", Outcome = TalkOutcome.Talked },
        ],
        UpdatedOn = days.Ago(9),
    };

    private static Contingency Contingency(DemoDays days) => new()
    {
        IfCarerCouldNotBeHere = DemoVoice.Together("Nia", "Maureen sits with Joyce until Lantern can send somebody who knows her, which takes them three hours at most. Peter drives over and stays the night. If nobody who knows the mask can be here by nine in the evening, the hospice keeps a bed."),
        WhoStepsIn = "Maureen Duffy, then Peter Ashworth",
        WhoStepsInPhone = "01632 960112",
        WhoStepsInHasAgreed = true,
        DayAndNightNumber = "01632 960499",
        DayAndNightWho = "hospice",
        KeyHeldBy = "Maureen Duffy, number 12",
        KeyHeldByPhone = "01632 960112",
        HowToGetIn = "Key safe behind the water butt, code 7391. Push the door with your shoulder.",
        Plans =
        [
            new() { Id = "no-anne", Name = "Anne is ill or away", ScenarioType = ScenarioType.CarerUnavailable, Triggers = "Anne is ill, hurt or cannot get home", EarlySigns = "A cough. Anne saying \"I'm fine\" twice.", Severity = Urgency.ActToday,
                Green = "Anne is here, or back by the hour she said.", Amber = "Anne is an hour late, or not well. Ring Maureen and ask her to look in.", Red = "Anne cannot come. Begin with step 1.",
                CopingStrategies = "Radio 3, the window, and being told the truth about when somebody is coming.", ReplacementCareSource = "Lantern Home Nursing", ReplacementCareHours = 72, CostFromContingencyPence = 150_000,
                AgreedWith = "Maureen, Peter and Lantern", Responsibility = "Nia Rees", LastUpdated = days.Ago(9), ReviewDate = days.In(170) },
            new() { Id = "power", Name = "The power goes off", ScenarioType = ScenarioType.EquipmentOrPowerFailure, Triggers = "The lights go out\nThe breathing machine sounds its long alarm", EarlySigns = "A storm warning, or a letter from the power company.", Severity = Urgency.Emergency,
                Green = "Battery full, torch by the bed.", Amber = "Lights flicker, or a storm is coming. Charge everything now.", Red = "Power off, or the long alarm. Begin with step 1.",
                CopingStrategies = "Sit me up. I breathe better upright and I can wait half an hour without the mask.", CostFromContingencyPence = 0, AgreedWith = "Anne and Maureen", Responsibility = "Anne", LastUpdated = days.Ago(9), ReviewDate = days.In(170) },
            new() { Id = "chest", Name = "Choking, or a bad chest", ScenarioType = ScenarioType.HealthWorse, Triggers = "She chokes and cannot clear it\nMore breathless than yesterday, or muddled", EarlySigns = "A headache in the morning. Green phlegm. Sleeping in the day.", Severity = Urgency.Emergency,
                Green = "Clear phlegm, no headache. Cough machine twice a day.", Amber = "Headache, or green phlegm. Ring Callum's team on the first day.", Red = "Choking, blue, or muddled. Begin with step 1.",
                CopingStrategies = "Hold my left hand and say what you are doing. Being told is half of it.", CostFromContingencyPence = 0, AgreedWith = "Callum Oyelaran, Nia Rees, Joyce and Anne", Responsibility = "Nia Rees", LastUpdated = days.Ago(9), ReviewDate = days.In(80) },
            new() { Id = "last-days", Name = "My last days at home", ScenarioType = ScenarioType.Death, Triggers = "Joyce sleeps nearly all day", EarlySigns = "She stops asking for the news, or says that it is time.", Severity = Urgency.ActToday,
                Green = "She is awake for the news.", Amber = "She sleeps through the news. Tell Nia the same day.", Red = "She sleeps nearly all day, or is in pain. Begin with step 1.",
                CopingStrategies = "Window open. Sea on the tablet. Somebody on my left.", CostFromContingencyPence = 0, AgreedWith = "Joyce, Anne and Peter", Responsibility = "Nia Rees", LastUpdated = days.Ago(9), ReviewDate = days.In(80) },
        ],
        Steps =
        [
            Step("a1", "no-anne", 1, "Ring Maureen. She comes at once and stays.", "leave Joyce alone with the mask on.", "Whoever is there"),
            Step("a2", "no-anne", 2, "Ring Lantern and say \"Joyce's plan\". They have it.", null, "Maureen"),
            Step("a3", "no-anne", 3, "Ring Peter. After ten at night ring his landline.", null, "Maureen"),
            Step("p1", "power", 1, "Sit Joyce up. The battery lasts about four hours.", "give oxygen before asking the home breathing team.", "Whoever is there"),
            Step("p2", "power", 2, "Ring 105 and say that somebody here depends on a breathing machine.", null, "Anne"),
            Step("p3", "power", 3, "If it is not back within two hours, ring the hospice: they keep a bed with power.", null, "Anne"),
            Step("c1", "chest", 1, "Sit her forward. Use the cough machine: five breaths, twice.", "lay her flat.", "Whoever is there"),
            Step("c2", "chest", 2, "Mask on. Ring the hospice line and say \"motor neurone disease, choking\".", null, "Anne"),
            Step("c3", "chest", 3, "If she is blue or does not answer, ring 999 and give them this page.", null, "Whoever is there"),
            Step("d1", "last-days", 1, "Ring Nia; at night the hospice line. Not 999, unless Joyce asks.", null, "Anne"),
            Step("d2", "last-days", 2, "Ring Peter and tell him to come now.", null, "Anne"),
            Step("d3", "last-days", 3, "Keep the mask on for comfort only. Ask Joyce, or watch her left hand.", "take it off without Nia or Callum there.", "Anne and the nurse"),
        ],
        Contacts =
        [
            Contact("k0", ["power", "chest", "last-days"], 1, "Anne Ashworth", "daughter", "07700 900341", "day and night", ReachedOn.DayAndNight),
            Contact("k1", ["no-anne", "power"], 2, "Maureen Duffy", "neighbour", "01632 960112", "", ReachedOn.EveryDay, 6, 23),
            Contact("k2", ["no-anne"], 3, "Lantern Home Nursing", "", "01632 960480", "day and night", ReachedOn.DayAndNight),
            Contact("k3", ["no-anne", "last-days"], 4, "Peter Ashworth", "son", "07700 900562", "landline 01632 960577 at night", ReachedOn.DayAndNight),
            Contact("k4", ["power", "chest", "last-days"], 3, "Hospice advice line", "nurse", "01632 960499", "day and night", ReachedOn.DayAndNight),
            Contact("k5", ["chest"], 4, "Callum Oyelaran", "home breathing team", "01632 960455", "weekdays, nine to five", ReachedOn.Weekdays, 9, 17),
        ],
        Uses =
        [
            new() { Id = "use-1", PlanIds = ["power"], On = days.Ago(31), WhatHappened = "Forty minutes without power at teatime. Joyce sat up and was on the battery within two minutes.", Held = PlanHeld.Held, CrisisAvoided = CrisisAvoided.Yes, WhatToChange = "A torch by the bed, and not in the kitchen drawer.", ToldBy = "Anne" },
        ],
        Rehearsals =
        [
            new() { Id = "gone-1", PlanIds = ["power"], On = days.Ago(40), Supposed = "The power goes off, Tuesday at 18:00", By = "Anne, Joyce and Nia Rees", NextOn = days.In(140) },
            new() { Id = "gone-2", PlanIds = ["no-anne"], On = days.Ago(9), Supposed = "Anne is ill or away, Sunday at 03:00", By = "Joyce, Anne and Nia Rees", NextOn = days.In(170) },
        ],
        Gaps =
        [
            new() { Id = "gap-1", PlanIds = ["no-anne"], What = "Ask Maureen which number to ring when she is asleep.", Owner = "Anne", FoundOn = days.Ago(9), PutRight = false },
        ],
    };

    private static ContingencyStep Step(string id, string plan, int order, string what, string? not, string who) =>
        new() { Id = id, PlanIds = [plan], Order = order, Do = what, Avoid = not, ByWhom = who };

    private static ContingencyContact Contact(string id, SortedSet<string> plans, int order, string name, string role, string phone, string hours, ReachedOn on, int? from = null, int? until = null) =>
        new() { Id = id, PlanIds = plans, Order = order, Name = name, Role = role, Phone = phone, Hours = hours, ReachedOn = on, FromHour = from, UntilHour = until };

    private static Review Review(DemoDays days) => new()
    {
        PlannedReviewDate = days.In(84),
        ResponsibleName = "Nia Rees",
        ResponsibleRole = "hospice nurse",
        ResponsibleContact = "01632 960400",
        LookAgainSoonerIf = DemoVoice.Together("Nia", "The voice goes altogether, the mask is needed in the day, or Anne says so. She need not say why."),
        HowTheLastOneWent = Joyce.Wrote("The first time nobody asked me anything I could answer in under an hour. This time was better. Keep it to an hour and bring biscuits for Anne."),
        Reviews = [new() { Id = "first", Type = ReviewType.ThreeMonth, DueOn = days.In(30), By = "Nia Rees", Participants = "Joyce, Anne, Gareth Lunn" }],
    };

    private static Sharing Sharing(DemoDays days) => new()
    {
        Decision = SharingDecision.OnlyThoseNamed,
        Copies =
        [
            new() { Id = "copy-anne", Who = "Anne Ashworth", Relation = "daughter", Parts = [CopyOf.FullPlan] },
            new() { Id = "copy-peter", Who = "Peter Ashworth", Relation = "son", Parts = [CopyOf.EmergencySheet, CopyOf.LookingAhead], ButNot = "Not the money. He would only send some." },
            new() { Id = "copy-gp", Who = "Mill Pool Surgery", Relation = "GP practice", Parts = [CopyOf.FullPlan] },
            new() { Id = "copy-999", Who = "Ambulance service", Relation = "emergency", Parts = [CopyOf.EmergencySheet] },
            new() { Id = "copy-lantern", Who = "Lantern Home Nursing", Relation = "care agency", Parts = [CopyOf.OnePageProfile, CopyOf.EmergencySheet] },
        ],
        NotToBeShared = Joyce.Said("Nia", "My cousin Derek is to be told nothing, whoever he says he is."),
        CopyFormats = [CopyFormat.LargePrint, CopyFormat.Electronic],
        Agreement = AgreementWithPerson.Agreed,
        AgreementRecordedBy = "Nia Rees",
        AgreementOn = days.Ago(1),
    };
}

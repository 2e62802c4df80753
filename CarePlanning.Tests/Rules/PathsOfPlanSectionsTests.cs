using CarePlanning.Core.Plans;
using CarePlanning.Core.Plans.Sections;
using CarePlanning.Tests.Given;

namespace CarePlanning.Tests.Rules;

/// <summary>What a rule finds can be reached, and what was answered is kept.</summary>
public sealed class PathsOfPlanSectionsTests
{
    private static readonly string[] Slugs = ["looking-ahead", "legal-decisions", "recommendations", "if-things-go-wrong", "needs-profile", "money", "risks", "review", "sharing"];

    /// <summary>A plan in which as much as possible is left open.</summary>
    private static PlanAnswers FullOfGaps()
    {
        var answers = PlanAnswers.Empty();
        var ahead = answers.Get<LookingAhead>();
        ahead.PlacesOfDeath.Add(new() { Id = "a1", Type = PlaceOfDeath.Home });
        ahead.OtherDocuments.Add(new() { Id = "a2", Name = "A letter" });
        ahead.OrganTissueDonation = OrganTissueDonation.Undecided;
        ahead.UpdatedOn = new() { Day = 1, Month = 2, Year = 2020 };
        ahead.WhatIWasTold = new() { Words = "Not long" };
        LegalGaps.AddTo(answers);
        var wrong = answers.Get<Contingency>();
        wrong.Plans.Add(new() { Id = "c1", Name = "The lift", ReplacementCareHours = 3, LastUpdated = new() { Day = 1, Month = 2, Year = 2020 } });
        wrong.Plans.Add(new() { Id = "c2", Name = "Snow" });
        wrong.Contacts.Add(new() { Id = "c3", PlanIds = ["c1"], Name = "Gareth Cole" });
        wrong.Contacts.Add(new() { Id = "c4", PlanIds = ["c1"], Name = "Ana" });
        wrong.Rehearsals.Add(new() { Id = "c5", PlanIds = ["c2"], On = new() { Day = 1, Month = 2, Year = 2020 }, NextOn = new() { Day = 1, Month = 8, Year = 2020 } });
        answers.Get<Involved>().People.Add(new() { Id = "i1", Name = "Gareth Cole", Types = [ContactType.DoNotContact] });
        answers.Get<Involved>().DateOfBirth = new() { Day = 1, Month = 2, Year = 2015 };
        var money = answers.Get<Money>();
        money.Lines.Add(new() { Id = "m1", Category = BudgetCategory.PersonalAssistant, WeeksPerYear = 39, Frequency = BudgetFrequency.PerWeek });
        money.Lines.Add(new() { Id = "m2", Category = BudgetCategory.Equipment, Quantity = 9, UnitCostPence = 90_000, Frequency = BudgetFrequency.Once, ManagedBy = ManagedBy.DirectPayment, Unit = BudgetUnit.Item });
        money.Lines.Add(new() { Id = "m3", RegulatedActivity = true, RestrictedUse = RestrictedUse.Alcohol, ConnectedPerson = ConnectedPerson.SameHouseholdFamily });
        money.Lines.Add(new() { Id = "m4", RestrictedUse = RestrictedUse.DentalCare });
        money.Sources.Add(new() { Id = "m5", Type = FunderType.LocalAuthority });
        money.Lines.Add(new() { Id = "m6", WeeksPerYear = 53, OnCostPercent = 400 });
        money.Allocations.Add(new() { Id = "m7", WeeklyPence = -1 });
        var profile = answers.Get<NeedsProfile>();
        profile.Adult.Add(new() { Id = "Continence", Level = NeedLevel.Priority });
        profile.Child.Add(new() { Id = "Communication", Level = NeedLevel.Priority });
        (profile.ChecklistAs, profile.ChecklistBs) = (6, 6);
        money.Kind = BudgetKind.OneOff;
        money.AgreedYearlyPence = 1;
        answers.Get<Risks>().List.Add(new() { Id = "r1", Description = "A fall" });
        answers.Get<Review>().PlannedReviewDate = new() { Day = 1, Month = 2, Year = 2020 };
        answers.Get<Review>().Reviews.Add(new() { Id = "v1", DueOn = new() { Day = 1, Month = 2, Year = 2020 } });
        answers.Get<Review>().Changes.Add(new() { Id = "v2", Why = Occasion.SomethingElse, On = new() { Day = 1, Month = 2, Year = 2020 } });
        answers.Get<Sharing>().Agreement = AgreementWithPerson.Partly;
        return answers;
    }

    [Fact]
    public void Every_rule_leads_to_a_place_that_can_be_answered()
    {
        var problems = RuleBook.Check(new RuleInput(FullOfGaps(), Pathway.AdultContinuingCare, ARule.Today, true), Stage.Agree)
            .Where(p => Slugs.Contains(p.Slug)).ToList();
        Assert.All(problems, p =>
        {
            var section = PlanSections.Find(p.Slug)!;
            Assert.True(SectionPath.Find(section, p.Path) is not null || section.AllFields.Any(f => f.Pattern == InAnyEntry(p.Path)), $"{p.RuleId}: {p.Path}");
            Assert.DoesNotContain("{", p.Sentence, StringComparison.Ordinal);
        });
        string[] quiet = ["NP-05", "NP-05-W", "RV-06", "RV-06-14", "RV-06-16", "RV-06-17", "AP-01", "CP-07", "BU-14-I", "Q-15", "RV-01"];
        Assert.Equal(Slugs.SelectMany(s => PlanSections.Find(s)!.Rules).Select(r => r.Id).Except(quiet).Order(), problems.Select(p => p.RuleId).Distinct().Order());
    }

    [Fact]
    public void What_was_answered_comes_back_as_it_was_written()
    {
        var answers = FullOfGaps();
        Assert.All(Slugs, slug =>
        {
            var json = SectionJson.Write(answers[slug]);
            Assert.Equal(json, SectionJson.Write(SectionJson.Read(PlanSections.Find(slug)!, json, SectionJson.Schema)));
        });
    }

    /// <summary>The path with * for the entry, where it has one.</summary>
    private static string InAnyEntry(string path) => path.Split('/') is [var list, _, var field] ? $"{list}/*/{field}" : path;
}

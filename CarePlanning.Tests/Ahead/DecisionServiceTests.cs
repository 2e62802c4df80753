using CarePlanning.Core.Access;
using CarePlanning.Core.Ahead;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Plans.Sections;
using CarePlanning.Core.Uploads;
using CarePlanning.Tests.Storage;

namespace CarePlanning.Tests.Ahead;

/// <summary>An advance decision goes from one step to the next, in nobody's hands but those entitled.</summary>
public sealed class DecisionServiceTests
{
    private const string Slug = "legal-decisions";

    private static async Task<Household> WithPaperAsync(Database kind, bool complete = true)
    {
        var house = await Household.OnAsync(kind);
        (string, string)[] answers =
        [
            ("decisions/d/name", "Machines"), ("refusals/r/treatment", "A tube"), ("refusals/r/lifeSustaining", "yes"), ("refusals/r/evenIfLifeAtRisk", "yes"),
            .. complete ? [("decisions/d/signedOn/day", "2"), ("decisions/d/signedOn/month", "11"), ("decisions/d/signedOn/year", "2025"), ("decisions/d/signedBy", "Self"),
                ("decisions/d/witnessName", "Maureen"), ("decisions/d/witnessSawIt", "yes"), ("decisions/d/originalLocation", "Blue folder")] : ((string, string)[])[],
        ];
        foreach (var (path, value) in answers) await house.SaveAsync(house.Nia, Slug, path, value);
        return house;
    }

    private static Task<StepResult> TakeAsync(Household house, Actor who, DecisionStep step, string? heardBy = null, bool looked = true, string? scan = null) =>
        house.The<DecisionService>().Take(who, house.PlanId, new DecisionAct("d", step, heardBy, scan, looked));

    private static async Task<AdvanceDecision> NowAsync(Household house) => (await house.SeenByAsync(house.Nia)).Answers.Get<Legal>().Decisions.Single();

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_paper_that_has_what_the_law_asks_is_held_and_is_then_a_decision(Database kind)
    {
        await using var house = await WithPaperAsync(kind);
        Assert.Equal(StepRefusal.None, (await TakeAsync(house, house.Joyce, DecisionStep.Print)).Refusal);
        Assert.Equal(StepRefusal.None, (await TakeAsync(house, house.Nia, DecisionStep.Hold)).Refusal);
        var legal = (await house.SeenByAsync(house.Anne)).Answers.Get<Legal>();
        Assert.Equal(HowItStands.Decision, RefusalStanding.Of(legal, legal.Refusals[0]));
        Assert.Equal("Nia", legal.Decisions[0].SeenBy);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_paper_that_lacks_something_stays_a_wish_and_the_rules_say_what(Database kind)
    {
        await using var house = await WithPaperAsync(kind, complete: false);
        var result = await TakeAsync(house, house.Nia, DecisionStep.Hold);
        Assert.Equal(StepRefusal.StillNeeded, result.Refusal);
        Assert.Equal(["AD-03", "AD-04"], result.Problems.Select(p => p.RuleId).Distinct().Order());
        Assert.Null((await NowAsync(house)).Status);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Nobody_holds_a_paper_they_have_not_looked_at_nor_a_scan_that_is_not_there_nor_without_being_a_professional(Database kind)
    {
        await using var house = await WithPaperAsync(kind);
        Assert.Equal(StepRefusal.NotChecked, (await TakeAsync(house, house.Nia, DecisionStep.Hold, looked: false)).Refusal);
        Assert.Equal(StepRefusal.NoSuchScan, (await TakeAsync(house, house.Nia, DecisionStep.Hold, scan: "ab")).Refusal);
        Assert.Equal(StepRefusal.NotYours, (await TakeAsync(house, house.Joyce, DecisionStep.Hold)).Refusal);
        Assert.Equal(StepRefusal.NotFound, (await TakeAsync(house, house.Stranger, DecisionStep.Hold)).Refusal);
        var (file, _) = await house.The<UploadService>().Add(house.Nia, house.PlanId, "scan.pdf", "%PDF-1.7\n%%EOF"u8.ToArray());
        Assert.Equal(StepRefusal.None, (await TakeAsync(house, house.Nia, DecisionStep.Hold, scan: file!.Sha256)).Refusal);
        Assert.Equal(file.Sha256, (await NowAsync(house)).Scan);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_withdrawal_pressed_by_a_relative_is_refused_and_changes_nothing(Database kind)
    {
        await using var house = await WithPaperAsync(kind);
        await TakeAsync(house, house.Nia, DecisionStep.Hold);
        var before = await house.EverythingAsync();
        Assert.Equal(StepRefusal.RelativeAlone, (await TakeAsync(house, house.Anne, DecisionStep.Withdraw, "Anne")).Refusal);
        Assert.Equal(StepRefusal.NoHearer, (await TakeAsync(house, house.Nia, DecisionStep.Withdraw, " ")).Refusal);
        Assert.Equal(before, await house.EverythingAsync());
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task The_person_withdraws_in_one_step_also_while_the_plan_is_agreed_and_it_counts_at_once(Database kind)
    {
        await using var house = await WithPaperAsync(kind);
        await TakeAsync(house, house.Nia, DecisionStep.Hold);
        await house.AgreeAsync();
        Assert.Equal(StepRefusal.None, (await TakeAsync(house, house.Joyce, DecisionStep.Withdraw, "Nia Rees")).Refusal);
        var decision = await NowAsync(house);
        Assert.Equal((AdvanceDecisionStatus.Withdrawn, "Nia Rees"), (decision.Status, decision.WithdrawnHeardBy));
        Assert.NotNull(decision.WithdrawnOn?.Date);
        Assert.Equal(StepRefusal.None, (await TakeAsync(house, house.Joyce, DecisionStep.Withdraw, "Nia Rees")).Refusal);
        Assert.Equal(StepRefusal.NotNow, (await TakeAsync(house, house.Nia, DecisionStep.Hold)).Refusal);
        Assert.Null(await Core.Audit.AuditService.FirstBreak(house.OpenDb(), house.PlanId));
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task What_a_signed_paper_says_is_not_changed_under_it(Database kind)
    {
        await using var house = await WithPaperAsync(kind);
        await TakeAsync(house, house.Nia, DecisionStep.Hold);
        foreach (var (path, value, was) in new[] { ("refusals/r/treatment", "A mask", "A tube"), ("decisions/d/witnessName", "Peter", "Maureen"), ("refusals/r", "removed", "added"), ("decisions/d", "removed", "added") })
            Assert.Equal(EditRefusal.Settled, Assert.IsType<EditOutcome.Refused>(await house.SendAsync(house.Nia, Slug, path, value, was)).Why);
        await house.SaveAsync(house.Nia, Slug, "decisions/d/copiesHeldBy", "The surgery");
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_status_is_typed_by_nobody_and_a_relative_writes_no_refusal(Database kind)
    {
        await using var house = await WithPaperAsync(kind);
        Assert.Equal(EditRefusal.NotYours, Assert.IsType<EditOutcome.Refused>(await house.SendAsync(house.Nia, Slug, "decisions/d/status", "SignedOriginalHeld")).Why);
        Assert.Equal(EditRefusal.NotYours, Assert.IsType<EditOutcome.Refused>(await house.SendAsync(house.Anne, Slug, "refusals/r/circumstances", "Always")).Why);
        await house.SaveAsync(house.Joyce, Slug, "refusals/r/circumstances", "Always");
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task AD_01_refuses_a_17_year_old_who_writes_one_as_they_write(Database kind)
    {
        await using var house = await Household.OnAsync(kind);
        await house.SaveAsync(house.Nia, "who-is-involved", "dateOfBirth/year", (DateTime.UtcNow.Year - 16).ToString(System.Globalization.CultureInfo.InvariantCulture), "1948");
        var refused = Assert.IsType<EditOutcome.Refused>(await house.SendAsync(house.Joyce, Slug, "decisions/d/name", "Machines"));
        Assert.Equal("AD-01", Assert.Single(refused.Problems).RuleId);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task CR_01_allows_a_registered_clinician_also_while_the_plan_is_agreed(Database kind)
    {
        await using var house = await Household.OnAsync(kind);
        await house.AgreeAsync();
        await house.SaveAsync(house.Nia, "recommendations", "list/c/recommends", "Comfort at home");
        Assert.Equal("Comfort at home", (await house.SeenByAsync(house.Anne)).Answers.Get<Recommendations>().List.Single().Recommends);
        Assert.Equal(EditRefusal.PlanIsAgreed, Assert.IsType<EditOutcome.Refused>(await house.SendAsync(house.Nia, "about-me", "mostImportant/words", "The sea")).Why);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task CR_01_refuses_the_person_the_family_and_a_professional_without_a_registration(Database kind)
    {
        await using var house = await Household.OnAsync(kind);
        foreach (var who in new[] { house.Joyce, house.Anne })
            Assert.Equal(EditRefusal.NotYours, Assert.IsType<EditOutcome.Refused>(await house.SendAsync(who, "recommendations", "list/c/recommends", "Try everything")).Why);
        await using (var db = house.OpenDb())
        {
            (await db.Accounts.FindAsync([house.Nia.UserId], TestContext.Current.CancellationToken))!.RegistrationNumber = null;
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }
        Assert.Equal(EditRefusal.NotYours, Assert.IsType<EditOutcome.Refused>(await house.SendAsync(house.Nia, "recommendations", "list/c/recommends", "Try everything")).Why);
    }

    [Theory]
    [InlineData("SWE", false)]
    [InlineData("GPhC", false)]
    [InlineData(null, false)]
    [InlineData("gmc", true)]
    [InlineData("HCPC", true)]
    public async Task CR_01_asks_on_which_register_the_number_is(string? register, bool mayWrite)
    {
        await using var house = await Household.OnAsync(Database.Sqlite);
        await using (var db = house.OpenDb())
        {
            (await db.Accounts.FindAsync([house.Nia.UserId], TestContext.Current.CancellationToken))!.RegistrationBody = register;
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }
        var outcome = await house.SendAsync(house.Nia, "recommendations", "list/c/recommends", "Comfort at home");
        if (mayWrite) Assert.IsType<EditOutcome.Saved>(outcome);
        else Assert.Equal(EditRefusal.NotYours, Assert.IsType<EditOutcome.Refused>(outcome).Why);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task CR_02_and_CR_05_refuse_what_a_form_says_about_resuscitation_as_they_refuse_it_alone(Database kind)
    {
        await using var house = await Household.OnAsync(kind);
        async Task<string> RefusedAsync(string path, string value) =>
            Assert.Single(Assert.IsType<EditOutcome.Refused>(await house.SendAsync(house.Nia, "recommendations", path, value)).Problems).RuleId;
        await house.SaveAsync(house.Nia, "recommendations", "list/form/type", nameof(RecommendationType.Respect));
        // Counting alone needs nothing; what it says about resuscitation does, whichever of the two is written last.
        await house.SaveAsync(house.Nia, "recommendations", "list/form/status", nameof(RecommendationStatus.Current));
        Assert.Equal("CR-02", await RefusedAsync("list/form/cprCode", nameof(CprCode.Attempt)));
        foreach (var (path, value) in new[] { ("decidedOn/day", "2"), ("decidedOn/month", "11"), ("decidedOn/year", "2025"), ("decidedAt", "11:30"), ("clinician", "Dr Kaur"), ("registeredWith", "Gmc"), ("registrationNumber", "0000012"), ("cprCode", nameof(CprCode.Attempt)) })
            await house.SaveAsync(house.Nia, "recommendations", "list/form/" + path, value);
        foreach (var (path, value) in new[] { ("type", nameof(RecommendationType.Cpr)), ("cprCode", nameof(CprCode.DoNotAttempt)), ("decidedOn/day", "3"), ("decidedOn/month", "11"), ("decidedOn/year", "2025"), ("decidedAt", "9:30"), ("clinician", "Dr Kaur"), ("registeredWith", "Gmc"), ("registrationNumber", "0000012") })
            await house.SaveAsync(house.Nia, "recommendations", "list/alone/" + path, value);
        Assert.Equal("CR-05", await RefusedAsync("list/alone/status", nameof(RecommendationStatus.Current)));
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task The_paper_for_ink_is_given_to_those_on_the_plan_while_there_is_something_to_sign(Database kind)
    {
        await using var house = await WithPaperAsync(kind);
        var service = house.The<DecisionService>();
        Assert.Null(await service.Paper(house.Stranger, house.PlanId, "d"));
        Assert.Null(await service.Paper(house.Joyce, house.PlanId, "another"));
        Assert.StartsWith("%PDF-", System.Text.Encoding.ASCII.GetString((await service.Paper(house.Joyce, house.PlanId, "d"))!, 0, 5), StringComparison.Ordinal);
        await TakeAsync(house, house.Joyce, DecisionStep.Withdraw, "Nia Rees");
        Assert.Null(await service.Paper(house.Joyce, house.PlanId, "d"));
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task What_implies_how_long_somebody_may_live_is_seen_by_staff_alone(Database kind)
    {
        await using var house = await Household.OnAsync(kind);
        await house.SaveAsync(house.Nia, "recommendations", "prognosis", nameof(Prognosis.Weeks));
        await house.SaveAsync(house.Nia, "recommendations", "medicinesPlace", "Top of the wardrobe");
        foreach (var who in new[] { house.Joyce, house.Anne })
            Assert.Equal((null, null), ((await house.SeenByAsync(who)).Answers.Get<Recommendations>() is var seen ? seen.Prognosis : default, seen.MedicinesPlace));
        await house.MakeReadyAsync();
        Assert.DoesNotContain("wardrobe", (await house.FreezeAsync()).Content, StringComparison.Ordinal);
    }
}

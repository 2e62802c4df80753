using System.Security.Cryptography;
using CarePlanning.Core.Ahead;
using CarePlanning.Core.Audit;
using CarePlanning.Core.Documents;
using CarePlanning.Core.Documents.Copies;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Reference;
using CarePlanning.Core.Signing;
using CarePlanning.Pdf;
using CarePlanning.Tests.Exchange.Fhir;
using CarePlanning.Tests.Signing;
using CarePlanning.Tests.Storage;
using CarePlanning.Web.Pages.Verify;
using Microsoft.EntityFrameworkCore;

namespace CarePlanning.Tests.Documents.Copies;

/// <summary>Making copies, handing them out, and knowing which of them still hold; on both databases.</summary>
public sealed class CopyServiceTests
{
    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_copy_is_made_once_sealed_and_handed_out_as_it_was_stored(Database kind)
    {
        await using var table = await SigningTable.On(kind);
        await table.Agree();
        var copies = table.Get<CopyService>();
        foreach (var copy in CopyList.All)
        {
            var first = (await copies.Get(table.Nia, table.PlanId, copy.Kind))!;
            Assert.Equal(first.Pdf, (await copies.Get(table.Nia, table.PlanId, copy.Kind))!.Pdf);
            Assert.Equal("current", CopySaid.Of(await table.Verify.File(first.Pdf)).Key);
            Assert.Equal(CopyStanding.Latest, first.Standing);
            Assert.Contains("Joyce Ashworth", first.Html, StringComparison.Ordinal);
        }
        await using var db = table.Open();
        foreach (var row in await db.Copies.ToListAsync(TestContext.Current.CancellationToken))
        {
            Assert.Equal(row.PdfSha256, Convert.ToHexStringLower(SHA256.HashData(row.Pdf)));
            Assert.Equal("current", CopySaid.Of(await table.Verify.Code(row.CheckCode)).Key);
        }
        Assert.Equal(CopyList.All.Count - 1, await db.Copies.CountAsync(TestContext.Current.CancellationToken));
        Assert.Null(await AuditService.FirstBreak(db, table.PlanId));
    }

    [Fact]
    public async Task A_copy_hands_out_the_data_that_are_attached_to_it_and_a_sheet_that_nobody_agreed_to_has_none()
    {
        await using var table = await SigningTable.On(Database.Sqlite);
        var copies = table.Get<CopyService>();
        Assert.Equal(SheetRefusal.None, await copies.Record(table.Nia, table.PlanId));
        Assert.Null((await copies.Get(table.Nia, table.PlanId, CopyKind.EmergencySheet))!.Data);
        await table.Agree();
        foreach (var copy in CopyList.All)
        {
            var file = (await copies.Get(table.Nia, table.PlanId, copy.Kind))!;
            Assert.Equal(SealedDataTests.TakenOut(file.Pdf), file.Data);
        }
    }

    [Fact]
    public async Task No_copy_that_is_made_flags_the_needs_of_somebody_who_asked_that_they_are_not()
    {
        await using var table = await SigningTable.On(Database.Sqlite);
        var need = await table.Answer("who-is-involved", "accessNeedNow");
        Assert.NotEmpty(need);
        SigningTable.Kept(await table.Edit(table.Nia, "who-is-involved", "flagOnRecord", await table.Answer("who-is-involved", "flagOnRecord"), "no"));
        await table.Agree();
        foreach (var copy in CopyList.All)
        {
            var data = (await table.Get<CopyService>().Get(table.Nia, table.PlanId, copy.Kind))!.Data!;
            Assert.DoesNotContain(FhirSamples.Read(data).Entry.Select(e => e.Resource).OfType<Hl7.Fhir.Model.Flag>(), f => f.Code!.Text == need);
        }
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_live_answer_of_the_plan_makes_the_sheet_out_of_date_and_the_next_one_carries_it(Database kind)
    {
        await using var table = await SigningTable.On(kind);
        await table.Agree();
        var copies = table.Get<CopyService>();
        var before = (await copies.Get(table.Anne, table.PlanId, CopyKind.EmergencySheet))!;
        var aboutMe = (await copies.Get(table.Anne, table.PlanId, CopyKind.AboutMe))!;
        var sheet = (await copies.Shelf(table.Nia, table.PlanId))!.Made.First(c => c.Kind == CopyKind.EmergencySheet);
        Assert.True(await table.Get<LiveFactService>().Give(table.Nia, table.PlanId, sheet.CheckCode, "Maureen", HowGiven.OnPaper));
        Assert.Equal(0, await copies.StillToTell(table.Nia, table.PlanId));
        SigningTable.Kept(await table.Edit(table.Nia, "health-at-a-glance", "allergies/latex/what", "", "Latex gloves"));
        Assert.Equal("changedSince", CopySaid.Of(await table.Verify.File(before.Pdf)).Key);
        Assert.Equal("current", CopySaid.Of(await table.Verify.File(aboutMe.Pdf)).Key);
        Assert.Equal(1, await copies.StillToTell(table.Nia, table.PlanId));
        var after = (await copies.Get(table.Anne, table.PlanId, CopyKind.EmergencySheet))!;
        Assert.Contains("Latex gloves", after.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Latex gloves", before.Text, StringComparison.Ordinal);
        Assert.Equal("current", CopySaid.Of(await table.Verify.File(after.Pdf)).Key);
        Assert.Equal(PlanStatus.Active, await table.Status());
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task What_is_only_written_down_as_it_happens_puts_no_copy_out_of_date(Database kind)
    {
        await using var table = await SigningTable.On(kind);
        await table.Agree();
        var sheet = (await table.Get<CopyService>().Get(table.Anne, table.PlanId, CopyKind.EmergencySheet))!;
        SigningTable.Kept(await table.Edit(table.Anne, "if-things-go-wrong", "uses/u1/whatHappened", "", "Forty minutes without power"));
        Assert.Equal("current", CopySaid.Of(await table.Verify.File(sheet.Pdf)).Key);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_fact_makes_the_sheet_out_of_date_and_the_next_one_carries_it(Database kind)
    {
        await using var table = await SigningTable.On(kind);
        await table.Agree();
        var (copies, facts) = (table.Get<CopyService>(), table.Get<LiveFactService>());
        var before = (await copies.Get(table.Anne, table.PlanId, CopyKind.EmergencySheet))!;
        var money = (await copies.Get(table.Anne, table.PlanId, CopyKind.Money))!;
        Assert.True(await facts.State(table.Anne, table.PlanId, LiveFactKind.Contacts, "Ring Peter first: 07700 900562", false));
        Assert.Equal("changedSince", CopySaid.Of(await table.Verify.File(before.Pdf)).Key);
        Assert.Equal("current", CopySaid.Of(await table.Verify.File(money.Pdf)).Key);
        var after = (await copies.Get(table.Anne, table.PlanId, CopyKind.EmergencySheet))!;
        Assert.Contains("Ring Peter first", after.Text, StringComparison.Ordinal);
        Assert.Equal("current", CopySaid.Of(await table.Verify.File(after.Pdf)).Key);
        Assert.Equal(PlanStatus.Active, await table.Status());
        var said = Assert.Single((await copies.Shelf(table.Nia, table.PlanId))!.Facts);
        Assert.True(await facts.End(table.Nia, table.PlanId, said.Id));
        Assert.DoesNotContain("Ring Peter first", (await copies.Get(table.Anne, table.PlanId, CopyKind.EmergencySheet))!.Text, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task No_copy_made_after_a_withdrawal_says_that_the_decision_holds_and_every_other_is_said_to_be_out_of_date(Database kind)
    {
        await using var table = await SigningTable.On(kind);
        await table.Agree();
        var copies = table.Get<CopyService>();
        var before = new Dictionary<CopyKind, CopyFile>();
        foreach (var copy in CopyList.All) before[copy.Kind] = (await copies.Get(table.Nia, table.PlanId, copy.Kind))!;
        Assert.Contains(before, c => c.Value.Text.Contains("My legal decision", StringComparison.OrdinalIgnoreCase));
        Assert.Equal(StepRefusal.None, (await table.Get<DecisionService>().Take(table.Joyce, table.PlanId, new DecisionAct("machines", DecisionStep.Withdraw, "Nia Rees"))).Refusal);
        foreach (var copy in CopyList.All)
        {
            async Task<string> SaidAsync(CopyFile of) => CopySaid.Of(await table.Verify.File(of.Pdf)).Key;
            var (old, now) = (before[copy.Kind], (await copies.Get(table.Nia, table.PlanId, copy.Kind))!);
            if (Holds(old)) Assert.Equal((copy.Kind, "changedSince"), (copy.Kind, await SaidAsync(old)));
            Assert.Equal((copy.Kind, copy.IsMadeAnew ? "current" : "changedSince"), (copy.Kind, await SaidAsync(now)));
            Assert.Equal((copy.Kind, !copy.IsMadeAnew), (copy.Kind, Holds(now)));
            var data = System.Text.Encoding.UTF8.GetString(SealedDataTests.TakenOut(now.Pdf));
            Assert.Equal((copy.Kind, !copy.IsMadeAnew), (copy.Kind, data.Contains(PalliativeCodes.Current.AdvanceDecisionLifeSustaining, StringComparison.Ordinal)));
        }
        static bool Holds(CopyFile file) => file.Text.Contains("My legal decision", StringComparison.OrdinalIgnoreCase) || file.Html.Contains("My legal decision", StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_fact_is_on_every_copy_that_is_about_it_and_takes_the_place_of_the_plan_in_the_data_as_on_the_page(Database kind)
    {
        await using var table = await SigningTable.On(kind);
        await table.Agree();
        var copies = table.Get<CopyService>();
        var before = new Dictionary<CopyKind, CopyFile>();
        foreach (var copy in CopyList.All) before[copy.Kind] = (await copies.Get(table.Nia, table.PlanId, copy.Kind))!;
        Assert.True(await table.Get<LiveFactService>().State(table.Nia, table.PlanId, LiveFactKind.Allergies, "Latex, and nothing else", true));
        foreach (var copy in CopyList.All)
        {
            var about = copy.About.Contains(LiveFactKind.Allergies);
            Assert.Equal((copy.Kind, about ? "changedSince" : "current"), (copy.Kind, CopySaid.Of(await table.Verify.File(before[copy.Kind].Pdf)).Key));
            var now = (await copies.Get(table.Nia, table.PlanId, copy.Kind))!;
            Assert.Equal((copy.Kind, about && copy.IsMadeAnew), (copy.Kind, now.Text.Contains("Latex, and nothing else", StringComparison.Ordinal)));
            if (!copy.IsMadeAnew) continue;
            Assert.Equal((copy.Kind, "current"), (copy.Kind, CopySaid.Of(await table.Verify.File(now.Pdf)).Key));
            Assert.Equal((copy.Kind, about), (copy.Kind, System.Text.Encoding.UTF8.GetString(SealedDataTests.TakenOut(now.Pdf)).Contains("Latex, and nothing else", StringComparison.Ordinal)));
        }
        var sheet = System.Text.Encoding.UTF8.GetString(SealedDataTests.TakenOut((await copies.Get(table.Nia, table.PlanId, CopyKind.EmergencySheet))!.Pdf));
        var allergy = (await table.Get<PlanService>().Open(table.Nia, table.PlanId))!.Answers.Get<Core.Plans.Sections.Health>().Allergies[0].What!;
        Assert.DoesNotContain(allergy, sheet, StringComparison.Ordinal);
        Assert.Contains(allergy, System.Text.Encoding.UTF8.GetString(SealedDataTests.TakenOut(before[CopyKind.EmergencySheet].Pdf)), StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task What_only_clinicians_see_is_on_their_copy_alone(Database kind)
    {
        await using var table = await SigningTable.On(kind);
        await table.Agree();
        foreach (var copy in CopyList.All)
        {
            var file = (await table.Get<CopyService>().Get(table.Nia, table.PlanId, copy.Kind))!;
            var data = System.Text.Encoding.UTF8.GetString(SealedDataTests.TakenOut(file.Pdf));
            var words = PlanSections.Of<Core.Plans.Sections.Recommendations>().Words.Option(typeof(Core.Plans.Sections.MedicinesReady), nameof(Core.Plans.Sections.MedicinesReady.Requested));
            Assert.Equal((copy.Kind, copy.Kind == CopyKind.ClinicalRecord), (copy.Kind, file.Text.Contains(words, StringComparison.Ordinal)));
            Assert.Equal((copy.Kind, copy.Kind == CopyKind.ClinicalRecord), (copy.Kind, data.Contains(words, StringComparison.Ordinal)));
        }
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_carer_says_who_to_ring_and_neither_what_is_a_professionals_to_say_nor_that_it_is_over(Database kind)
    {
        await using var table = await SigningTable.On(kind);
        var (copies, facts) = (table.Get<CopyService>(), table.Get<LiveFactService>());
        foreach (var about in Enum.GetValues<LiveFactKind>())
        {
            Assert.Equal((about, about == LiveFactKind.Contacts), (about, await facts.State(table.Anne, table.PlanId, about, $"Anne says: {about}", false)));
            Assert.False(await facts.State(table.Anne, table.PlanId, about, $"Anne says: {about}", true));
            Assert.True(await facts.State(table.Nia, table.PlanId, about, $"Nia says: {about}", true));
        }
        var seen = (await copies.Shelf(table.Anne, table.PlanId))!;
        Assert.Equal([LiveFactKind.Contacts], seen.MayState);
        Assert.False(seen.MayReplace);
        foreach (var fact in seen.Facts)
        {
            Assert.Equal(fact.StatedBy == "Anne", seen.MayEnd(fact));
            if (fact.StatedBy != "Anne") Assert.False(await facts.End(table.Anne, table.PlanId, fact.Id));
        }
        Assert.True(await facts.End(table.Anne, table.PlanId, seen.Facts.Single(f => f.StatedBy == "Anne").Id));
        Assert.Equal(Enum.GetValues<LiveFactKind>(), (await copies.Shelf(table.Nia, table.PlanId))!.MayState);
        Assert.True(await facts.End(table.Nia, table.PlanId, seen.Facts.First(f => f.StatedBy == "Nia").Id));
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_professional_can_record_a_sheet_before_anything_is_agreed_and_it_says_so(Database kind)
    {
        await using var table = await SigningTable.On(kind);
        var copies = table.Get<CopyService>();
        Assert.Null(await copies.Get(table.Nia, table.PlanId, CopyKind.EmergencySheet));
        Assert.Equal(SheetRefusal.NotYours, await copies.Record(table.Anne, table.PlanId));
        Assert.Equal(SheetRefusal.None, await copies.Record(table.Nia, table.PlanId));
        var sheet = (await copies.Get(table.Anne, table.PlanId, CopyKind.EmergencySheet))!;
        Assert.Contains("Recorded, not yet agreed", sheet.Text, StringComparison.Ordinal);
        Assert.Equal("recorded", CopySaid.Of(await table.Verify.File(sheet.Pdf)).Key);
        Assert.Null(await copies.Get(table.Nia, table.PlanId, CopyKind.Money));
        await table.Agree();
        Assert.Equal("older", CopySaid.Of(await table.Verify.File(sheet.Pdf)).Key);
    }

    [Fact]
    public async Task A_copy_of_a_version_that_was_taken_back_says_so()
    {
        await using var table = await SigningTable.On(Database.Sqlite);
        var version = await table.Agree();
        var copy = (await table.Get<CopyService>().Get(table.Nia, table.PlanId, CopyKind.AboutMe))!;
        SigningTable.Done(await table.Signing.Withdraw(table.Nia, table.PlanId, version.Number, "Wrong person", "2580"));
        Assert.Equal("withdrawn", CopySaid.Of(await table.Verify.File(copy.Pdf)).Key);
    }

    [Fact]
    public async Task A_sealed_plan_with_one_byte_changed_or_missing_is_known_for_it_a_thousand_times()
    {
        await using var table = await SigningTable.On(Database.Sqlite);
        await table.Agree();
        var pdf = (await table.Get<CopyService>().Get(table.Nia, table.PlanId, CopyKind.FullPlan))!.Pdf;
        Assert.Equal(SealState.SealedByUs, (await table.Verify.File(pdf)).Seal);
        var chance = new Random(20261128);
        List<string> unnoticed = [];
        for (var i = 0; i < 1_000; i++)
        {
            var (at, missing) = (chance.Next(pdf.Length), i % 2 == 1);
            byte[] spoiled = missing ? [.. pdf.AsSpan(0, at), .. pdf.AsSpan(at + 1)] : [.. pdf];
            if (!missing) spoiled[at] ^= (byte)chance.Next(1, 256);
            if ((await table.Verify.File(spoiled)).Seal is not (SealState.Changed or SealState.Unreadable or SealState.NotAPdf) and var seal) unnoticed.Add($"byte {at} {(missing ? "missing" : "changed")}: {seal}");
        }
        Assert.Empty(unnoticed);
    }

    [Fact]
    public async Task A_stranger_gets_no_copy_and_a_carer_none_that_is_for_clinicians()
    {
        await using var table = await SigningTable.On(Database.Sqlite);
        await table.Agree();
        var copies = table.Get<CopyService>();
        Assert.Null(await copies.Shelf(table.Stranger, table.PlanId));
        Assert.Null(await copies.Get(table.Stranger, table.PlanId, CopyKind.AboutMe));
        Assert.Null(await copies.Get(table.Anne, table.PlanId, CopyKind.ClinicalRecord));
        Assert.NotNull(await copies.Get(table.Nia, table.PlanId, CopyKind.ClinicalRecord));
        Assert.DoesNotContain(CopyKind.ClinicalRecord, (await copies.Shelf(table.Anne, table.PlanId))!.Offered.Select(c => c.Kind));
        Assert.False(await table.Get<LiveFactService>().State(table.Stranger, table.PlanId, LiveFactKind.Place, "At home", false));
    }

    [Theory, InlineData(""), InlineData("   "), InlineData(null)]
    public async Task An_empty_fact_is_not_stated(string? words)
    {
        await using var table = await SigningTable.On(Database.Sqlite);
        Assert.False(await table.Get<LiveFactService>().State(table.Nia, table.PlanId, LiveFactKind.Place, words, true));
        Assert.False(await table.Get<LiveFactService>().State(table.Nia, table.PlanId, LiveFactKind.Place, new string('a', LiveFactService.MostCharacters + 1), true));
    }
}

using CarePlanning.Core.Audit;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Signing;
using CarePlanning.Core.Storage;
using CarePlanning.Pdf;
using CarePlanning.Tests.Storage;
using Microsoft.EntityFrameworkCore;
using UglyToad.PdfPig;

namespace CarePlanning.Tests.Audit;

public sealed class ErasureTests
{
    private const string Said = "My neighbour has been in prison";
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Words_are_erased_with_a_sealed_certificate_and_the_chain_holds(Database kind)
    {
        await using var house = await Household.OnAsync(kind);
        var (order, at) = await SaidAndCorrectedAsync(house);
        var result = await house.The<ErasureService>().Erase(order);
        Assert.Equal(ErasureRefusal.None, result.Refusal);

        var (lines, _, broken) = await house.The<HistoryService>().Of(house.Nia, house.PlanId, 0);
        Assert.Null(broken);
        var line = lines.Single(l => l.Sequence == at[0]);
        Assert.Equal((true, null, "Nia"), (line.Erased, line.After, line.By));
        Assert.Contains(lines, l => l.Kind == AuditKind.WordsErased && l.Path == $"{at[0]}" && l.After!.StartsWith("IG-2026-17\nDr Jo Lane", StringComparison.Ordinal));
        Assert.Empty((await house.The<LogCheckService>().All()).Faults);
        await using var db = house.OpenDb();
        Assert.DoesNotContain(await db.AuditWords.AsNoTracking().ToListAsync(Stop), w => (w.Before + w.After).Contains(Said, StringComparison.Ordinal));

        Assert.Equal(SealState.SealedByUs, SealVerifier.Check(result.Certificate!, house.The<Sealing>().Trusted).State);
        using var paper = PdfDocument.Open(result.Certificate!);
        var text = string.Join(' ', paper.GetPages().Select(p => p.Text));
        Assert.Contains("IG-2026-17", text, StringComparison.Ordinal);
        Assert.DoesNotContain("prison", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_reason_of_an_emergency_goes_from_beside_the_history_too_and_what_was_not_searched_is_named()
    {
        await using var table = await Family.FamilyTable.OnAsync(Database.Sqlite);
        var house = table.House;
        const string Why = "Her son rang: he had hit her.", Other = "Found on the floor, no carer there.";
        foreach (var why in new[] { Other, Why }) Assert.Equal(Core.Access.EmergencyOutcome.Open, (await table.Emergencies.Open(house.Stranger, "9990000018", new DateOnly(1948, 3, 9), why)).Outcome);
        await using var db = house.OpenDb();
        var entry = (await db.Audit.Where(a => a.Kind == AuditKind.BrokeGlass).OrderByDescending(a => a.Sequence).FirstAsync(Stop)).Sequence;
        var result = await house.The<ErasureService>().Erase(new ErasureOrder(await db.Plans.Select(p => p.Number).SingleAsync(Stop), [entry], "IG-2026-18", "Dr Jo Lane", "It names a third person.", true));
        Assert.Equal(ErasureRefusal.None, result.Refusal);
        Assert.Equal(["", Other], (await table.Emergencies.Of(house.Joyce, table.Plan)).Select(u => u.Reason).Order(StringComparer.Ordinal));
        Assert.DoesNotContain(await db.AccessLog.ToListAsync(Stop), a => (a.What + a.Detail).Contains("son", StringComparison.Ordinal));
        using var paper = PdfDocument.Open(result.Certificate!);
        Assert.Contains("Not looked through", string.Join(' ', paper.GetPages().Select(p => p.Text)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_not_decided_properly_or_not_there_is_refused_and_nothing_is_erased()
    {
        await using var house = await Household.OnAsync(Database.Sqlite);
        var (order, _) = await SaidAndCorrectedAsync(house);
        var erasure = house.The<ErasureService>();
        var before = await house.EverythingAsync();
        Assert.Equal(ErasureRefusal.NotSaid, (await erasure.Erase(order with { Why = " " })).Refusal);
        Assert.Equal(ErasureRefusal.NotSaid, (await erasure.Erase(order with { Entries = [] })).Refusal);
        Assert.Equal(ErasureRefusal.OthersFirst, (await erasure.Erase(order with { OthersConsidered = false })).Refusal);
        Assert.Equal(ErasureRefusal.NoSuchPlan, (await erasure.Erase(order with { Plan = "NOSUCH" })).Refusal);
        Assert.Equal((ErasureRefusal.NoSuchEntry, 999), await erasure.Erase(order with { Entries = [.. order.Entries, 999] }) is var r ? (r.Refusal, r.At) : default);
        Assert.Equal(before, await house.EverythingAsync());
        Assert.Equal(ErasureRefusal.None, (await erasure.Erase(order)).Refusal);
        Assert.Equal(ErasureRefusal.AlreadyErased, (await erasure.Erase(order)).Refusal);
    }

    [Fact]
    public async Task What_is_still_an_answer_is_corrected_first()
    {
        await using var house = await Household.OnAsync(Database.Sqlite);
        var saved = await house.SaveAsync(house.Nia, "about-me", "mostImportant/words", Said);
        var order = await OrderAsync(house, saved.Sequence);
        Assert.Equal(ErasureRefusal.StillAnAnswer, (await house.The<ErasureService>().Erase(order)).Refusal);
    }

    [Fact]
    public async Task Where_signed_versions_hold_the_words_too_the_certificate_says_so()
    {
        await using var house = await Household.OnAsync(Database.Sqlite);
        await house.MakeReadyAsync();
        var before = (await house.SeenByAsync(house.Nia)).Answers.Get<Core.Plans.Sections.AboutMe>().AlsoWorthKnowing?.Words ?? "";
        var saved = await house.SaveAsync(house.Nia, "about-me", "alsoWorthKnowing/words", Said, onValue: before);
        await house.FreezeAsync();
        var corrected = await house.SaveAsync(house.Nia, "about-me", "alsoWorthKnowing/words", "Somebody who lives next door", onValue: Said);
        var result = await house.The<ErasureService>().Erase(await OrderAsync(house, saved.Sequence, corrected.Sequence));
        Assert.Equal(["Version 1 of the plan, as it was frozen"], result.Elsewhere!);
    }

    /// <summary>What stood there before is said again by whoever changed it next; a decision that forgot that must not be certified as the end of it.</summary>
    [Fact]
    public async Task Other_entries_that_hold_the_words_are_named_and_a_record_that_does_not_hold_is_not_vouched_for()
    {
        await using var house = await Household.OnAsync(Database.Sqlite);
        var (order, at) = await SaidAndCorrectedAsync(house);
        var alone = order with { Entries = [at[0]] };
        await using (var db = house.OpenDb())
        {
            await WithoutGuards.TakeOutAsync(db);
            await db.Audit.Where(a => a.PlanId == house.PlanId && a.Sequence == 2).ExecuteUpdateAsync(u => u.SetProperty(a => a.ActorName, "Somebody"), TestContext.Current.CancellationToken);
        }
        var result = await house.The<ErasureService>().Erase(alone);
        Assert.Equal([$"Entry {at[1]} of the history, whose words were not part of this decision"], result.Elsewhere!);
        using var pdf = UglyToad.PdfPig.PdfDocument.Open(result.Certificate!);
        var said = string.Concat(pdf.GetPages().SelectMany(p => p.Letters).SelectMany(l => l.Value).Where(char.IsLetterOrDigit));
        Assert.Contains("didnotholdfromentry2on", said, StringComparison.Ordinal);
        Assert.DoesNotContain("Thechainbehinditholds", said, StringComparison.Ordinal);
    }

    private static async Task<(ErasureOrder Order, long[] At)> SaidAndCorrectedAsync(Household house)
    {
        var said = await house.SaveAsync(house.Nia, "about-me", "mostImportant/words", Said);
        var corrected = await house.SaveAsync(house.Nia, "about-me", "mostImportant/words", "The garden", onValue: Said);
        return (await OrderAsync(house, said.Sequence, corrected.Sequence), [said.Sequence, corrected.Sequence]);
    }

    private static async Task<ErasureOrder> OrderAsync(Household house, params long[] entries)
    {
        await using var db = house.OpenDb();
        return new ErasureOrder(await db.Plans.Select(p => p.Number).SingleAsync(Stop), entries, "IG-2026-17", "Dr Jo Lane, Caldicott Guardian", "Told of somebody who is not part of this plan", true);
    }
}

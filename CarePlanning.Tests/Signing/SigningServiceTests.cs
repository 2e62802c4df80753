using CarePlanning.Core.Audit;
using CarePlanning.Core.People;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Signing;
using CarePlanning.Tests.Storage;
using Microsoft.EntityFrameworkCore;

namespace CarePlanning.Tests.Signing;

public sealed class SigningServiceTests
{
    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Three_people_sign_one_frozen_text_and_the_plan_is_agreed(Database kind)
    {
        await using var table = await SigningTable.On(kind);
        var version = await table.Agree();
        Assert.Equal(VersionStatus.Agreed, version.Status);
        Assert.Equal(PlanStatus.Active, await table.Status());
        Assert.Equal(["person", "anne", table.NiaId], version.Signings.Select(s => s.MemberId));
        Assert.NotNull(await table.Documents.Sealed(table.Joyce, table.PlanId, 1));
        await using var db = table.Open();
        Assert.Null(await AuditService.FirstBreak(db, table.PlanId));
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Freezing_twice_freezes_once(Database kind)
    {
        await using var table = await SigningTable.On(kind);
        Assert.Equal((await table.Freeze()).Id, (await table.Freeze()).Id);
        Assert.Single(await table.Signing.All(table.Nia, table.PlanId));
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task The_same_act_sent_twice_is_recorded_once(Database kind)
    {
        await using var table = await SigningTable.On(kind);
        var version = await table.Freeze();
        var act = SigningTable.Act(version, Voices.Person, SigningOutcome.NotToday);
        await Task.WhenAll(table.Record(act), table.Record(act));
        Assert.Single(SigningTable.Done(await table.Record(act)).Signings);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Signing_from_two_windows_is_one_signature(Database kind)
    {
        await using var table = await SigningTable.On(kind);
        var version = await table.Freeze();
        SigningTable.Done(await table.Record(SigningTable.Act(version, Voices.Person)));
        Assert.Single(SigningTable.Done(await table.Record(SigningTable.Act(version, Voices.Person))).Signings);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task SG_01_refuses_an_act_for_a_text_that_was_frozen_before(Database kind)
    {
        await using var table = await SigningTable.On(kind);
        var first = await table.Freeze();
        Assert.IsType<EditOutcome.Saved>(await table.Edit(table.Anne, "about-me", "mostImportant/voice", Voices.Person, Voices.Together));
        await table.Freeze();
        Assert.IsType<SigningRefusal.OtherContent>((await table.Record(SigningTable.Act(first, Voices.Person))).Refusal);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task SG_05_refuses_signatures_after_an_answer_was_changed_and_keeps_the_round_in_the_history(Database kind)
    {
        await using var table = await SigningTable.On(kind);
        var version = await table.Freeze();
        SigningTable.Done(await table.Record(SigningTable.Act(version, Voices.Person)));
        Assert.IsType<EditOutcome.Saved>(await table.Edit(table.Anne, "about-me", "mostImportant/voice", Voices.Person, Voices.Together));
        var voided = Assert.Single(await table.Signing.All(table.Nia, table.PlanId));
        Assert.Equal((VersionStatus.Void, "Anne"), (voided.Status, voided.ClosedBecause));
        Assert.Single(voided.Signings);
        Assert.Equal(PlanStatus.InPlanning, await table.Status());
        Assert.IsType<SigningRefusal.RoundClosed>((await table.Record(SigningTable.Act(version, "anne"))).Refusal);
        Assert.Empty((await table.Freeze()).Signings);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task SG_05_allows_a_round_to_go_on_while_nothing_is_changed(Database kind)
    {
        await using var table = await SigningTable.On(kind);
        var version = await table.Freeze();
        SigningTable.Done(await table.Record(SigningTable.Act(version, Voices.Person)));
        Assert.Equal(VersionStatus.Open, (await table.Signing.Newest(table.Anne, table.PlanId))!.Status);
        SigningTable.Done(await table.Signing.Record(table.Anne, table.PlanId, SigningTable.Act(version, "anne"), null));
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task When_the_person_does_not_agree_the_round_ends_and_the_plan_opens(Database kind)
    {
        await using var table = await SigningTable.On(kind);
        var version = await table.Freeze();
        var closed = SigningTable.Done(await table.Record(SigningTable.Act(version, Voices.Person, SigningOutcome.Disagrees, reason: "The nights are wrong")));
        Assert.Equal(VersionStatus.NotAgreed, closed.Status);
        Assert.Equal("The nights are wrong", closed.SigningOf(Voices.Person)!.Reason);
        Assert.Equal(PlanStatus.InPlanning, await table.Status());
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_carer_who_does_not_agree_is_written_down_and_does_not_stop_the_person(Database kind)
    {
        await using var table = await SigningTable.On(kind);
        var version = await table.Freeze();
        var after = SigningTable.Done(await table.Record(SigningTable.Act(version, "anne", SigningOutcome.Disagrees, reason: "I cannot do nights")));
        Assert.Equal(VersionStatus.Open, after.Status);
        Assert.Equal(SigningOutcome.Disagrees, after.SigningOf("anne")!.Outcome);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Not_today_is_kept_and_the_person_can_still_sign_later(Database kind)
    {
        await using var table = await SigningTable.On(kind);
        var version = await table.Freeze();
        var put = SigningTable.Done(await table.Record(SigningTable.Act(version, Voices.Person, SigningOutcome.NotToday)));
        Assert.Contains(put.StillToSign, p => p.Id == Voices.Person);
        var signed = SigningTable.Done(await table.Record(SigningTable.Act(version, Voices.Person)));
        Assert.True(signed.PersonIsDone);
        Assert.Equal(2, signed.Signings.Count);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Somebody_who_cannot_sign_has_a_witness_and_no_mark(Database kind)
    {
        await using var table = await SigningTable.On(kind);
        var version = await table.Freeze();
        var after = SigningTable.Done(await table.Record(SigningTable.Act(version, Voices.Person, SigningOutcome.CannotSign, "Maureen Duffy", "Her hand does not close")));
        var kept = after.SigningOf(Voices.Person)!;
        Assert.Equal(("Maureen Duffy", "Her hand does not close", null), (kept.Witness, kept.Reason, kept.MarkData));
        Assert.True(after.PersonIsDone);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_wrong_PIN_records_nothing_and_five_of_them_must_wait(Database kind)
    {
        await using var table = await SigningTable.On(kind);
        var act = SigningTable.Act(await table.Freeze(), table.NiaId);
        Assert.IsType<SigningRefusal.WrongPin>((await table.Record(act, null)).Refusal);
        for (var i = 0; i < 4; i++) Assert.IsType<SigningRefusal.WrongPin>((await table.Record(act, "1111")).Refusal);
        Assert.IsType<SigningRefusal.PinMustWait>((await table.Record(act, "1111")).Refusal);
        Assert.IsType<SigningRefusal.PinMustWait>((await table.Record(act)).Refusal);
        Assert.Empty((await table.Signing.Newest(table.Nia, table.PlanId))!.Signings);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Nobody_signs_for_somebody_else_on_their_own_account(Database kind)
    {
        await using var table = await SigningTable.On(kind);
        var version = await table.Freeze();
        foreach (var (who, member) in new[] { (table.Anne, Voices.Person), (table.Anne, table.NiaId), (table.Joyce, "anne") })
            Assert.IsType<SigningRefusal.NotYours>((await table.Signing.Record(who, table.PlanId, SigningTable.Act(version, member), SigningTable.Pin)).Refusal);
        Assert.IsType<SigningRefusal.NotFound>((await table.Signing.Record(table.Stranger, table.PlanId, SigningTable.Act(version, "anne"), null)).Refusal);
        Assert.IsType<SigningRefusal.NotFound>((await table.Signing.Freeze(table.Stranger, table.PlanId)).Refusal);
        Assert.IsType<SigningRefusal.NotYours>((await table.Signing.Freeze(table.Anne, table.PlanId)).Refusal);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task RV_04_allows_a_new_version_that_supersedes_the_one_before_and_both_stay(Database kind)
    {
        await using var table = await SigningTable.On(kind);
        await table.Agree();
        Assert.True(await table.Get<PlanService>().StartNewVersion(table.Nia, table.PlanId));
        await table.Agree();
        Assert.Equal([VersionStatus.Agreed, VersionStatus.Superseded], (await table.Signing.All(table.Joyce, table.PlanId)).Select(v => v.Status));
        Assert.NotNull(await table.Documents.Sealed(table.Joyce, table.PlanId, 1));
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Only_a_professional_takes_an_agreed_version_back_and_says_why(Database kind)
    {
        await using var table = await SigningTable.On(kind);
        await table.Agree();
        Assert.IsType<SigningRefusal.NotYours>((await table.Signing.Withdraw(table.Anne, table.PlanId, 1, "x", "2580")).Refusal);
        Assert.IsType<SigningRefusal.NotFound>((await table.Signing.Withdraw(table.Stranger, table.PlanId, 1, "x", "2580")).Refusal);
        Assert.IsType<SigningRefusal.NoReason>((await table.Signing.Withdraw(table.Nia, table.PlanId, 1, " ", "2580")).Refusal);
        Assert.IsType<SigningRefusal.NotFound>((await table.Signing.Withdraw(table.Nia, table.PlanId, 2, "x", "2580")).Refusal);
        // Whoever finds the laptop open takes nothing back.
        foreach (var wrong in new[] { null, "0000" }) Assert.IsType<SigningRefusal.WrongPin>((await table.Signing.Withdraw(table.Nia, table.PlanId, 1, "x", wrong)).Refusal);
        for (var twice = 0; twice < 2; twice++)
        {
            var taken = SigningTable.Done(await table.Signing.Withdraw(table.Nia, table.PlanId, 1, "The wrong page was in it", "2580"));
            Assert.Equal((VersionStatus.Withdrawn, "The wrong page was in it"), (taken.Status, taken.ClosedBecause));
        }
        Assert.Equal(PlanStatus.UnderReview, await table.Status());
        await using var db = table.Open();
        Assert.Equal(1, await db.Audit.CountAsync(a => a.Kind == AuditKind.Withdrawn, TestContext.Current.CancellationToken));
        Assert.Null(await AuditService.FirstBreak(db, table.PlanId));
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Withdrawing_while_the_next_version_is_being_signed_leaves_that_round_open(Database kind)
    {
        await using var table = await SigningTable.On(kind);
        await table.Agree();
        await table.Get<PlanService>().StartNewVersion(table.Nia, table.PlanId);
        await table.Freeze();
        SigningTable.Done(await table.Signing.Withdraw(table.Nia, table.PlanId, 1, "Wrong", "2580"));
        Assert.Equal(PlanStatus.AwaitingAgreement, await table.Status());
        Assert.Equal(VersionStatus.Open, (await table.Signing.Newest(table.Nia, table.PlanId))!.Status);
    }

    [Fact]
    public async Task When_the_seal_cannot_be_set_the_signatures_are_kept_and_the_reason_is_told()
    {
        await using var table = await SigningTable.On(Database.Sqlite, pfx: "/nowhere/seal.pfx");
        var version = await table.Freeze();
        foreach (var party in version.Parties) SigningTable.Done(await table.Record(SigningTable.Act(version, party.Id)));
        var refused = Assert.IsType<SigningRefusal.NotSealed>((await table.Documents.Finish(table.Nia, table.PlanId)).Refusal);
        Assert.Equal(refused.Why, table.Documents.WhyNotSealed(table.PlanId));
        var open = (await table.Signing.Newest(table.Nia, table.PlanId))!;
        Assert.True(open.AllDone);
        Assert.Equal(VersionStatus.Open, open.Status);
    }

    [Fact]
    public async Task The_last_signature_seals_whoever_gives_it_and_nobody_else_can()
    {
        await using var table = await SigningTable.On(Database.Sqlite);
        var version = await table.Freeze();
        Assert.IsType<SigningRefusal.RoundClosed>((await table.Documents.Finish(table.Nia, table.PlanId)).Refusal);
        foreach (var party in version.Parties) SigningTable.Done(await table.Record(SigningTable.Act(version, party.Id)));
        Assert.IsType<SigningRefusal.NotYours>((await table.Documents.Finish(table.Stranger, table.PlanId)).Refusal);
        Assert.Equal(VersionStatus.Agreed, SigningTable.Done(await table.Documents.Finish(table.Anne, table.PlanId)).Status);
    }
}

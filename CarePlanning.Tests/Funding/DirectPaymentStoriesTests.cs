using System.Text;
using CarePlanning.Core.Exchange;
using CarePlanning.Core.Funding;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Plans.Sections;
using CarePlanning.Core.Signing;
using CarePlanning.Core.Storage;
using CarePlanning.Tests.Storage;
using Microsoft.EntityFrameworkCore;

namespace CarePlanning.Tests.Funding;

/// <summary>A direct payment from the first talk to the last statement.</summary>
public sealed class DirectPaymentStoriesTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;
    private static readonly DateOnly Today = DateOnly.FromDateTime(PortalSettings.Local(DateTime.UtcNow));

    private static DirectPayment Agreement { get; } = DirectPayment.None with
    {
        Recipient = PaymentRecipient.Person,
        ConsentOn = Today,
        NotExcluded = true,
        Account = AccountKind.OwnAccount,
        AccountName = "J Ashworth support",
        SortCode = "12-34-56",
        AccountAccess = "Joyce Ashworth",
        CareCoordinator = "Nia Rees",
        NoticeDays = 28,
        AmountPence = 64_000,
        Frequency = PaymentFrequency.FourWeekly,
        PersonAgreedOn = Today,
        BodyAgreedOn = Today,
        ReviewOn = Today.AddMonths(2),
    };

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Nothing_is_paid_before_everything_the_law_asks_for_is_there(Database kind)
    {
        await using var house = await FundingHouse.OnAsync(kind, Pathway.NoBudget);
        var (payments, nia, plan) = (house.Home.The<DirectPaymentService>(), house.Home.Nia, house.Home.PlanId);
        Assert.Equal(PaymentRefusal.None, (await payments.Save(nia, plan, Agreement, "00012345")).Refusal);
        Assert.Equal(PaymentRefusal.StillNeeded, (await payments.Begin(nia, plan, Today)).Refusal);
        Assert.Null((await payments.Open(nia, plan))!.Payment.FirstPaymentOn);
        foreach (var (path, value) in new[] { ("noneSignificant", "yes"), ("noneSignificantSaidBy", "Nia Rees"), ("noneSignificantSaidByRole", "nurse") }) await house.Home.SaveAsync(nia, "risks", path, value);
        await house.Home.AgreeAsync();
        Assert.Equal((PaymentRefusal.None, ""), (await payments.Begin(nia, plan, Today)) is var begun ? (begun.Refusal, begun.Field) : default);
        var view = (await payments.Open(house.Home.Joyce, plan))!;
        Assert.Equal((Today, Today.AddMonths(3)), (view.Payment.FirstPaymentOn, view.Payment.ReviewAtLatest));
        Assert.Equal(PaymentRefusal.BadDay, (await payments.Reviewed(nia, plan, Today.AddMonths(12).AddDays(1))).Refusal);
        Assert.Equal(PaymentRefusal.None, (await payments.Reviewed(nia, plan, Today.AddMonths(12))).Refusal);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task An_account_number_is_kept_encrypted_and_nobody_is_shown_more_than_its_last_four_digits(Database kind)
    {
        await using var house = await FundingHouse.OnAsync(kind);
        var (payments, nia, plan) = (house.Home.The<DirectPaymentService>(), house.Home.Nia, house.Home.PlanId);
        Assert.Equal(("sortCode", PaymentRefusal.BadSortCode), (await payments.Save(nia, plan, Agreement with { SortCode = "AB-34-56" }, null)) is var no ? (no.Field, no.Refusal) : default);
        Assert.Equal(PaymentRefusal.BadAccount, (await payments.Save(nia, plan, Agreement, "12345O78")).Refusal);
        Assert.Equal(PaymentRefusal.None, (await payments.Save(nia, plan, Agreement, "8765 4321")).Refusal);
        // Saved again without a number the one that is kept stays.
        Assert.Equal(PaymentRefusal.None, (await payments.Save(nia, plan, Agreement with { CareCoordinator = "Another" }, "")).Refusal);
        Assert.Equal("4321", (await payments.Open(nia, plan))!.Payment.AccountLastFour);
        await using var db = house.Home.OpenDb();
        // As the database holds it, without the portal's keys.
        var kept = await db.Database.SqlQuery<string>($"SELECT \"AccountSecret\" || ' ' || \"SortCode\" AS \"Value\" FROM \"DirectPayments\"").SingleAsync(Stop);
        Assert.DoesNotContain("87654321", kept, StringComparison.Ordinal);
        Assert.DoesNotContain("123456", kept, StringComparison.Ordinal);
        Assert.Equal("87654321", (await db.DirectPayments.AsNoTracking().SingleAsync(Stop)).AccountSecret);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task In_the_file_that_the_person_or_the_professional_takes_is_no_whole_account_number_and_nothing_a_panel_says_among_itself(Database kind)
    {
        const string Secret = "I would first try the garden with a frame";
        await using var house = await FundingHouse.OnAsync(kind);
        var (home, transfers) = (house.Home, house.Home.The<PlanTransferService>());
        await home.The<DirectPaymentService>().Save(home.Nia, home.PlanId, Agreement, "87654321");
        await using var db = home.OpenDb();
        db.RequestSteps.AddRange(new[] { StepKind.View, StepKind.Decided }.Select(k => new RequestStepRow { Id = Guid.CreateVersion7(), PlanId = home.PlanId, Kind = k, By = "Tunde Bello", Words = k == StepKind.View ? Secret : "The chair is approved", AtUtc = DateTime.UtcNow }));
        await db.SaveChangesAsync(Stop);
        (string Plan, bool IsComplete) Read(byte[] file) => PlanArchive.Read(file, home.The<Sealing>().Trusted).Archive is { } a ? (Encoding.UTF8.GetString(a.Parts["plan.json"]), a.Sheet.Complete) : throw new InvalidOperationException();
        foreach (var who in new[] { home.Joyce, home.Nia })
        {
            var (plan, isComplete) = Read((await transfers.Take(who, home.PlanId))!.Value.Bytes);
            foreach (var hidden in new[] { Secret, "87654321" }) Assert.DoesNotContain(hidden, plan, StringComparison.Ordinal);
            foreach (var shown in new[] { "The chair is approved", "123456", "\"4321\"" }) Assert.Contains(shown, plan, StringComparison.Ordinal);
            Assert.False(isComplete);
        }
        // Whoever runs the portal moves all of it.
        var (all, whole) = Read((await transfers.Take(await db.Plans.Where(p => p.Id == home.PlanId).Select(p => p.Number).SingleAsync(Stop))).Bytes);
        foreach (var hidden in new[] { Secret, "87654321" }) Assert.Contains(hidden, all, StringComparison.Ordinal);
        Assert.True(whole);
    }

    [Fact]
    public async Task Bank_details_are_for_the_person_and_the_professional_and_only_the_professional_writes_them()
    {
        await using var house = await FundingHouse.OnAsync(Database.Sqlite);
        var (payments, plan) = (house.Home.The<DirectPaymentService>(), house.Home.PlanId);
        Assert.NotNull(await payments.Open(house.Home.Joyce, plan));
        Assert.Null(await payments.Open(house.Home.Anne, plan));
        Assert.Null(await payments.Open(house.Home.Stranger, plan));
        Assert.Null(await payments.Open(house.Ravi, plan));
        Assert.Equal(PaymentRefusal.NotYours, (await payments.Save(house.Home.Joyce, plan, Agreement, null)).Refusal);
        Assert.Equal(PaymentRefusal.NotFound, (await payments.Save(house.Home.Anne, plan, Agreement, null)).Refusal);
    }

    [Fact]
    public async Task The_person_takes_back_their_agreement_and_the_payments_must_stop()
    {
        await using var house = await FundingHouse.OnAsync(Database.Sqlite);
        var (payments, nia, plan) = (house.Home.The<DirectPaymentService>(), house.Home.Nia, house.Home.PlanId);
        Assert.Equal(PaymentRefusal.NotBegun, (await payments.Withdraw(house.Home.Joyce, plan)).Refusal);
        await payments.Save(nia, plan, Agreement, "12345678");
        Assert.Equal(PaymentRefusal.NotFound, (await payments.Withdraw(house.Home.Anne, plan)).Refusal);
        Assert.Equal(PaymentRefusal.None, (await payments.Withdraw(house.Home.Joyce, plan)).Refusal);
        Assert.Contains((await payments.Open(nia, plan))!.ToPutRight, p => p.Id == "DP-11");
        Assert.Equal(PaymentRefusal.None, (await payments.StopPaying(nia, plan)).Refusal);
        Assert.DoesNotContain((await payments.Open(nia, plan))!.ToPutRight, p => p.Id == "DP-11");
        Assert.Equal(PaymentRefusal.Stopped, (await payments.Begin(nia, plan, Today)).Refusal);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_statement_is_read_twice_and_kept_once_and_what_is_not_in_the_plan_is_talked_about(Database kind)
    {
        await using var house = await FundingHouse.OnAsync(kind);
        var (payments, nia, plan) = (house.Home.The<DirectPaymentService>(), house.Home.Nia, house.Home.PlanId);
        await house.Home.SaveAsync(nia, "money", $"lines/{FundingHouse.Physio}/supplier", "Orchard Physio");
        var day = Today.AddDays(-2).ToString("dd/MM/yyyy", System.Globalization.CultureInfo.InvariantCulture);
        var file = Encoding.UTF8.GetBytes($"Date,Description,Amount\n{day},NHS payment,640.00\n{day},ORCHARD PHYSIO 12,-55.00\n{day},\"=HYPERLINK(\"\"http://x\"\")\",-42.00\n");
        Assert.Equal((StatementRefusal.NotFound, StatementRefusal.NotFound), ((await payments.Import(house.Home.Joyce, plan, file)).Refusal, (await payments.Import(house.Home.Anne, plan, file)).Refusal));
        Assert.Equal((3, 0), (await payments.Import(nia, plan, file)) is var first ? (first.Added, first.Known) : default);
        Assert.Equal((0, 3), (await payments.Import(nia, plan, file)) is var again ? (again.Added, again.Known) : default);
        var odd = Assert.Single((await payments.Open(nia, plan))!.Lines, l => l.IsOffPlan);
        Assert.Contains("\"'=HYPERLINK", Encoding.UTF8.GetString((await payments.AsCsv(nia, plan))!), StringComparison.Ordinal);
        Assert.Equal(PaymentRefusal.None, (await payments.Join(nia, plan, odd.Id, "", "Pots for the ramp. Fine.")).Refusal);
        Assert.DoesNotContain((await payments.Open(nia, plan))!.Lines, l => l.IsOffPlan);
    }

    [Fact]
    public async Task A_notice_is_a_sealed_letter_with_its_reason_and_how_to_ask_again()
    {
        await using var house = await FundingHouse.OnAsync(Database.Sqlite);
        var (payments, nia, plan) = (house.Home.The<DirectPaymentService>(), house.Home.Nia, house.Home.PlanId);
        await payments.Save(nia, plan, Agreement, "12345678");
        Assert.Equal(RequestRefusal.NotDecidedYet, await payments.Notify(nia, plan, NoticeKind.Stop, FundingHouse.Reason, null, Today.AddDays(28), null));
        await using (var db = house.Home.OpenDb()) await db.DirectPayments.ExecuteUpdateAsync(u => u.SetProperty(d => d.FirstPaymentOn, Today), Stop);
        Assert.Equal(RequestRefusal.OneWord, await payments.Notify(nia, plan, NoticeKind.PayBack, "Fraud", 4_200, Today.AddDays(28), "Joyce"));
        Assert.Equal(RequestRefusal.None, await payments.Notify(nia, plan, NoticeKind.PayBack, FundingHouse.Reason, 4_200, Today.AddDays(28), "Joyce Ashworth"));
        var notice = Assert.Single((await payments.Open(house.Home.Joyce, plan))!.Notices);
        var (_, html, _) = (await payments.Notice(house.Home.Joyce, plan, notice.CheckCode))!.Value;
        Assert.All(["£42.00", "Joyce Ashworth", "ask us to look again"], said => Assert.Contains(said, System.Net.WebUtility.HtmlDecode(html), StringComparison.Ordinal));
        Assert.Null(await payments.Notice(house.Home.Anne, plan, notice.CheckCode));
    }
}

using CarePlanning.Core.Funding;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Plans.Sections;
using CarePlanning.Tests.Architecture;

namespace CarePlanning.Tests.Funding;

/// <summary>Each rule of direct payments from both sides: a payment that it lets go ahead, one that it does not.</summary>
public sealed class DirectPaymentRulesTests
{
    private static readonly DateOnly Today = new(2026, 11, 28);

    /// <summary>A payment that may begin today.</summary>
    private static DirectPayment Ready { get; } = new(PaymentRecipient.Person, "Joyce Ashworth", Today.AddDays(-10), null, true, false, false, AccountKind.OwnAccount, "Joyce Ashworth support", "12-34-56", "4321",
        "Joyce Ashworth\nAnne Ashworth", "Nia Rees", 28, 64_000, PaymentFrequency.FourWeekly, Today.AddDays(-5), Today.AddDays(-5), null, Today.AddMonths(2), null, null);

    private static DirectPaymentInput Input(DirectPayment payment, bool agreed = true, long? unused = null, DateOnly? born = null, bool died = false, bool risks = true)
    {
        var answers = risks ? PlanAnswers.Empty().With("risks", new Risks { NoneSignificant = true, NoneSignificantSaidBy = "Nia Rees", NoneSignificantSaidByRole = "nurse" }) : PlanAnswers.Empty();
        return new DirectPaymentInput(payment, answers, Pathway.JointFunded, Today, born ?? new DateOnly(1948, 5, 4), agreed, unused, died);
    }

    private static string[] Found(DirectPaymentInput input) => [.. DirectPaymentRules.Check(input).Select(p => p.Id)];

    private static void Allows(string id, DirectPayment? payment = null, DirectPaymentInput? input = null) => Assert.DoesNotContain(id, Found(input ?? Input(payment ?? Ready)));
    private static void Refuses(string id, DirectPayment? payment = null, DirectPaymentInput? input = null) => Assert.Contains(id, Found(input ?? Input(payment ?? Ready)));

    [Fact]
    public void A_payment_with_everything_in_place_has_nothing_in_its_way() => Assert.Empty(Found(Input(Ready)));

    [Fact] public void DP_01_allows_a_payment_that_was_agreed_to() => Allows("DP-01");
    [Fact]
    public void DP_01_refuses_one_without_consent_or_with_a_day_that_is_yet_to_come()
    {
        Refuses("DP-01", Ready with { ConsentOn = null });
        Refuses("DP-01", Ready with { ConsentOn = Today.AddDays(1) });
    }

    [Fact] public void DP_02_allows_somebody_who_declared_that_no_order_rules_it_out() => Allows("DP-02");
    [Fact] public void DP_02_refuses_a_payment_where_nobody_asked() => Refuses("DP-02", Ready with { NotExcluded = false });

    [Fact]
    public void DP_03_allows_an_account_of_its_own_a_managed_one_and_an_ordinary_one_for_one_payment()
    {
        Allows("DP-03");
        Allows("DP-03", Ready with { Account = AccountKind.Managed, SortCode = "", AccountLastFour = "", AccountAccess = "" });
        Allows("DP-03", Ready with { Account = AccountKind.OrdinaryForOnePayment, Frequency = PaymentFrequency.Once, AccountAccess = "" });
    }

    [Fact]
    public void DP_03_refuses_an_account_without_name_code_number_or_who_can_use_it()
    {
        foreach (var payment in new[] { Ready with { Account = null }, Ready with { AccountName = " " }, Ready with { SortCode = "12-34-5" }, Ready with { SortCode = "AB-34-56" }, Ready with { AccountLastFour = "" }, Ready with { AccountAccess = "" },
            Ready with { Account = AccountKind.OrdinaryForOnePayment }, Ready with { Account = AccountKind.Managed, AccountName = "" } })
            Refuses("DP-03", payment);
        // One payment for more than a few things is none (BU-06).
        var many = new Money { Kind = BudgetKind.OneOff, Lines = [new() { Id = "l", Description = "Six things", Quantity = 6, Unit = BudgetUnit.Item, UnitCostPence = 100, Frequency = BudgetFrequency.Once, ManagedBy = ManagedBy.DirectPayment }] };
        var input = Input(Ready with { Account = AccountKind.OrdinaryForOnePayment, Frequency = PaymentFrequency.Once });
        Refuses("DP-03", input: input with { Answers = input.Answers.With("money", many) });
    }

    [Fact] public void DP_04_allows_a_nominee_who_agreed_in_writing_and_whom_the_NHS_agrees_to() => Allows("DP-04", Ready with { Recipient = PaymentRecipient.Nominee, AgreedInWriting = true, BodyAgrees = true });
    [Fact]
    public void DP_04_refuses_a_nominee_or_representative_without_either()
    {
        Refuses("DP-04", Ready with { Recipient = PaymentRecipient.Nominee, AgreedInWriting = true });
        Refuses("DP-04", Ready with { Recipient = PaymentRecipient.Representative, BodyAgrees = true });
    }

    [Fact] public void DP_05_allows_a_named_care_coordinator() => Allows("DP-05");
    [Fact] public void DP_05_refuses_none() => Refuses("DP-05", Ready with { CareCoordinator = "" });

    [Fact]
    public void DP_06_allows_a_first_review_within_three_months_and_then_one_within_twelve()
    {
        Allows("DP-06", Ready with { FirstPaymentOn = Today, ReviewOn = Today.AddMonths(3) });
        Allows("DP-06", Ready with { FirstPaymentOn = Today.AddMonths(-3), LastReviewedOn = Today, ReviewOn = Today.AddMonths(12) });
    }

    [Fact]
    public void DP_06_refuses_one_that_is_a_day_too_late_or_missing()
    {
        Refuses("DP-06", Ready with { ReviewOn = null });
        Refuses("DP-06", Ready with { FirstPaymentOn = Today, ReviewOn = Today.AddMonths(3).AddDays(1) });
        Refuses("DP-06", Ready with { FirstPaymentOn = Today.AddMonths(-3), LastReviewedOn = Today, ReviewOn = Today.AddMonths(12).AddDays(1) });
    }

    [Fact] public void DP_07_allows_a_period_of_notice() => Allows("DP-07");
    [Fact] public void DP_07_refuses_none() => Refuses("DP-07", Ready with { NoticeDays = null });

    [Fact] public void DP_08_of_a_payment_allows_risks_that_were_talked_about() => Allows("DP-08");
    [Fact] public void DP_08_of_a_payment_refuses_risks_that_nobody_talked_about() => Refuses("DP-08", input: Input(Ready, risks: false));

    [Fact] public void DP_09_allows_an_amount_and_how_often() => Allows("DP-09");
    [Fact]
    public void DP_09_refuses_either_alone()
    {
        Refuses("DP-09", Ready with { AmountPence = null });
        Refuses("DP-09", Ready with { AmountPence = -5 });
        Refuses("DP-09", Ready with { Frequency = null });
    }

    [Fact] public void DP_10_allows_a_payment_that_both_agreed_to_on_a_signed_plan() => Allows("DP-10");
    [Fact]
    public void DP_10_refuses_one_that_either_or_no_plan_agreed_to()
    {
        Refuses("DP-10", Ready with { PersonAgreedOn = null });
        Refuses("DP-10", Ready with { BodyAgreedOn = null });
        Refuses("DP-10", input: Input(Ready, agreed: false));
    }

    [Fact]
    public void DP_11_allows_consent_that_stands_and_payments_that_have_stopped()
    {
        Allows("DP-11");
        Allows("DP-11", Ready with { ConsentWithdrawnOn = Today, StoppedOn = Today });
    }

    [Fact] public void DP_11_refuses_to_go_on_paying_when_consent_is_taken_back() => Refuses("DP-11", Ready with { ConsentWithdrawnOn = Today });

    [Fact] public void DP_12_allows_eight_weeks_of_unused_money() => Allows("DP-12", input: Input(Ready, unused: 128_000));
    [Fact] public void DP_12_refuses_to_leave_more_than_that_untalked_about() => Refuses("DP-12", input: Input(Ready, unused: 128_001));

    [Fact]
    public void DP_13_allows_a_notice_with_reason_day_amount_and_payer()
    {
        Assert.Equal(RequestRefusal.None, DirectPaymentRules.NoticeProblem(NoticeKind.PayBack, FundingHouse.Reason, 5_000, Today.AddDays(30), "Anne Ashworth", Today));
        Assert.Equal(RequestRefusal.None, DirectPaymentRules.NoticeProblem(NoticeKind.Stop, FundingHouse.Reason, null, Today.AddDays(28), null, Today));
    }

    [Fact]
    public void DP_13_refuses_a_notice_that_lacks_any_of_them()
    {
        Assert.Equal(RequestRefusal.OneWord, DirectPaymentRules.NoticeProblem(NoticeKind.Stop, "Fraud", null, Today.AddDays(28), null, Today));
        Assert.Equal(RequestRefusal.NoPrice, DirectPaymentRules.NoticeProblem(NoticeKind.Lower, FundingHouse.Reason, null, Today.AddDays(28), null, Today));
        Assert.Equal(RequestRefusal.BadDay, DirectPaymentRules.NoticeProblem(NoticeKind.Stop, FundingHouse.Reason, null, Today, null, Today));
        Assert.Equal(RequestRefusal.NoWhat, DirectPaymentRules.NoticeProblem(NoticeKind.PayBack, FundingHouse.Reason, 5_000, Today.AddDays(30), " ", Today));
    }

    private static Deciding Decision(RequestState outcome, string? reason, string? next) => new(outcome, [], ReasonKind.SomethingElse, reason, next, 0);

    [Fact]
    public void DP_14_allows_a_no_with_its_reason_and_what_comes_next() =>
        Assert.Equal(RequestRefusal.None, DecisionCheck.Problem(RequestRoute.Panel, [Guid.NewGuid()], Decision(RequestState.Declined, FundingHouse.Reason, FundingHouse.Next)));

    [Fact]
    public void DP_14_refuses_a_no_without_them()
    {
        Assert.Equal(RequestRefusal.NoWords, DecisionCheck.Problem(RequestRoute.Panel, [Guid.NewGuid()], Decision(RequestState.Declined, null, FundingHouse.Next)));
        Assert.Equal(RequestRefusal.NoNext, DecisionCheck.Problem(RequestRoute.Panel, [Guid.NewGuid()], Decision(RequestState.Declined, FundingHouse.Reason, null)));
        Assert.Equal(RequestRefusal.NoOutcome, DecisionCheck.Problem(RequestRoute.Panel, [Guid.NewGuid()], Decision(RequestState.Declined, FundingHouse.Reason, FundingHouse.Next) with { Kind = null }));
    }

    [Fact] public void DP_15_allows_a_payment_for_a_child_to_whoever_has_parental_responsibility() => Allows("DP-15", input: Input(Ready with { Recipient = PaymentRecipient.Representative }, born: Today.AddYears(-15)));
    [Fact] public void DP_15_refuses_to_pay_a_child_of_15_without_a_word() => Refuses("DP-15", input: Input(Ready, born: Today.AddYears(-16).AddDays(1)));

    [Fact] public void DP_16_allows_a_payment_while_the_person_lives() => Allows("DP-16", Ready with { FirstPaymentOn = Today });
    [Fact] public void DP_16_refuses_to_leave_an_account_unsettled_after_a_death() => Refuses("DP-16", input: Input(Ready with { FirstPaymentOn = Today }, died: true));

    [Fact]
    public void Every_rule_of_payments_is_tested_from_both_sides_and_has_its_sentence()
    {
        var tests = typeof(DirectPaymentRulesTests).GetMethods().Select(m => m.Name).ToList();
        Sources.None(
            from id in DirectPaymentRules.All.Select(r => r.Id).Concat(["DP-08", "DP-13", "DP-14"])
            from side in new[] { "allows", "refuses" }
            where !tests.Any(t => t.StartsWith(id.Replace('-', '_'), StringComparison.Ordinal) && t.Contains($"_{side}_", StringComparison.Ordinal))
            select $"{id} {side}", "A rule without a test:");
        Assert.All(DirectPaymentRules.All, r => Assert.NotEmpty(Core.Words.Texts.Funding[r.Id]));
    }

    [Theory, InlineData("12-34-56", true), InlineData("123456", true), InlineData("12 34 56", true), InlineData("12-34-5", false), InlineData("AB-34-56", false), InlineData("", false), InlineData("١٢٣٤٥٦", false)]
    public void A_sort_code_is_six_digits(string typed, bool is_) => Assert.Equal(is_, AccountNumbers.IsSortCode(typed));
}

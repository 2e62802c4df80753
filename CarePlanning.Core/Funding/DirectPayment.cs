using CarePlanning.Core.Plans;
using CarePlanning.Core.Plans.Sections;
using CarePlanning.Core.Reference;
using CarePlanning.Core.Words;

namespace CarePlanning.Core.Funding;

/// <summary>Who receives a direct payment.</summary>
public enum PaymentRecipient { Person, Representative, Nominee, ManagedAccountHolder }

/// <summary>Into what kind of account it is paid.</summary>
public enum AccountKind
{
    /// <summary>An account of its own, for this money only.</summary>
    OwnAccount,
    /// <summary>One that an organisation looks after.</summary>
    Managed,
    /// <summary>An ordinary account, for one payment for few things.</summary>
    OrdinaryForOnePayment,
}

/// <summary>What the person is told in writing before something about the money changes.</summary>
public enum NoticeKind { Lower, Stop, PayBack }

/// <summary>A direct payment as it is agreed; amounts in pence.</summary>
/// <param name="AccountLastFour">The last four digits of the account number; the whole number is shown to nobody.</param>
/// <param name="ReviewOn">When it is next looked at.</param>
public sealed record DirectPayment(
    PaymentRecipient? Recipient, string RecipientName, DateOnly? ConsentOn, DateOnly? ConsentWithdrawnOn, bool NotExcluded, bool AgreedInWriting, bool BodyAgrees,
    AccountKind? Account, string AccountName, string SortCode, string AccountLastFour, string AccountAccess, string CareCoordinator, int? NoticeDays,
    long? AmountPence, PaymentFrequency? Frequency, DateOnly? PersonAgreedOn, DateOnly? BodyAgreedOn, DateOnly? FirstPaymentOn, DateOnly? ReviewOn, DateOnly? LastReviewedOn, DateOnly? StoppedOn)
{
    public static DirectPayment None { get; } = new(null, "", null, null, false, false, false, null, "", "", "", "", "", null, null, null, null, null, null, null, null, null);

    /// <summary>The day until which the next review must have been held: three months from the first payment, then twelve from the last review.</summary>
    public DateOnly? ReviewAtLatest => FirstPaymentOn is not { } first ? null
        : LastReviewedOn is { } last ? last.AddMonths(DirectPaymentLimits.Current.ReviewMonths) : first.AddMonths(DirectPaymentLimits.Current.FirstReviewMonths);

    /// <summary>What it comes to in a first year, in pence; null where it is not known.</summary>
    public long? FirstYearPence => Frequency == PaymentFrequency.Once ? AmountPence : WeeklyPence is { } week ? (long)Math.Round(week * BudgetLine.WeeksInAYear, MidpointRounding.AwayFromZero) : null;

    /// <summary>What it comes to in a week, in pence; null where it is not known or paid once.</summary>
    public decimal? WeeklyPence => AmountPence is not { } amount ? null : Frequency switch
    {
        PaymentFrequency.Weekly => amount,
        PaymentFrequency.FourWeekly => amount / 4m,
        PaymentFrequency.Monthly => amount * 12m / 52m,
        PaymentFrequency.Quarterly => amount / 13m,
        _ => null,
    };
}

/// <summary>What the rules of a direct payment are asked about.</summary>
/// <param name="PlanIsAgreed">True when a version of the plan is agreed.</param>
/// <param name="UnusedPence">What is left of what was paid, in pence; null where no statement is there.</param>
public sealed record DirectPaymentInput(DirectPayment Payment, PlanAnswers Answers, Pathway Pathway, DateOnly Today, DateOnly? PersonBornOn, bool PlanIsAgreed, long? UnusedPence, bool HasDied);

/// <summary>One rule of direct payments; blocks the first payment, or warns.</summary>
/// <param name="Field">The field of the form that puts it right.</param>
public sealed record DirectPaymentRule(string Id, Severity Severity, string Field, Func<DirectPaymentInput, bool> Broken);

/// <summary>The rules of direct payments (domain section 10, DP); DP-08 stands with the risks of the plan, DP-13 with notices, DP-14 with decisions.</summary>
public static class DirectPaymentRules
{
    public static IReadOnlyList<DirectPaymentRule> All { get; } =
    [
        new("DP-01", Severity.Block, "consentOn", i => i.Payment.ConsentOn is not { } on || on > i.Today),
        new("DP-02", Severity.Block, "notExcluded", i => !i.Payment.NotExcluded),
        new("DP-03", Severity.Block, "account", i => !AccountStands(i)),
        new("DP-04", Severity.Block, "agreedInWriting", i => i.Payment.Recipient is PaymentRecipient.Nominee or PaymentRecipient.Representative && !(i.Payment.AgreedInWriting && i.Payment.BodyAgrees)),
        new("DP-05", Severity.Block, "careCoordinator", i => !i.Payment.CareCoordinator.IsWritten()),
        new("DP-06", Severity.Block, "reviewOn", i => i.Payment.ReviewOn is not { } review || review > (i.Payment.ReviewAtLatest ?? i.Today.AddMonths(DirectPaymentLimits.Current.FirstReviewMonths))),
        new("DP-07", Severity.Block, "noticeDays", i => i.Payment.NoticeDays is not > 0),
        new("DP-09", Severity.Block, "amount", i => i.Payment.AmountPence is not > 0 || i.Payment.Frequency is null),
        new("DP-10", Severity.Block, "personAgreedOn", i => i.Payment.PersonAgreedOn is null || i.Payment.BodyAgreedOn is null || !i.PlanIsAgreed),
        new("DP-11", Severity.Block, "consentWithdrawnOn", i => i.Payment is { ConsentWithdrawnOn: not null, StoppedOn: null }),
        new("DP-12", Severity.Warn, "statement", i => i is { UnusedPence: { } left, Payment.WeeklyPence: { } week } && left > week * DirectPaymentLimits.Current.UnusedWeeks),
        new("DP-15", Severity.Warn, "recipient", i => i.PersonBornOn is { } born && born.AddYears(DirectPaymentLimits.Current.ChildUnder) > i.Today && i.Payment.Recipient is not (null or PaymentRecipient.Representative)),
        new("DP-16", Severity.Warn, "statement", i => i.HasDied && i.Payment.FirstPaymentOn is not null),
    ];

    /// <summary>These rules as the README shows them; that of the risks is written with the plan's own.</summary>
    public static IEnumerable<WrittenRule> Written =>
    [
        .. All.Select(r => new WrittenRule(r.Id, "Direct payment", r.Severity == Severity.Block && r.Id != "DP-11" ? "before the first payment" : "while money is paid", r.Severity, Texts.Funding[r.Id])),
        new("DP-13", "Direct payment", "when notice is given", Severity.Block, Texts.Funding["DP-13"]),
        new("DP-14", "Requests for money", "when a request is decided", Severity.Block, Texts.Funding["DP-14"]),
    ];

    /// <summary>What has to be put right or talked about; the plan's own rule about risks among it.</summary>
    public static IReadOnlyList<(string Id, Severity Severity, string Field)> Check(DirectPaymentInput input) =>
        [.. All.Where(r => r.Broken(input)).Select(r => (r.Id, r.Severity, r.Field)),
         .. RisksRules.IsOpen(input.Answers) ? [("DP-08", Severity.Block, "risks")] : Array.Empty<(string, Severity, string)>()];

    /// <summary>Why a notice may not be given as it is: it names a reason, and what is asked back also an amount, a day and a payer (DP-13).</summary>
    public static RequestRefusal NoticeProblem(NoticeKind kind, string? reason, long? pence, DateOnly? by, string? payer, DateOnly today) =>
        PlainReason.Problem(reason) is not RequestRefusal.None and var no ? no
        : kind != NoticeKind.Stop && pence is not > 0 ? RequestRefusal.NoPrice
        : by is not { } day || day <= today ? RequestRefusal.BadDay
        : kind == NoticeKind.PayBack && !payer.IsWritten() ? RequestRefusal.NoWhat : RequestRefusal.None;

    private static bool AccountStands(DirectPaymentInput i) => i.Payment.Account switch
    {
        AccountKind.Managed => i.Payment.AccountName.IsWritten(),
        AccountKind.OwnAccount => i.Payment.AccountName.IsWritten() && AccountNumbers.IsSortCode(i.Payment.SortCode) && i.Payment.AccountLastFour.Length == 4 && i.Payment.AccountAccess.IsWritten(),
        AccountKind.OrdinaryForOnePayment => i.Payment.Frequency == PaymentFrequency.Once && i.Payment.AccountName.IsWritten() && AccountNumbers.IsSortCode(i.Payment.SortCode) && i.Payment.AccountLastFour.Length == 4
            && !MoneyRules.All.Any(r => r.Id == "BU-06" && r.Check(new RuleInput(i.Answers, i.Pathway, i.Today, false)).Any()),
        _ => false,
    };
}

/// <summary>Whether what was typed can be a sort code or an account number.</summary>
public static class AccountNumbers
{
    /// <summary>Six digits, with or without hyphens or spaces.</summary>
    public static bool IsSortCode(string? typed) => Digits(typed) is { Length: 6 };

    /// <summary>Six to eight digits.</summary>
    public static bool IsAccount(string? typed) => Digits(typed) is { Length: >= 6 and <= 8 };

    /// <summary>The digits of a number typed in groups; null where anything else is in it.</summary>
    public static string? Digits(string? typed)
    {
        var kept = new string([.. (typed ?? "").Where(c => c is not (' ' or '-' or '\u2013' or '\u2011'))]);
        return kept.Length > 0 && kept.All(char.IsAsciiDigit) ? kept : null;
    }

    /// <summary>A sort code as it is written: 12-34-56.</summary>
    public static string Written(string sortCode) => Digits(sortCode) is { Length: 6 } d ? $"{d[..2]}-{d[2..4]}-{d[4..]}" : sortCode;
}

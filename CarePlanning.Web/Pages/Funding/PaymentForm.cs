using System.Globalization;
using CarePlanning.Core.Funding;
using CarePlanning.Core.Plans.Sections;
using CarePlanning.Web.Components;

namespace CarePlanning.Web.Pages.Funding;

/// <summary>The agreement of a direct payment as it stands in a form: typed, and read again.</summary>
internal static class PaymentForm
{
    public static readonly string[] Days = ["consentOn", "personAgreedOn", "bodyAgreedOn", "reviewOn"];

    /// <summary>The form as it would be typed for this payment; the account number never stands in it.</summary>
    public static IFormCollection Of(DirectPayment p)
    {
        Dictionary<string, Microsoft.Extensions.Primitives.StringValues> form = new()
        {
            ["recipient"] = p.Recipient?.ToString(),
            ["recipientName"] = p.RecipientName,
            ["notExcluded"] = Tick(p.NotExcluded),
            ["agreedInWriting"] = Tick(p.AgreedInWriting),
            ["bodyAgrees"] = Tick(p.BodyAgrees),
            ["account"] = p.Account?.ToString(),
            ["accountName"] = p.AccountName,
            ["sortCode"] = p.SortCode,
            ["accountAccess"] = p.AccountAccess,
            ["careCoordinator"] = p.CareCoordinator,
            ["noticeDays"] = p.NoticeDays?.ToString(CultureInfo.InvariantCulture),
            ["amount"] = p.AmountPence is { } pence ? (pence / 100m).ToString("0.00", CultureInfo.InvariantCulture) : null,
            ["frequency"] = p.Frequency?.ToString(),
        };
        foreach (var (name, day) in new[] { ("consentOn", p.ConsentOn), ("personAgreedOn", p.PersonAgreedOn), ("bodyAgreedOn", p.BodyAgreedOn), ("reviewOn", p.ReviewOn) })
            if (day is { } d) (form[$"{name}/day"], form[$"{name}/month"], form[$"{name}/year"]) = ($"{d.Day}", $"{d.Month}", $"{d.Year}");
        return new FormCollection(form);
    }

    /// <summary>The first field that cannot be read as what it should be, or null.</summary>
    public static string? Wrong(IFormCollection form) => Days.FirstOrDefault(d => FundingWords.Day(form, d).IsWrong)
        ?? (form["amount"].ToString().Trim().Length > 0 && Pence(form["amount"]) is null ? "amount" : null)
        ?? (form["noticeDays"].ToString().Trim().Length > 0 && Whole(form["noticeDays"]) is null ? "noticeDays" : null);

    public static DirectPayment Read(IFormCollection form, DirectPayment now) => now with
    {
        Recipient = Choice.Of<PaymentRecipient>(form["recipient"]),
        RecipientName = form["recipientName"].ToString(),
        ConsentOn = FundingWords.Day(form, "consentOn").Day,
        NotExcluded = form["notExcluded"] == "yes",
        AgreedInWriting = form["agreedInWriting"] == "yes",
        BodyAgrees = form["bodyAgrees"] == "yes",
        Account = Choice.Of<AccountKind>(form["account"]),
        AccountName = form["accountName"].ToString(),
        SortCode = form["sortCode"].ToString().Trim(),
        AccountAccess = form["accountAccess"].ToString(),
        CareCoordinator = form["careCoordinator"].ToString(),
        NoticeDays = Whole(form["noticeDays"]),
        AmountPence = Pence(form["amount"]),
        Frequency = Choice.Of<PaymentFrequency>(form["frequency"]),
        PersonAgreedOn = FundingWords.Day(form, "personAgreedOn").Day,
        BodyAgreedOn = FundingWords.Day(form, "bodyAgreedOn").Day,
        ReviewOn = FundingWords.Day(form, "reviewOn").Day,
    };

    /// <summary>An amount in pounds as it is typed, in pence; null where it is none.</summary>
    public static long? Pence(string? typed) =>
        decimal.TryParse((typed ?? "").Replace("£", "", StringComparison.Ordinal).Trim(), NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var pounds)
            && Math.Abs(pounds) < 10_000_000m && pounds * 100 == Math.Truncate(pounds * 100) ? (long)(pounds * 100) : null;

    private static string? Tick(bool yes) => yes ? "yes" : null;
    private static int? Whole(string? typed) => FundingWords.Whole(typed?.Trim());
}

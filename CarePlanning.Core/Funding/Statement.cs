using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using CarePlanning.Core.Exchange.Csv;
using CarePlanning.Core.Plans.Sections;
using CarePlanning.Core.Reference;

namespace CarePlanning.Core.Funding;

/// <summary>Why a statement is not taken in; each has its own sentence.</summary>
public enum StatementRefusal { None, NotFound, Empty, WrongEncoding, TooManyLines, NoColumns, BadLine }

/// <summary>One line of a statement; pence, more than 0 came in, less than 0 was spent.</summary>
/// <param name="Key">By which a line that is imported twice is known.</param>
public sealed record StatementLine(DateOnly On, string What, long Pence, string Key);

/// <summary>One line of a statement as it is kept.</summary>
/// <param name="LineId">The budget line it paid for; empty while nobody has said.</param>
public sealed record KeptLine(Guid Id, DateOnly On, string What, long Pence, string LineId, string TalkedAbout)
{
    /// <summary>Money that went out and that nobody has joined to the plan or talked about: for a conversation, not an accusation.</summary>
    public bool IsOffPlan => Pence < 0 && LineId.Length == 0 && TalkedAbout.Length == 0;
}

/// <summary>One period between two payments; amounts in pence.</summary>
/// <param name="BalancePence">What was left at its end, of everything that came in so far.</param>
public sealed record PaymentPeriod(DateOnly From, DateOnly To, long PlannedPence, long PaidPence, long SpentPence, long BalancePence);

/// <summary>Reads bank statements and says what was planned, paid, spent and left.</summary>
public static partial class Statement
{
    private static readonly string[] Dates = ["dd/MM/yyyy", "d/M/yyyy", "yyyy-MM-dd", "dd-MM-yyyy", "d MMM yyyy", "dd MMM yyyy", "dd/MM/yy", "dd MMM yy", "dd-MMM-yyyy"];
    private static readonly string[] InNames = ["money in", "paid in", "credit", "credit amount", "in"], OutNames = ["money out", "paid out", "debit", "debit amount", "out"],
        WhatNames = ["description", "transaction description", "details", "narrative", "payee", "what"];

    /// <summary>The lines of a file, or why it is not taken in and at which line.</summary>
    public static (IReadOnlyList<StatementLine> Lines, StatementRefusal Refusal, int At) Read(byte[] file)
    {
        var most = DirectPaymentLimits.Current.MostStatementLines;
        if (file.Length == 0) return ([], StatementRefusal.Empty, 0);
        if (Decode(file) is not { } words) return ([], StatementRefusal.WrongEncoding, 0);
        var text = BlankRows().Replace(words, "");
        if (text.All(" \t\r\n,;\"".Contains)) return ([], StatementRefusal.Empty, 0);
        var (table, refusal) = CsvFile.Read(new StringReader(text), most);
        if (refusal == CsvRefusal.TooManyRows) return ([], StatementRefusal.TooManyLines, 0);
        if (table is null) return ([], StatementRefusal.NoColumns, refusal == CsvRefusal.NotTable ? 1 : 0);
        var names = table.Headings.Select(n => n.Trim().ToLowerInvariant()).ToList();
        var (on, what, amount, moneyIn, moneyOut) = (names.FindIndex(n => n.Contains("date", StringComparison.Ordinal)), names.FindIndex(WhatNames.Contains), names.IndexOf("amount"), names.FindIndex(InNames.Contains), names.FindIndex(OutNames.Contains));
        if (on < 0 || what < 0 || (amount < 0 && (moneyIn < 0 || moneyOut < 0))) return ([], StatementRefusal.NoColumns, 1);
        List<StatementLine> lines = [];
        Dictionary<string, int> seen = [];
        foreach (var (row, i) in table.Rows.Select((r, i) => (r.Cells, i + 2)))
        {
            long? pence = amount >= 0 ? Pence(At(row, amount)) : (Pence(At(row, moneyIn)), Pence(At(row, moneyOut))) switch
            {
                ({ } paid, null) => Math.Abs(paid),
                (null, { } spent) => -Math.Abs(spent),
                ({ } paid, { } spent) => Math.Abs(paid) - Math.Abs(spent),
                _ => null,
            };
            if (!DateOnly.TryParseExact(At(row, on), Dates, CultureInfo.GetCultureInfo("en-GB"), DateTimeStyles.None, out var day) || pence is not { } came) return ([], StatementRefusal.BadLine, i);
            var said = At(row, what) is { Length: > 300 } long300 ? long300[..300] : At(row, what);
            var same = $"{day:yyyyMMdd}|{said}|{came}";
            // Two equal payments on one day are two; the same file again is the same two.
            var nth = seen[same] = seen.GetValueOrDefault(same) + 1;
            lines.Add(new StatementLine(day, said, came, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{same}|{nth}")))[..32]));
        }
        return (lines, StatementRefusal.None, 0);
    }

    /// <summary>The budget line whose supplier a payment names, or nothing.</summary>
    public static string Guess(string what, IReadOnlyList<BudgetLine> lines) =>
        lines.FirstOrDefault(l => l.Supplier is { Length: >= 4 } supplier && what.Contains(supplier.Trim(), StringComparison.OrdinalIgnoreCase))?.Id ?? "";

    /// <summary>What was planned, paid, spent and left, period by period up to today.</summary>
    public static IReadOnlyList<PaymentPeriod> Periods(DirectPayment payment, IReadOnlyList<KeptLine> lines, DateOnly today)
    {
        if (payment is not { FirstPaymentOn: { } first, AmountPence: { } amount, Frequency: { } often } || first > today) return [];
        List<PaymentPeriod> periods = [];
        long balance = 0;
        for (var (from, n) = (first, 1); from <= today && n <= 600; n++)
        {
            var next = often switch
            {
                PaymentFrequency.Weekly => first.AddDays(7 * n),
                PaymentFrequency.FourWeekly => first.AddDays(28 * n),
                PaymentFrequency.Monthly => first.AddMonths(n),
                PaymentFrequency.Quarterly => first.AddMonths(3 * n),
                _ => DateOnly.MaxValue,
            };
            // What came in or went out before the first payment belongs to it.
            var within = lines.Where(l => (n == 1 || l.On >= from) && l.On < next).ToList();
            var (paid, spent) = (within.Where(l => l.Pence > 0).Sum(l => l.Pence), -within.Where(l => l.Pence < 0).Sum(l => l.Pence));
            balance += paid - spent;
            var stopped = payment.StoppedOn is { } stop && stop <= from;
            periods.Add(new PaymentPeriod(from, next == DateOnly.MaxValue ? today : next.AddDays(-1), stopped ? 0 : amount, paid, spent, balance));
            from = next;
        }
        return periods;
    }

    private static string At(IReadOnlyList<string> row, int column) => column >= 0 && column < row.Count ? row[column].Trim() : "";

    /// <summary>The words of a file, or null where it is in an encoding that cannot be told for sure.</summary>
    private static string? Decode(byte[] file)
    {
        try
        {
            if (file.AsSpan().StartsWith<byte>([0xFF, 0xFE])) return new UnicodeEncoding(false, true, true).GetString(file.AsSpan(2));
            if (file.AsSpan().StartsWith<byte>([0xFE, 0xFF])) return new UnicodeEncoding(true, true, true).GetString(file.AsSpan(2));
            var text = new UTF8Encoding(false, true).GetString(file).TrimStart('\uFEFF');
            return text.Contains('\0', StringComparison.Ordinal) ? null : text;
        }
        catch (ArgumentException) { return null; }
    }

    /// <summary>Rows with nothing in them, as some banks put above their headings.</summary>
    [GeneratedRegex("""\A(?:[\s,;"]*\n)+""")]
    private static partial Regex BlankRows();

    private static long? Pence(string typed)
    {
        var plain = typed.Replace("£", "", StringComparison.Ordinal).Replace('\u2212', '-').Trim();
        return plain.Length > 0 && decimal.TryParse(plain, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands | NumberStyles.AllowParentheses, CultureInfo.InvariantCulture, out var pounds)
            && Math.Abs(pounds) < 10_000_000m && pounds * 100 == Math.Truncate(pounds * 100) ? (long)(pounds * 100) : null;
    }
}

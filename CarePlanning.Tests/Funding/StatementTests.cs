using System.Text;
using CarePlanning.Core.Exchange.Csv;
using CarePlanning.Core.Funding;
using CarePlanning.Core.Plans.Sections;

namespace CarePlanning.Tests.Funding;

/// <summary>Bank statements come as they come: from any bank, in any encoding, with anything in their cells.</summary>
public sealed class StatementTests
{
    private static byte[] Csv(params string[] lines) => Encoding.UTF8.GetBytes(string.Join("\r\n", lines));

    [Fact]
    public void Statements_of_several_banks_are_read()
    {
        var amount = Statement.Read(Csv("Date,Description,Amount", "01/11/2026,Payment from NHS,640.00", "02/11/2026,\"Lantern, Home Nursing\",-148.00"));
        var split = Statement.Read(Csv("Transaction Date;Details;Money in;Money out", "2026-11-01;Payment from NHS;\"£640.00\";", "2026-11-02;Lantern, Home Nursing;;148.00"));
        Assert.Equal([64_000, -14_800], amount.Lines.Select(l => l.Pence));
        Assert.Equal(amount.Lines.Select(l => (l.On, l.What, l.Pence)), split.Lines.Select(l => (l.On, l.What, l.Pence)));
        Assert.Equal([64_000], Statement.Read([0xFF, 0xFE, .. Encoding.Unicode.GetBytes("Date,Description,Amount\n01/11/2026,Café,640.00")]).Lines.Select(l => l.Pence));
    }

    [Fact]
    public void A_file_that_is_no_statement_is_refused_with_its_reason_and_nothing_of_it_is_kept()
    {
        Assert.Equal(StatementRefusal.Empty, Statement.Read([]).Refusal);
        Assert.Equal(StatementRefusal.WrongEncoding, Statement.Read([.. Csv("Date,Description,Amount"), (byte)'\n', .. Encoding.Latin1.GetBytes("01/11/2026,Caf\u00e9,1.00")]).Refusal);
        Assert.Equal(StatementRefusal.WrongEncoding, Statement.Read(Encoding.Unicode.GetBytes("Date,Description,Amount\n01/11/2026,x,1.00")).Refusal);
        Assert.Equal(StatementRefusal.NoColumns, Statement.Read(Csv("When,Who", "1,2")).Refusal);
        Assert.Equal((StatementRefusal.BadLine, 3), Statement.Read(Csv("Date,Description,Amount", "01/11/2026,x,1.00", "31/02/2026,x,1.00")) is var (lines, why, at) && lines.Count == 0 ? (why, at) : default);
        Assert.Equal(StatementRefusal.BadLine, Statement.Read(Csv("Date,Description,Amount", "01/11/2026,x,1.005")).Refusal);
        Assert.Equal(StatementRefusal.BadLine, Statement.Read(Csv("Date,Description,Amount", "01/11/2026,x,=1+1")).Refusal);
        Assert.Equal(StatementRefusal.TooManyLines, Statement.Read(Csv(["Date,Description,Amount", .. Enumerable.Repeat("01/11/2026,x,1.00", 100_000)])).Refusal);
    }

    [Theory]
    [InlineData("=HYPERLINK(\"http://x\",\"y\")", "\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\"")]
    [InlineData("+44 1632", "'+44 1632")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("-2+3", "'-2+3")]
    [InlineData("\t=1", "'\t=1")]
    [InlineData("-12.50", "-12.50")]
    [InlineData("Lantern, nursing", "\"Lantern, nursing\"")]
    [InlineData("plain", "plain")]
    public void A_cell_that_looks_like_a_formula_is_words_in_a_spreadsheet(string words, string cell) => Assert.Equal(cell, Written([words]));

    [Fact]
    public void What_was_written_is_read_back()
    {
        string[][] rows = [["a", "b, c", "d \"e\"", "two\nlines"], ["1", "", "x;y", "z"]];
        var (table, _) = CsvFile.Read(new MemoryStream(CsvFile.Write(rows[0], rows.Skip(1))), 10);
        Assert.Equal(rows, table!.Rows.Select(r => r.Cells.ToArray()).Prepend([.. table.Headings]));
    }

    /// <summary>One row as it stands in the file, without the mark of its encoding.</summary>
    private static string Written(string[] row) => Encoding.UTF8.GetString(CsvFile.Write(row, [])).Trim('\uFEFF', '\r', '\n');

    [Fact]
    public void The_same_file_again_is_the_same_lines_and_two_equal_payments_are_two()
    {
        var file = Csv("Date,Description,Amount", "01/11/2026,Shop,-5.00", "01/11/2026,Shop,-5.00");
        Assert.Equal(2, Statement.Read(file).Lines.Select(l => l.Key).Distinct().Count());
        Assert.Equal(Statement.Read(file).Lines.Select(l => l.Key), Statement.Read(file).Lines.Select(l => l.Key));
    }

    [Fact]
    public void Periods_say_what_was_planned_paid_spent_and_left_to_the_penny()
    {
        var first = new DateOnly(2026, 9, 1);
        var payment = DirectPayment.None with { FirstPaymentOn = first, AmountPence = 64_000, Frequency = PaymentFrequency.FourWeekly };
        KeptLine Line(int day, long pence) => new(Guid.NewGuid(), first.AddDays(day), "x", pence, "", "");
        // Worked out by hand: 640.00 in, 148.00 and 12.34 out; then 640.00 in, 700.01 out; then nothing yet.
        var periods = Statement.Periods(payment, [Line(-1, 64_000), Line(3, -14_800), Line(27, -1_234), Line(28, 64_000), Line(40, -70_001)], first.AddDays(60));
        Assert.Equal([(64_000L, 64_000L, 16_034L, 47_966L), (64_000, 64_000, 70_001, 41_965), (64_000, 0, 0, 41_965)], periods.Select(p => (p.PlannedPence, p.PaidPence, p.SpentPence, p.BalancePence)));
        Assert.Equal((first, first.AddDays(27)), (periods[0].From, periods[0].To));
        Assert.Equal([64_000L, 0, 0], Statement.Periods(payment with { StoppedOn = first.AddDays(10) }, [], first.AddDays(60)).Select(p => p.PlannedPence));
    }

    [Fact]
    public void A_payment_to_a_supplier_of_the_plan_is_known_and_one_to_nobody_in_it_is_for_a_conversation()
    {
        List<BudgetLine> lines = [new() { Id = "nights", Supplier = "Lantern Home Nursing" }];
        Assert.Equal("nights", Statement.Guess("CARD 1234 LANTERN HOME NURSING LTD", lines));
        Assert.True(new KeptLine(Guid.NewGuid(), default, "Garden centre", -4_200, Statement.Guess("Garden centre", lines), "").IsOffPlan);
        Assert.False(new KeptLine(Guid.NewGuid(), default, "Garden centre", -4_200, "", "Pots for the ramp's railing. Fine.").IsOffPlan);
    }
}

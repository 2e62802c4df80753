using System.Text;
using CarePlanning.Core.AreaDirectory;
using CarePlanning.Core.Exchange.Csv;
using CarePlanning.Core.People;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Plans.Sections;
using CarePlanning.Tests.Storage;
using Microsoft.EntityFrameworkCore;

namespace CarePlanning.Tests.Allocation;

/// <summary>A directory is taken in whole or not at all, found by what a goal says, and picked straight into a plan.</summary>
public sealed class DirectoryTests
{
    private const string Head = "service,provider,what for,kind,price,unit,area,contact,checked on\n";
    private const string Two = Head
        + "Physiotherapy at home,Weir Lane Physio,\"Moving again, worry, breathing\",Therapy or nursing,55.00,Sessions,Aldersford,01632 960200,2026-10-01\n"
        + "Garden club,Friends of the Park,\"Company, garden, fresh air\",Something to do,,Sessions,Aldersford,01632 960201,1/11/2026\n";

    private static Core.Access.Actor Lead(Household house) => house.Nia with { Role = AccountRole.Lead };

    private static Task<DirectoryImport> TakeAsync(Household house, string text, Encoding? encoding = null) =>
        house.The<DirectoryService>().Import(Lead(house), new MemoryStream((encoding ?? new UTF8Encoding(false)).GetBytes(text)));

    private static async Task<Household> WithMoneyAsync(Database kind)
    {
        var house = await Household.OnAsync(kind);
        await using var db = house.OpenDb();
        await db.Plans.Where(p => p.Id == house.PlanId).ExecuteUpdateAsync(u => u.SetProperty(p => p.Pathway, Pathway.JointFunded), TestContext.Current.CancellationToken);
        return house;
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task What_is_taken_in_is_found_by_the_words_of_a_goal(Database kind)
    {
        await using var house = await Household.OnAsync(kind);
        Assert.Equal(2, (await TakeAsync(house, Two)).Taken);
        var found = await house.The<DirectoryService>().Find(house.Nia, "Sit in the garden every dry day");
        Assert.Equal(("Garden club", true), (Assert.Single(found).Service, found[0].IsFree));
        Assert.Equal("Physiotherapy at home", Assert.Single(await house.The<DirectoryService>().Find(await house.SeenByAsync(house.Anne), "something against WORRY")).Service);
        Assert.Equal(2, (await house.The<DirectoryService>().Find(house.Nia, "")).Count);
        Assert.Empty(await house.The<DirectoryService>().Find(house.Joyce, ""));
        Assert.Equal((2, new DateOnly(2026, 10, 1)), await house.The<DirectoryService>().State(house.Nia));
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task One_wrong_row_is_named_by_its_line_and_changes_nothing(Database kind)
    {
        await using var house = await Household.OnAsync(kind);
        await TakeAsync(house, Two);
        var import = await TakeAsync(house, Head + "Swimming,Pool,Fun,Something to do,-4,Sessions,,,2026-10-01\n,Pool,Fun,Nonsense,4,Sessions,,,31/02/2026\n");
        Assert.Equal(["Line 2: \"-4\" is not a price in pounds, for example 12.50.", "Line 3: Write what it is in the column \"service\".", "Line 3: \"Nonsense\" is not a kind that the portal knows.", "Line 3: \"31/02/2026\" is not a day, for example 2026-03-31."],
            import.Problems.Select(p => p.Sentence));
        Assert.Equal(2, (await house.The<DirectoryService>().Find(house.Nia, null)).Count);
        Assert.Equal("heading", (await TakeAsync(house, "service,provider\na,b\n")).Problems[0].Key);
    }

    [Theory]
    [InlineData("windows-1252", CsvRefusal.NotUtf8)]
    [InlineData("utf-16", CsvRefusal.NotUtf8)]
    public async Task A_file_in_another_encoding_is_refused_before_a_pound_sign_is_lost(string encoding, CsvRefusal refusal)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        await using var house = await Household.OnAsync(Database.Sqlite);
        var bytes = Encoding.GetEncoding(encoding).GetPreamble().Concat(Encoding.GetEncoding(encoding).GetBytes(Two.Replace("55.00", "£55.00", StringComparison.Ordinal))).ToArray();
        Assert.Equal(refusal, (await house.The<DirectoryService>().Import(Lead(house), new MemoryStream(bytes))).Refusal);
    }

    [Fact]
    public void A_file_with_what_no_database_keeps_in_a_cell_is_refused() =>
        Assert.Equal((null, CsvRefusal.NotUtf8), CsvFile.Read(new MemoryStream(Encoding.UTF8.GetBytes(Head + "Thing\0,P,F,Other,1,Item,,,2026-01-01\n")), DirectoryList.MostRows));

    [Fact]
    public void A_file_with_a_hundred_thousand_rows_is_refused_without_reading_on()
    {
        var text = new StringBuilder(Head);
        for (var i = 0; i < 100_000; i++) text.Append("Thing,P,F,Other,1,Item,,,2026-01-01\n");
        Assert.Equal((null, CsvRefusal.TooManyRows), CsvFile.Read(new MemoryStream(Encoding.UTF8.GetBytes(text.ToString())), DirectoryList.MostRows));
    }

    [Theory]
    [InlineData("", CsvRefusal.Empty)]
    [InlineData("service,provider\n", CsvRefusal.Empty)]
    [InlineData("only one column\nx\n", CsvRefusal.NotTable)]
    public void A_file_without_a_table_says_so(string text, CsvRefusal refusal) => Assert.Equal(refusal, CsvFile.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)), 10).Refusal);

    [Fact]
    public void Semicolons_quotes_line_breaks_and_the_mark_of_utf_8_are_read_as_they_are_meant()
    {
        var (table, _) = CsvFile.Read(new MemoryStream(Encoding.UTF8.GetBytes("\ufeffa;b\r\n\"one; \"\"two\"\"\";\"line\nbreak\"\r\n")), 10);
        Assert.Equal(["a", "b"], table!.Headings);
        Assert.Equal(["one; \"two\"", "line\nbreak"], Assert.Single(table.Rows).Cells);
    }

    [Theory]
    [InlineData("=HYPERLINK(\"x\")", "'=HYPERLINK(\"x\")")]
    [InlineData("+44 1632", "'+44 1632")]
    [InlineData("@cmd", "'@cmd")]
    [InlineData("-5.50", "-5.50")]
    [InlineData("- dance", "'- dance")]
    [InlineData("plain", "plain")]
    public void What_a_spreadsheet_would_work_out_is_written_as_words(string cell, string written) => Assert.Equal(written, CsvFile.Harmless(cell));

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_formula_is_kept_as_it_was_typed_and_quoted_on_the_way_out(Database kind)
    {
        await using var house = await Household.OnAsync(kind);
        Assert.Equal(1, (await TakeAsync(house, Head + "=1+1,P,F,Other,1.50,Item,,,2026-01-01\n")).Taken);
        Assert.Equal("=1+1", Assert.Single(await house.The<DirectoryService>().Find(house.Nia, "")).Service);
        var file = Encoding.UTF8.GetString((await house.The<DirectoryService>().Export(house.Nia))!);
        Assert.Contains("\n'=1+1,P,F,", file, StringComparison.Ordinal);
        Assert.Null(await house.The<DirectoryService>().Export(house.Joyce));
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Picked_into_a_line_it_has_its_goal_its_price_and_the_day_the_price_was_checked(Database kind)
    {
        await using var house = await WithMoneyAsync(kind);
        await TakeAsync(house, Two);
        await house.SaveAsync(house.Joyce, "goals", "list/g1/what", "Be less afraid of walking");
        var (service, entry, op) = (house.The<DirectoryService>(), (await house.The<DirectoryService>().Find(house.Nia, "physiotherapy"))[0], Guid.NewGuid());
        for (var i = 0; i < 2; i++) Assert.True(await service.Pick(house.Anne, house.PlanId, op, entry.Id, DirectoryPick.Line, "g1"));
        var line = Assert.Single((await house.SeenByAsync(house.Nia)).Answers.Get<Money>().Lines);
        Assert.Equal(("Physiotherapy at home", 5_500, BudgetUnit.Session, BudgetCategory.Therapy, "Weir Lane Physio", new DateOnly(2026, 10, 1)),
            (line.Description, line.UnitCostPence, line.Unit, line.Category, line.Supplier, line.PriceCheckedOn!.Date));
        Assert.Equal(["g1"], line.GoalIds);
        // Another choice on a page that the browser kept is another line.
        Assert.True(await service.Pick(house.Anne, house.PlanId, op, (await service.Find(house.Nia, "garden"))[0].Id, DirectoryPick.Line, null));
        Assert.Equal(2, (await house.SeenByAsync(house.Nia)).Answers.Get<Money>().Lines.Count);
        Assert.True(await service.Pick(house.Anne, house.PlanId, Guid.NewGuid(), (await service.Find(house.Nia, "garden"))[0].Id, DirectoryPick.Strength, null));
        Assert.Equal(("Garden club", StrengthKind.Community), ((await house.SeenByAsync(house.Nia)).Answers.Get<Strengths>().List[0].Text, (await house.SeenByAsync(house.Nia)).Answers.Get<Strengths>().List[0].Kind));
        var before = await house.EverythingAsync();
        Assert.False(await service.Pick(house.Stranger, house.PlanId, Guid.NewGuid(), entry.Id, DirectoryPick.Line, "g1"));
        Assert.False(await service.Pick(house.Nia, house.PlanId, Guid.NewGuid(), Guid.NewGuid(), DirectoryPick.Line, null));
        Assert.Equal(before, await house.EverythingAsync());
    }

    [Fact]
    public async Task Only_a_lead_takes_a_directory_in()
    {
        await using var house = await Household.OnAsync(Database.Sqlite);
        Assert.False((await house.The<DirectoryService>().Import(house.Nia, new MemoryStream(Encoding.UTF8.GetBytes(Two)))).Found);
        Assert.False((await house.The<DirectoryService>().Import(Lead(house) with { OnlyPlan = house.PlanId }, new MemoryStream(Encoding.UTF8.GetBytes(Two)))).Found);
        Assert.Equal(0, (await house.The<DirectoryService>().State(house.Nia)).Entries);
    }
}

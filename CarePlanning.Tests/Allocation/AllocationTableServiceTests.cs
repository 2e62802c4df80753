using CarePlanning.Core.Access;
using CarePlanning.Core.Allocation;
using CarePlanning.Core.People;
using CarePlanning.Core.Plans;
using CarePlanning.Core.Plans.Sections;
using CarePlanning.Core.Storage;
using CarePlanning.Tests.Storage;

namespace CarePlanning.Tests.Allocation;

/// <summary>An organisation keeps its own tables: drafts that change and are tried, published versions that never change.</summary>
public sealed class AllocationTableServiceTests
{
    private static Actor Lead(Household house) => house.Nia with { Role = AccountRole.Lead, UserId = Guid.NewGuid(), Name = "Ravi" };

    private static async Task<(string Key, int Version)> DraftAsync(Household house, params (string Field, string Typed)[] changes)
    {
        var tables = house.The<AllocationTableService>();
        var draft = (await tables.Copy(Lead(house), "example-points", 1))!;
        var read = (await tables.Open(Lead(house), draft.Key, draft.Version))!.Form;
        var fields = read.ToDictionary();
        (fields["name"], fields["owner"]) = ("Our table", "The budget group");
        foreach (var (field, typed) in changes) fields[field] = typed;
        Assert.Equal(TableOutcome.Done, (await tables.Save(Lead(house), draft.Key, draft.Version, fields, read)).Outcome);
        return (draft.Key, draft.Version);
    }

    /// <summary>Publishes what was just read.</summary>
    private static async Task<TableOutcome> PublishAsync(Household house, string key, int version, DateOnly? from)
    {
        var tables = house.The<AllocationTableService>();
        return await tables.Publish(Lead(house), key, version, from, (await tables.Open(Lead(house), key, version))!.Sha256);
    }

    private static readonly Dictionary<string, string> Nothing = [];

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_draft_keeps_what_was_typed_and_says_what_stands_in_its_way(Database kind)
    {
        await using var house = await Household.OnAsync(kind);
        var tables = house.The<AllocationTableService>();
        var (key, version) = await DraftAsync(house, ("perPoint", "about ten"), ("cap", "-3"));
        var view = (await tables.Open(Lead(house), key, version))!;
        Assert.Equal(("about ten", "-3"), (view.Form["perPoint"], view.Form["cap"]));
        Assert.Equal(["cap", "perPoint"], view.Problems.Select(p => p.Field).Order());
        Assert.Equal(TableOutcome.StillWrong, await PublishAsync(house, key, version, house.The<PortalSettings>().Today));
        Assert.Null(await tables.TryOut(Lead(house), key, version));
        Assert.DoesNotContain(await tables.Holding(house.Nia, NeedsTool.Adult), t => t.Key == key);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_published_version_never_changes_and_holds_from_its_day(Database kind)
    {
        await using var house = await Household.OnAsync(kind);
        var (tables, today) = (house.The<AllocationTableService>(), house.The<PortalSettings>().Today);
        var (key, version) = await DraftAsync(house);
        Assert.Equal(TableOutcome.NoDay, await PublishAsync(house, key, version, today.AddDays(-1)));
        Assert.Equal(TableOutcome.NoDay, await PublishAsync(house, key, version, null));
        Assert.Equal(TableOutcome.Done, await PublishAsync(house, key, version, today));
        var published = (await tables.Open(Lead(house), key, version))!;
        Assert.Equal(TableOutcome.NotYours, (await tables.Save(Lead(house), key, version, new Dictionary<string, string> { ["name"] = "Changed" }, published.Form)).Outcome);
        Assert.Equal(TableOutcome.NotYours, await PublishAsync(house, key, version, today.AddDays(9)));
        Assert.Equal(TableOutcome.NotYours, await tables.Discard(Lead(house), key, version, published.Sha256));
        var after = (await tables.Open(Lead(house), key, version))!;
        Assert.Equal((published.Sha256, ShippedTables.Write(published.Table)), (after.Sha256, ShippedTables.Write(after.Table)));
        Assert.Equal(AuditChain.Sha256(ShippedTables.Write(after.Table)), after.Sha256);

        var next = (await tables.Copy(Lead(house), key, version))!;
        Assert.Equal((key, version + 1), (next.Key, next.Version));
        Assert.Equal(TableOutcome.DayTaken, await PublishAsync(house, key, next.Version, today));
        Assert.Equal(TableOutcome.Done, await PublishAsync(house, key, next.Version, today.AddDays(30)));
        Assert.Equal(version, Assert.Single(await tables.Holding(house.Nia, NeedsTool.Adult), t => t.Key == key).Version);
        Assert.NotNull(await tables.Published(house.Nia.OrganisationId, $"{key}/{next.Version}"));
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Two_who_write_a_draft_at_once_both_keep_what_they_wrote_and_neither_overwrites_the_other_unseen(Database kind)
    {
        await using var house = await Household.OnAsync(kind);
        var tables = house.The<AllocationTableService>();
        var (key, version) = await DraftAsync(house);
        var read = (await tables.Open(Lead(house), key, version))!;
        Task<(TableOutcome Outcome, IReadOnlyList<string> Met)> SaveAsync(IReadOnlyDictionary<string, string> on, params (string Field, string Typed)[] typed)
        {
            var fields = on.ToDictionary();
            foreach (var (field, words) in typed) fields[field] = words;
            return tables.Save(Lead(house), key, version, fields, on);
        }
        Assert.Equal(TableOutcome.Done, (await SaveAsync(read.Form, ("floor", "80.00"), ("note", "For adults"))).Outcome);
        Assert.Equal(TableOutcome.Done, (await SaveAsync(read.Form, ("cap", "4000.00"), ("note", "For adults"))).Outcome);
        var (outcome, met) = await SaveAsync(read.Form, ("floor", "90.00"), ("owner", "The board"));
        Assert.Equal((TableOutcome.Changed, "floor"), (outcome, string.Join(' ', met)));
        var now = (await tables.Open(Lead(house), key, version))!;
        Assert.Equal(("80.00", "4000.00", "For adults", "The budget group"), (now.Form["floor"], now.Form["cap"], now.Form["note"], now.Form["owner"]));
        // What one has not read is neither published nor thrown away.
        Assert.Equal(TableOutcome.Changed, await tables.Publish(Lead(house), key, version, house.The<PortalSettings>().Today, read.Sha256));
        Assert.Equal(TableOutcome.Changed, await tables.Discard(Lead(house), key, version, read.Sha256));
        // Having read it they may.
        Assert.Equal(TableOutcome.Done, (await SaveAsync(now.Form, ("floor", "90.00"), ("nothing-of-a-table", "x"))).Outcome);
        var then = (await tables.Open(Lead(house), key, version))!;
        Assert.Equal(("90.00", false), (then.Form["floor"], then.Form.ContainsKey("nothing-of-a-table")));
        Assert.Equal(TableOutcome.Done, await tables.Discard(Lead(house), key, version, then.Sha256));
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_draft_is_tried_on_past_cases_and_changes_none_of_them(Database kind)
    {
        await using var house = await AllocationServiceTests.WithLevelsAsync(kind);
        Assert.Equal(AllocationRefusal.None, await house.The<AllocationService>().WorkOut(house.Nia, house.PlanId, Guid.NewGuid(), "example-points/1", 0));
        var before = await house.EverythingAsync();
        var (key, version) = await DraftAsync(house, (TableForm.PointsField("Breathing", NeedLevel.Priority), "20"));
        var trial = (await house.The<AllocationTableService>().TryOut(Lead(house), key, version))!;
        // 20 x 25.75 + 40.00 = 555.00; x 1.04 = 577.20, to the pound 577.00: 107.00 more than 470.00
        Assert.Equal((1, 1, 0, 47_000, 57_700, 10_700), (trial.Cases, trial.Up, trial.Down, trial.BeforePence, trial.AfterPence, trial.MedianChangePence));
        Assert.Equal(1, Assert.Single(trial.Bands, b => b.Cases > 0).Cases);
        Assert.Equal(10_001, trial.Bands.Single(b => b.Cases > 0).FromPence);
        Assert.Equal(before, await house.EverythingAsync());
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Only_a_lead_keeps_tables_and_another_organisation_sees_none_of_them(Database kind)
    {
        await using var house = await Household.OnAsync(kind);
        var tables = house.The<AllocationTableService>();
        var (key, version) = await DraftAsync(house);
        Assert.Null(await tables.Open(house.Nia, key, version));
        Assert.Null(await tables.Copy(house.Nia, "example-points", 1));
        Assert.Equal(TableOutcome.NotYours, (await tables.Save(house.Nia, key, version, Nothing, Nothing)).Outcome);
        Assert.Equal(TableOutcome.NotFound, (await tables.Save(house.Joyce, key, version, Nothing, Nothing)).Outcome);
        Assert.Empty(await tables.All(house.Joyce));
        Assert.Equal(3, (await tables.All(house.Nia)).Count);
        var elsewhere = Lead(house) with { OrganisationId = Guid.NewGuid() };
        Assert.Null(await tables.Open(elsewhere, key, version));
        Assert.Equal(TableOutcome.NotFound, await tables.Publish(elsewhere, key, version, house.The<PortalSettings>().Today, ""));
        Assert.Empty(await tables.All(Lead(house) with { OnlyPlan = house.PlanId }));
    }
}

using CarePlanning.Core.Plans;
using CarePlanning.Core.Plans.Sections;
using CarePlanning.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace CarePlanning.Tests.Storage;

public sealed class MigrationsTests
{
    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task The_migrations_make_exactly_the_database_that_the_code_expects(Database kind)
    {
        await using var house = await Household.OnAsync(kind);
        await using var db = house.OpenDb();
        Assert.False(db.Database.HasPendingModelChanges(), "The model was changed without a migration: dotnet ef migrations add, for both databases.");
        Assert.Empty(await db.Database.GetPendingMigrationsAsync(TestContext.Current.CancellationToken));
    }

    [Theory, InlineData("journal_mode", "wal"), InlineData("synchronous", "2"), InlineData("foreign_keys", "1")]
    public async Task SQLite_keeps_what_it_said_it_kept(string setting, string value)
    {
        await using var house = await Household.OnAsync(Database.Sqlite);
        await using var db = house.OpenDb();
        await db.Database.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await using var command = db.Database.GetDbConnection().CreateCommand();
#pragma warning disable CA2100 // of the three names above
        command.CommandText = $"PRAGMA {setting}";
#pragma warning restore CA2100
        Assert.Equal(value, Convert.ToString(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken), System.Globalization.CultureInfo.InvariantCulture));
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Migrating_again_changes_nothing(Database kind)
    {
        await using var house = await Household.OnAsync(kind);
        await house.SaveAsync(house.Nia, "about-me", "mostImportant/words", "The garden");
        var before = await house.EverythingAsync();
        await house.The<IOpenDb>().Migrate();
        Assert.Equal(before, await house.EverythingAsync());
        Assert.Equal("The garden", (await house.SeenByAsync(house.Nia)).Answers.Get<AboutMe>().MostImportant!.Words);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Answers_written_by_a_later_release_are_refused_and_never_guessed_at(Database kind)
    {
        await using var house = await Household.OnAsync(kind);
        await using var db = house.OpenDb();
        await db.Sections.ExecuteUpdateAsync(u => u.SetProperty(s => s.Schema, SectionJson.Schema + 1), TestContext.Current.CancellationToken);
        await Assert.ThrowsAsync<NotSupportedException>(() => house.SeenByAsync(house.Nia));
    }
}

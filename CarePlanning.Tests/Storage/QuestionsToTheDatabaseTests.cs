using System.Diagnostics;
using CarePlanning.Core.Plans;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace CarePlanning.Tests.Storage;

/// <summary>How often the database is asked: each time is a way there and back on a server of its own.</summary>
public sealed class QuestionsToTheDatabaseTests
{
    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_page_of_a_plan_asks_twice(Database kind)
    {
        await using var house = await Household.OnAsync(kind);
        using var asked = new Asked(house);
        var entry = await house.The<PlanService>().Enter(house.Nia.UserId, house.PlanId);
        var plan = await house.The<PlanService>().Open(entry!);
        Assert.Equal(("Joyce Ashworth", house.Nia), (plan.Card.PersonName, entry!.Actor));
        Assert.Equal(2, asked.Count);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Somebody_elses_plan_is_refused_with_one(Database kind)
    {
        await using var house = await Household.OnAsync(kind);
        using var asked = new Asked(house);
        Assert.Null(await house.The<PlanService>().Enter(house.Stranger.UserId, house.PlanId));
        Assert.Equal(1, asked.Count);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task What_the_others_have_just_written_is_told_without_reading_the_whole_history(Database kind)
    {
        await using var house = await Household.OnAsync(kind);
        for (var i = 0; i < 3; i++) await house.SaveAsync(house.Nia, "about-me", "mostImportant/words", $"The garden {i}");
        using var asked = new Asked(house);
        var newest = await house.The<HistoryService>().Newest(house.Nia, house.PlanId, 2);
        Assert.Equal(["The garden 2", "The garden 1"], newest.Select(l => l.After));
        Assert.DoesNotContain(asked.Commands, c => !c.Contains("LIMIT", StringComparison.Ordinal) && c.Contains("\"Audit\"", StringComparison.Ordinal));
    }

    /// <summary>Listens to the commands of one household's database.</summary>
    private sealed class Asked : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
    {
        private readonly List<IDisposable> endings = [];
        private readonly List<string> commands = [];
        private readonly string? database;

        public Asked(Household house)
        {
            using (var db = house.OpenDb()) database = db.Database.GetConnectionString();
            endings.Add(DiagnosticListener.AllListeners.Subscribe(this));
        }

        public IReadOnlyList<string> Commands { get { lock (commands) return [.. commands]; } }
        public int Count => Commands.Count;

        void IObserver<DiagnosticListener>.OnNext(DiagnosticListener value)
        {
            if (value.Name == DbLoggerCategory.Name) endings.Add(value.Subscribe(this));
        }

        void IObserver<KeyValuePair<string, object?>>.OnNext(KeyValuePair<string, object?> value)
        {
            // Other tests ask theirs at the same time.
            if (value.Value is CommandExecutedEventData { Context: { } db } happened && db.Database.GetConnectionString() == database)
                lock (commands) commands.Add(happened.Command.CommandText);
        }

        void IObserver<DiagnosticListener>.OnCompleted() { }
        void IObserver<DiagnosticListener>.OnError(Exception error) { }
        void IObserver<KeyValuePair<string, object?>>.OnCompleted() { }
        void IObserver<KeyValuePair<string, object?>>.OnError(Exception error) { }
        public void Dispose() => endings.ForEach(e => e.Dispose());
    }
}

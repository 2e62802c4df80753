using CarePlanning.Core.Collaboration;
using Microsoft.Extensions.Logging.Abstractions;

namespace CarePlanning.Tests.Live;

/// <summary>News between servers while the database does not answer.</summary>
public sealed class PostgresNewsTests
{
    [Fact]
    public async Task A_change_that_is_kept_stays_kept_when_others_cannot_be_told_of_it()
    {
        using var news = new PostgresNews("Host=127.0.0.1;Port=1;Timeout=1;Username=nobody", NullLogger<PostgresNews>.Instance);
        var (plan, heard) = (Guid.NewGuid(), new List<PlanHappening>());
        using var listening = news.Listen(plan, heard.Add);
        await news.Tell(new PlanHappening(plan, "about-me", "likes/words"));
        Assert.Equal("about-me", Assert.Single(heard).Section);
    }
}

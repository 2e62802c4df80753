using System.Diagnostics;
using System.Text;
using CarePlanning.Benchmarks.Plans;
using CarePlanning.Core.Access;
using CarePlanning.Core.People;
using CarePlanning.Core.Plans;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using MudBlazor.Services;

namespace CarePlanning.Benchmarks.Pages;

/// <summary>What it costs the server to draw sixty fields.</summary>
internal static class RenderTimes
{
    private sealed record Subject(string Name, Type Component, ParameterView Parameters)
    {
        public Samples Times { get; } = new();
        public long Allocated { get; set; }
        public int Characters { get; set; }
    }

    /// <summary>Counts what is written and keeps none of it.</summary>
    private sealed class Counter : TextWriter
    {
        public int Characters { get; private set; }
        public override Encoding Encoding => Encoding.UTF8;
        public override void Write(char value) => Characters++;
        public override void Write(string? value) => Characters += value?.Length ?? 0;
        public override void Write(char[] buffer, int index, int count) => Characters += count;
        public override void Write(ReadOnlySpan<char> buffer) => Characters += buffer.Length;
    }

    public static async Task<Table> Measure(bool isShort)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.ClearProviders();
        builder.Services.AddRazorComponents();
        builder.Services.AddMudServices();
        await using var provider = builder.Services.BuildServiceProvider();

        Subject[] subjects =
        [
            new("60 MudTextField", typeof(SixtyMud), ParameterView.Empty),
            new("60 of ours, long texts", typeof(SixtyOurs), Ours(Section<SixtyTexts>())),
            new("60 of ours, words with whose they are", typeof(SixtyOurs), Ours(Section<SixtyWords>())),
            new("60 plain textarea, no more", typeof(SixtyNative), ParameterView.Empty),
        ];
        var (rounds, each) = isShort ? (4, 50) : (10, 100);
        foreach (var subject in subjects)
            for (var i = 0; i < (isShort ? 150 : 400); i++) await Render(provider, subject);
        // In turns, so that a busy moment of the machine falls on all of them.
        for (var round = 0; round < rounds; round++)
        {
            foreach (var subject in subjects)
            {
                var before = GC.GetTotalAllocatedBytes(precise: true);
                for (var i = 0; i < each; i++)
                {
                    var at = Stopwatch.GetTimestamp();
                    subject.Characters = await Render(provider, subject);
                    subject.Times.Add(Stopwatch.GetElapsedTime(at).TotalMilliseconds);
                }
                subject.Allocated += GC.GetTotalAllocatedBytes(precise: true) - before;
            }
        }

        var table = new Table($"Drawing 60 fields on the server ({rounds * each} renders each, warm; a new renderer for each, as a request has)",
            "page", "p50 ms", "p95 ms", "least ms", "KB allocated", "KB of HTML", "p50, Mud = 1", "allocated, Mud = 1");
        var mud = subjects[0];
        foreach (var s in subjects)
        {
            table.Row(s.Name, Say.Ms(s.Times.Median), Say.Ms(s.Times.At(0.95)), Say.Ms(s.Times.Least), Say.Kb((double)s.Allocated / s.Times.Count), Say.Kb(s.Characters),
                Say.Times(s.Times.Median, mud.Times.Median), Say.Times((double)s.Allocated / s.Times.Count, (double)mud.Allocated / mud.Times.Count));
        }
        table.Note("Target P7: at most 1 ms (p50) and 300 KB.");
        return table;
    }

    private static async Task<int> Render(IServiceProvider provider, Subject subject)
    {
        await using var scope = provider.CreateAsyncScope();
        await using var renderer = new HtmlRenderer(scope.ServiceProvider, provider.GetRequiredService<ILoggerFactory>());
        return await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var root = await renderer.RenderComponentAsync(subject.Component, subject.Parameters);
            using var counter = new Counter();
            root.WriteHtmlTo(counter);
            return counter.Characters;
        });
    }

    /// <summary>In the place of a section of the plan: of one that the plan does not know nobody sees a field.</summary>
    private static SectionDefinition Section<T>() => new(BenchmarkPlans.Section, typeof(T), [], null, null);

    private static ParameterView Ours(SectionDefinition section)
    {
        var answers = PlanSections.All.Where(s => s.Slug != section.Slug).Append(section).ToDictionary(s => s.Slug, FilledAnswers.Section);
        var me = new Member("nurse", Guid.NewGuid(), Relation.Professional, "Nia Rees", "Nia", "Hospice nurse");
        var today = new DateOnly(2027, 5, 3);
        var plan = new PlanView(
            new PlanCard(Guid.NewGuid(), "A2B3C4", Pathway.EndOfLife, PlanStatus.InPlanning, "Joyce Ashworth", null, null, null, DateTime.UtcNow),
            new PlanCircle(Guid.NewGuid(), Guid.NewGuid(), [me]), me, new PlanAnswers(answers),
            [new Voice(Voices.Person, "Joyce Ashworth", "Joyce", Relation.Person), new Voice("anne", "Anne Ashworth", "Anne", Relation.Carer), new Voice(me.Id, me.Name, me.ShownAs, me.Relation)],
            new RuleInput(new PlanAnswers(answers), Pathway.EndOfLife, today, true, Voices.Person))
        { Reader = new Actor(me.UserId, me.ShownAs, AccountRole.Professional, Guid.NewGuid()) };
        return ParameterView.FromDictionary(new Dictionary<string, object?> { [nameof(SixtyOurs.Plan)] = plan, [nameof(SixtyOurs.Section)] = section });
    }
}

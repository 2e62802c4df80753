using CarePlanning.Benchmarks.Plans;
using CarePlanning.Core.Plans;

namespace CarePlanning.Benchmarks.Interleave;

/// <summary>One random interleaving: two or three editors at the same few places, and a network that delays, doubles, reorders and loses answers.</summary>
internal sealed class Story
{
    private const int Turns = 14;
    private readonly Random chance;
    private readonly List<Editor> editors;
    private readonly string[] paths;
    private readonly string name;
    private int ops;

    /// <param name="seed">What happens in it, and nothing else.</param>
    /// <param name="plans">Whose plan it is.</param>
    /// <param name="entry">The list entry that this story is about.</param>
    /// <param name="words">What stands at the words that all stories of a plan share.</param>
    public Story(int seed, BenchmarkPlans plans, string entry, string words)
    {
        (chance, name) = (new Random(seed), $"s{seed}");
        paths = [BenchmarkPlans.Path, $"list/{entry}", $"list/{entry}/what", $"list/{entry}/whyItMatters"];
        editors = [new($"{name} Nia", plans.Nurse), new($"{name} Anne", plans.Carer)];
        // A second device of the same person is an editor of its own.
        if (seed % 2 == 1) editors.Add(new($"{name} Nia's tablet", plans.Nurse));
        foreach (var editor in editors)
            foreach (var path in paths) editor.Sees(path, path == BenchmarkPlans.Path ? words : "");
    }

    public IReadOnlyList<Editor> Editors => editors;
    public IReadOnlyList<string> Paths => paths;
    public int Replays { get; private set; }
    public int Conflicts { get; private set; }

    /// <summary>Lets it happen; every third story delivers what is on its way all at once.</summary>
    public async Task Happen(Func<Editor, Edit, Task<EditOutcome>> server, bool atOnce)
    {
        var network = new List<Editor.Message>();
        for (var turn = 0; turn < Turns || (turn < 200 && (network.Count > 0 || editors.Any(e => e.IsWaiting))); turn++)
        {
            var editor = editors[chance.Next(editors.Count)];
            var path = paths[chance.Next(paths.Length)];
            if (turn < Turns && chance.Next(2) == 0) editor.Writes(path, chance);
            if (editor.Sends(path, chance, () => $"{name}-op-{++ops:0000}") is { } message) network.Add(message);
            if (network.Count == 0 || chance.Next(3) == 0) continue;
            // Any message may be the next to arrive.
            var arriving = new List<(Editor.Message Message, bool Heard)>();
            for (var n = atOnce ? Math.Min(network.Count, 3) : 1; n > 0; n--)
            {
                var at = chance.Next(network.Count);
                var one = network[at];
                // Some arrive again later, and some answers never come back.
                if (chance.Next(5) == 0 && turn < Turns) Replays++; else network.RemoveAt(at);
                arriving.Add((one, turn >= Turns || chance.Next(5) > 0));
            }
            var answers = await Task.WhenAll(arriving.Select(a => server(a.Message.From, a.Message.Edit)));
            foreach (var ((one, heard), answer) in arriving.Zip(answers))
            {
                if (answer is EditOutcome.Conflict) Conflicts++;
                if (heard) one.From.Hears(one.Edit, answer, chance);
            }
        }
    }
}

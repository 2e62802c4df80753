namespace CarePlanning.Benchmarks;

/// <summary>What a command that proves something found: its tables, its last line, and whether the promise holds.</summary>
internal sealed record Proof(IReadOnlyList<Table> Tables, string LastLine, bool Holds);

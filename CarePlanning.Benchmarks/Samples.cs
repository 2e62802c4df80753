namespace CarePlanning.Benchmarks;

/// <summary>Measured values, and what can be said of them.</summary>
public sealed class Samples
{
    private readonly List<double> values = [];
    private bool sorted = true;

    public Samples(params IEnumerable<double> measured)
    {
        ArgumentNullException.ThrowIfNull(measured);
        foreach (var value in measured) Add(value);
    }

    public int Count => values.Count;
    public double Median => At(0.5);
    public double Least => At(0);

    public void Add(double value)
    {
        values.Add(value);
        sorted = false;
    }

    public void Add(Samples others)
    {
        ArgumentNullException.ThrowIfNull(others);
        foreach (var value in others.values) Add(value);
    }

    /// <summary>The value that this share of all values does not exceed (nearest rank, so it is one that was measured).</summary>
    public double At(double share)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(share);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(share, 1);
        if (values.Count == 0) throw new InvalidOperationException("Nothing was measured.");
        if (!sorted) values.Sort();
        sorted = true;
        return values[Math.Max(0, (int)Math.Ceiling(share * values.Count) - 1)];
    }
}

using CarePlanning.Benchmarks;

namespace CarePlanning.Tests.Benchmarks;

/// <summary>What a benchmark says of its measurements is one of them, and the right one.</summary>
public sealed class SamplesTests
{
    [Theory]
    [InlineData(0.5, 50)]
    [InlineData(0.95, 95)]
    [InlineData(0.99, 99)]
    [InlineData(1, 100)]
    [InlineData(0, 1)]
    [InlineData(0.001, 1)]
    public void Of_the_numbers_from_1_to_100_each_share_is_its_own_number(double share, double value) =>
        Assert.Equal(value, new Samples(Enumerable.Range(1, 100).Select(n => (double)n).Reverse()).At(share));

    [Theory, InlineData(0), InlineData(0.5), InlineData(0.99), InlineData(1)]
    public void A_single_value_is_every_share_of_itself(double share) => Assert.Equal(7, new Samples(7).At(share));

    [Fact]
    public void The_middle_of_an_even_number_of_values_is_one_of_them() => Assert.Equal(2, new Samples(4, 1, 2, 3).Median);

    [Fact]
    public void A_value_added_after_a_look_is_counted()
    {
        var samples = new Samples(5, 3);
        Assert.Equal(3, samples.Least);
        samples.Add(1);
        Assert.Equal((1, 3, 3), (samples.Least, samples.Median, samples.Count));
    }

    [Fact]
    public void Samples_of_several_runs_go_together()
    {
        var all = new Samples(1, 2);
        all.Add(new Samples(3));
        Assert.Equal(3, all.At(1));
    }

    [Fact]
    public void Nothing_can_be_said_of_nothing() => Assert.Throws<InvalidOperationException>(() => new Samples().Median);

    [Theory, InlineData(-0.1), InlineData(1.1)]
    public void A_share_lies_between_none_and_all(double share) => Assert.Throws<ArgumentOutOfRangeException>(() => new Samples(1).At(share));
}

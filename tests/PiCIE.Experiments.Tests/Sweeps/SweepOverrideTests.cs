namespace PiCIE.Experiments.Tests.Sweeps;

public sealed class SweepOverrideTests
{
    private const string Dotted = "sweep: { grid: { train.epochs: [2, 3], cluster.k: [11, 22] } }";
    private const string Nested = "sweep:\n  grid:\n    train: { epochs: [2, 3] }\n    cluster:\n      k: [11, 22]";

    [Theory]
    [InlineData(Dotted, "sweep.grid.cluster.k=[3,4]")]
    [InlineData(Nested, "sweep.grid.cluster.k=[3,4]")]
    [InlineData(Dotted, "sweep.grid.cluster.k=3,4")]
    [InlineData("", "sweep.grid={train.epochs: [2, 3], cluster: {k: [3, 4]}}")]
    [InlineData(Dotted, "sweep.grid={train.epochs: [2, 3], cluster.k: [3, 4]}")]
    [InlineData("sweep: { list: [{ train.epochs: 9 }] }", "sweep={grid: {train.epochs: [2, 3], cluster.k: [3, 4]}}")]
    public void An_override_replaces_the_values_of_a_key_however_it_is_written(string sweep, string setting) =>
        WrittenSweep.Combinations(sweep, setting).ShouldBe(
        [
            "train.epochs=2 cluster.k=3", "train.epochs=2 cluster.k=4", "train.epochs=3 cluster.k=3", "train.epochs=3 cluster.k=4",
        ]);

    [Fact]
    public void An_override_adds_a_key() =>
        WrittenSweep.Combinations(Dotted, "sweep.grid.cluster.repeats=1,2", "sweep.grid.cluster.k=5").ShouldBe(
        [
            "train.epochs=2 cluster.k=5 cluster.repeats=1", "train.epochs=2 cluster.k=5 cluster.repeats=2", "train.epochs=3 cluster.k=5 cluster.repeats=1", "train.epochs=3 cluster.k=5 cluster.repeats=2",
        ]);

    [Fact]
    public void An_override_reaches_a_draw() =>
        WrittenSweep.Combinations("sweep: { random: { count: 2, space: { cluster.k: { choice: [5] } } } }", "sweep.random.count=1", "sweep.random.space.cluster.k.choice=7").ShouldBe(["cluster.k=7"]);

    [Fact]
    public void An_empty_sweep_is_none() => WrittenSweep.Combinations(Dotted, "sweep={}").ShouldBe([""]);

    [Fact]
    public void A_swept_value_wins_over_the_one_that_the_spec_sets() =>
        Samples.Read($"{WrittenSweep.Base}cluster: {{ k: 5, repeats: 3 }}\nsweep: {{ grid: {{ cluster.k: [11, 22] }} }}\n").Variants
            .Select(variant => (variant.Settings.Cluster.K, variant.Settings.Cluster.Repeats)).ShouldBe([(11, 3), (22, 3)]);

    [Fact]
    public void A_value_of_the_command_line_that_would_reach_no_run_is_refused()
    {
        string told = Samples.ProblemOf(WrittenSweep.Base + Dotted, "cluster.k=5").ToString();

        told.ShouldBe("--set cluster.k=5: cluster.k is swept, so that this value reaches no run; set its values in the sweep (of a grid --set sweep.grid.cluster.k=…), or take the sweep away (--set sweep={})");
    }

    [Fact]
    public void A_value_of_the_command_line_that_reaches_some_runs_is_taken() =>
        Samples.Read($"{WrittenSweep.Base}sweep: {{ list: [{{}}, {{ cluster.k: 7 }}] }}\n", "cluster.k=5").Variants.Select(variant => variant.Settings.Cluster.K).ShouldBe([5, 7]);
}

namespace PiCIE.Experiments.Tests.Sweeps;

public sealed class SweepOrderTests
{
    [Fact]
    public void The_last_key_varies_fastest() =>
        WrittenSweep.Combinations("sweep: { grid: { train.epochs: [3, 2], cluster.k: [11, 22] } }").ShouldBe(
        [
            "train.epochs=3 cluster.k=11", "train.epochs=3 cluster.k=22", "train.epochs=2 cluster.k=11", "train.epochs=2 cluster.k=22",
        ]);

    [Fact]
    public void A_key_that_is_not_swept_somewhere_stands_before_its_values() =>
        WrittenSweep.Combinations(
            "sweep: { grid: { train.momentum: [0.8, 0.95], train.optimizer: [adam, sgd] }, when: { train.momentum: { train.optimizer: [sgd] } } }").ShouldBe(
        [
            "train.optimizer=adam", "train.momentum=0.8 train.optimizer=sgd", "train.momentum=0.95 train.optimizer=sgd",
        ]);

    [Theory]
    [InlineData("when: { train.momentum: { train.optimizer: [sgd] }, train.optimizer: { method: [picie] } }")]
    [InlineData("when: { train: { momentum: { train: { optimizer: [sgd] } }, optimizer: { method: [picie] } } }")]
    [InlineData("when: { train.momentum: { \"train.optimizer\": ['sgd'] }, train.optimizer: { method: [\"picie\"] } }")]
    [InlineData("when: { train.momentum.train.optimizer: [sgd], train.optimizer.method: [picie] }")]
    public void A_condition_may_ask_for_a_key_that_has_one_itself(string when) =>
        WrittenSweep.Combinations($"train: {{ optimizer: adam }}\nsweep: {{ grid: {{ method: [picie, frozen], train.momentum: [0.8], train.optimizer: [adam, sgd] }}, {when} }}").ShouldBe(
        [
            "method=frozen", "method=picie train.optimizer=adam", "method=picie train.momentum=0.8 train.optimizer=sgd",
        ], ignoreOrder: true);

    [Fact]
    public void All_conditions_of_a_key_must_be_met() =>
        WrittenSweep.Combinations(
            "sweep: { grid: { method: [picie, frozen], train.optimizer: [adam, sgd], train.momentum: [0.8] }, when: { train.momentum: { train.optimizer: [sgd], method: [picie] } } }")
            .Count(one => one.Contains("momentum", StringComparison.Ordinal)).ShouldBe(1);

    [Theory]
    [InlineData("frozen", 1)]
    [InlineData("picie", 2)]
    public void A_condition_may_ask_for_a_key_that_the_spec_sets(string method, int runs) =>
        WrittenSweep.Combinations("sweep: { grid: { train.epochs: [2, 3] }, when: { train.epochs: { method: [picie] } } }", $"method={method}").Length.ShouldBe(runs);

    [Fact]
    public void An_item_of_a_list_may_set_nothing() =>
        WrittenSweep.Combinations("sweep: { list: [{}, { train: { epochs: 2, k: 12 } }, { cluster.k: 22 }] }").ShouldBe(["", "train.epochs=2 train.k=12", "cluster.k=22"]);
}

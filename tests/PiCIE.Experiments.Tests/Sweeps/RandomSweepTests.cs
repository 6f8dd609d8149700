using CsCheck;
using PiCIE.Experiments.Settings;
using PiCIE.Experiments.Specs;
using PiCIE.Experiments.Sweeps;

namespace PiCIE.Experiments.Tests.Sweeps;

public sealed class RandomSweepTests
{
    private const string Space =
        "train.learningRate: { logUniform: [1e-5, 1e-2] }, train.momentum: { uniform: [0.5, 0.9] }, cluster.k: { intUniform: [2, 40] }, train.optimizer: { choice: [adam, sgd] }";

    [Fact]
    public void Draws_lie_in_their_ranges()
    {
        PicieTraining[] drawn = [.. Variants(Space, count: 500).Select(variant => variant.Settings.Train.Training).Cast<PicieTraining>()];

        drawn.ShouldAllBe(training => training.LearningRate >= 1e-5 && training.LearningRate <= 1e-2 && training.Momentum >= 0.5 && training.Momentum <= 0.9);
        drawn.Count(training => training.LearningRate < 1e-4).ShouldBeInRange(125, 209, "a third of the logarithms");
        drawn.Average(training => training.Momentum).ShouldBe(0.7, 0.02);
        drawn.Count(training => training.Optimizer == OptimizerKind.Sgd).ShouldBeInRange(210, 290);
        int[] clusters = [.. Variants(Space, count: 500).Select(variant => variant.Settings.Cluster.K!.Value)];
        (clusters.Min(), clusters.Max()).ShouldBe((2, 40), "both ends are drawn");
    }

    [Fact]
    public void A_larger_count_keeps_the_draws_before_it() => Gen.Select(Gen.Int[1, 30], Gen.Int[1, 30], Gen.Long[1, long.MaxValue]).Sample((few, more, seed) =>
        Texts(Space, few + more, seed).Take(few).ShouldBe(Texts(Space, few, seed)));

    [Fact]
    public void Neither_another_key_nor_the_order_of_keys_changes_a_draw()
    {
        string[] keys = Space.Split("}, ").Select(key => key.TrimEnd('}', ' ') + " }").ToArray();
        double[] alone = Rates(keys[0]);

        Rates(string.Join(", ", keys)).ShouldBe(alone);
        Rates(string.Join(", ", keys.Reverse())).ShouldBe(alone);
        Rates("train: { learningRate: { logUniform: [0.00001, 0.01] } }").ShouldBe(alone);

        static double[] Rates(string space) => [.. Variants(space, 20).Select(variant => ((PicieTraining)variant.Settings.Train.Training).LearningRate)];
    }

    [Fact]
    public void The_same_spec_gives_the_same_runs_forever() =>
        Texts("cluster.k: { intUniform: [2, 40] }, train.learningRate: { logUniform: [1e-5, 1e-2] }", 3, seed: 7).ShouldBe(
        [
            "cluster.k=7 train.learningRate=0.0001291", "cluster.k=4 train.learningRate=0.0008709", "cluster.k=24 train.learningRate=5.703E-05",
        ]);

    [Fact]
    public void Another_seed_draws_others() => Texts(Space, 5, seed: 2).Intersect(Texts(Space, 5, seed: 1)).ShouldBeEmpty();

    [Fact]
    public void A_drawn_number_has_few_digits() =>
        Variants("train.learningRate: { logUniform: [1e-5, 1e-2] }", 50).Select(variant => variant.Swept["train.learningRate"].Spoken.Split('E')[0].Trim('0', '.').Replace(".", string.Empty, StringComparison.Ordinal).Length)
            .ShouldAllBe(digits => digits <= 4);

    [Fact]
    public void A_narrow_range_has_as_many_digits_as_it_needs() =>
        Variants("train.learningRate: { uniform: [0.1234561, 0.1234569] }", 20).Select(variant => ((PicieTraining)variant.Settings.Train.Training).LearningRate)
            .ShouldAllBe(rate => rate >= 0.1234561 && rate <= 0.1234569);

    [Fact]
    public void A_condition_takes_a_drawn_key_away()
    {
        SpecVariant[] drawn = [.. Samples.Read($"{WrittenSweep.Base}sweep: {{ random: {{ count: 40, space: {{ {Space} }} }}, when: {{ train.momentum: {{ train.optimizer: [sgd] }} }} }}\n").Variants];

        drawn.ShouldAllBe(variant => variant.Swept.ContainsKey("train.momentum") == (variant.Swept["train.optimizer"].Spoken == "sgd"));
        drawn.Count(variant => variant.Swept.ContainsKey("train.momentum")).ShouldBeInRange(5, 35);
    }

    [Fact]
    public void Shares_of_a_seed_are_spread_evenly() =>
        Enumerable.Range(1, 1000).Select(number => RandomSweep.ShareOf(1, number, "train.k")).CountBy(share => (int)(share * 10))
            .ShouldAllBe(tenth => tenth.Key >= 0 && tenth.Key <= 9 && tenth.Value > 60 && tenth.Value < 140);

    private static IReadOnlyList<SpecVariant> Variants(string space, int count, long seed = 1) =>
        Samples.Read($"{WrittenSweep.Base}sweep: {{ random: {{ count: {count}, seed: {seed}, space: {{ {space} }} }} }}\n").Variants;

    private static string[] Texts(string space, int count, long seed) =>
        [.. Variants(space, count, seed).Select(variant => string.Join(' ', variant.Swept.Select(value => $"{value.Key}={value.Value.Spoken}")))];
}

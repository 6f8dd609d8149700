using PiCIE.Evaluation.Text;
using PiCIE.Experiments.Specs;

namespace PiCIE.Experiments.Tests.Sweeps;

/// <summary>What can be wrong with a sweep. Its line is the sixth of the spec.</summary>
public sealed class SweepErrorTests
{
    [Theory]
    [InlineData("3", "sweep expects keys with values, found 3")]
    [InlineData("{ gird: { train.k: [2] } }", "the key gird is not known under sweep")]
    [InlineData("{ when: { train.k: { method: [picie] } } }", "sweep.when has no sweep beside it")]
    [InlineData("{ grid: { train.k: [2] }, list: [{ train.k: 3 }] }", "sweep has grid and list, allowed is one of grid, list, random")]
    [InlineData("{ grid: [train.k] }", "sweep.grid expects keys with lists of values, found a list")]
    [InlineData("{ grid: {} }", "sweep.grid expects keys with lists of values, found a map of keys")]
    [InlineData("{ grid: { train.k: 2 } }", "sweep.grid.train.k expects a list of values, found 2")]
    [InlineData("{ grid: { train: {} } }", "sweep.grid.train expects a list of values, found a map of keys")]
    [InlineData("{ grid: { train.k: [] } }", "sweep.grid.train.k is empty, at least one value is needed")]
    [InlineData("{ grid: { train.kmeans: [{ iterations: 3 }] } }", "sweep.grid.train.kmeans holds a map of keys")]
    [InlineData("{ grid: { train.learningRate: [1e-4, 0.0001] } }", "sweep.grid.train.learningRate holds 0.0001 twice")]
    [InlineData("{ grid: { train.optimizer: [adam, 'adam'] } }", "sweep.grid.train.optimizer holds adam twice")]
    [InlineData("{ grid: { train.k: [2, '2'] } }", "train.k expects a whole number from 2 to 10000, found the text \"2\"")]
    [InlineData("{ grid: { evaluate.splits: [[val], [ val ]] } }", "sweep.grid.evaluate.splits holds [val] twice")]
    [InlineData("{ grid: { train.k: [2], train: { k: [3] } } }", "the key sweep.grid.train.k stands here twice, first at line 6, column 18")]
    [InlineData("{ grid: { train..k: [2] } }", "the key sweep.grid.train..k has a dot without a word beside it")]
    [InlineData("{ list: { train.k: 2 } }", "sweep.list expects a list of maps with keys, found a map of keys")]
    [InlineData("{ list: [] }", "sweep.list expects a list of maps with keys, found a list")]
    [InlineData("{ list: [3] }", "sweep.list expects maps with keys in its list, found 3")]
    [InlineData("{ list: [{ train: { k: 2 } }, { train.k: 2 }] }", "this item of sweep.list sets the same as the one at line 6, column 17")]
    [InlineData("{ list: [{ train.k: 2 }], when: { train.k: { method: [picie] } } }", "sweep.when belongs to grid and random: an item of sweep.list says itself what it sets")]
    [InlineData("{ random: 3 }", "sweep.random expects keys with values, found 3")]
    [InlineData("{ random: { space: { train.k: { choice: [2] } } } }", "the key sweep.random.count is missing")]
    [InlineData("{ random: { count: 2 } }", "the key sweep.random.space is missing")]
    [InlineData("{ random: { count: 0, space: { train.k: { choice: [2] } } } }", "sweep.random.count is 0, allowed is a whole number from 1 to 10000")]
    [InlineData("{ random: { count: 2, seed: 0, space: { train.k: { choice: [2] } } } }", "sweep.random.seed is 0, allowed is a whole number of at least 1")]
    [InlineData("{ random: { count: 2, space: { train.k: [2] } } }", "sweep.random.space.train.k names no distribution, allowed below a key are choice, uniform, logUniform, intUniform")]
    [InlineData("{ random: { count: 2, space: { train.k: { intuniform: [2, 3] } } } }", "sweep.random.space.train.k.intuniform names no distribution, allowed below a key are choice, uniform, logUniform, intUniform")]
    [InlineData("{ random: { count: 2, space: { train.momentum: { uniform: [0.1] } } } }", "sweep.random.space.train.momentum.uniform needs the lower and the upper end of a range")]
    [InlineData("{ random: { count: 2, space: { train.momentum: { uniform: [0.5, 0.1] } } } }", "sweep.random.space.train.momentum.uniform needs the lower and the upper end of a range")]
    [InlineData("{ random: { count: 2, space: { train.momentum: { uniform: [low, 0.1] } } } }", "sweep.random.space.train.momentum.uniform expects a number of any size, found low")]
    [InlineData("{ random: { count: 2, space: { train.learningRate: { logUniform: [0, 0.1] } } } }", "sweep.random.space.train.learningRate.logUniform is 0, allowed is a number above 0")]
    [InlineData("{ random: { count: 2, space: { train.k: { intUniform: [2, 3.5] } } } }", "sweep.random.space.train.k.intUniform expects a whole number of at least 0, found 3.5")]
    [InlineData("{ random: { count: 2, space: { train.k: { choice: [2], intUniform: [2, 3] } } } }", "sweep.random.space.train.k has several distributions, choice and intUniform")]
    [InlineData("{ random: { count: 2, space: { train.momentum: { uniform: [0.5, 1] } } } }", "train.momentum is 1, allowed is a number of at least 0 and below 1")]
    [InlineData("{ random: { count: 2, space: { train.epochs: { intUniform: [0, 3] } } } }", "train.epochs is 0, allowed is a whole number from 1 to 100000")]
    [InlineData("{ grid: { train.epoch: [2, 3] } }", "the key epoch is not known under train")]
    [InlineData("{ grid: { trian.epochs: [2, 3] } }", "the key trian is not known here")]
    [InlineData("{ grid: { train.epochs: [2, many, 3] } }", "train.epochs expects a whole number from 1 to 100000, found many")]
    [InlineData("{ grid: { train.kmeans: [5] } }", "train.kmeans expects keys with values, found 5")]
    [InlineData("{ grid: { train.kmeans: [5], train.kmeans.iterations: [2] } }", "sweep.grid.train.kmeans cannot be swept: train.kmeans.iterations is swept too, which is a part of it")]
    [InlineData("{ grid: { evaluate.splits: [val] } }", "evaluate.splits expects a list of texts, found val")]
    [InlineData("{ grid: { method: [picie, mdc] } }", "this version does not have method: mdc")]
    [InlineData("{ grid: { task: [a, b] } }", "sweep.grid.task cannot be swept: an experiment has one task and one data set")]
    [InlineData("{ grid: { data: [a, b] } }", "sweep.grid.data cannot be swept: an experiment has one task and one data set")]
    [InlineData("{ grid: { name: [a, b] } }", "sweep.grid.name cannot be swept: it belongs to the experiment and not to a run")]
    [InlineData("{ grid: { priority: [1, 2] } }", "sweep.grid.priority cannot be swept: it belongs to the experiment and not to a run")]
    [InlineData("{ list: [{ tags: [a] }] }", "sweep.list.tags cannot be swept: it belongs to the experiment and not to a run")]
    [InlineData("{ grid: { seeds: [[1], [2]] } }", "sweep.grid.seeds cannot be swept: every combination of a sweep is run with each of the seeds")]
    [InlineData("{ grid: { sweep.grid.train.k: [2] } }", "sweep.grid.sweep.grid.train.k cannot be swept: a sweep holds no other")]
    [InlineData("{ random: { count: 2, space: { train.threads: { choice: [1, 2] } } } }", "sweep.random.space.train.threads cannot be swept: it changes no result, so that all runs would be one")]
    [InlineData("{ grid: { evaluate.batchSize: [1, 2] } }", "sweep.grid.evaluate.batchSize cannot be swept: it changes no result, so that all runs would be one")]
    [InlineData("{ grid: { cluster.device: [cpu, auto] } }", "sweep.grid.cluster.device cannot be swept: it changes no result, so that all runs would be one")]
    [InlineData("{ grid: { train.k: [2] }, when: 3 }", "sweep.when expects keys with conditions, found 3")]
    [InlineData("{ grid: { train.k: [2] }, when: { cluster.k: { method: [picie] } } }", "sweep.when.cluster.k.method begins with no swept key")]
    [InlineData("{ grid: { train.k: [2] }, when: { train.k: [2] } }", "sweep.when.train.k expects other keys with lists of values, found a list")]
    [InlineData("{ grid: { train.k: [2] }, when: { train.k: { method: picie } } }", "sweep.when.train.k.method expects a list of values, found picie")]
    [InlineData("{ grid: { train.k: [2] }, when: { train.k: { method: [pice] } } }", "method is pice, allowed are picie, frozen")]
    [InlineData("{ grid: { train.k: [2] }, when: { train.k: { mehtod: [picie] } } }", "the key mehtod is not known here")]
    [InlineData("{ grid: { train.k: [2] }, when: { train.k: { train.optimizer: [sgd] } } }", "sweep.when.train.k.train.optimizer: train.optimizer is neither swept nor set, so that its value is not known here")]
    [InlineData("{ grid: { train.k: [2], train.optimizer: [sgd], train.epochs: [3] }, when: { train.k: { train.optimizer: [sgd] }, train.optimizer: { train.epochs: [3] } } }", "sweep.when.train.k.train.optimizer: train.optimizer is not swept everywhere and set nowhere else, so that its value is not known here")]
    [InlineData("{ grid: { train.k: [2] }, when: { train.k: { train.k: [2] } } }", "sweep.when.train.k.train.k: a key cannot depend on itself")]
    public void A_wrong_sweep_says_what_is_wrong_and_where(string sweep, string message)
    {
        TextProblem problem = Samples.ProblemOf($"{WrittenSweep.Base}sweep: {sweep}\n");

        problem.Message.ShouldBe(message);
        problem.Line.ShouldBe(6);
        problem.Column.ShouldBeGreaterThan(7);
    }

    [Fact]
    public void Conditions_that_form_a_circle_are_refused() =>
        Samples.ProblemOf($"{WrittenSweep.Base}train: {{ k: 3, epochs: 3 }}\nsweep: {{ grid: {{ train.k: [2], train.epochs: [3] }}, when: {{ train.k: {{ train.epochs: [3] }}, train.epochs: {{ train.k: [2] }} }} }}\n")
            .Message.ShouldBe("sweep.when.train.k.train.epochs: the conditions form a circle");

    [Fact]
    public void A_range_of_numbers_with_a_point_suits_no_key_of_whole_numbers()
    {
        TextProblem problem = Samples.ProblemOf($"{WrittenSweep.Base}sweep: {{ random: {{ count: 50, space: {{ train.epochs: {{ uniform: [1, 9] }} }} }} }}\n");

        problem.Message.ShouldStartWith("train.epochs expects a whole number from 1 to 100000, found ");
        problem.Hint.ShouldBe("intUniform draws whole numbers");
    }

    [Fact]
    public void A_swept_value_is_complained_about_at_its_own_place_and_once_for_all_combinations()
    {
        TextProblem problem = Samples.ProblemOf($"{WrittenSweep.Base}sweep:\n  grid:\n    cluster.k: [11, 22]\n    train.epochs: [2, 3,\n      0]\n    train.optimizer: [adam, sgd]\n");

        (problem.Key, problem.Line, problem.Column, problem.Message).ShouldBe(("train.epochs", 10, 7, "train.epochs is 0, allowed is a whole number from 1 to 100000"));
    }

    [Fact]
    public void All_wrong_values_are_told_in_the_order_of_the_text() =>
        Samples.ProblemsOf($"{WrittenSweep.Base}train: {{ epochs: x }}\nsweep: {{ grid: {{ cluster.k: [1, 11, 0], train.optimizer: [adma], backbone.width: [0.3] }} }}\nsede: 1\n")
            .Select(problem => (problem.Key, problem.Line)).ShouldBe([("train.epochs", 6), ("cluster.k", 7), ("cluster.k", 7), ("train.optimizer", 7), ("backbone.width", 7), ("sede", 8)]);

    [Fact]
    public void Wrong_values_of_one_list_of_the_command_line_are_all_told() =>
        Samples.ProblemsOf(WrittenSweep.Base, "sweep.grid.cluster.k=1,11,0").Select(problem => problem.ToString()).ShouldBe(
        [
            "--set sweep.grid.cluster.k=1,11,0: cluster.k is 1, allowed is a whole number from 2 to 10000",
            "--set sweep.grid.cluster.k=1,11,0: cluster.k is 0, allowed is a whole number from 2 to 10000",
        ]);

    [Fact]
    public void Combinations_that_exclude_one_another_are_refused_at_the_swept_value() =>
        Samples.ProblemsOf($"{WrittenSweep.Base}sweep:\n  grid:\n    preprocess.baseResolution: [256, 264, 512]\n    preprocess.resolution:\n      - 128\n      - 320\n      - 328\n")
            .Select(problem => (problem.Key, problem.Line)).ShouldBe([("preprocess.resolution", 11), ("preprocess.resolution", 12)]);

    [Fact]
    public void A_wrong_value_that_is_swept_over_is_wrong_all_the_same()
    {
        Samples.ProblemOf($"{WrittenSweep.Base}cluster: {{ k: many }}\nsweep: {{ grid: {{ cluster.k: [11] }} }}\n").Message.ShouldContain("found many");
        Samples.ProblemOf($"{WrittenSweep.Base}cluster: 4\nsweep: {{ grid: {{ cluster.k: [11] }} }}\n").Message.ShouldBe("cluster expects keys with values, found 4");
    }

    [Fact]
    public void What_only_the_sweep_sets_is_not_missing() =>
        Samples.Read("name: a\ntask: camvid-11\ndata: camvid\nsweep: { grid: { method: [picie, frozen] } }\n").Variants.Count.ShouldBe(2);

    [Fact]
    public void A_value_of_the_spec_that_does_not_fit_is_no_matter_where_no_run_has_it() =>
        Samples.Read($"{WrittenSweep.Base}preprocess: {{ baseResolution: 128, resolution: 256 }}\nsweep: {{ grid: {{ preprocess.resolution: [64, 128] }} }}\n").Variants.Count.ShouldBe(2);

    [Fact]
    public void Seeds_and_a_swept_train_seed_exclude_each_other() =>
        Samples.ProblemOf($"{WrittenSweep.Base}seeds: [1, 2]\nsweep: {{ grid: {{ train.seed: [3, 4] }} }}\n").Message.ShouldBe("seeds sets train.seed of one run each, so both cannot be set");

    [Fact]
    public void More_combinations_than_anybody_means_are_refused_with_the_factors()
    {
        string hundred = string.Join(", ", Enumerable.Range(2, 100));
        TextProblem problem = Samples.ProblemOf($"{WrittenSweep.Base}sweep: {{ grid: {{ train.k: [{hundred}], cluster.k: [{hundred}], train.epochs: [{hundred}], train.batchSize: [{hundred}] }} }}\n");

        problem.Message.ShouldBe("sweep.grid has more than 10000 combinations (train.k 100 × cluster.k 100 × train.epochs 100 × train.batchSize 100), at most 10000 are allowed");
        Samples.ProblemOf($"{WrittenSweep.Base}sweep: {{ grid: {{ train.k: [{hundred}], cluster.k: [{hundred}, 999] }} }}\n").Message.ShouldStartWith("sweep.grid has more than 10000 combinations (train.k 100 × cluster.k 101)");
    }

    [Fact]
    public void As_many_combinations_as_are_allowed_are_read()
    {
        string hundred = string.Join(", ", Enumerable.Range(2, 100));

        Samples.Read($"{WrittenSweep.Base}sweep: {{ grid: {{ train.k: [{hundred}], cluster.k: [{hundred}] }} }}\n").Variants.Count.ShouldBe(SpecReader.MostRuns);
    }

    [Fact]
    public void More_runs_than_anybody_means_are_refused_with_the_factors()
    {
        string hundred = string.Join(", ", Enumerable.Range(2, 100));

        Samples.ProblemOf($"{WrittenSweep.Base}seeds: [1, 2, 3]\nsweep: {{ grid: {{ train.k: [{hundred}], cluster.k: [{hundred}] }} }}\n").Message
            .ShouldBe("the spec has 30000 runs, 10000 combinations of its sweep × 3 seeds; at most 10000 are allowed");
        Samples.ProblemOf($"{WrittenSweep.Base}seeds: [{string.Join(", ", Enumerable.Range(1, SpecReader.MostRuns + 1))}]\n").Message
            .ShouldBe("the spec has 10001 runs, one for each seed; at most 10000 are allowed");
    }
}

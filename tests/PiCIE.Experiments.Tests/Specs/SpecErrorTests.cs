using PiCIE.Evaluation.Text;
using PiCIE.Experiments.Specs;

namespace PiCIE.Experiments.Tests.Specs;

public sealed class SpecErrorTests
{
    [Fact]
    public void An_unknown_key_names_line_column_and_the_nearest_key()
    {
        TextProblem problem = Samples.ProblemOf(Samples.Least + "\ntrain:\n  epoch: 4\n");
        problem.Line.ShouldBe(5);
        problem.Column.ShouldBe(3);
        problem.Key.ShouldBe("train.epoch");
        problem.Message.ShouldBe("the key epoch is not known under train");
        problem.Hint!.ShouldStartWith("did you mean epochs?");
    }

    [Fact]
    public void An_unknown_key_near_nothing_lists_what_is_allowed() =>
        Samples.ProblemOf(Samples.Least + "\nzebra: 1\n").Hint!.ShouldContain("allowed are name, description, tags, task, data, method");

    [Theory]
    [InlineData("epochs=3", "did you mean train.epochs or evaluate.epochs?")]
    [InlineData("learningrate=1e-3", "did you mean train.learningRate?")]
    [InlineData("initialBatches=2", "did you mean train.kmeans.initialBatches or cluster.kmeans.initialBatches?")]
    [InlineData("train.resolution=64", "did you mean preprocess.resolution?")]
    [InlineData("sweep.grid.learningRate=[1e-3, 1e-4]", "did you mean train.learningRate?")]
    public void A_key_in_the_wrong_place_names_where_it_belongs(string set, string hint)
    {
        TextProblem problem = Should.Throw<InvalidTextException>(() => SpecReader.Read(Samples.Least, "a.yaml", [set])).Problems[0];

        problem.Message.ShouldContain("is not known");
        problem.Hint!.ShouldContain(hint);
    }

    [Theory]
    [InlineData("seeds: 1", "a list stands in brackets: seeds: [1]")]
    [InlineData("evaluate: { splits: val }", "a list stands in brackets: splits: [val]")]
    [InlineData("tags: best", "a list stands in brackets: tags: [best]")]
    [InlineData("sweep: { grid: { train.k: 2 } }", "a list stands in brackets: train.k: [2]")]
    public void A_single_value_where_a_list_belongs_shows_the_list(string line, string hint) =>
        Samples.ProblemOf(Samples.Least + "\n" + line + "\n").Hint.ShouldBe(hint);

    [Fact]
    public void A_duplicate_key_names_both_places()
    {
        TextProblem problem = Samples.ProblemOf(Samples.Least + "\nmethod: frozen\n");
        problem.Line.ShouldBe(4);
        problem.Message.ShouldBe("the key method stands here twice, first at line 3, column 1");
    }

    [Theory]
    [InlineData("train: { epochs: many }", "train.epochs expects a whole number from 1 to 100000, found many")]
    [InlineData("train: { epochs: \"4\" }", "train.epochs expects a whole number from 1 to 100000, found the text \"4\"")]
    [InlineData("train: { epochs: 4.5 }", "train.epochs expects a whole number from 1 to 100000, found 4.5")]
    [InlineData("train: { epochs: 0 }", "train.epochs is 0, allowed is a whole number from 1 to 100000")]
    [InlineData("train: { epochs: 99999999999999999999 }", "train.epochs is 99999999999999999999, allowed is a whole number from 1 to 100000")]
    [InlineData("train: { epochs: }", "train.epochs expects a whole number from 1 to 100000, found nothing")]
    [InlineData("train: { epochs: [4] }", "train.epochs expects a whole number from 1 to 100000, found a list")]
    [InlineData("train: 4", "train expects keys with values, found 4")]
    [InlineData("train: { k: 0 }", "train.k is 0, allowed is a whole number from 2 to 10000")]
    [InlineData("cluster: { k: 1 }", "cluster.k is 1, allowed is a whole number from 2 to 10000")]
    [InlineData("train: { learningRate: fast }", "train.learningRate expects a number above 0, found fast")]
    [InlineData("train: { learningRate: .nan }", "train.learningRate expects a number above 0, found .nan")]
    [InlineData("train: { learningRate: 1e999 }", "train.learningRate expects a number above 0, found 1e999")]
    [InlineData("train: { learningRate: 0 }", "train.learningRate is 0, allowed is a number above 0")]
    [InlineData("train: { momentum: 1 }", "train.momentum is 1, allowed is a number of at least 0 and below 1")]
    [InlineData("train: { loss: { mse: yes } }", "train.loss.mse expects true or false, found yes")]
    [InlineData("train: { optimizer: adma }", "train.optimizer is adma, allowed are adam, sgd")]
    [InlineData("train: { device: gpu }", "train.device is gpu, allowed are auto, cpu, cuda, cuda:N")]
    [InlineData("backbone: { width: 0.3 }", "backbone.width is 0.3, allowed are 0.125, 0.25, 0.5, 1")]
    [InlineData("backbone: { name: resnet19 }", "backbone.name is resnet19, allowed are resnet18, resnet34, resnet50, resnet101")]
    [InlineData("switches: { kmeansInitRows: some }", "switches.kmeansInitRows expects all or a whole number of at least 1, found some")]
    [InlineData("switches: { kmeansInitRows: 0 }", "switches.kmeansInitRows is 0, allowed is a whole number of at least 1")]
    [InlineData("seeds: [1, 1]", "seeds holds 1 twice")]
    [InlineData("seeds: [0]", "seeds is 0, allowed is a whole number of at least 1")]
    [InlineData("seeds: []", "seeds is empty, at least one seed is needed")]
    [InlineData("seeds: 3", "seeds expects a list of whole numbers, found 3")]
    [InlineData("priority: 101", "priority is 101, allowed is a whole number from -100 to 100")]
    [InlineData("maxConcurrent: 0", "maxConcurrent is 0, allowed is a whole number of at least 1")]
    [InlineData("name: a/b", "the name \"a/b\" is empty or holds a slash or a line break")]
    [InlineData("preprocess: { resolution: 33 }", "preprocess.resolution is 33, allowed are multiples of 8")]
    [InlineData("preprocess: { baseResolution: 128 }", "preprocess.baseResolution (128) is below preprocess.resolution (320), allowed is at least as much")]
    [InlineData("train: { geometric: { crop: false } }", "without crops preprocess.baseResolution (640) must equal preprocess.resolution (320), for the grids of the two views would differ")]
    [InlineData("train: { loss: { within: false, cross: false } }", "within and cross are both false, and without clusters there is nothing to learn: mse alone would draw all features to one point")]
    [InlineData("train: { loss: { within: false, cross: false, mse: true } }", "within and cross are both false, and without clusters there is nothing to learn: mse alone would draw all features to one point")]
    [InlineData("train: { keepEpochs: [10] }", "train.keepEpochs holds 10, allowed are 0 to 9, for there are 10 epochs counted from 0")]
    [InlineData("evaluate: { epochs: [3] }", "evaluate.epochs holds 3, which train.keepEpochs does not keep")]
    [InlineData("evaluate: { splits: [] }", "evaluate.splits must name at least one split, each once")]
    [InlineData("evaluate: { splits: [val, val] }", "evaluate.splits must name at least one split, each once")]
    public void A_wrong_value_says_what_is_allowed_and_where(string line, string message)
    {
        TextProblem problem = Samples.ProblemOf(Samples.Least + "\n" + line + "\n");
        problem.Message.ShouldBe(message);
        problem.Line.ShouldBe(4);
    }

    [Fact]
    public void A_key_that_is_wrong_twice_is_complained_about_once() =>
        Samples.ProblemOf(Samples.Least + "\npreprocess: { resolution: 652 }\n").Message.ShouldBe("preprocess.resolution is 652, allowed are multiples of 8");

    [Theory]
    [InlineData("method: mdc", "this version does not have method: mdc")]
    [InlineData("method: picie\ntrain: { start: { run: 12 } }", "this version does not have train.start with run")]
    [InlineData("method: picie\nevaluate: { matching: image-level }", "this version does not have evaluate.matching: image-level")]
    public void What_a_later_version_has_is_refused_by_name(string lines, string message) =>
        Samples.ProblemOf("task: camvid-11\ndata: camvid\n" + lines + "\n").Message.ShouldBe(message);

    [Theory]
    [InlineData("maxConcurrent=99999999999", "maxConcurrent is 99999999999, allowed is a whole number from 1 to 2147483647")]
    [InlineData("train.epochs=0", "train.epochs is 0, allowed is a whole number from 1 to 100000")]
    [InlineData("seeds=99999999999999999999", "seeds is 99999999999999999999, allowed is a whole number from 1 to 9223372036854775807")]
    public void A_limit_of_the_number_type_is_told_where_somebody_meets_it(string setting, string message) =>
        Samples.ProblemOf(Samples.Least, setting).Message.ShouldBe(message);

    [Fact]
    public void A_frozen_run_has_no_trained_centroids() =>
        Samples.ProblemOf(Samples.Least, "method=frozen", "evaluate.centroids=trained").Key.ShouldBe("evaluate.centroids");

    [Fact]
    public void A_frozen_run_has_no_epochs_to_evaluate() =>
        Samples.ProblemOf(Samples.Least, "method=frozen", "evaluate.epochs=[1]").Message.ShouldBe("method frozen has no epochs, so evaluate.epochs must be empty");

    [Fact]
    public void Seeds_and_train_seed_exclude_each_other() =>
        Samples.ProblemOf(Samples.Least + "\nseeds: [1, 2]\ntrain: { seed: 3 }\n").Message.ShouldContain("both cannot be set");

    [Fact]
    public void Missing_keys_are_all_named() =>
        Samples.ProblemsOf("name: x\n").Select(problem => problem.Key).ShouldBe(["task", "data", "method"]);

    [Fact]
    public void One_reading_finds_everything_in_the_order_of_the_text()
    {
        IReadOnlyList<TextProblem> problems = Samples.ProblemsOf(
            "task: camvid-11\ndata: camvid\nmethod: magic\ntrain: { epochs: x, batchSize: 0 }\nswitchs: {}\n", "cluster.repeats=0");
        problems.Select(problem => problem.Key).ShouldBe(["method", "train.epochs", "train.batchSize", "switchs", "cluster.repeats"]);
    }

    [Fact]
    public void An_override_is_read_as_strictly_and_named_as_the_place()
    {
        TextProblem problem = Samples.ProblemOf(Samples.CamVid, "train.epocs=4");
        problem.ToString().ShouldStartWith("--set train.epocs=4: the key epocs is not known under train; did you mean epochs?");
        Samples.ProblemOf(Samples.CamVid, "train.epochs=x").Place.Override.ShouldBe("--set train.epochs=x");
        Samples.ProblemOf(Samples.CamVid, "train.epochs.x=1").Message.ShouldBe("train.epochs expects a whole number from 1 to 100000, found a map of keys");
    }

    [Theory]
    [InlineData("train.epochs")]
    [InlineData("=4")]
    [InlineData("train..epochs=4")]
    public void An_override_without_key_and_value_is_refused(string text) =>
        Samples.ProblemOf(Samples.CamVid, text).Message.ShouldBe($"expected KEY=VALUE, found {text}");

    [Fact]
    public void The_message_of_the_exception_names_the_file_and_every_problem()
    {
        InvalidTextException exception = Should.Throw<InvalidTextException>(() => Samples.Read(Samples.Least + "\ntrain: { epochs: 0, batchSize: 0 }\n"));
        exception.SourceName.ShouldBe(Samples.Source);
        exception.Message.Split(Environment.NewLine).Length.ShouldBe(2);
        exception.Message.ShouldStartWith("camvid-picie.yaml: line 4, column 18: train.epochs is 0");
    }
}

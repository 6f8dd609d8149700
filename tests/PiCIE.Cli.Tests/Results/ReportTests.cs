using System.Text.Json;
using System.Text.RegularExpressions;
using PiCIE.Cli.DataSets;
using PiCIE.Cli.Demo;
using PiCIE.Cli.Predictions;
using PiCIE.Cli.Results;
using PiCIE.Evaluation.Classes;
using PiCIE.Evaluation.Layouts;
using PiCIE.Evaluation.Tasks;
using PiCIE.Experiments.Stages;
using PiCIE.Experiments.States;
using PiCIE.Experiments.Tools;
using PiCIE.Pipeline.Documents;

namespace PiCIE.Cli.Tests.Results;

/// <summary>What people read, as files beside this one.</summary>
public sealed class ReportTests
{
    private readonly CapturedTerminal _terminal = new();

    [Fact]
    public void An_experiment_shows_runs_their_mean_failures_and_places()
    {
        ExperimentReport.Write(_terminal.Terminal, Documents.Experiment());
        _terminal.Out.ShouldBeExpected("experiment");
    }

    [Fact]
    public void A_run_shows_stages_curve_classes_and_files()
    {
        ExperimentDocument experiment = Documents.Experiment();
        RunReport.Write(_terminal.Terminal, experiment with { Runs = [experiment.Runs[0]] });
        _terminal.Out.ShouldBeExpected("run");
    }

    [Fact]
    public void The_last_lines_of_an_experiment_name_overlays_and_predictions()
    {
        ExperimentDocument experiment = Documents.Experiment();
        RunDocument run = experiment.Runs[0] with { Artifacts = new Dictionary<string, string> { [ArtifactNames.Overlays] = "/store/overlays", [ArtifactNames.Predictions] = "/store/predictions" } };

        ExperimentReport.Write(_terminal.Terminal, experiment with { Runs = [run] });

        _terminal.Out.ShouldContain($"{run.Name}: overlays in /store/overlays\n{run.Name}: predictions as ids in /store/predictions\n");
    }

    [Theory]
    [InlineData(0, "older data")]
    [InlineData(1, "older code")]
    public void A_superseded_run_is_marked_with_the_reason(int versionsBehind, string mark)
    {
        ExperimentDocument experiment = Documents.Experiment();
        RunDocument old = experiment.Runs[0] with
        {
            SupersededBy = experiment.Runs[1].Id,
            Stages = [new(StageKind.Train, "cccccccccccccccccccc", StageState.Done, false, 1, 0.5, Version: StageVersions.Of(StageKind.Train) - versionsBehind)],
        };

        ExperimentReport.Write(_terminal.Terminal, experiment with { Runs = [old, experiment.Runs[1]] });
        RunReport.Write(_terminal.Terminal, experiment with { Runs = [old] });

        _terminal.Out.ShouldContain("  superseded  ");
        _terminal.Out.ShouldContain($"{mark}: superseded by run");
    }

    [Fact]
    public void Repeats_of_trained_centroids_are_called_views()
    {
        ExperimentDocument experiment = Documents.Experiment();
        RunDocument run = experiment.Runs[0] with { Protocol = JsonSerializer.SerializeToElement(new { centroids = "trained" }) };

        RunReport.Write(_terminal.Terminal, experiment with { Runs = [run] });

        _terminal.Out.ShouldContain("mean over the centroids of 2 views");
    }

    [Fact]
    public void A_list_of_runs_says_how_to_see_more()
    {
        RunList.Write(_terminal.Terminal, Documents.List(), "/home/picie-data");
        _terminal.Out.ShouldBeExpected("run-list");
    }

    [Fact]
    public void An_empty_list_names_its_home_and_says_how_to_begin()
    {
        RunList.Write(_terminal.Terminal, new RunListDocument([], [], new PagingDocument(0, 0, 100)), "/home/picie-data");
        _terminal.Out.ShouldStartWith("No runs yet in /home/picie-data.");
    }

    [Theory]
    [InlineData(1, "The only run is archived: --where 'archived = true' lists it.\n")]
    [InlineData(8, "All 8 runs are archived: --where 'archived = true' lists them.\n")]
    public void A_list_whose_runs_are_all_archived_says_so(int archived, string words)
    {
        RunList.Write(_terminal.Terminal, new RunListDocument([], [], new PagingDocument(0, 0, 100)), "/home/picie-data", archived: archived);
        _terminal.Out.ShouldBe(words);
    }

    [Fact]
    public void A_page_behind_the_last_run_says_how_many_there_are()
    {
        RunList.Write(_terminal.Terminal, new RunListDocument([], [], new PagingDocument(7, 100, 100)), "/home/picie-data");
        _terminal.Out.ShouldBe("There are 7 runs, and --offset 100 passes over all of them; it goes from 0 to 6.\n");
    }

    [Fact]
    public void A_wide_matrix_is_cut_into_several_tables()
    {
        string[] classes = [.. Enumerable.Range(0, 40).Select(id => $"class number {id}")];
        long[][] matrix = [.. classes.Select((_, row) => classes.Select((_, column) => row == column ? 3L : 1L).ToArray())];

        MatrixTable.Write(_terminal.Terminal, classes, new RepeatMetrics(1, 1, matrix, [.. Enumerable.Range(0, 40)]));

        _terminal.Out.Split('\n').Count(line => line.Contains("stands for", StringComparison.Ordinal)).ShouldBe(2);
        _terminal.Out.Split('\n').ShouldAllBe(line => line.Length <= 160);
        _terminal.Out.ShouldContain("39 class number 39");
    }

    [Fact]
    public void A_plan_shows_what_is_shared_and_what_is_done()
    {
        PlanReport.Write(_terminal.Terminal, new PlanDocument(
            "toy",
            [new("seed-1", "c0ffee0123456789", new(1, 1), true), new("seed-2", "c0ffee0123456789", new(2, 2), false)],
            [
                new(StageKind.Preprocess, "aaaaaaaaaaaaaaaa", "preprocess · toy · train", PlannedStatus.Done),
                new(StageKind.Train, "bbbbbbbbbbbbbbbb", "train · toy · seed 1", PlannedStatus.Done),
                new(StageKind.Train, "cccccccccccccccc", "train · toy · seed 2", PlannedStatus.New),
            ])
        {
            Settings =
            [
                new("method", JsonSerializer.SerializeToElement("picie"), Changed: false),
                new("switches.kmeansGrouped", JsonSerializer.SerializeToElement(false), Changed: false),
                new("train.seed", JsonSerializer.SerializeToElement(1), Changed: false),
                new("train.epochs", JsonSerializer.SerializeToElement(3), Changed: true),
                new("evaluate.splits", JsonSerializer.SerializeToElement(new[] { "val", "test" }), Changed: true),
            ],
            Expected = new ExpectedCostDocument(734, 734, 94_000_000, 1, [new(StageKind.Train, 1, 0, 0, 734, 94_000_000, 3)]),
        });
        _terminal.Out.ShouldBeExpected("plan");
    }

    [Theory]
    [InlineData(400.0, 2, 0, 0, "about 6:40 in 2 slots with nothing else in them; about 94 MB of artifacts")]
    [InlineData(400.0, 1, 0, 2, "about 6:40 in 1 slot with nothing else in it; more than 94 MB of artifacts")]
    [InlineData(null, 0, 0, 0, "12:14 of work, and no worker that is alive has a slot for it; about 94 MB of artifacts")]
    [InlineData(null, 1, 0, 0, "12:14 of work, for some of which no worker that is alive has a slot; about 94 MB of artifacts")]
    [InlineData(null, 1, 1, 0, "more than 12:14 of work (1 of 3 stages not known); about 94 MB of artifacts")]
    [InlineData(null, 1, 3, 3, "its time is not known; its disk is not known")]
    public void What_is_expected_says_what_is_not_known(double? seconds, int slots, int withoutTime, int withoutDisk, string sentence)
    {
        ExpectedCost.Write(_terminal.Terminal, new ExpectedCostDocument(seconds, 734, 94_000_000, slots, [new(StageKind.Train, 3, withoutTime, withoutDisk, 734, 94_000_000, 3 - withoutTime)]));

        _terminal.Out.ShouldContain($"expected: {sentence}\n");
    }

    [Theory]
    [InlineData(0, 2, 2, "no stage like it has run here yet", "not known")]
    [InlineData(0, 2, 0, "no stage like it has run here yet; disk from the size of its packs", "94 MB")]
    [InlineData(1, 0, 0, "1 like stage", "94 MB")]
    [InlineData(3, 1, 1, "3 like stages; none like 1 of them has run here yet", "94 MB + 1 not known")]
    public void What_is_expected_says_on_what_it_rests(int like, int withoutTime, int withoutDisk, string basis, string disk)
    {
        ExpectedCost.Write(_terminal.Terminal, new ExpectedCostDocument(null, 0, 0, 1, [new(StageKind.Preprocess, 2, withoutTime, withoutDisk, 734, 94_000_000, like)]));

        _terminal.Out.ShouldMatch($" {Regex.Escape(disk)} +{Regex.Escape(basis)} *\n");
    }

    [Fact]
    public void A_plan_of_a_sweep_shows_what_varies_and_what_comes_to_the_same_run()
    {
        PlanReport.Write(_terminal.Terminal, new PlanDocument(
            "toy",
            [
                Swept("seed-1,method=picie,cluster.k=7", "c0ffee0123456789", new { method = "picie" }, 7), Swept("seed-1,method=frozen,cluster.k=7", "decafe0123456789", new { method = "frozen" }, 7),
                .. Enumerable.Range(8, 9).Select(k => Swept($"seed-1,method=picie,cluster.k={k}", $"{k:D2}ffee0123456789", new { method = "picie" }, k)),
            ],
            [new(StageKind.Train, "bbbbbbbbbbbbbbbb", "train · toy · seed 1 · method=picie", PlannedStatus.New)])
        {
            Settings = [new("train.epochs", JsonSerializer.SerializeToElement(3), Changed: true)],
            EqualRuns = [.. Enumerable.Range(0, 10).Select(number => new EqualRunDocument($"method=frozen,train.epochs={number}", 1, "seed-1,method=frozen,cluster.k=7"))],
        });
        _terminal.Out.ShouldBeExpected("plan-sweep");

        static PlannedRunDocument Swept(string name, string config, object method, int k) => new(name, config, new(1, 1), false)
        {
            Settings = JsonSerializer.SerializeToElement(method).EnumerateObject().Select(member => KeyValuePair.Create(member.Name, member.Value))
                .Append(KeyValuePair.Create("cluster.k", JsonSerializer.SerializeToElement(k))).ToDictionary(),
        };
    }

    [Fact]
    public void A_mean_over_runs_of_a_sweep_says_over_which()
    {
        ExperimentDocument experiment = Documents.Experiment();
        RunDocument[] runs = [.. experiment.Runs.Select(run => run with { Name = $"{run.Name},cluster-seed-4,learningRate=0.0003,cluster.k=11" })];
        ExperimentReport.Write(_terminal.Terminal, experiment with { Runs = runs });
        _terminal.Out.ShouldContain("mean of 2: learningRate=0.0003,cluster.k=11 ");
    }

    [Fact]
    public void Text_of_a_person_is_never_markup()
    {
        ExperimentDocument experiment = Documents.Experiment();
        ExperimentReport.Write(_terminal.Terminal, experiment with { Runs = [experiment.Runs[0] with { Name = "[red]seed[/]" }] });
        _terminal.Out.ShouldContain("[red]seed[/]");
    }

    [Fact]
    public void A_checked_data_set_names_every_bad_file()
    {
        SegmentationTask task = new()
        {
            Name = "camvid-11",
            Classes = ClassTable.BuiltIn("camvid-11"),
            Layout = TaskLayout.Folders,
            Splits = new Dictionary<string, TaskSplit> { ["val"] = new("val", "valannot", "val.txt") },
        };
        long[] pixels = [.. Enumerable.Range(1, task.Classes.Count).Select(id => 1_000L * id)];
        CheckReport.Write(_terminal.Terminal, task, new DataCheckOutput(
        [
            new CheckedSplit(
                "val", 100, 99, [new(480, 360, 98), new(640, 480, 2)], [], pixels, 77, 1,
                [new(LeftOutReason.Ending, 7, ["anim.gif", "new.avif", "old.jpe"]), new(LeftOutReason.Folder, 1, ["day2"])],
                [new("/data/valannot/a.png", "has 480×361 pixels, its photograph 480×360.")]),
        ]));
        _terminal.Out.ShouldBeExpected("data-check");
    }

    [Fact]
    public void The_demo_ends_with_both_rows_the_classes_and_what_to_try_next()
    {
        DemoDocument document = DemoDocument.Of(1, Documents.Done("seed-1", 1, 50, 30), Documents.Done("seed-1", 2, 62.5, 41.25));
        DemoReport.Write(_terminal.Terminal, document, new DemoFolder("/home/picie-data/demo"));
        _terminal.Out.ShouldBeExpected("demo");
        document.MeanIoUGain.ShouldBe(11.25);
    }

    [Fact]
    public void A_prediction_names_the_largest_shares()
    {
        PredictionReport.Write(_terminal.Terminal, new PredictionDocument(Guid.Empty, "classes",
        [
            new("/photos/a.jpg", "/out/masks/a.png", "/out/overlays/a.png", 640, 480, [new(1, "sky", 61.2), new(0, "building", 38.8)]),
        ], []), "/out");
        _terminal.Out.ShouldBeExpected("prediction");
    }

    [Fact]
    public void A_photograph_that_could_not_be_segmented_is_a_line()
    {
        PredictionDocument document = new(Guid.Empty, "classes", [], [new("/photos/b.jpg", "/photos/b.jpg is no photograph.")]);
        PredictionReport.Write(_terminal.Terminal, document, "/out");
        _terminal.Out.ShouldContain("bad: /photos/b.jpg is no photograph.");
        _terminal.Out.ShouldContain("No photograph was segmented.");
    }

    [Fact]
    public void Photographs_that_are_turned_upright_are_counted_by_orientation()
    {
        SegmentationTask task = new() { Name = "folder", Layout = TaskLayout.Folder, Splits = new Dictionary<string, TaskSplit>() };
        CheckReport.Write(_terminal.Terminal, task, new DataCheckOutput([new CheckedSplit("train", 9, 9, [new(32, 48, 9)], [new(3, 2), new(6, 5)], [], 0, 0, [], [])]));
        _terminal.Out.ShouldContain("turned upright by EXIF: 2 with orientation 3, 5 with orientation 6");
    }
}

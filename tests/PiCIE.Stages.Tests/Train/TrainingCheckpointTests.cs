using System.Security.Cryptography;
using PiCIE.Experiments.Failures;
using PiCIE.Experiments.Protocol;
using PiCIE.Experiments.Settings;
using PiCIE.Experiments.Stages;
using PiCIE.Segmentation.Weights;
using PiCIE.Stages.Tests.Runs;

namespace PiCIE.Stages.Tests.Train;

/// <summary>The checkpoints of the train stage, on tiny packs.</summary>
public sealed class TrainingCheckpointTests : IDisposable
{
    private const int Epochs = 4;
    private readonly string _folder = Directory.CreateTempSubdirectory("picie-checkpoints-").FullName;

    public TrainingCheckpointTests() => TinyPacks.Write(_folder);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(OptimizerKind.Adam, PseudoLabelMode.Stored)]
    [InlineData(OptimizerKind.Sgd, PseudoLabelMode.Online)]
    public void From_each_checkpoint_the_same_files_come_as_without_an_interruption(OptimizerKind optimizer, PseudoLabelMode labels)
    {
        TrainStageSettings settings = Settings(optimizer, labels);
        StageRun whole = Run(settings, "whole", "checkpoints");
        whole.Messages.OfType<StageCheckpoint>().Select(kept => (kept.Epochs, kept.Folder)).ShouldBe([(1, "1"), (2, "2"), (3, "3")]);

        foreach (StageCheckpoint kept in whole.Messages.OfType<StageCheckpoint>())
        {
            StageRun resumed = Run(settings, $"from-{kept.Epochs}", $"checkpoints-from-{kept.Epochs}", Path.Combine("checkpoints", kept.Folder));

            resumed.Messages.OfType<StageProgress>().ShouldAllBe(progress => progress.Share > (double)kept.Epochs / Epochs);
            resumed.Messages.OfType<StageMetrics>().Select(metrics => metrics.Points[0].Step).ShouldBe(Enumerable.Range(kept.Epochs, Epochs - kept.Epochs).Select(step => (long)step));
            Files(resumed).ShouldBe(Files(whole), $"after epoch {kept.Epochs}");
            CurveOf(resumed).ShouldBe(CurveOf(whole));
            SecondsOf(resumed).Take(kept.Epochs).ShouldBe(SecondsOf(whole).Take(kept.Epochs));
        }
    }

    [Fact]
    public void A_checkpoint_is_told_after_the_points_of_its_epoch_with_the_hashes_of_its_files()
    {
        StageRun run = Run(Settings(), "out", "checkpoints");

        int[] told = [.. run.Messages.Index().Where(one => one.Item is StageCheckpoint).Select(one => one.Index)];
        told.ShouldAllBe(index => run.Messages[index - 1] is StageMetrics);
        foreach (StageCheckpoint kept in run.Messages.OfType<StageCheckpoint>())
        {
            string folder = Path.Combine(_folder, "checkpoints", kept.Folder);
            kept.Files.Select(file => file.Name).ShouldBe(Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(folder, path)), ignoreOrder: true);
            kept.Files.ShouldAllBe(file => file.Sha256 == Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(folder, file.Name)))));
        }
    }

    [Fact]
    public void Progress_says_where_the_next_checkpoint_stands_and_nothing_is_kept_where_none_is_wanted()
    {
        StageRun kept = Run(Settings(), "out", "checkpoints");
        kept.Messages.OfType<StageProgress>().ShouldAllBe(progress => progress.NextCheckpoint >= progress.Share && progress.NextCheckpoint * Epochs % 1 == 0);

        StageRun none = Run(Settings(), "none", null);
        none.Messages.OfType<StageCheckpoint>().ShouldBeEmpty();
        none.Messages.OfType<StageProgress>().ShouldAllBe(progress => progress.NextCheckpoint == null);
    }

    [Fact]
    public void A_disk_that_takes_no_checkpoint_costs_a_warning_and_not_the_training()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "checkpoints"));
        File.WriteAllText(Path.Combine(_folder, "checkpoints", "2"), "in the way");

        StageRun run = Run(Settings(), "out", "checkpoints");

        run.Result.ShouldNotBeNull();
        run.Messages.OfType<StageCheckpoint>().Select(kept => kept.Epochs).ShouldBe([1, 3]);
        StageLog told = run.Messages.OfType<StageLog>().Single(log => log.Level == StageLogLevel.Warning);
        told.Text.ShouldContain("The checkpoint after epoch 2 cannot be written");
    }

    [Fact]
    public void A_newer_a_damaged_and_a_missing_checkpoint_are_refused_by_name()
    {
        Run(Settings(), "out", "checkpoints");
        string folder = Path.Combine(_folder, "checkpoints", "2"), head = Path.Combine(folder, "checkpoint.json"), state = Path.Combine(folder, "state.safetensors");
        string text = File.ReadAllText(head);

        File.WriteAllText(head, text.Replace("picie-checkpoint/1", "picie-checkpoint/2", StringComparison.Ordinal).Replace("{", "{\"heads\":2,", StringComparison.Ordinal));
        Refused().ShouldBe($"{head} is of the version picie-checkpoint/2; this program reads picie-checkpoint/1.");
        File.WriteAllText(head, text[..^4]);
        Refused().ShouldContain($"{head} is no checkpoint that can be read");
        File.WriteAllText(head, text.Replace("\"epochs\":2", "\"epochs\":3", StringComparison.Ordinal));
        Refused().ShouldContain($"The checkpoint {folder} is damaged: its parts speak of 2, 3 and 2 epochs");
        File.WriteAllText(head, text);
        NamedTensors tensors = SafetensorsFile.Read(state);
        tensors.Metadata["version"] = "9";
        SafetensorsFile.Write(state, tensors);
        Refused().ShouldContain($"{state} is a state of a training in format version 9");
        File.Delete(state);
        Refused().ShouldContain(state);

        string Refused()
        {
            Failure failure = Run(Settings(), Guid.NewGuid().ToString("N"), null, Path.Combine("checkpoints", "2")).Failure;
            failure.Kind.ShouldBe(FailureKind.Input);
            failure.Hint.ShouldNotBeNull().ShouldContain("remove its folder");
            return failure.Sentence;
        }
    }

    [Fact]
    public async Task The_line_stop_ends_a_training_at_its_next_checkpoint_and_from_there_the_same_weights_come()
    {
        TrainStageSettings settings = TinyOrders.TrainWith(training => training with { Epochs = 20 });
        StageRun whole = Run(settings, "whole", null);
        using StageProcessRun process = StageProcessRun.Start();
        process.Say(TinyOrders.Line(Order(settings, "stopped", "stopped-checkpoints", null)));
        List<string> before = await process.ReadUntil(message => message is StageProgress { Note: "epoch 2 of 20" });
        process.Say("stop");
        (int status, string[] lines, string errors) = await process.Finish();

        status.ShouldBe(ExitCodes.Interrupted, errors);
        StageRun.Read(before).OfType<StageCheckpoint>().Single().Epochs.ShouldBe(1);
        IReadOnlyList<StageMessage> after = StageRun.Read(lines);
        StageCheckpoint last = after[^1].ShouldBeOfType<StageCheckpoint>();
        last.Epochs.ShouldBeInRange(2, 19);
        after.OfType<StageMetrics>().Count().ShouldBe(last.Epochs - 1);
        Files(Run(settings, "resumed", null, Path.Combine("stopped-checkpoints", last.Folder))).ShouldBe(Files(whole));
    }

    [Fact]
    public async Task A_stop_in_the_last_epoch_and_one_without_checkpoints_end_with_the_result()
    {
        foreach (string? checkpoints in new[] { "checkpoints", null })
        {
            using StageProcessRun process = StageProcessRun.Start();
            process.Say(TinyOrders.Line(Order(Settings(), $"out-{checkpoints}", checkpoints, null)));
            string epoch = checkpoints is null ? "epoch 1 of 4" : "epoch 4 of 4";
            await process.ReadUntil(message => message is StageProgress progress && progress.Note == epoch);
            process.Say("stop");
            (int status, string[] lines, string errors) = await process.Finish();

            status.ShouldBe(ExitCodes.Done, errors);
            StageRun.Read(lines)[^1].ShouldBeOfType<StageResult>();
        }
    }

    private static TrainStageSettings Settings(OptimizerKind optimizer = OptimizerKind.Adam, PseudoLabelMode labels = PseudoLabelMode.Stored) =>
        TinyOrders.TrainWith(training => training with { Epochs = Epochs, KeepEpochs = [0, 2], Optimizer = optimizer, Labels = labels });

    /// <summary>The files of a result with their hashes. The curve tells seconds too, so it is looked at by itself.</summary>
    private static IEnumerable<StageFile> Files(StageRun run) => run.Result.Files.Where(file => file.Name != ArtifactFiles.Curve);

    private static IEnumerable<EpochPoint> CurveOf(StageRun run) =>
        StageJson.FromElement<TrainStageOutput>(run.Result.Output).Curve.Select(point => point with { Seconds = 0 });

    private static IEnumerable<double> SecondsOf(StageRun run) => StageJson.FromElement<TrainStageOutput>(run.Result.Output).Curve.Select(point => point.Seconds);

    private StageRun Run(TrainStageSettings settings, string scratch, string? checkpoints, string? from = null) => StageRun.Of(Order(settings, scratch, checkpoints, from));

    private StageOrder Order(TrainStageSettings settings, string scratch, string? checkpoints, string? from) =>
        TinyOrders.Of("train", settings, Made(scratch), ("basePack", Path.Combine(_folder, "base.pack"))) with
        {
            Checkpoints = checkpoints is null ? null : Made(checkpoints),
            GoOnFrom = from is null ? null : Path.Combine(_folder, from),
        };

    private string Made(string name) => Directory.CreateDirectory(Path.Combine(_folder, name)).FullName;
}

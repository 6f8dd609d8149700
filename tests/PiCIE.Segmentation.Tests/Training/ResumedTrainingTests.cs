using PiCIE.Segmentation.Clustering;
using PiCIE.Segmentation.Networks;
using PiCIE.Segmentation.Optimizers;
using PiCIE.Segmentation.Training;
using PiCIE.Segmentation.Weights;
using PiCIE.Segmentation.Weights.Tensors;

namespace PiCIE.Segmentation.Tests.Training;

/// <summary>A training that is stopped after an epoch and goes on in a new trainer with a fresh network.</summary>
public sealed class ResumedTrainingTests : IDisposable
{
    private readonly TinyTraining _tiny = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("picie-state-").FullName;

    private string File => Path.Combine(_folder, "state.safetensors");

    public void Dispose()
    {
        _tiny.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    public static TheoryData<OptimizerKind, LabelSource, KMeansBatchNorm> Trainings => new()
    {
        { OptimizerKind.Adam, LabelSource.Stored, KMeansBatchNorm.Train },
        { OptimizerKind.Sgd, LabelSource.Stored, KMeansBatchNorm.Train },
        { OptimizerKind.Adam, LabelSource.Online, KMeansBatchNorm.Eval },
        { OptimizerKind.Sgd, LabelSource.Online, KMeansBatchNorm.Eval },
    };

    [Theory]
    [MemberData(nameof(Trainings))]
    public void Resumed_after_each_epoch_it_ends_with_the_same_bits(OptimizerKind optimizer, LabelSource labels, KMeansBatchNorm batchNorm)
    {
        TrainingOptions options = _tiny.Options with
        {
            Epochs = 4,
            Labels = labels,
            KMeans = _tiny.Options.KMeans with { BatchNorm = batchNorm },
            Optimizer = new OptimizerOptions { Kind = optimizer, LearningRate = 1e-3, WeightDecay = 1e-3, AdamHonoursWeightDecay = true },
        };
        Trained whole = Train(options, null, File);

        for (int after = 1; after < options.Epochs; after++)
        {
            Trained resumed = Train(options, TrainingState.Read($"{File}.{after}"));
            SameAs(resumed, whole, after);
        }
    }

    [Fact]
    public void A_state_is_that_of_an_interrupted_training_too_whatever_the_options_say_of_later_epochs()
    {
        TrainingOptions options = _tiny.Options with { Epochs = 3 };
        Trained whole = Train(options, null);
        Train(options with { Epochs = 2 }, null, File);

        SameAs(Train(options, TrainingState.Read($"{File}.2")), whole, 2);
    }

    [Fact]
    public void The_learning_rate_goes_on_where_the_schedule_stands()
    {
        TrainingOptions options = _tiny.Options with
        {
            Epochs = 22,
            Optimizer = new OptimizerOptions { Kind = OptimizerKind.Sgd, LearningRate = 1e-3, Schedule = LearningRateSchedule.Step },
        };
        Trained whole = Train(options, null, File);

        foreach (int after in new[] { 19, 20, 21 })
        {
            SameAs(Train(options, TrainingState.Read($"{File}.{after}")), whole, after);
        }
    }

    [Fact]
    public void Of_what_the_network_held_before_nothing_is_left()
    {
        TrainingOptions options = _tiny.Options with { Epochs = 2 };
        Trained whole = Train(options, null, File);

        SameAs(Train(options, TrainingState.Read($"{File}.1"), seed: 99), whole, 1);
    }

    [Fact]
    public void A_state_of_another_optimiser_network_or_of_the_last_epoch_is_refused_by_name()
    {
        Train(_tiny.Options, null, File);
        TrainingState state = TrainingState.Read($"{File}.1");
        TrainingOptions sgd = _tiny.Options with { Optimizer = new OptimizerOptions { Kind = OptimizerKind.Sgd } };

        Should.Throw<WeightsException>(() => Train(sgd, state)).Message.ShouldContain($"{File}.1 is a state of another optimiser");
        Should.Throw<WeightsException>(() => Train(_tiny.Options with { Epochs = 1 }, state)).Message.ShouldContain("a training of 1 epochs has none left");
        using SegmentationNetwork wide = new(new BackboneDescription("resnet18", 0.125, 24), 1);
        Should.Throw<WeightsException>(() => new PicieTrainer(wide, _tiny.Options).Train(_tiny.Photographs, state)).Message.ShouldContain($"{File}.1");
    }

    [Fact]
    public void A_file_of_a_newer_version_and_other_or_damaged_files_are_refused_by_name()
    {
        Train(_tiny.Options, null, File);
        NamedTensors tensors = SafetensorsFile.Read($"{File}.1");

        tensors.Metadata["version"] = "2";
        SafetensorsFile.Write(File, tensors);
        Should.Throw<WeightsException>(() => TrainingState.Read(File)).Message.ShouldBe(
            $"{File} is a state of a training in format version 2; this program reads version 1. Use the newer program, or begin the training anew.");
        tensors.Metadata["version"] = "1";
        tensors.Metadata["steps"] = "-3";
        SafetensorsFile.Write(File, tensors);
        Should.Throw<WeightsException>(() => TrainingState.Read(File)).Message.ShouldContain("its text 'steps' is no number");
        tensors.Metadata.Remove("format");
        SafetensorsFile.Write(File, tensors);
        Should.Throw<WeightsException>(() => TrainingState.Read(File)).Message.ShouldContain($"{File} holds no state of a training");
        System.IO.File.WriteAllBytes(File, System.IO.File.ReadAllBytes($"{File}.1")[..^5]);
        Should.Throw<WeightsException>(() => TrainingState.Read(File)).Message.ShouldContain($"{File} is damaged");
        Should.Throw<WeightsException>(() => TrainingState.Read($"{File}.7")).Message.ShouldContain($"{File}.7");
    }

    private static void SameAs(Trained resumed, Trained whole, int after)
    {
        TinyTraining.Same(resumed.Weights, whole.Weights).ShouldBeTrue($"weights, resumed after {after} epochs");
        resumed.Centroids.ShouldBe(whole.Centroids, $"centroids, resumed after {after} epochs");
        resumed.Curve.Select(report => report.Epoch).ShouldBe(Enumerable.Range(after, whole.Curve.Count - after));
        foreach ((EpochReport report, EpochReport expected) in resumed.Curve.Zip(whole.Curve.Skip(after)))
        {
            (report.Losses, report.KMeansLoss1, report.KMeansLoss2).ShouldBe((expected.Losses, expected.KMeansLoss1, expected.KMeansLoss2));
            report.Counts1.ShouldBe(expected.Counts1);
            report.Counts2.ShouldBe(expected.Counts2);
        }
    }

    /// <summary>Trains in a fresh network, and writes the state of each epoch but the last beside a file.</summary>
    private Trained Train(TrainingOptions options, TrainingState? from, string? write = null, long seed = 1)
    {
        using SegmentationNetwork network = TinyTraining.Network(seed);
        Writer writer = new(write);
        FinishedEpoch last = new PicieTrainer(network, options, writer).Train(_tiny.Photographs, from).ShouldNotBeNull();
        return new Trained(network.ToNamedTensors(), [.. last.Centroids1.Values, .. last.Centroids2.Values], writer.Curve);
    }

    private sealed record Trained(NamedTensors Weights, float[] Centroids, List<EpochReport> Curve);

    private sealed class Writer(string? file) : ITrainingObserver
    {
        public List<EpochReport> Curve { get; } = [];

        public void AfterEpoch(FinishedEpoch epoch)
        {
            Curve.Add(epoch.Report);
            if (file is not null)
            {
                epoch.CopyState().Write($"{file}.{epoch.Report.Epoch + 1}");
            }
        }
    }
}

using System.Diagnostics;
using System.Text.Json;
using PiCIE.Experiments.Settings;
using PiCIE.Experiments.Stages;
using PiCIE.Segmentation.Networks;
using PiCIE.Segmentation.Packs;
using PiCIE.Segmentation.Training;
using PiCIE.Segmentation.Weights;

namespace PiCIE.Stages.Train;

/// <summary>Makes the network of a run: start weights, then what its method does. No input of it can hold a label.</summary>
internal static class TrainStage
{
    /// <summary>Makes the network, trains it as the method says, and writes weights, centroids and curve.</summary>
    public static TrainStageOutput Run(StageContext context)
    {
        TrainStageSettings settings = context.Settings<TrainStageSettings>();
        using SegmentationNetwork network = new(NetworkFiles.Describe(settings.Backbone), settings.Seed);
        if (settings.Start == TrainStart.Weights)
        {
            LoadedWeights loaded = network.Load(WeightsFile.Read(context.Input(InputRoles.Weights)));
            context.Channel.Information(loaded.TrunkOnly ? "start weights fill the trunk; the pyramid head is random from the seed" : "start weights fill the whole network");
        }

        IReadOnlyList<EpochPoint> curve = settings.Method switch
        {
            FrozenSettings => [],
            PicieSettings picie => Train(context, settings, picie, network),
            _ => throw new UnreachableException($"no training for {settings.Method}"),
        };
        if (settings is { Method: FrozenSettings, Start: TrainStart.Weights })
        {
            SafetensorsFile.Write(context.Output(ArtifactFiles.Head), NetworkParts.HeadOf(network));
        }
        else
        {
            SafetensorsFile.Write(context.Output(ArtifactFiles.Weights), network.ToNamedTensors());
        }

        return new TrainStageOutput { Curve = curve };
    }

    private static List<EpochPoint> Train(StageContext context, TrainStageSettings settings, PicieSettings picie, SegmentationNetwork network)
    {
        using PackReader pack = PackReader.Open(context.Input(InputRoles.BasePack));
        TrainingOptions options = PicieOptions.From(settings, picie, pack.Format.Width);
        TrainingCheckpoint? from = TrainingCheckpoint.Read(context, picie.Training.KeepEpochs);
        TrainingJournal journal = new(context, options.Epochs, picie.Training.KeepEpochs, from?.Curve ?? []);
        FinishedEpoch? last = new PicieTrainer(network, options, journal, context.StopNow).Train(new TrainingPhotographs(pack), from?.State);
        if (last is not null)
        {
            NetworkFiles.WriteCentroids(context.Output(ArtifactFiles.Centroids), last.Centroids1, last.Centroids2);
        }

        File.WriteAllBytes(context.Output(ArtifactFiles.Curve), JsonSerializer.SerializeToUtf8Bytes(journal.Curve, StageJson.Options));
        return journal.Curve;
    }
}

using System.Text.Json;
using PiCIE.Experiments.Settings;
using PiCIE.Experiments.Stages;
using PiCIE.Segmentation.Networks;
using PiCIE.Segmentation.Packs;
using PiCIE.Segmentation.Training;
using PiCIE.Segmentation.Weights;

namespace PiCIE.Stages.Train;

/// <summary>
/// Makes the network of a run: start weights, then for picie the training. No input of it can hold a label. Inputs: <c>basePack</c>
/// (absent for frozen), <c>weights</c> (absent for a random start). Files: <c>weights.safetensors</c>, and for picie
/// <c>centroids.safetensors</c>, <c>curve.json</c>, <c>epoch-N/…</c> of kept epochs.
/// </summary>
internal static class TrainStage
{
    /// <summary>Trains.</summary>
    public static TrainStageOutput Run(StageContext context)
    {
        TrainStageSettings settings = context.Settings<TrainStageSettings>();
        using SegmentationNetwork network = new(NetworkFiles.Describe(settings.Backbone), settings.Seed);
        if (settings.Start == TrainStart.Weights && context.OptionalInput("weights") is not null)
        {
            LoadedWeights loaded = network.Load(WeightsFile.Read(context.Input("weights")));
            context.Channel.Information(loaded.TrunkOnly ? "start weights fill the trunk; the pyramid head is random from the seed" : "start weights fill the whole network");
        }

        IReadOnlyList<EpochPoint> curve = settings.Method == Method.Frozen ? [] : Train(context, settings, network);
        SafetensorsFile.Write(context.Output(NetworkFiles.Weights), network.ToNamedTensors());
        return new TrainStageOutput { Curve = curve };
    }

    private static List<EpochPoint> Train(StageContext context, TrainStageSettings settings, SegmentationNetwork network)
    {
        using PackReader pack = PackReader.Open(context.Input("basePack"));
        TrainingOptions options = TrainingOptionsOf.Settings(settings, pack.Format.Width);
        TrainingJournal journal = new(context, options.Epochs, settings.KeepEpochs ?? []);
        FinishedEpoch? last = new PicieTrainer(network, options, journal, context.Stop).Train(new TrainingPhotographs(pack));
        if (last is not null)
        {
            NetworkFiles.WriteCentroids(context.Output(NetworkFiles.Centroids), last.Centroids1, last.Centroids2);
        }

        File.WriteAllBytes(context.Output("curve.json"), JsonSerializer.SerializeToUtf8Bytes(journal.Curve, StageJson.Options));
        return journal.Curve;
    }
}

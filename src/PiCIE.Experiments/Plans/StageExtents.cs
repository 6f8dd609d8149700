using System.Globalization;
using PiCIE.Evaluation.Text;
using PiCIE.Experiments.Settings;
using PiCIE.Experiments.Stages;

namespace PiCIE.Experiments.Plans;

/// <summary>
/// Computes the extents of stages. Preprocess grows with photographs, each of which is decoded once; the stages that run the network grow with the
/// pixels that pass through it: photographs × their side squared × epochs, or repeats.
/// </summary>
internal static class StageExtents
{
    private const int Channels = 3;

    /// <summary>Returns the extent of a preprocess stage. The size of raw packs follows from the number of photographs.</summary>
    /// <param name="stage">Its settings.</param>
    /// <param name="photographs">Number of photographs of its split.</param>
    public static StageExtent OfPreprocess(PreprocessStageSettings stage, int photographs)
    {
        double pixels = Pixels(photographs, stage.BaseResolution ?? 0) + Pixels(photographs, stage.Resolution ?? 0);
        double labels = stage.Labels ? Pixels(photographs, stage.Resolution ?? 0) : 0;
        return new StageExtent(Like(StageKind.Preprocess, stage.Task.Name, stage.Packing.Word()), photographs, (Channels * pixels) + labels)
        {
            KnownBytes = stage.Packing == Packing.Raw ? (long)((Channels * pixels) + labels) : null,
        };
    }

    /// <summary>Returns the extent of a train stage. A method that trains nothing does the same whatever the photographs are.</summary>
    /// <param name="settings">Settings of the run, fitted to its task.</param>
    /// <param name="photographs">Number of photographs that it trains on.</param>
    public static StageExtent OfTrain(RunSettings settings, int photographs)
    {
        string like = Like(StageKind.Train, settings.Method.Word(), Network(settings));
        return settings.Train.Training is PicieTraining training
            ? new StageExtent(like, Pixels(photographs, settings.Preprocess.Resolution) * training.Epochs, 1 + training.KeepEpochs.Count)
            : new StageExtent(like, 1, 1);
    }

    /// <summary>Returns the extent of a cluster stage.</summary>
    /// <param name="settings">Settings of the run, fitted to its task.</param>
    /// <param name="photographs">Number of photographs that it clusters.</param>
    public static StageExtent OfCluster(RunSettings settings, int photographs) => new(
        Like(StageKind.Cluster, Network(settings)),
        Pixels(photographs, settings.Preprocess.Resolution) * settings.Cluster.Repeats,
        (double)settings.Cluster.Repeats * settings.Cluster.K!.Value);

    /// <summary>Returns the extent of an evaluate stage.</summary>
    /// <param name="settings">Settings of the run, fitted to its task.</param>
    /// <param name="photographs">Number of photographs of all its splits.</param>
    public static StageExtent OfEvaluate(RunSettings settings, int photographs)
    {
        // Trained centroids come as those of two views, and so do those of each kept epoch.
        int repeats = (settings.Evaluate.Centroids == CentroidSource.Fresh ? settings.Cluster.Repeats : 2) + (2 * settings.Evaluate.Epochs.Count);
        double pixels = Pixels(photographs, settings.Preprocess.Resolution) * repeats;
        return new StageExtent(Like(StageKind.Evaluate, Network(settings)), pixels, pixels);
    }

    private static double Pixels(int photographs, int side) => (double)photographs * side * side;

    private static string Network(RunSettings settings) =>
        string.Create(CultureInfo.InvariantCulture, $"{settings.Backbone.Name}/{settings.Backbone.Width}/{settings.Backbone.FeatureWidth}");

    private static string Like(StageKind kind, params string[] parts) =>
        string.Create(CultureInfo.InvariantCulture, $"{kind.Word()}/{StageVersions.Of(kind)}/{string.Join('/', parts)}");
}

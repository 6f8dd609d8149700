using System.Diagnostics;
using PiCIE.Experiments.Protocol;
using PiCIE.Experiments.Settings;
using PiCIE.Experiments.Stages;
using PiCIE.Segmentation.Clustering;
using PiCIE.Segmentation.Networks;
using PiCIE.Segmentation.Packs;
using PiCIE.Segmentation.Weights;
using PiCIE.Segmentation.Weights.Tensors;

namespace PiCIE.Stages.Cluster;

/// <summary>
/// Clusters afresh after a training, repeat by repeat. Each repeat gives a file (<see cref="ArtifactFiles.Repeat"/>) with the centroids and
/// the batch-norm statistics of that moment.
/// </summary>
internal static class ClusterStage
{
    /// <summary>Runs all repeats and writes their files.</summary>
    public static ClusterStageOutput Run(StageContext context)
    {
        ClusterStageSettings settings = context.Settings<ClusterStageSettings>();
        ClusterSwitches switches = settings.Switches;
        using SegmentationNetwork network = NetworkFiles.Read(context, InputRoles.Weights, settings.Backbone);
        using PackReader pack = PackReader.Open(context.Input(InputRoles.EvaluationPack));
        FreshClustering clustering = new(network, pack, new FreshClusteringOptions
        {
            Seed = settings.Seed,
            Clusters = settings.K,
            KMeans = KMeansTranslation.ToOptions(settings.Kmeans, switches),
            RestoreStatistics = switches.FreshBn switch
            {
                FreshBatchNorm.Drifted => false,
                FreshBatchNorm.Restored => true,
                _ => throw new UnreachableException($"unknown rule {switches.FreshBn}"),
            },
        });

        List<ClusterRepeat> repeats = [];
        for (int repeat = 1; repeat <= settings.Repeats; repeat++)
        {
            string note = $"repeat {repeat} of {settings.Repeats}";
            FreshClusters clusters = clustering.Run(repeat, (done, total) => Tell(context, done, total, note), context.StopNow);
            Write(context.Output(ArtifactFiles.Repeat(repeat)), clusters);
            context.Channel.Send(new StageMetrics([new("kmeans.loss", repeat - 1, clusters.Loss)]));
            repeats.Add(new ClusterRepeat(clusters.Loss, clusters.Counts));
        }

        return new ClusterStageOutput { Repeats = repeats };
    }

    private static void Tell(StageContext context, int done, int total, string note)
    {
        context.Channel.Alive();
        context.Channel.Progress("cluster", done, total, note);
    }

    private static void Write(string path, FreshClusters clusters)
    {
        NamedTensors tensors = new();
        tensors.Add(NetworkFiles.RepeatName, NetworkFiles.ToTensor(clusters.Centroids));
        foreach ((string name, HostTensor value) in clusters.Statistics)
        {
            tensors.Add(name, value);
        }

        SafetensorsFile.Write(path, tensors);
    }
}

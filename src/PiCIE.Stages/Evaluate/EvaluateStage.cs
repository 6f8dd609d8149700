using PiCIE.Experiments.Settings;
using PiCIE.Experiments.Stages;
using PiCIE.Segmentation.Clustering;
using PiCIE.Segmentation.Networks;
using PiCIE.Segmentation.Weights;
using PiCIE.Segmentation.Weights.Tensors;

namespace PiCIE.Stages.Evaluate;

/// <summary>
/// Segments the photographs of each split, and counts the class × cluster matrix where there are labels.
/// <see cref="EvaluateStageSettings"/> names the inputs. Trained centroids are evaluated view by view: repeat 1 is view 1, repeat 2 is
/// view 2.
/// </summary>
internal static class EvaluateStage
{
    /// <summary>Evaluates the splits with the final weights and with those of each kept epoch that is asked for.</summary>
    public static EvaluateStageOutput Run(StageContext context)
    {
        EvaluateStageSettings settings = context.Settings<EvaluateStageSettings>();
        IReadOnlyList<ClusteredNetwork> repeats = settings.Centroids == CentroidSource.Fresh ? Fresh(context) : Trained(context, InputRoles.Weights, InputRoles.Centroids);
        return new EvaluateStageOutput
        {
            Splits = Evaluate(context, settings, repeats, epoch: null),
            Epochs = [.. settings.Epochs.Select(epoch => new EpochEvaluation(
                epoch, Evaluate(context, settings, Trained(context, InputRoles.WeightsFor(epoch), InputRoles.CentroidsFor(epoch)), epoch)))],
        };
    }

    private static List<SplitEvaluation> Evaluate(StageContext context, EvaluateStageSettings settings, IReadOnlyList<ClusteredNetwork> repeats, int? epoch)
    {
        using SplitSet splits = SplitSet.Open(context, settings);
        List<RepeatEvaluation>[] matrices = [.. settings.Splits.Select(_ => new List<RepeatEvaluation>())];
        for (int repeat = 0; repeat < repeats.Count; repeat++)
        {
            using SegmentationNetwork network = repeats[repeat].Open(context, settings.Backbone);
            for (int split = 0; split < splits.Count; split++)
            {
                SplitOutput output = new(context, settings, splits[split], epoch, repeat + 1, $"{settings.Splits[split]}, repeat {repeat + 1} of {repeats.Count}");
                if (output.Segment(network, repeats[repeat].Centroids) is { } matrix)
                {
                    matrices[split].Add(new RepeatEvaluation(matrix.ToRows()));
                }
            }
        }

        return [.. settings.Splits.Select((name, index) => new SplitEvaluation(name, splits[index].Count, matrices[index]))];
    }

    /// <summary>Returns the centroids of a fresh clustering, each with the statistics of its moment.</summary>
    private static List<ClusteredNetwork> Fresh(StageContext context)
    {
        string folder = context.Input(InputRoles.Cluster);
        List<ClusteredNetwork> repeats = [];
        for (int repeat = 1; File.Exists(Path.Combine(folder, ArtifactFiles.Repeat(repeat))); repeat++)
        {
            NamedTensors tensors = WeightsFile.Read(Path.Combine(folder, ArtifactFiles.Repeat(repeat)));
            repeats.Add(new ClusteredNetwork(InputRoles.Weights, NetworkFiles.ReadCentroids(tensors, NetworkFiles.RepeatName), tensors));
        }

        return repeats.Count > 0 ? repeats : throw new WeightsException($"{folder} holds no repeat of a clustering.");
    }

    private static List<ClusteredNetwork> Trained(StageContext context, string weights, string centroids)
    {
        NamedTensors tensors = WeightsFile.Read(context.Input(centroids));
        return [.. NetworkFiles.ViewNames.Select(view => new ClusteredNetwork(weights, NetworkFiles.ReadCentroids(tensors, view), null))];
    }

    /// <summary>Centroids with the role of the network that they belong to.</summary>
    private sealed record ClusteredNetwork(string Weights, Centroids Centroids, NamedTensors? Statistics)
    {
        public SegmentationNetwork Open(StageContext context, BackboneSettings backbone)
        {
            SegmentationNetwork network = NetworkFiles.Read(context, Weights, backbone);
            if (Statistics is not null)
            {
                BatchNormStatistics.Restore(network, Statistics);
            }

            return network;
        }
    }
}

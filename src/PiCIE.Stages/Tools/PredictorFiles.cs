using PiCIE.Experiments.Stages;
using PiCIE.Segmentation.Clustering;
using PiCIE.Segmentation.Networks;
using PiCIE.Segmentation.Weights;
using PiCIE.Segmentation.Weights.Tensors;
using PiCIE.Stages.Failures;

namespace PiCIE.Stages.Tools;

/// <summary>The parts of a run that predict: its network with the batch-norm statistics that belong to its centroids, and the centroids.</summary>
/// <param name="Backbone">Description of the network.</param>
/// <param name="Network">All tensors of the network.</param>
/// <param name="Centroids">The centroids.</param>
internal sealed record PredictorFiles(BackboneDescription Backbone, NamedTensors Network, Centroids Centroids)
{
    /// <summary>
    /// Reads the files of a run: its network, and a repeat of its cluster stage, which holds statistics too, or the centroids of its training,
    /// which go with those of the weights.
    /// </summary>
    /// <param name="context">The order that names them.</param>
    /// <exception cref="WeightsException">A file is damaged, or the two do not belong together.</exception>
    /// <exception cref="StageInputException">The weights do not say which network they belong to.</exception>
    public static PredictorFiles Read(StageContext context)
    {
        NamedTensors weights = NetworkFiles.ReadTensors(context, InputRoles.Weights), clustered = WeightsFile.Read(context.Input(InputRoles.Centroids));
        BackboneDescription backbone = BackboneDescription.ReadFrom(weights)
            ?? throw new StageInputException($"{weights.Source} does not say which network it belongs to.", "Take the weights of a run of this program.");
        return clustered.Contains(NetworkFiles.RepeatName)
            ? new PredictorFiles(backbone, WithStatistics(weights, clustered), NetworkFiles.ReadCentroids(clustered, NetworkFiles.RepeatName))
            : new PredictorFiles(backbone, weights, NetworkFiles.ReadCentroids(clustered, NetworkFiles.ViewNames[0]));
    }

    private static NamedTensors WithStatistics(NamedTensors weights, NamedTensors clustered)
    {
        string[] foreign = [.. clustered.Names.Where(name => name != NetworkFiles.RepeatName && !Fits(weights, clustered, name))];
        if (foreign.Length > 0)
        {
            throw new WeightsException($"{clustered.Source} holds {foreign.Length} batch-norm statistics that {weights.Source} has not or has in another shape, such as {foreign[0]}; take both from the same run.");
        }

        NamedTensors network = new() { Source = weights.Source };
        foreach ((string name, HostTensor value) in weights)
        {
            network.Add(name, clustered.TryGet(name, out HostTensor? moved) ? moved : value);
        }

        return network;
    }

    private static bool Fits(NamedTensors weights, NamedTensors clustered, string name) =>
        weights.TryGet(name, out HostTensor? there) && there.Shape.SequenceEqual(clustered[name].Shape);
}

using PiCIE.Experiments.Stages;
using PiCIE.Segmentation.Clustering;
using PiCIE.Segmentation.Networks;
using PiCIE.Segmentation.Weights;
using PiCIE.Segmentation.Weights.Tensors;

namespace PiCIE.Stages;

/// <summary>Reads and writes networks and centroids in the files that stages hand on.</summary>
internal static class NetworkFiles
{
    /// <summary>Names of both views' centroids in <see cref="ArtifactFiles.Centroids"/>.</summary>
    public static readonly string[] ViewNames = ["view1", "view2"];

    /// <summary>Name of the centroids in a file of one repeat of a clustering.</summary>
    public const string RepeatName = "centroids";

    /// <summary>Returns the library's description of a network.</summary>
    public static BackboneDescription Describe(BackboneSettings settings) => new(settings.Name, settings.Width, settings.FeatureWidth);

    /// <summary>Reads the network that an order names: a file that holds all of it, or start weights and the pyramid that belongs on their trunk.</summary>
    /// <param name="context">The order.</param>
    /// <param name="role">The role of the file.</param>
    /// <param name="settings">The network that is wanted.</param>
    /// <exception cref="WeightsException">The files hold another network.</exception>
    public static SegmentationNetwork Read(StageContext context, string role, BackboneSettings settings) =>
        SegmentationNetwork.FromWeights(Describe(settings), ReadTensors(context, role));

    /// <summary>Reads the tensors of that network.</summary>
    /// <param name="context">The order.</param>
    /// <param name="role">The role of the file.</param>
    /// <exception cref="WeightsException">A file is damaged or holds no network.</exception>
    public static NamedTensors ReadTensors(StageContext context, string role)
    {
        NamedTensors weights = WeightsFile.Read(context.Input(role));
        return role == InputRoles.Weights && context.OptionalInput(InputRoles.Head) is not null
            ? NetworkParts.Join(weights, WeightsFile.Read(context.Input(InputRoles.Head)))
            : weights;
    }

    /// <summary>Reads centroids from a file of tensors.</summary>
    /// <exception cref="WeightsException">They are missing or no matrix.</exception>
    public static Centroids ReadCentroids(NamedTensors tensors, string name) =>
        tensors.TryGet(name, out HostTensor? found) && found.Shape.Count == 2
            ? new Centroids(found.ToFloats(), checked((int)found.Shape[1]))
            : throw new WeightsException($"{tensors.Source} holds no matrix '{name}' of centroids.");

    /// <summary>Returns the centroids as a tensor [K, D].</summary>
    public static HostTensor ToTensor(Centroids centroids) => HostTensor.Of(centroids.Values, centroids.Count, centroids.Width);

    /// <summary>Writes both views' centroids.</summary>
    public static void WriteCentroids(string path, Centroids first, Centroids second)
    {
        NamedTensors tensors = new();
        tensors.Add(ViewNames[0], ToTensor(first));
        tensors.Add(ViewNames[1], ToTensor(second));
        SafetensorsFile.Write(path, tensors);
    }
}

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

    /// <summary>Reads a whole network.</summary>
    /// <exception cref="WeightsException">The file holds another network.</exception>
    public static SegmentationNetwork Read(string path, BackboneSettings settings) =>
        SegmentationNetwork.FromWeights(Describe(settings), WeightsFile.Read(path));

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

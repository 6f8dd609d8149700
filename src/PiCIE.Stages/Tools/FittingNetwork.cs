using System.Globalization;
using PiCIE.Segmentation.Networks;
using PiCIE.Segmentation.Weights;
using PiCIE.Segmentation.Weights.Tensors;

namespace PiCIE.Stages.Tools;

/// <summary>Which network a weights file could start.</summary>
internal static class FittingNetwork
{
    /// <summary>A weight [D, channels, 1, 1] of the head; several replicas' names carry a prefix.</summary>
    private static readonly string[] HeadWeights = ["decoder.layer1.weight", "module.decoder.layer1.weight"];

    /// <summary>The first network that takes the file without a complaint, in words; null if none does.</summary>
    public static string? Of(NamedTensors tensors)
    {
        foreach (BackboneDescription candidate in Candidates(tensors))
        {
            using SegmentationNetwork network = new(candidate, seed: 1);
            try
            {
                return Describe(candidate, network.Load(tensors));
            }
            catch (WeightsException)
            {
                // Not this one; the next may fit.
            }
        }

        return null;
    }

    private static IEnumerable<BackboneDescription> Candidates(NamedTensors tensors)
    {
        if (BackboneDescription.ReadFrom(tensors) is { } said)
        {
            return [said];
        }

        int? features = FeatureWidth(tensors);
        return features is < 1 or > BackboneDescription.LargestFeatureWidth
            ? []
            : BackboneDescription.Names.SelectMany(name => BackboneDescription.Widths.OrderDescending().Select(width => new BackboneDescription(name, width, features)));
    }

    /// <summary>D as the file's head has it; null for a file without a head, which fits any.</summary>
    private static int? FeatureWidth(NamedTensors tensors)
    {
        foreach (string name in HeadWeights)
        {
            if (tensors.TryGet(name, out HostTensor? weight) && weight.Shape is [long features, ..])
            {
                return (int)Math.Clamp(features, 0, int.MaxValue);
            }
        }

        return null;
    }

    private static string Describe(BackboneDescription network, LoadedWeights loaded)
    {
        string width = network.Width == 1 ? "" : $" at width {network.Width.ToString(CultureInfo.InvariantCulture)}";
        string features = network.FeatureWidth == new BackboneDescription(network.Name).FeatureWidth ? "" : $" with {network.FeatureWidth} features";
        return $"{network.Name}{width}{features} ({(loaded.TrunkOnly ? "trunk" : "whole network")})";
    }
}

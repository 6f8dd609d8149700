using System.Globalization;
using PiCIE.Segmentation.Networks;
using PiCIE.Segmentation.Weights;

namespace PiCIE.Stages.Tools;

/// <summary>Which network a weights file could start.</summary>
internal static class FittingNetwork
{
    private static readonly string[] Names = ["resnet18", "resnet34", "resnet50", "resnet101"];
    private static readonly double[] Widths = [1, 0.5, 0.25, 0.125];

    /// <summary>The first network that takes the file without a complaint, in words; null if none does.</summary>
    public static string? Of(NamedTensors tensors)
    {
        IEnumerable<BackboneDescription> candidates = BackboneDescription.ReadFrom(tensors) is { } said
            ? [said]
            : Names.SelectMany(name => Widths.Select(width => new BackboneDescription(name, width)));
        foreach (BackboneDescription candidate in candidates)
        {
            using SegmentationNetwork network = new(candidate, seed: 1);
            try
            {
                LoadedWeights loaded = network.Load(tensors);
                string width = candidate.Width == 1 ? "" : $" at width {candidate.Width.ToString(CultureInfo.InvariantCulture)}";
                return $"{candidate.Name}{width} ({(loaded.TrunkOnly ? "trunk" : "whole network")})";
            }
            catch (WeightsException)
            {
                // Not this one; the next may fit.
            }
        }

        return null;
    }
}

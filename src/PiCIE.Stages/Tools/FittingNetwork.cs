using System.Globalization;
using PiCIE.Segmentation.Networks;
using PiCIE.Segmentation.Weights;
using PiCIE.Segmentation.Weights.Tensors;

namespace PiCIE.Stages.Tools;

/// <summary>The network that a weights file could start, or the reason why none.</summary>
/// <param name="Words">The network in words; null for none.</param>
/// <param name="Reason">Reason why nothing fits; null where something does.</param>
internal sealed record FittingNetwork(string? Words, string? Reason)
{
    private const string Stem = "backbone.conv1.weight";
    private const string Bottleneck = "backbone.layer1.0.conv3.weight";
    private const string ThirdStage = "backbone.layer3.";

    /// <summary>Name of a weight [D, channels, 1, 1] of the head.</summary>
    private const string HeadWeight = "decoder.layer1.weight";

    /// <summary>Number of channels of the stem at width 1.</summary>
    private const int StemChannels = 64;

    /// <summary>Recognises the network by its texts, or by names and shapes, and tries it.</summary>
    /// <param name="tensors">The content of a weights file.</param>
    public static FittingNetwork Of(NamedTensors tensors)
    {
        try
        {
            NetworkNames names = NetworkNames.Of(tensors);
            if ((BackboneDescription.ReadFrom(tensors) ?? Recognised(names.Tensors)) is not { } candidate)
            {
                return new FittingNetwork(null, Unknown(names.Tensors));
            }

            using SegmentationNetwork network = new(candidate, seed: 1);
            return new FittingNetwork(Describe(candidate, network.Load(tensors)), null);
        }
        catch (WeightsException refused)
        {
            return new FittingNetwork(null, refused.Message);
        }
    }

    /// <summary>Returns the reason why a file cannot start a network; null when it can.</summary>
    /// <param name="tensors">The content of the file.</param>
    /// <param name="wanted">The network.</param>
    public static string? RefusalOf(NamedTensors tensors, BackboneDescription wanted)
    {
        try
        {
            using SegmentationNetwork network = new(wanted, seed: 1);
            network.Load(tensors);
            return null;
        }
        catch (WeightsException refused)
        {
            return refused.Message;
        }
    }

    /// <summary>Returns the network that has the file's blocks, stem and features.</summary>
    private static BackboneDescription? Recognised(NamedTensors tensors)
    {
        double width = tensors.TryGet(Stem, out HostTensor? stem) && stem.Shape is [long channels, ..] ? (double)channels / StemChannels : 0;
        int? features = FeatureWidth(tensors);
        string? name = (BlocksOfThirdStage(tensors), tensors.Contains(Bottleneck)) switch
        {
            (2, false) => "resnet18",
            (6, false) => "resnet34",
            (6, true) => "resnet50",
            (23, true) => "resnet101",
            _ => null,
        };
        return name is null || !BackboneDescription.Widths.Contains(width) || features is < 1 or > BackboneDescription.LargestFeatureWidth
            ? null
            : new BackboneDescription(name, width, features);
    }

    private static int BlocksOfThirdStage(NamedTensors tensors) => tensors.Names
        .Where(name => name.StartsWith(ThirdStage, StringComparison.Ordinal))
        .Select(name => name[ThirdStage.Length..].Split('.')[0]).Distinct(StringComparer.Ordinal).Count();

    /// <summary>Returns D as the file's head has it; null for a file without a head, which fits any.</summary>
    private static int? FeatureWidth(NamedTensors tensors) =>
        tensors.TryGet(HeadWeight, out HostTensor? weight) && weight.Shape is [long features, ..] ? (int)Math.Clamp(features, 0, int.MaxValue) : null;

    private static string Unknown(NamedTensors tensors)
    {
        string stem = tensors.TryGet(Stem, out HostTensor? weight) ? weight.ToString() : "none";
        string features = FeatureWidth(tensors) is { } count ? $", {count} features" : "";
        FormattableString reason =
            $"no network here has its sizes: {BlocksOfThirdStage(tensors)} blocks in the third stage, a first convolution of {stem}{features}. Known are {string.Join(", ", BackboneDescription.Names)}, {string.Join(", ", BackboneDescription.Widths.Select(width => width.ToString(CultureInfo.InvariantCulture)))} times as wide, of up to {BackboneDescription.LargestFeatureWidth} features";
        return FormattableString.Invariant(reason);
    }

    private static string Describe(BackboneDescription network, LoadedWeights loaded)
    {
        string width = network.Width == 1 ? "" : $" at width {network.Width.ToString(CultureInfo.InvariantCulture)}";
        string features = network.FeatureWidth == new BackboneDescription(network.Name).FeatureWidth ? "" : $" with {network.FeatureWidth} features";
        string beside = loaded.LeftOut.Count == 0 ? "" : $"; {loaded.LeftOut.Count} other tensors are left out";
        return $"{network.Name}{width}{features} ({(loaded.TrunkOnly ? "trunk" : "whole network")}{beside})";
    }
}

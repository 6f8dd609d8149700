using PiCIE.Experiments.Tools;
using PiCIE.Segmentation.Weights;

namespace PiCIE.Stages.Tools;

/// <summary>Reads a weights file, without executing anything in it, and says what it holds.</summary>
internal static class WeightsInspectTool
{
    /// <summary>Names, shapes and types of the file's tensors, and the network that they fit.</summary>
    public static WeightsInspectOutput Run(StageContext context)
    {
        NamedTensors tensors = WeightsFile.Read(context.Input("weights"));
        return new WeightsInspectOutput(
            WeightsFormatName.Of(context.Input("weights")),
            [.. tensors.Select(entry => new InspectedTensor(entry.Key, entry.Value.Shape, entry.Value.Type.ToString().ToLowerInvariant()))],
            new SortedDictionary<string, string>(tensors.Metadata, StringComparer.Ordinal),
            FittingNetwork.Of(tensors));
    }
}

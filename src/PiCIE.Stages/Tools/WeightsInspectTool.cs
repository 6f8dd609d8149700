using PiCIE.Experiments.Stages;
using PiCIE.Experiments.Tools;
using PiCIE.Segmentation.Weights;

namespace PiCIE.Stages.Tools;

/// <summary>Reads a weights file, without executing anything in it, and says what it holds.</summary>
internal static class WeightsInspectTool
{
    /// <summary>Returns names, shapes and types of the file's tensors and the network that they fit, or the reason why none.</summary>
    public static WeightsInspectOutput Run(StageContext context)
    {
        NamedTensors tensors = WeightsFile.Read(context.Input(InputRoles.Weights));
        FittingNetwork fitting = FittingNetwork.Of(tensors);
        string? refusal = context.Settings<WeightsInspectToolSettings>().Backbone is { } wanted
            ? FittingNetwork.RefusalOf(tensors, NetworkFiles.Describe(wanted))
            : fitting.Reason;
        return new WeightsInspectOutput(
            WeightsFormatName.Of(context.Input(InputRoles.Weights)),
            [.. tensors.Select(entry => new InspectedTensor(entry.Key, entry.Value.Shape, entry.Value.Type.ToString().ToLowerInvariant()))],
            new SortedDictionary<string, string>(tensors.Metadata, StringComparer.Ordinal),
            tensors.Place,
            fitting.Words,
            refusal);
    }
}

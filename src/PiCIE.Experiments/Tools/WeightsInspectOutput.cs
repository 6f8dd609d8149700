namespace PiCIE.Experiments.Tools;

/// <summary>The output record of a look into a weights file.</summary>
/// <param name="Format">safetensors, pytorch-zip, pytorch-legacy or pytorch-tar.</param>
/// <param name="Tensors">Its tensors, in the order of the file.</param>
/// <param name="Metadata">Its text metadata; empty where the format has none.</param>
/// <param name="Place">Place of the tensors in the file (<c>state_dict</c>); empty for the file itself.</param>
/// <param name="Fits">The network that could be started from it (<c>resnet18 (trunk)</c>, <c>resnet50 (whole network)</c>); null for none that is known.</param>
/// <param name="Reason">Reason why nothing fits, or why the wanted network does not; null where it does.</param>
public sealed record WeightsInspectOutput(
    string Format,
    IReadOnlyList<InspectedTensor> Tensors,
    IReadOnlyDictionary<string, string> Metadata,
    string Place,
    string? Fits,
    string? Reason);

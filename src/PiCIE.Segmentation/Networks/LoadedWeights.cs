namespace PiCIE.Segmentation.Networks;

/// <summary>Tells which part of a network a file filled.</summary>
/// <param name="TrunkOnly">Whether the file held only the backbone, so that the pyramid keeps its weights.</param>
/// <param name="LeftOut">Names of the file that no part of the network takes: a torchvision file's classifier.</param>
public sealed record LoadedWeights(bool TrunkOnly, IReadOnlyList<string> LeftOut);

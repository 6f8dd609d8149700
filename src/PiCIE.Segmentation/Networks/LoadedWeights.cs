namespace PiCIE.Segmentation.Networks;

/// <summary>What filling a network from a file did.</summary>
/// <param name="TrunkOnly">Whether the file held only the backbone, so that the pyramid keeps its weights.</param>
/// <param name="LeftOut">Names of the file that no part of the network takes: a torchvision file's classifier.</param>
public sealed record LoadedWeights(bool TrunkOnly, IReadOnlyList<string> LeftOut);

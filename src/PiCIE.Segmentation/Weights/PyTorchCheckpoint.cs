namespace PiCIE.Segmentation.Weights;

/// <summary>What a PyTorch file holds: a network's tensors, and for a training checkpoint of the authors the classifiers and the epoch.</summary>
/// <param name="Network">The network's tensors under the file's names.</param>
/// <param name="Classifier1">The classifier of view 1 (<c>module.weight</c> [K, D, 1, 1], <c>module.bias</c>), or null.</param>
/// <param name="Classifier2">The classifier of view 2, or null.</param>
/// <param name="Epoch">The number of the last finished epoch + 1, or null.</param>
public sealed record PyTorchCheckpoint(NamedTensors Network, NamedTensors? Classifier1, NamedTensors? Classifier2, long? Epoch);

using PiCIE.Segmentation.Losses;

namespace PiCIE.Segmentation.Training;

/// <summary>Says where an epoch stands at one batch.</summary>
/// <param name="Epoch">Number of the epoch, from 0.</param>
/// <param name="Pass">Pass over the photographs that the batch belongs to.</param>
/// <param name="Batch">Number of the batch within the pass, from 0.</param>
/// <param name="Batches">Batches of the pass.</param>
/// <param name="Photographs">Photographs of this batch.</param>
/// <param name="Losses">Losses of the batch; null outside the training pass and before the batch.</param>
public readonly record struct BatchMoment(
    int Epoch, EpochPass Pass, int Batch, int Batches, int Photographs, PicieLosses? Losses = null);

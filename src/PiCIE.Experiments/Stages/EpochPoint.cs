namespace PiCIE.Experiments.Stages;

/// <summary>The point of a training curve that one epoch gives.</summary>
/// <param name="Epoch">The epoch, counted from 0.</param>
/// <param name="Loss">Mean of the summed loss.</param>
/// <param name="Within">Mean of the loss within views; null where it is off.</param>
/// <param name="Cross">Mean of the loss across views; null where it is off.</param>
/// <param name="KmeansLoss1">Mean squared distance to the centroid in the clustering of view 1.</param>
/// <param name="KmeansLoss2">The same of view 2.</param>
/// <param name="Seconds">Wall time of the epoch in seconds.</param>
public sealed record EpochPoint(
    int Epoch, double Loss, double? Within, double? Cross, double KmeansLoss1, double KmeansLoss2, double Seconds);

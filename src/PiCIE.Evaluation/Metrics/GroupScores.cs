namespace PiCIE.Evaluation.Metrics;

/// <summary>
/// The figures of some of the classes, things or stuff: their IoU from the full matrix, and the accuracy on pixels of these classes with
/// all predictions counted (science 1.5, switch 15, clean). They are never taken from a block of a matrix in cluster order, as the released
/// program prints.
/// </summary>
/// <param name="Accuracy">Matched pixels / labelled pixels of the group, 0 to 1; null if it has no labelled pixel.</param>
/// <param name="MeanIoU">Mean IoU of its classes, 0 to 1; null if it is defined for none.</param>
/// <param name="MeanRecall">Mean recall of its classes, 0 to 1; null if it is defined for none.</param>
/// <param name="Pixels">Labelled pixels of the group.</param>
public sealed record GroupScores(double? Accuracy, double? MeanIoU, double? MeanRecall, long Pixels);

namespace PiCIE.Evaluation.Metrics;

/// <summary>The figures of one class after matching, as fractions 0 to 1.</summary>
/// <param name="ClassId">The class.</param>
/// <param name="IoU">TP / (TP + FP + FN), or null if the class is absent.</param>
/// <param name="Recall">TP / labelled pixels, or null if it has no labelled pixel.</param>
/// <param name="Pixels">Labelled pixels of the class.</param>
/// <param name="Absent">
/// Whether the class is neither labelled nor predicted, so that it says nothing and leaves the means. One that is predicted without being
/// labelled is not absent; its IoU is 0.
/// </param>
public sealed record ClassScore(int ClassId, double? IoU, double? Recall, long Pixels, bool Absent);

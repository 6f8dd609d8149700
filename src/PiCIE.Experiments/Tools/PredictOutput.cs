namespace PiCIE.Experiments.Tools;

/// <summary>The output record of a prediction, beside its files.</summary>
/// <param name="Photographs">Each photograph that was segmented, in the order of the settings.</param>
/// <param name="Bad">Each photograph that cannot be segmented, in the order of the settings.</param>
public sealed record PredictOutput(IReadOnlyList<PredictedMask> Photographs, IReadOnlyList<BadFile> Bad);

namespace PiCIE.Experiments.Tools;

/// <summary>What the tool says besides its files.</summary>
/// <param name="Photographs">Each photograph that was segmented, in the order of the settings.</param>
/// <param name="Bad">Each photograph that cannot be segmented, in the order of the settings.</param>
public sealed record PredictOutput(IReadOnlyList<PredictedMask> Photographs, IReadOnlyList<BadFile> Bad);

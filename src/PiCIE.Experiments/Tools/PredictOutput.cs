namespace PiCIE.Experiments.Tools;

/// <summary>What the tool says besides its files.</summary>
/// <param name="Photographs">Each photograph, in the order of the settings.</param>
public sealed record PredictOutput(IReadOnlyList<PredictedMask> Photographs);

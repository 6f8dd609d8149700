namespace PiCIE.Experiments.Tools;

/// <summary>What was found.</summary>
/// <param name="Splits">Each split, in the order of the settings.</param>
public sealed record DataCheckOutput(IReadOnlyList<CheckedSplit> Splits);

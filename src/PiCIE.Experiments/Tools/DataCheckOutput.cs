namespace PiCIE.Experiments.Tools;

/// <summary>The output record of a check of a data set.</summary>
/// <param name="Splits">Each split, in the order of the settings.</param>
public sealed record DataCheckOutput(IReadOnlyList<CheckedSplit> Splits);

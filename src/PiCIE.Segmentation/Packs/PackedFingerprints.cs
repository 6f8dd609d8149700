namespace PiCIE.Segmentation.Packs;

/// <summary>What was read for the packs of a list, as the fingerprints of its files.</summary>
/// <param name="Photographs">Of the photographs; null where none was read or the plan names no data folder.</param>
/// <param name="Labels">Of the label files; null where none was read or the plan names no data folder.</param>
public sealed record PackedFingerprints(string? Photographs, string? Labels);

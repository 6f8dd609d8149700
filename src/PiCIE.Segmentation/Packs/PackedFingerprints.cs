namespace PiCIE.Segmentation.Packs;

/// <summary>Holds the fingerprints of the files that were read for the packs of a split.</summary>
/// <param name="Photographs">Fingerprint of the photographs; null where none was read or the plan names no data folder.</param>
/// <param name="Labels">Fingerprint of the label files; null where none was read or the plan names no data folder.</param>
public sealed record PackedFingerprints(string? Photographs, string? Labels);

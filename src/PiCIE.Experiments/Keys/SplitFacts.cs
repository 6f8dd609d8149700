namespace PiCIE.Experiments.Keys;

/// <summary>The facts of one split of the data set that a plan depends on.</summary>
/// <param name="PhotographsSha256">Fingerprint of its photographs: SHA-256 over (relative name, length, SHA-256) in the order of the split.</param>
/// <param name="LabelsSha256">Fingerprint of its label files; null where it has none.</param>
/// <param name="Photographs">Number of photographs.</param>
public sealed record SplitFacts(string PhotographsSha256, string? LabelsSha256, int Photographs);

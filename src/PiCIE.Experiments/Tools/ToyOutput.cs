namespace PiCIE.Experiments.Tools;

/// <summary>What was drawn.</summary>
/// <param name="Photographs">Number of scenes in all.</param>
public sealed record ToyOutput(int Photographs);

namespace PiCIE.Experiments.Tools;

/// <summary>The output record of the drawing of toy scenes.</summary>
/// <param name="Photographs">Number of scenes in all.</param>
public sealed record ToyOutput(int Photographs);

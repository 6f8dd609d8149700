namespace PiCIE.Experiments.Tools;

/// <summary>The number of photographs that have one size.</summary>
/// <param name="Width">Width in pixels.</param>
/// <param name="Height">Height in pixels.</param>
/// <param name="Count">Number of photographs.</param>
public sealed record PhotographSize(int Width, int Height, int Count);

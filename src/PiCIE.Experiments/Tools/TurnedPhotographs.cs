namespace PiCIE.Experiments.Tools;

/// <summary>
/// The number of photographs that are stored lying on their side, upside down or mirrored in one way, and are turned upright when they are
/// read.
/// </summary>
/// <param name="Orientation">EXIF orientation, 2 to 8.</param>
/// <param name="Count">Number of photographs.</param>
public sealed record TurnedPhotographs(int Orientation, int Count);

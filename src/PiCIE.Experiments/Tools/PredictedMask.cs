namespace PiCIE.Experiments.Tools;

/// <summary>The mask of one photograph: its size and the pixels of each id.</summary>
/// <param name="Name">Name of the outputs.</param>
/// <param name="Width">Width in pixels.</param>
/// <param name="Height">Height in pixels.</param>
/// <param name="Pixels">Pixels of each id (class or cluster, as the mask holds them), from 0; the last entry counts those without a class
/// when the mask holds classes.</param>
public sealed record PredictedMask(string Name, int Width, int Height, IReadOnlyList<long> Pixels);

namespace PiCIE.Experiments.Tools;

/// <summary>A photograph to segment.</summary>
/// <param name="Path">Absolute path of its file.</param>
/// <param name="Name">Name of the outputs, without extension, unique among the photographs.</param>
public sealed record PredictedPhotograph(string Path, string Name);

namespace PiCIE.Experiments.Tools;

/// <summary>A file that cannot be used.</summary>
/// <param name="File">Absolute path.</param>
/// <param name="Sentence">What is wrong with it: the value, what is allowed.</param>
public sealed record BadFile(string File, string Sentence);

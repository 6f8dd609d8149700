namespace PiCIE.Experiments.Tools;

/// <summary>A file that cannot be used, with the reason.</summary>
/// <param name="File">Absolute path.</param>
/// <param name="Sentence">A sentence that says what is wrong with it: the value found and what is allowed.</param>
public sealed record BadFile(string File, string Sentence);

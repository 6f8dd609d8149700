namespace PiCIE.Experiments.Tools;

/// <summary>The result of one thing that the stage program tried.</summary>
/// <param name="Name">Name of what was tried (<c>convolution forward and backward</c>).</param>
/// <param name="Fine">Whether it works.</param>
/// <param name="Sentence">A sentence that says what was found; where it is not fine, also what to do.</param>
public sealed record DoctorCheck(string Name, bool Fine, string Sentence);

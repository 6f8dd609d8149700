namespace PiCIE.Experiments.Stages;

/// <summary>The evaluation of one split.</summary>
/// <param name="Split">Its name.</param>
/// <param name="Photographs">Number of photographs that were predicted.</param>
/// <param name="Repeats">One matrix a repeat; empty where the split has no labels.</param>
public sealed record SplitEvaluation(string Split, int Photographs, IReadOnlyList<RepeatEvaluation> Repeats);

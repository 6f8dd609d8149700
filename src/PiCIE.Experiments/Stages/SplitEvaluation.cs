namespace PiCIE.Experiments.Stages;

/// <summary>The evaluation of one list.</summary>
/// <param name="Split">Its name.</param>
/// <param name="Photographs">How many photographs were predicted.</param>
/// <param name="Repeats">One matrix a repeat; empty where the list has no labels.</param>
public sealed record SplitEvaluation(string Split, int Photographs, IReadOnlyList<RepeatEvaluation> Repeats);

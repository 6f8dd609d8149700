namespace PiCIE.Storage.Runs;

/// <summary>A final figure over the trainings of a group of replicates that are done and have it.</summary>
/// <param name="N">Number of these trainings.</param>
/// <param name="Mean">Mean.</param>
/// <param name="Deviation">Sample deviation; null for one training.</param>
/// <param name="Min">Smallest value.</param>
/// <param name="Max">Largest value.</param>
public sealed record GroupFigure(int N, double Mean, double? Deviation, double Min, double Max);

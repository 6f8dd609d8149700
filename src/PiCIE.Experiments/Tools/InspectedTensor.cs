namespace PiCIE.Experiments.Tools;

/// <summary>One tensor of a weights file.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Shape">Its shape; empty for a scalar.</param>
/// <param name="Dtype">float16, float32, float64, int64, …</param>
public sealed record InspectedTensor(string Name, IReadOnlyList<long> Shape, string Dtype);

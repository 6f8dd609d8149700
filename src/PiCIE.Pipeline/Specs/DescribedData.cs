using PiCIE.Evaluation.Tasks;

namespace PiCIE.Pipeline.Specs;

/// <summary>The data of a spec.</summary>
/// <param name="Task">Its task.</param>
/// <param name="Folder">Absolute path of the folder.</param>
/// <param name="Splits">Splits that the spec uses.</param>
/// <param name="Evaluated">Those of them that it evaluates.</param>
public sealed record DescribedData(SegmentationTask Task, string Folder, IReadOnlyList<string> Splits, IReadOnlyList<string> Evaluated);

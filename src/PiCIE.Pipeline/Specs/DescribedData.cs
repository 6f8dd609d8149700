using PiCIE.Evaluation.Tasks;

namespace PiCIE.Pipeline.Specs;

/// <summary>The task, folder and splits that a spec means.</summary>
/// <param name="Task">Its task.</param>
/// <param name="Folder">Absolute path of the folder.</param>
/// <param name="Splits">Names of the splits that the spec uses.</param>
/// <param name="Evaluated">Names of those splits that it evaluates.</param>
public sealed record DescribedData(SegmentationTask Task, string Folder, IReadOnlyList<string> Splits, IReadOnlyList<string> Evaluated);

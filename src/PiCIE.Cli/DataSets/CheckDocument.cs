using PiCIE.Experiments.Tools;


namespace PiCIE.Cli.DataSets;

/// <summary>The document of <c>picie data check --json</c>.</summary>
/// <param name="Task">Name of the task.</param>
/// <param name="Folder">The data folder.</param>
/// <param name="Fine">Whether no file is bad.</param>
/// <param name="Splits">Findings in each split.</param>
internal sealed record CheckDocument(string Task, string Folder, bool Fine, IReadOnlyList<CheckedSplit> Splits);

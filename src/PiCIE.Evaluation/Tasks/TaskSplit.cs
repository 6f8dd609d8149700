namespace PiCIE.Evaluation.Tasks;

/// <summary>One split of a task: its folders and its list, all relative to the data folder, with <c>/</c> between names.</summary>
/// <param name="Images">Folder of the photographs.</param>
/// <param name="Labels">Folder of the label images, or null if the split has none.</param>
/// <param name="List">File with one stem a line, or null: every photograph of the folder, sorted ordinally.</param>
public sealed record TaskSplit(string Images, string? Labels = null, string? List = null);

namespace PiCIE.Experiments.Stages;

/// <summary>
/// Gives the sentence of the failure of a preprocess stage that found other files than its plan knew. The plan had trusted what the file system told of
/// them; after this failure the next command reads every file again.
/// </summary>
public static class ChangedData
{
    private const string Words = "changed since the run was submitted";

    /// <summary>Returns the sentence of the failure.</summary>
    /// <param name="files">Name of the files that changed: photographs or label files.</param>
    /// <param name="split">Name of the split.</param>
    /// <param name="folder">The data folder.</param>
    public static string Sentence(string files, string split, string folder) => $"The {files} of the split '{split}' in {folder} {Words}.";

    /// <summary>Returns whether the sentence of a failure says so.</summary>
    /// <param name="sentence">The sentence of its failure, or null.</param>
    public static bool Is(string? sentence) => sentence?.Contains(Words, StringComparison.Ordinal) == true;
}

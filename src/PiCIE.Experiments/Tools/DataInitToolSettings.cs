namespace PiCIE.Experiments.Tools;

/// <summary>
/// The settings of a look at label images whose classes nobody has named yet. Input: <c>data</c> (the folder). It writes no file. A label
/// image that cannot be read is a row of the output and no failure.
/// </summary>
public sealed record DataInitToolSettings
{
    /// <summary>Folders of label images, relative to the data folder, with <c>/</c> between names.</summary>
    public required IReadOnlyList<string> LabelFolders { get; init; }
}

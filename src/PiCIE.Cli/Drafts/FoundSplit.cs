using System.Text.Json.Serialization;

namespace PiCIE.Cli.Drafts;

/// <summary>A split that a folder seems to have.</summary>
/// <param name="Name">Its name in the task.</param>
/// <param name="Images">Folder of its photographs, relative to the data folder, with <c>/</c> between names.</param>
/// <param name="Labels">Folder of its label images, or null.</param>
/// <param name="List">Its list, or null.</param>
/// <param name="Photographs">Number of its photographs.</param>
/// <param name="Labelled">Number of those that have a label image.</param>
internal sealed record FoundSplit(string Name, string Images, string? Labels, string? List, int Photographs, int Labelled)
{
    /// <summary>Names without ending of the photographs that have a label image.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> LabelledStems { get; init; } = [];

    /// <summary>Names without ending of the photographs that have none.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> BareStems { get; init; } = [];

    /// <summary>Names that <see cref="List"/> gets where it is not there yet; null where it is, or where there is no list.</summary>
    [JsonIgnore]
    public IReadOnlyList<string>? NewList { get; init; }

    /// <summary>Whether every photograph has a label image, so that it can be evaluated.</summary>
    public bool IsLabelled => Photographs > 0 && Labelled == Photographs;
}

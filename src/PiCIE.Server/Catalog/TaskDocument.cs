using PiCIE.Evaluation.Classes;
using PiCIE.Evaluation.Tasks;
using PiCIE.Evaluation.Text;

namespace PiCIE.Server.Catalog;

/// <summary>A task that is part of the product.</summary>
/// <param name="Name">Its name, as a spec writes it.</param>
/// <param name="Fingerprint">Hash of its content; figures of one fingerprint can be compared.</param>
/// <param name="Splits">Names of its splits.</param>
/// <param name="Matching">How clusters are assigned to classes unless a spec says otherwise.</param>
/// <param name="Classes">Its classes in the order of their ids; null for photographs without labels.</param>
internal sealed record TaskDocument(string Name, string Fingerprint, IReadOnlyList<string> Splits, string Matching, IReadOnlyList<TaskClassDocument>? Classes)
{
    /// <summary>Returns the document of a task.</summary>
    public static TaskDocument Of(SegmentationTask task) => new(
        task.Name, task.Fingerprint(), [.. task.Splits.Keys], task.Evaluate.Matching.Word(), task.Classes is { } table ? [.. table.Classes.Select(TaskClassDocument.Of)] : null);
}

/// <summary>A class of a task.</summary>
/// <param name="Id">Place in the table, from 0.</param>
/// <param name="Key">Name in kebab case, unique in the table.</param>
/// <param name="Name">Name for people.</param>
/// <param name="Colour">Colour in pictures as <c>#rrggbb</c>, or null.</param>
internal sealed record TaskClassDocument(int Id, string Key, string Name, string? Colour)
{
    /// <summary>Returns the document of a class.</summary>
    public static TaskClassDocument Of(SegmentationClass one) => new(
        one.Id, one.Key, one.Name, one.Colour is { } colour ? $"#{Convert.ToHexStringLower([colour.Red, colour.Green, colour.Blue])}" : null);
}

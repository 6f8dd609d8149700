namespace PiCIE.Experiments.Tools;

/// <summary>A raw id that occurs in label images.</summary>
/// <param name="Raw">The value as stored.</param>
/// <param name="Pixels">Number of its pixels in all label images.</param>
/// <param name="Images">Number of label images that have it.</param>
public sealed record FoundId(int Raw, long Pixels, int Images)
{
    /// <summary>Path of the label image that alone has it; null where several have.</summary>
    public string? OnlyIn { get; init; }
}

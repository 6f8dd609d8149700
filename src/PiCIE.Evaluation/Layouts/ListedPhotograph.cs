namespace PiCIE.Evaluation.Layouts;

/// <summary>One photograph of a split.</summary>
/// <param name="Name">Its name in outputs: the stem, without extension and folder.</param>
/// <param name="ImagePath">Full path of the photograph.</param>
/// <param name="LabelPath">Full path of its label image, or null if the split has no labels.</param>
public sealed record ListedPhotograph(string Name, string ImagePath, string? LabelPath);

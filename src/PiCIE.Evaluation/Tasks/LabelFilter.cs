namespace PiCIE.Evaluation.Tasks;

/// <summary>Says how label images are resampled; ids are never averaged.</summary>
public enum LabelFilter
{
    /// <summary>Source index floor((i + 0.5) · scale), as the Pillow library does it.</summary>
    Nearest,
}

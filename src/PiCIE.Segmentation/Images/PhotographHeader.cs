namespace PiCIE.Segmentation.Images;

/// <summary>The size and orientation in the header of a photograph file.</summary>
/// <param name="StoredWidth">Columns of the stored pixels.</param>
/// <param name="StoredHeight">Rows of the stored pixels.</param>
/// <param name="Orientation">How the stored pixels lie.</param>
public sealed record PhotographHeader(int StoredWidth, int StoredHeight, ExifOrientation Orientation)
{
    /// <summary>Columns of the upright photograph.</summary>
    public int Width => IsQuarterTurned ? StoredHeight : StoredWidth;

    /// <summary>Rows of the upright photograph.</summary>
    public int Height => IsQuarterTurned ? StoredWidth : StoredHeight;

    private bool IsQuarterTurned => Orientation >= ExifOrientation.Transposed;

    /// <summary>Returns a sentence about a label image whose size differs from that of the upright photograph; null when the sizes agree.</summary>
    /// <param name="photograph">The photograph's path.</param>
    /// <param name="labels">The label image.</param>
    /// <param name="labelPath">Its path.</param>
    public string? ComplaintOf(string photograph, LabelImage labels, string labelPath)
    {
        if ((labels.Width, labels.Height) == (Width, Height))
        {
            return null;
        }

        string turned = Orientation == ExifOrientation.Upright ? "" : $", turned upright by its EXIF orientation {(int)Orientation} ({StoredWidth}×{StoredHeight} as stored)";
        string advice = (labels.Width, labels.Height) == (StoredWidth, StoredHeight)
            ? "The labels were made on the stored pixels: turn them, or take the orientation out of the photograph."
            : "Both must have the same size.";
        return $"The label image {labelPath} is {labels.Width}×{labels.Height}, its photograph {photograph} {Width}×{Height}{turned}. {advice}";
    }
}

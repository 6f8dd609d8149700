namespace PiCIE.Segmentation.Images;

/// <summary>
/// Reports that a photograph, label image or pack cannot be used as it is. The message names the file, what was found and what is allowed.
/// </summary>
public sealed class ImageException : Exception
{
    /// <summary>Makes the exception with its sentence.</summary>
    public ImageException(string message)
        : base(message)
    {
    }

    /// <summary>Makes the exception with its sentence and what caused it.</summary>
    public ImageException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}

namespace PiCIE.Segmentation.Weights.Tensors;

/// <summary>
/// Recognises the exceptions of a reader which mean that a file's content contradicts itself: nothing where a thing should be, another
/// thing, or a place outside.
/// </summary>
internal static class DamagedFile
{
    public static bool IsCauseOf(Exception exception) =>
        exception is ArgumentException or InvalidCastException or OverflowException or IndexOutOfRangeException or NullReferenceException
            or KeyNotFoundException or InvalidDataException or IOException or FormatException or InvalidOperationException;
}

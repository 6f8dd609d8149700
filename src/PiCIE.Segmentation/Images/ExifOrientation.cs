namespace PiCIE.Segmentation.Images;

/// <summary>How the stored pixels of a photograph lie (EXIF tag 0x0112): what must be done so that it stands upright.</summary>
public enum ExifOrientation
{
    /// <summary>Stored upright.</summary>
    Upright = 1,

    /// <summary>Mirrored left to right.</summary>
    Mirrored = 2,

    /// <summary>Upside down.</summary>
    UpsideDown = 3,

    /// <summary>Mirrored top to bottom.</summary>
    MirroredUpsideDown = 4,

    /// <summary>Rows and columns exchanged.</summary>
    Transposed = 5,

    /// <summary>To be turned a quarter clockwise.</summary>
    QuarterClockwise = 6,

    /// <summary>Rows and columns exchanged, from the other corner.</summary>
    TransposedUpsideDown = 7,

    /// <summary>To be turned a quarter counter-clockwise.</summary>
    QuarterCounterClockwise = 8,
}

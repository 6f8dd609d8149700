namespace PiCIE.Segmentation.Images;

/// <summary>Says how the stored pixels of a photograph lie, and so how they must be turned to stand upright (EXIF tag 0x0112).</summary>
public enum ExifOrientation
{
    /// <summary>They stand upright.</summary>
    Upright = 1,

    /// <summary>They are mirrored left to right.</summary>
    Mirrored = 2,

    /// <summary>They stand upside down.</summary>
    UpsideDown = 3,

    /// <summary>They are mirrored top to bottom.</summary>
    MirroredUpsideDown = 4,

    /// <summary>Rows and columns are exchanged.</summary>
    Transposed = 5,

    /// <summary>They must be turned a quarter clockwise.</summary>
    QuarterClockwise = 6,

    /// <summary>Rows and columns are exchanged from the other corner.</summary>
    TransposedUpsideDown = 7,

    /// <summary>They must be turned a quarter counter-clockwise.</summary>
    QuarterCounterClockwise = 8,
}

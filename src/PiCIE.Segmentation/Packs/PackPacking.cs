namespace PiCIE.Segmentation.Packs;

/// <summary>Says how the records of a pack are stored. The value stands in the file.</summary>
public enum PackPacking
{
    /// <summary>Plain bytes of fixed size, read without a copy.</summary>
    Raw = 1,

    /// <summary>JPEG at quality 95: about a tenth of the size, other pixels.</summary>
    Jpeg = 2,
}

namespace PiCIE.Segmentation.Views;

/// <summary>Which of the equal kernels computes; the processor decides, tests go through all.</summary>
internal enum KernelWidth
{
    /// <summary>Value by value.</summary>
    Scalar,

    /// <summary>Vectors of 256 bits.</summary>
    Lanes8,

    /// <summary>Vectors of 512 bits.</summary>
    Lanes16,
}

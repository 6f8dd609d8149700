namespace PiCIE.Segmentation.Views.Kernels;

/// <summary>Says which of the equal kernels computes; the processor decides, tests go through all.</summary>
internal enum KernelWidth
{
    /// <summary>It computes one value at a time.</summary>
    Scalar,

    /// <summary>It computes vectors of 256 bits.</summary>
    Lanes256,

    /// <summary>It computes vectors of 512 bits.</summary>
    Lanes512,
}

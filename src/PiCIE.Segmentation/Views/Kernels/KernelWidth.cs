namespace PiCIE.Segmentation.Views.Kernels;

/// <summary>Says which of the equal kernels computes; the processor decides, tests go through all.</summary>
internal enum KernelWidth
{
    /// <summary>One value at a time.</summary>
    Scalar,

    /// <summary>Vectors of 256 bits.</summary>
    Lanes256,

    /// <summary>Vectors of 512 bits.</summary>
    Lanes512,
}

namespace PiCIE.Segmentation.Weights.Tensors;

/// <summary>Names the kinds of numbers that weights files hold.</summary>
public enum HostType
{
    /// <summary>32-bit floating point.</summary>
    Float32,

    /// <summary>64-bit floating point.</summary>
    Float64,

    /// <summary>16-bit floating point, IEEE 754 half.</summary>
    Float16,

    /// <summary>16-bit floating point with the exponent of 32 bits.</summary>
    BFloat16,

    /// <summary>64-bit signed integer.</summary>
    Int64,

    /// <summary>32-bit signed integer.</summary>
    Int32,

    /// <summary>16-bit signed integer.</summary>
    Int16,

    /// <summary>8-bit signed integer.</summary>
    Int8,

    /// <summary>8-bit unsigned integer.</summary>
    UInt8,

    /// <summary>Truth value in one byte, 0 or 1.</summary>
    Bool,
}

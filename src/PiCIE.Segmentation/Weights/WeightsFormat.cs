namespace PiCIE.Segmentation.Weights;

/// <summary>Names the formats of weights files, which are told apart by their first bytes.</summary>
internal enum WeightsFormat
{
    /// <summary>It is none of those that are read.</summary>
    Unknown,

    /// <summary>It is a JSON header and raw numbers.</summary>
    Safetensors,

    /// <summary>It is PyTorch's since 1.6.</summary>
    Zip,

    /// <summary>It is PyTorch's of 0.4 to 1.5: pickles in a row, then raw storages.</summary>
    Legacy,

    /// <summary>It is PyTorch's of 2017.</summary>
    Tar,
}

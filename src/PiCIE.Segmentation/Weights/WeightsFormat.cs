namespace PiCIE.Segmentation.Weights;

/// <summary>The formats of weights files, told apart by their first bytes.</summary>
internal enum WeightsFormat
{
    /// <summary>None of those that are read.</summary>
    Unknown,

    /// <summary>A JSON header and raw numbers.</summary>
    Safetensors,

    /// <summary>PyTorch since 1.6.</summary>
    Zip,

    /// <summary>PyTorch 0.4 to 1.5: pickles in a row, then raw storages.</summary>
    Legacy,

    /// <summary>PyTorch of 2017.</summary>
    Tar,
}

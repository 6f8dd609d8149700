namespace PiCIE.Segmentation.Weights.Pickles;

/// <summary>A parameter of a file of 2017: made empty, filled with its tensor afterwards.</summary>
internal sealed class TorchParameter
{
    /// <summary>The tensor, once it was given.</summary>
    public TorchTensor? Tensor { get; set; }
}

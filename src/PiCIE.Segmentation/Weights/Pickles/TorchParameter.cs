namespace PiCIE.Segmentation.Weights.Pickles;

/// <summary>A parameter of a file of 2017, which is made empty and filled with its tensor afterwards.</summary>
internal sealed class TorchParameter
{
    /// <summary>The tensor; null until it is given.</summary>
    public TorchTensor? Tensor { get; set; }
}

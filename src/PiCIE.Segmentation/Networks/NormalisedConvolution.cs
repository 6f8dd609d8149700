using static TorchSharp.torch;

namespace PiCIE.Segmentation.Networks;

/// <summary>Convolves and normalises as one step; the convolution's output is let go as soon as it is normalised.</summary>
internal readonly record struct NormalisedConvolution(ConvolutionLayer Convolution, BatchNormLayer Norm)
{
    public Tensor Apply(Tensor input)
    {
        using Tensor raw = Convolution.forward(input);
        return Norm.forward(raw);
    }

    /// <summary>Applies the step and the rectifier, which works in place: its input is needed by no gradient.</summary>
    public Tensor ApplyRectified(Tensor input)
    {
        Tensor output = Apply(input);
        output.relu_();
        return output;
    }
}

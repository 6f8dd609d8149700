using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace PiCIE.Segmentation.Networks;

/// <summary>
/// Computes one block of the trunk: two convolutions 3x3, or three (1x1, 3x3, 1x1 four times as wide), and a shortcut around them. The stride sits on the
/// first 3x3 convolution; the shortcut has a convolution of its own where the size or the channels change.
/// </summary>
internal sealed class ResidualBlock : Module<Tensor, Tensor>
{
    private static readonly Scalar One = 1.0f.ToScalar();

    private readonly NormalisedConvolution[] _steps;
    private readonly NormalisedConvolution? _shortcut;

    public ResidualBlock(string name, int from, int inner, int stride, bool bottleneck)
        : base(name)
    {
        int to = bottleneck ? inner * 4 : inner;
        _steps = bottleneck
            ? [Step(1, from, inner, 1, 1), Step(2, inner, inner, 3, stride), Step(3, inner, to, 1, 1)]
            : [Step(1, from, inner, 3, stride), Step(2, inner, to, 3, 1)];
        if (stride != 1 || from != to)
        {
            ConvolutionLayer convolution = new("0", from, to, 1, stride);
            BatchNormLayer norm = new("1", to);
            register_module("downsample", Sequential(("0", convolution), ("1", norm)));
            _shortcut = new NormalisedConvolution(convolution, norm);
        }
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        Tensor output = input;
        for (int i = 0; i < _steps.Length; i++)
        {
            Tensor next = i < _steps.Length - 1 ? _steps[i].ApplyRectified(output) : _steps[i].Apply(output);
            if (i > 0)
            {
                output.Dispose();
            }
            output = next;
        }
        using Tensor? shortcut = _shortcut?.Apply(input);
        output.add_(shortcut ?? input, One);
        output.relu_();
        return output;
    }

    private NormalisedConvolution Step(int number, int from, int to, int kernel, int stride)
    {
        ConvolutionLayer convolution = new($"conv{number}", from, to, kernel, stride);
        BatchNormLayer norm = new($"bn{number}", to);
        register_module($"conv{number}", convolution);
        register_module($"bn{number}", norm);
        return new NormalisedConvolution(convolution, norm);
    }
}

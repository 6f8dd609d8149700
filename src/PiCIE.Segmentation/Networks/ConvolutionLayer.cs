using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace PiCIE.Segmentation.Networks;

/// <summary>Convolves with a weight [out, in, k, k] that lies channels-last on the CPU. Padding keeps the size at stride 1.</summary>
internal sealed class ConvolutionLayer : Module<Tensor, Tensor>
{
    private readonly long[] _strides;
    private readonly long[] _padding;

    // Named as in the state dictionary: TorchSharp finds the fields by these names when the network moves to another device.
    private Parameter weight;
    private Parameter? bias;

    public ConvolutionLayer(string name, int from, int to, int kernel, int stride = 1, bool hasBias = false)
        : base(name)
    {
        _strides = [stride, stride];
        _padding = [kernel / 2, kernel / 2];
        using (torch.no_grad())
        {
            using Tensor rows = torch.zeros([to, from, kernel, kernel]);
            weight = new Parameter(ChannelsLast.Copy(rows));
            bias = hasBias ? new Parameter(torch.zeros([to])) : null;
        }
        register_parameter(nameof(weight), weight);
        if (bias is not null)
        {
            register_parameter(nameof(bias), bias);
        }
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => functional.conv2d(input, weight, bias, _strides, _padding);
}

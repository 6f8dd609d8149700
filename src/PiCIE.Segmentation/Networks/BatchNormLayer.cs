using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace PiCIE.Segmentation.Networks;

/// <summary>
/// Normalises by batch norm with eps 1e-5 and momentum 0.1: in train mode the batch's statistics normalise and move the running ones (with the unbiased variance),
/// in eval mode the running ones normalise. A single value a channel has no unbiased variance: libtorch's function would make the running one a NaN
/// for good, so it is refused in train mode, as PyTorch's layer refuses it.
/// </summary>
internal sealed class BatchNormLayer : Module<Tensor, Tensor>
{
    private const double Momentum = 0.1;
    private const double Epsilon = 1e-5;

    // Kept for ever: a temporary number could be collected while native code reads it.
    private static readonly Scalar One = 1L.ToScalar();

    private readonly long _channels;

    // Named as in the state dictionary: TorchSharp finds the fields by these names when the network moves to another device.
    private Parameter weight;
    private Parameter bias;
    private Tensor running_mean;
    private Tensor running_var;
    private Tensor num_batches_tracked;

    public BatchNormLayer(string name, int channels)
        : base(name)
    {
        _channels = channels;
        weight = new Parameter(torch.ones([channels]));
        bias = new Parameter(torch.zeros([channels]));
        running_mean = torch.zeros([channels]);
        running_var = torch.ones([channels]);
        num_batches_tracked = torch.zeros([], ScalarType.Int64);
        register_parameter(nameof(weight), weight);
        register_parameter(nameof(bias), bias);
        register_buffer(nameof(running_mean), running_mean);
        register_buffer(nameof(running_var), running_var);
        register_buffer(nameof(num_batches_tracked), num_batches_tracked);
    }

    /// <inheritdoc/>
    /// <exception cref="UnfitSettingException">Train mode, and the batch has one value a channel.</exception>
    public override Tensor forward(Tensor input)
    {
        if (training)
        {
            RefuseSingleValue(input.numel());
            num_batches_tracked.add_(One, One);
        }
        return functional.batch_norm(input, running_mean, running_var, weight, bias, training, Momentum, Epsilon);
    }

    // Counted instead of looking at the shape: that takes a managed callback from native code at each call, for twenty layers a pass.
    private void RefuseSingleValue(long values)
    {
        if (values == _channels)
        {
            throw new UnfitSettingException(
                "A batch norm got one value a channel in train mode, which has no variance; take more photographs a batch or a resolution above 32.");
        }
    }
}

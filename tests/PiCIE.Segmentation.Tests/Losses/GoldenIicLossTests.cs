using System.Globalization;
using PiCIE.Segmentation.Losses;
using PiCIE.Segmentation.Tests.Golden;
using PiCIE.Tests.Golden;
using TorchSharp;
using static TorchSharp.torch;

namespace PiCIE.Segmentation.Tests.Losses;

/// <summary>The loss of the public IIC program, both forms. Tolerances: golden/README.md.</summary>
public sealed class GoldenIicLossTests
{
    private readonly GoldenFile _golden = GoldenFile.Open("iic_loss");

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Loss_and_gradients_agree(bool collapsed)
    {
        long[] size = _golden.Shape("logits1");
        IicShape shape = new((int)size[0], (int)size[1], (int)size[2], (int)size[3]);
        using Tensor logits1 = torch.tensor(_golden.Float32("logits1"), size).requires_grad_(true);
        using Tensor logits2 = torch.tensor(_golden.Float32("logits2"), size).requires_grad_(true);
        using Tensor first = logits1.softmax(1);
        using Tensor second = Aligned(logits2.softmax(1));
        foreach (string lambda in _golden.Metadata["lambdas"].Split(','))
        {
            string prefix = $"{(collapsed ? "collapsed" : "uncollapsed")}_lamb{lambda}";
            IicLossResult result = IicLoss.LossAndGradients(
                first.data<float>().ToArray(), second.data<float>().ToArray(), shape, _golden.Float32("mask"),
                (int)_golden.Int64("half_T")[0], double.Parse(lambda, CultureInfo.InvariantCulture), collapsed);
            double[] losses = _golden.Float64($"{prefix}_loss");
            result.Loss.ShouldBe(losses[0], 1e-6);
            result.LossWithoutLambda.ShouldBe(losses[1], 1e-6);
            Near.Relative(ThroughGraph(first, result.Gradient1, logits1, size), _golden.Float32($"{prefix}_grad_logits1"), 1e-4, $"{prefix} view 1");
            Near.Relative(ThroughGraph(second, result.Gradient2, logits2, size), _golden.Float32($"{prefix}_grad_logits2"), 1e-4, $"{prefix} view 2");
        }
    }

    /// <summary>The recorded affine map is applied as the program applies it.</summary>
    private Tensor Aligned(Tensor maps)
    {
        using Tensor affine = torch.tensor(_golden.Float32("affine2_to_1"), _golden.Shape("affine2_to_1"));
        using Tensor grid = nn.functional.affine_grid(affine, maps.shape, align_corners: false);
        return nn.functional.grid_sample(maps, grid, padding_mode: GridSamplePaddingMode.Zeros, align_corners: false).contiguous();
    }

    private static float[] ThroughGraph(Tensor output, float[] gradient, Tensor input, long[] size)
    {
        using Tensor slope = torch.tensor(gradient, size);
        input.grad = null;
        output.backward([slope], retain_graph: true);
        using Tensor? result = input.grad;
        return result!.contiguous().data<float>().ToArray();
    }
}

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
    private readonly GoldenFile golden = GoldenFile.Open("iic_loss");

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Loss_and_gradients_agree(bool collapsed)
    {
        var size = golden.Shape("logits1");
        var shape = new IicShape((int)size[0], (int)size[1], (int)size[2], (int)size[3]);
        using var logits1 = torch.tensor(golden.Float32("logits1"), size).requires_grad_(true);
        using var logits2 = torch.tensor(golden.Float32("logits2"), size).requires_grad_(true);
        using var first = logits1.softmax(1);
        using var second = Aligned(logits2.softmax(1));
        foreach (var lambda in golden.Metadata["lambdas"].Split(','))
        {
            var prefix = $"{(collapsed ? "collapsed" : "uncollapsed")}_lamb{lambda}";
            var result = IicLoss.Of(
                first.data<float>().ToArray(), second.data<float>().ToArray(), shape, golden.Float32("mask"),
                (int)golden.Int64("half_T")[0], double.Parse(lambda, CultureInfo.InvariantCulture), collapsed);
            var losses = golden.Float64($"{prefix}_loss");
            result.Loss.ShouldBe(losses[0], 1e-6);
            result.LossWithoutLambda.ShouldBe(losses[1], 1e-6);
            Near.Relative(ThroughGraph(first, result.Gradient1, logits1, size), golden.Float32($"{prefix}_grad_logits1"), 1e-4, $"{prefix} view 1");
            Near.Relative(ThroughGraph(second, result.Gradient2, logits2, size), golden.Float32($"{prefix}_grad_logits2"), 1e-4, $"{prefix} view 2");
        }
    }

    /// <summary>The recorded affine map is applied as the program applies it.</summary>
    private Tensor Aligned(Tensor maps)
    {
        using var affine = torch.tensor(golden.Float32("affine2_to_1"), golden.Shape("affine2_to_1"));
        using var grid = nn.functional.affine_grid(affine, maps.shape, align_corners: false);
        return nn.functional.grid_sample(maps, grid, padding_mode: GridSamplePaddingMode.Zeros, align_corners: false).contiguous();
    }

    private static float[] ThroughGraph(Tensor output, float[] gradient, Tensor input, long[] size)
    {
        using var slope = torch.tensor(gradient, size);
        input.grad = null;
        output.backward([slope], retain_graph: true);
        using var result = input.grad;
        return result!.contiguous().data<float>().ToArray();
    }
}

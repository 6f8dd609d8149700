using PiCIE.Segmentation.Clustering;
using PiCIE.Segmentation.Losses;
using PiCIE.Segmentation.Optimizers;
using PiCIE.Segmentation.Tests.Golden;
using PiCIE.Tests.Golden;
using TorchSharp;
using TorchSharp.Modules;
using OptimizerOptions = PiCIE.Segmentation.Optimizers.OptimizerOptions;

namespace PiCIE.Segmentation.Tests.Losses;

/// <summary>Losses and their gradients against the authors' functions. Tolerances: golden/README.md.</summary>
public sealed unsafe class GoldenLossTests
{
    private readonly GoldenFile golden = GoldenFile.Open("losses");
    private readonly int images;
    private readonly int width;

    public GoldenLossTests()
    {
        var shape = golden.Shape("feat1");
        (images, width) = ((int)shape[0], (int)shape[1]);
    }

    [Theory]
    [InlineData("balanced", true, false)]
    [InlineData("nobalance", false, false)]
    [InlineData("mse", true, true)]
    public void Picie_loss_and_gradients_agree(string name, bool balance, bool meanSquare)
    {
        using var view1 = Features("feat1");
        using var view2 = Features("feat2");
        using var gradient1 = new PixelRows(view1.Count, width);
        using var gradient2 = new PixelRows(view1.Count, width);
        var options = new LossOptions { Balance = balance, MeanSquare = meanSquare };
        using var loss = new PicieLoss(
            options, Classifier("centroids1"), Classifier("centroids2"), balance ? golden.Float32("weight1") : null, balance ? golden.Float32("weight2") : null);
        PicieLosses losses;
        fixed (int* labels1 = Labels("label1"), labels2 = Labels("label2"))
        {
            losses = loss.Of(0, view1.Start, (nint)view1.Count, labels1, labels2, view2.Start, gradient1.Start)
                + loss.Of(1, view2.Start, (nint)view2.Count, labels1, labels2, view1.Start, gradient2.Start);
        }

        var expected = golden.Float64($"picie_{name}_total_ce_within_cross_mse");
        losses.Total.ShouldBe(expected[0], 2e-6);
        ((losses.Within + losses.Cross) / 2).ShouldBe(expected[1], 2e-6);
        losses.Within.ShouldBe(expected[2], 2e-6);
        losses.Cross.ShouldBe(expected[3], 2e-6);
        losses.MeanSquare.ShouldBe(expected[4], 2e-6);
        Agrees(gradient1, $"picie_{name}_grad_feat1");
        Agrees(gradient2, $"picie_{name}_grad_feat2");
    }

    [Theory]
    [InlineData("nonparam", false)]
    [InlineData("param", true)]
    public void Mdc_loss_and_gradients_agree(string name, bool withBias)
    {
        using var view = Features("feat1");
        using var gradient = new PixelRows(view.Count, width);
        ParametricLossResult result;
        fixed (int* labels = Labels("label1"))
        {
            result = ParametricLoss.Of(
                Classifier("centroids1"), withBias ? golden.Float32("mdc_bias") : [], view.Start, (nint)view.Count, labels, golden.Float32("weight1"), gradient.Start);
        }

        result.Loss.ShouldBe(golden.Number($"mdc_{name}_loss"), 2e-6);
        Agrees(gradient, $"mdc_{name}_grad_feat");
        if (withBias)
        {
            Near.Relative(result.WeightGradient, golden.Float32("mdc_param_grad_classifier_weight"), 1e-5, "weight");
            Near.Relative(result.BiasGradient, golden.Float32("mdc_param_grad_classifier_bias"), 1e-5, "bias");
        }
    }

    [Fact]
    public void Classifier_after_one_adam_step_agrees()
    {
        var name = golden.Names.Single(candidate => candidate.StartsWith("mdc_param_classifier_weight_after_adam_lr", StringComparison.Ordinal));
        var rate = double.Parse(name[(name.LastIndexOf("lr", StringComparison.Ordinal) + 2)..], System.Globalization.CultureInfo.InvariantCulture);
        using var weight = new Parameter(torch.tensor(golden.Float32("centroids1"), golden.Shape("centroids1")));
        weight.grad = torch.tensor(golden.Float32("mdc_param_grad_classifier_weight"), golden.Shape("centroids1"));
        ParameterOptimizer.Of(new OptimizerOptions(), [weight]).Step(rate);
        Near.Absolute(weight.detach().data<float>().ToArray(), golden.Float32(name), 1e-6, name);
    }

    private PixelRows Features(string name) => PixelOrder.Matrix(golden.Float32(name), images, width);

    private Centroids Classifier(string name) => new(golden.Float32(name), width);

    private int[] Labels(string name) => PixelOrder.Labels(golden.Int64(name));

    private void Agrees(PixelRows gradient, string name) =>
        Near.Relative(new ReadOnlySpan<float>(gradient.Start, (int)gradient.Capacity * width), PixelOrder.Rows(golden.Float32(name), images, width), 1e-5, name);
}

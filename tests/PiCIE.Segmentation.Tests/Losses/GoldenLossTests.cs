using PiCIE.Segmentation.Clustering;
using PiCIE.Segmentation.Losses;
using PiCIE.Segmentation.Optimizers;
using PiCIE.Segmentation.Tests.Golden;
using PiCIE.Segmentation.Views;
using PiCIE.Tests.Golden;
using TorchSharp;
using TorchSharp.Modules;
using OptimizerOptions = PiCIE.Segmentation.Optimizers.OptimizerOptions;

namespace PiCIE.Segmentation.Tests.Losses;

/// <summary>Losses and their gradients against the authors' functions. Tolerances: golden/README.md.</summary>
public sealed unsafe class GoldenLossTests
{
    private readonly GoldenFile _golden = GoldenFile.Open("losses");
    private readonly int _images;
    private readonly int _width;

    public GoldenLossTests()
    {
        long[] shape = _golden.Shape("feat1");
        (_images, _width) = ((int)shape[0], (int)shape[1]);
    }

    [Theory]
    [InlineData("balanced", true, false)]
    [InlineData("nobalance", false, false)]
    [InlineData("mse", true, true)]
    public void Picie_loss_and_gradients_agree(string name, bool balance, bool meanSquare)
    {
        using PixelRows view1 = Features("feat1");
        using PixelRows view2 = Features("feat2");
        using PixelRows gradient1 = new(view1.Count, _width);
        using PixelRows gradient2 = new(view1.Count, _width);
        LossOptions options = new() { Balance = balance, MeanSquare = meanSquare };
        using PicieLoss loss = new(
            options, new(Classifier("centroids1"), Classifier("centroids2")), balance ? new(_golden.Float32("weight1"), _golden.Float32("weight2")) : default(ViewPair<float[]?>));
        PicieLosses losses;
        fixed (int* labels1 = Labels("label1"), labels2 = Labels("label2"))
        {
            losses = loss.AddLossAndGradient(View.First, view1.Start, (nint)view1.Count, labels1, labels2, view2.Start, gradient1.Start)
                + loss.AddLossAndGradient(View.Second, view2.Start, (nint)view2.Count, labels1, labels2, view1.Start, gradient2.Start);
        }

        double[] expected = _golden.Float64($"picie_{name}_total_ce_within_cross_mse");
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
        using PixelRows view = Features("feat1");
        using PixelRows gradient = new(view.Count, _width);
        ParametricLossResult result;
        fixed (int* labels = Labels("label1"))
        {
            result = ParametricLoss.AddLossAndGradient(
                Classifier("centroids1"), withBias ? _golden.Float32("mdc_bias") : [], view.Start, (nint)view.Count, labels, _golden.Float32("weight1"), gradient.Start);
        }

        result.Loss.ShouldBe(_golden.Number($"mdc_{name}_loss"), 2e-6);
        Agrees(gradient, $"mdc_{name}_grad_feat");
        if (withBias)
        {
            Near.Relative(result.WeightGradient, _golden.Float32("mdc_param_grad_classifier_weight"), 1e-5, "weight");
            Near.Relative(result.BiasGradient, _golden.Float32("mdc_param_grad_classifier_bias"), 1e-5, "bias");
        }
    }

    [Fact]
    public void Classifier_after_one_adam_step_agrees()
    {
        string name = _golden.Names.Single(candidate => candidate.StartsWith("mdc_param_classifier_weight_after_adam_lr", StringComparison.Ordinal));
        double rate = double.Parse(name[(name.LastIndexOf("lr", StringComparison.Ordinal) + 2)..], System.Globalization.CultureInfo.InvariantCulture);
        using Parameter weight = new(torch.tensor(_golden.Float32("centroids1"), _golden.Shape("centroids1")));
        weight.grad = torch.tensor(_golden.Float32("mdc_param_grad_classifier_weight"), _golden.Shape("centroids1"));
        ParameterOptimizer.Create(new OptimizerOptions(), [weight]).Step(rate);
        Near.Absolute(weight.detach().data<float>().ToArray(), _golden.Float32(name), 1e-6, name);
    }

    private PixelRows Features(string name) => PixelOrder.Matrix(_golden.Float32(name), _images, _width);

    private Centroids Classifier(string name) => new(_golden.Float32(name), _width);

    private int[] Labels(string name) => PixelOrder.Labels(_golden.Int64(name));

    private void Agrees(PixelRows gradient, string name) =>
        Near.Relative(new ReadOnlySpan<float>(gradient.Start, (int)gradient.Capacity * _width), PixelOrder.Rows(_golden.Float32(name), _images, _width), 1e-5, name);
}

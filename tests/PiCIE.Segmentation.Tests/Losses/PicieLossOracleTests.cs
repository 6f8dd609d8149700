using PiCIE.Segmentation.Clustering;
using PiCIE.Segmentation.Losses;
using PiCIE.Segmentation.Tests.Golden;
using PiCIE.Segmentation.Views;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace PiCIE.Segmentation.Tests.Losses;

/// <summary>Value and gradient of the fused loss against the same formula (science.md 1.4.4) written with the framework's operators and differentiated by it.</summary>
public sealed unsafe class PicieLossOracleTests
{
    private const int Clusters = 11;
    private const int Width = 21;
    private const int Rows = 77;
    private readonly float[] _features1 = DrawnRows.Numbers(1, Rows * Width, 3);
    private readonly float[] _features2 = DrawnRows.Numbers(2, Rows * Width, 0.1);
    private readonly Centroids _first = DrawnRows.Centroids(3, Clusters, Width);
    private readonly Centroids _second = DrawnRows.Centroids(4, Clusters, Width);
    private readonly int[] _labels1 = [.. Enumerable.Range(0, Rows).Select(r => r * r % Clusters)];
    private readonly int[] _labels2 = [.. Enumerable.Range(0, Rows).Select(r => (r + 3) % Clusters)];
    private readonly float[] _weights1 = [.. Enumerable.Range(1, Clusters).Select(k => k / 66f)];
    private readonly float[] _weights2 = [.. Enumerable.Range(1, Clusters).Select(k => k % 3 / 10f)];

    [Theory]
    [InlineData(true, true, false, TrainLogit.InnerProduct, true)]
    [InlineData(true, true, false, TrainLogit.InnerProduct, false)]
    [InlineData(true, true, true, TrainLogit.InnerProduct, true)]
    [InlineData(true, false, false, TrainLogit.InnerProduct, true)]
    [InlineData(false, true, true, TrainLogit.InnerProduct, true)]
    [InlineData(true, true, false, TrainLogit.Cosine, true)]
    [InlineData(true, true, true, TrainLogit.Cosine, false)]
    public void Value_and_gradient_are_those_of_the_formula(bool within, bool cross, bool meanSquare, TrainLogit logit, bool weighted)
    {
        LossOptions options = new() { Within = within, Cross = cross, MeanSquare = meanSquare, Logit = logit };
        using DisposeScope scope = NewDisposeScope();
        Tensor x1 = Rows2D(_features1).requires_grad_(), x2 = Rows2D(_features2).requires_grad_();
        Tensor z1 = functional.normalize(x1), z2 = functional.normalize(x2);
        List<Tensor> parts = new();
        Tensor withinValue = 0.5 * (Entropy(z1, 0, logit, weighted) + Entropy(z2, 1, logit, weighted));
        Tensor crossValue = 0.5 * (Entropy(z1, 1, logit, weighted) + Entropy(z2, 0, logit, weighted));
        if (within)
        {
            parts.Add(withinValue);
        }

        if (cross)
        {
            parts.Add(crossValue);
        }

        Tensor square = (z1 - z2).square().mean();
        Tensor total = stack(parts).mean();
        total = meanSquare ? 0.5 * (total + square) : total;
        total.backward();

        using PicieLoss loss = new(options, new(_first, _second), weighted ? new(_weights1, _weights2) : default(ViewPair<float[]?>));
        float[] gradient1 = new float[Rows * Width], gradient2 = new float[Rows * Width];
        PicieLosses losses;
        fixed (float* f1 = _features1, f2 = _features2, g1 = gradient1, g2 = gradient2)
        {
            fixed (int* l1 = _labels1, l2 = _labels2)
            {
                losses = loss.AddLossAndGradient(View.First, f1, Rows, l1, l2, f2, g1) + loss.AddLossAndGradient(View.Second, f2, Rows, l1, l2, f1, g2);
            }
        }

        losses.Total.ShouldBe(total.item<float>(), 2e-6);
        losses.Within.ShouldBe(within ? withinValue.item<float>() : 0, 2e-6);
        losses.Cross.ShouldBe(cross ? crossValue.item<float>() : 0, 2e-6);
        losses.MeanSquare.ShouldBe(meanSquare ? square.item<float>() : 0, 2e-6);
        Near.Relative(gradient1, x1.grad!.data<float>().ToArray(), 2e-5, "gradient of view 1");
        Near.Relative(gradient2, x2.grad!.data<float>().ToArray(), 2e-5, "gradient of view 2");
    }

    [Fact]
    public void Narrow_and_wide_vectors_agree()
    {
        (double narrow, float[]? narrowGradient) = Kernel(wide: false);
        (double wide, float[]? wideGradient) = Kernel(wide: true);
        wide.ShouldBe(narrow, 1e-5 * narrow);
        Near.Relative(wideGradient, narrowGradient, 1e-5, "gradient");
    }

    [Fact]
    public void A_feature_of_length_0_gets_a_finite_gradient()
    {
        _features1.AsSpan(0, Width).Clear();
        (double loss, float[]? gradient) = Kernel(wide: false);
        double.IsFinite(loss).ShouldBeTrue();
        gradient.ShouldAllBe(slope => float.IsFinite(slope));
    }

    private static Tensor Rows2D(float[] values) => tensor(values).reshape(-1, Width).clone();

    private (double Loss, float[] Gradient) Kernel(bool wide)
    {
        using CentroidPanel classifier = new(_first.Values, Width, []);
        float[] gradient = new float[Rows * Width];
        fixed (float* features = _features1, slopes = gradient)
        {
            fixed (int* labels = _labels1)
            {
                LossTerm[] terms = [new LossTerm { Classifier = classifier, Labels = labels, Weights = _weights1, Share = 1 }];
                return (FeatureLoss.Compute(features, Rows, terms, null, 0, slopes, wide).NegativeLogLikelihood[0], gradient);
            }
        }
    }

    private Tensor Entropy(Tensor z, int view, TrainLogit logit, bool weighted)
    {
        Tensor centres = Rows2D((view == 0 ? _first : _second).Values.ToArray());
        centres = logit == TrainLogit.Cosine ? functional.normalize(centres) : centres;
        Tensor labels = tensor((view == 0 ? _labels1 : _labels2).Select(label => (long)label).ToArray());
        return functional.cross_entropy(z.matmul(centres.t()), labels, weighted ? tensor(view == 0 ? _weights1 : _weights2) : null);
    }
}

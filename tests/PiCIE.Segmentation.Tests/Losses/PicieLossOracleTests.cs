using System.Runtime.Intrinsics;
using PiCIE.Segmentation.Clustering;
using PiCIE.Segmentation.Losses;
using PiCIE.Segmentation.Tests.Golden;
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
    private readonly float[] features1 = DrawnRows.Numbers(1, Rows * Width, 3);
    private readonly float[] features2 = DrawnRows.Numbers(2, Rows * Width, 0.1);
    private readonly Centroids first = DrawnRows.Centroids(3, Clusters, Width);
    private readonly Centroids second = DrawnRows.Centroids(4, Clusters, Width);
    private readonly int[] labels1 = [.. Enumerable.Range(0, Rows).Select(r => r * r % Clusters)];
    private readonly int[] labels2 = [.. Enumerable.Range(0, Rows).Select(r => (r + 3) % Clusters)];
    private readonly float[] weights1 = [.. Enumerable.Range(1, Clusters).Select(k => k / 66f)];
    private readonly float[] weights2 = [.. Enumerable.Range(1, Clusters).Select(k => k % 3 / 10f)];

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
        var options = new LossOptions { Within = within, Cross = cross, MeanSquare = meanSquare, Logit = logit };
        using var scope = NewDisposeScope();
        Tensor x1 = Rows2D(features1).requires_grad_(), x2 = Rows2D(features2).requires_grad_();
        Tensor z1 = functional.normalize(x1), z2 = functional.normalize(x2);
        var parts = new List<Tensor>();
        var withinValue = 0.5 * (Entropy(z1, 0, logit, weighted) + Entropy(z2, 1, logit, weighted));
        var crossValue = 0.5 * (Entropy(z1, 1, logit, weighted) + Entropy(z2, 0, logit, weighted));
        if (within)
        {
            parts.Add(withinValue);
        }

        if (cross)
        {
            parts.Add(crossValue);
        }

        var square = (z1 - z2).square().mean();
        var total = stack(parts).mean();
        total = meanSquare ? 0.5 * (total + square) : total;
        total.backward();

        using var loss = new PicieLoss(options, first, second, weighted ? weights1 : null, weighted ? weights2 : null);
        float[] gradient1 = new float[Rows * Width], gradient2 = new float[Rows * Width];
        PicieLosses losses;
        fixed (float* f1 = features1, f2 = features2, g1 = gradient1, g2 = gradient2)
        {
            fixed (int* l1 = labels1, l2 = labels2)
            {
                losses = loss.Of(0, f1, Rows, l1, l2, f2, g1) + loss.Of(1, f2, Rows, l1, l2, f1, g2);
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
        Assert.SkipUnless(Vector512.IsHardwareAccelerated, "This processor has no 512-bit vectors.");
        var (narrow, narrowGradient) = Kernel(wide: false);
        var (wide, wideGradient) = Kernel(wide: true);
        wide.ShouldBe(narrow, 1e-5 * narrow);
        Near.Relative(wideGradient, narrowGradient, 1e-5, "gradient");
    }

    [Fact]
    public void A_feature_of_length_0_gets_a_finite_gradient()
    {
        features1.AsSpan(0, Width).Clear();
        var (loss, gradient) = Kernel(wide: false);
        double.IsFinite(loss).ShouldBeTrue();
        gradient.ShouldAllBe(slope => float.IsFinite(slope));
    }

    private static Tensor Rows2D(float[] values) => tensor(values).reshape(-1, Width).clone();

    private (double Loss, float[] Gradient) Kernel(bool wide)
    {
        using var classifier = new CentroidPanel(first.Values, Width, []);
        var gradient = new float[Rows * Width];
        fixed (float* features = features1, slopes = gradient)
        {
            fixed (int* labels = labels1)
            {
                LossTerm[] terms = [new LossTerm { Classifier = classifier, Labels = labels, Weights = weights1, Share = 1 }];
                return (FeatureLoss.Compute(features, Rows, terms, null, 0, slopes, wide).NegativeLogLikelihood[0], gradient);
            }
        }
    }

    private Tensor Entropy(Tensor z, int view, TrainLogit logit, bool weighted)
    {
        var centres = Rows2D((view == 0 ? first : second).Values.ToArray());
        centres = logit == TrainLogit.Cosine ? functional.normalize(centres) : centres;
        var labels = tensor((view == 0 ? labels1 : labels2).Select(label => (long)label).ToArray());
        return functional.cross_entropy(z.matmul(centres.t()), labels, weighted ? tensor(view == 0 ? weights1 : weights2) : null);
    }
}

using PiCIE.Segmentation.Clustering;
using PiCIE.Segmentation.Inference;
using PiCIE.Segmentation.Tests.Golden;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace PiCIE.Segmentation.Tests.Inference;

/// <summary>Scores, interpolation and argmax against the framework's own operators (science.md 1.4.6, A.7).</summary>
public sealed unsafe class PixelClassifierTests
{
    [Theory]
    [InlineData(ClusterScore.InnerProduct, 8, 8, 32, 32, 27)]
    [InlineData(ClusterScore.NegativeDistance, 8, 8, 32, 32, 5)]
    [InlineData(ClusterScore.Cosine, 8, 8, 32, 32, 16)]
    [InlineData(ClusterScore.InnerProduct, 5, 9, 37, 71, 11)]
    [InlineData(ClusterScore.NegativeDistance, 13, 4, 50, 13, 33)]
    [InlineData(ClusterScore.Cosine, 9, 7, 5, 4, 3)]
    [InlineData(ClusterScore.InnerProduct, 1, 1, 3, 5, 2)]
    public void Every_pixel_gets_the_cluster_of_the_best_interpolated_score(ClusterScore score, int height, int width, int targetHeight, int targetWidth, int clusters)
    {
        const int Features = 21;
        Centroids centroids = DrawnRows.Centroids(5, clusters, Features);
        float[] rows = DrawnRows.Numbers(6, height * width * Features);
        int[] actual = new int[targetHeight * targetWidth];
        using (PixelClassifier classifier = new(centroids, score))
        {
            fixed (float* start = rows)
            {
                classifier.Classify(start, height, width, actual, targetHeight, targetWidth);
            }
        }

        using DisposeScope scope = NewDisposeScope();
        Tensor z = functional.normalize(tensor(rows).reshape(-1, Features));
        Tensor centres = tensor(centroids.Values.ToArray()).reshape(-1, Features);
        Tensor scores = score switch
        {
            ClusterScore.NegativeDistance => -(z.unsqueeze(1) - centres.unsqueeze(0)).square().sum(2),
            ClusterScore.Cosine => z.matmul(functional.normalize(centres).t()),
            _ => z.matmul(centres.t()),
        };
        Tensor wanted = functional.interpolate(
            scores.reshape(1, height, width, clusters).permute(0, 3, 1, 2), [targetHeight, targetWidth], mode: InterpolationMode.Bilinear, align_corners: false);
        float[] byPixel = wanted.permute(0, 2, 3, 1).contiguous().data<float>().ToArray();
        for (int pixel = 0; pixel < actual.Length; pixel++)
        {
            Span<float> of = byPixel.AsSpan(pixel * clusters, clusters);
            float best = float.NegativeInfinity;
            foreach (float one in of)
            {
                best = MathF.Max(best, one);
            }

            of[actual[pixel]].ShouldBe(best, 2e-6f, $"pixel {pixel}");
        }

        actual.Distinct().Count().ShouldBeGreaterThan(clusters > 2 ? 1 : 0);
    }
}

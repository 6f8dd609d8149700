using PiCIE.Evaluation.Confusions;
using PiCIE.Segmentation.Clustering;
using PiCIE.Segmentation.Inference;
using PiCIE.Segmentation.Lanes;
using PiCIE.Segmentation.Losses;
using PiCIE.Segmentation.Tests.Golden;
using PiCIE.Tests.Golden;

namespace PiCIE.Segmentation.Tests.Inference;

/// <summary>Predictions and pseudo-labels against the authors' functions. Tolerances: golden/README.md.</summary>
public sealed unsafe class GoldenEvaluationTests
{
    [Theory]
    [InlineData("eq")]
    [InlineData("absent")]
    [InlineData("more")]
    [InlineData("k27")]
    public void Predictions_and_their_matrix_agree(string name)
    {
        GoldenFile golden = GoldenFile.Open("evaluation");
        long[] shape = golden.Shape($"{name}_feat");
        long[] target = golden.Shape($"{name}_label");
        (int images, int width, int height, int columns) = ((int)shape[0], (int)shape[1], (int)shape[2], (int)shape[3]);
        (int targetHeight, int targetWidth) = ((int)target[1], (int)target[2]);
        using PixelRows rows = PixelOrder.Matrix(golden.Float32($"{name}_feat"), images, width);
        using PixelClassifier classifier = new(new Centroids(golden.Float32($"{name}_centroids"), width), ClusterScore.InnerProduct);
        int[] clusters = new int[targetHeight * targetWidth];
        List<int> predicted = new();
        for (int n = 0; n < images; n++)
        {
            classifier.Classify(rows.Start + ((long)n * height * columns * width), height, columns, clusters, targetHeight, targetWidth);
            predicted.AddRange(clusters);
        }

        predicted.ShouldBe(golden.Bytes($"{name}_pred").Select(cluster => (int)cluster));
        long[] histogram = golden.Shape($"{name}_hist_true_pred");
        ConfusionMatrix matrix = new((int)histogram[0], (int)histogram[1]);
        matrix.Add(PixelOrder.Labels(golden.Int64($"{name}_label")), predicted.ToArray());
        matrix.ToRows().SelectMany(row => row).ShouldBe(golden.Int64($"{name}_hist_true_pred"));
    }

    [Fact]
    public void Pseudo_labels_scores_and_weights_agree()
    {
        GoldenFile golden = GoldenFile.Open("labels");
        long[] shape = golden.Shape("feat");
        (int batches, int images, int width) = ((int)shape[0], (int)shape[1], (int)shape[2]);
        int pixels = (int)(shape[3] * shape[4]);
        Centroids centroids = new(golden.Float32("centroids"), width);
        using PixelRows rows = PixelOrder.Matrix(golden.Float32("feat"), batches * images, width);
        int[] labels = new int[rows.Count];
        ClusterSums sums;
        using (NearestCentroid nearest = new(centroids))
        {
            fixed (int* to = labels)
            {
                sums = nearest.Assign(rows.Start, (nint)rows.Count, normalise: true, to);
            }
        }

        long[] expected = golden.Int64("label");
        long[] numbers = golden.Int64("indice");
        for (int n = 0; n < numbers.Length; n++)
        {
            labels[(n * pixels)..((n + 1) * pixels)].Select(label => (long)label)
                .ShouldBe(expected[(int)(numbers[n] * pixels)..(int)((numbers[n] + 1) * pixels)], $"image {numbers[n]}");
        }

        sums.Counts.ShouldBe(golden.Int64("counts"));
        Near.Absolute(ClusterWeights.Of(sums.Counts, new LossOptions()), golden.Float32("weight"), 1e-7, "weight");
        float[] scores = PixelOrder.Rows(golden.Float32("score"), batches * images, centroids.Count);
        Near.Absolute(Scores(rows, centroids), scores, 3e-6, "score");
    }

    /// <summary>[rows, K] with the panel of the evaluation, eight rows at a time as it scores them.</summary>
    private static float[] Scores(PixelRows rows, Centroids centroids)
    {
        using CentroidPanel panel = PixelClassifier.Panel(centroids, ClusterScore.NegativeDistance);
        using PixelRows unit = new(CentroidPanel.RowsAtOnce, rows.Width);
        using PixelRows padded = new(CentroidPanel.RowsAtOnce, panel.PaddedCount);
        float[] scores = new float[rows.Count * panel.Count];
        for (long row = 0L; row < rows.Count; row += CentroidPanel.RowsAtOnce)
        {
            int here = (int)Math.Min(CentroidPanel.RowsAtOnce, rows.Count - row);
            FeatureLength.Normalise<Lanes256>(rows.Start + (row * rows.Width), unit.Start, here, rows.Width);
            panel.Scores<Lanes256>(unit.Start, padded.Start);
            for (int i = 0; i < here; i++)
            {
                new ReadOnlySpan<float>(padded.Start + (i * panel.PaddedCount), panel.Count).CopyTo(scores.AsSpan((int)(row + i) * panel.Count));
            }
        }

        return scores;
    }
}

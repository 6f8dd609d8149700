using System.Text.Json;
using PiCIE.Segmentation.Clustering;
using PiCIE.Segmentation.Tests.Golden;
using PiCIE.Segmentation.Views;
using PiCIE.Segmentation.Weights;
using PiCIE.Tests.Golden;

namespace PiCIE.Segmentation.Tests.Clustering;

/// <summary>K-means on features of a trained network (reference/fixtures/steps.json, kmeans.safetensors).</summary>
public sealed unsafe class ReferenceKMeansTests
{
    private readonly JsonDocument steps = JsonDocument.Parse(File.ReadAllText(SharedMaterial.Require("reference", "fixtures", "steps.json")));
    private readonly NamedTensors tensors = SafetensorsFile.Read(SharedMaterial.Require("reference", "fixtures", "kmeans.safetensors"));

    [Fact]
    public void Objective_centroids_and_labels_agree()
    {
        var recorded = steps.RootElement.GetProperty("kmeans");
        var objective = Numbers(recorded.GetProperty("lloyd_objective_sum_of_squared_distances"));
        var seen = Numbers(recorded.GetProperty("mean_squared_distance_seen"));
        var features = tensors["features"];
        var (images, width) = ((int)features.Shape[0], (int)features.Shape[1]);
        using var all = PixelOrder.Matrix(features.ToFloats(), images, width);
        Normalise(all);

        // The first half of the photographs starts the clustering, the rest moves it in as many equal batches as there are further losses.
        var half = all.Count / 2;
        using var initial = PixelRows.From(new ReadOnlySpan<float>(all.Start, (int)half * width), width);
        var fit = FaissKMeans.Fit(initial, new Centroids(tensors["initial_centroids"].ToFloats(), width), objective.Length);
        for (var i = 0; i < objective.Length; i++)
        {
            fit.Objective[i].ShouldBe(objective[i], 1e-5 * objective[i], $"iteration {i}");
        }

        fit.Splits.Select(split => (double)split).ShouldBe(Numbers(recorded.GetProperty("empty_cluster_splits")));
        Near.Absolute(fit.Centroids.Values, tensors["centroids_after_lloyd"].ToFloats(), 1e-5, "after the full k-means");
        var batches = seen.Length - 1;
        var options = new KMeansOptions { InitialBatches = 1, Iterations = objective.Length };
        using var kmeans = new MiniBatchKMeans(options, fit.Centroids.Count, width, half, new KMeansDraws(0, default), new Centroids(tensors["initial_centroids"].ToFloats(), width));
        kmeans.Add(initial.Start, (nint)half);
        for (var b = 0; b < batches; b++)
        {
            kmeans.Add(all.Start + ((half + (b * half / batches)) * width), (nint)(half / batches));
        }

        var result = kmeans.Finish();
        Near.Largest(kmeans.Losses, seen).ShouldBeLessThanOrEqualTo(1e-5);
        result.Loss.ShouldBe(recorded.GetProperty("returned_loss").GetDouble(), 1e-5);
        Near.Absolute(result.Centroids.Values, tensors["centroids_final"].ToFloats(), 1e-5, "final centroids");
        using var nearest = new NearestCentroid(result.Centroids);
        var labels = new int[all.Count];
        fixed (int* to = labels)
        {
            nearest.Assign(all.Start, (nint)all.Count, normalise: true, to).Counts.Select(count => (double)count).ShouldBe(Numbers(recorded.GetProperty("label_counts_all_16")));
        }

        labels.ShouldBe(PixelOrder.Labels(tensors["labels_all"].Values<long>().ToArray()));
    }

    private static void Normalise(PixelRows rows) =>
        FeatureLength.Normalise<Segmentation.Lanes.Lanes256, System.Runtime.Intrinsics.Vector256<float>>(rows.Start, rows.Start, (nint)rows.Count, rows.Width);

    private static double[] Numbers(JsonElement array) => [.. array.EnumerateArray().Select(number => number.GetDouble())];
}

using System.Text.Json;
using PiCIE.Segmentation.Clustering;
using PiCIE.Segmentation.Tests.Golden;
using PiCIE.Segmentation.Weights;
using PiCIE.Segmentation.Weights.Tensors;
using PiCIE.Tests.Golden;

namespace PiCIE.Segmentation.Tests.Clustering;

/// <summary>K-means on features of a trained network (reference/fixtures/steps.json, kmeans.safetensors).</summary>
[NeedsMaterial]
public sealed unsafe class ReferenceKMeansTests
{
    private readonly JsonDocument _steps = JsonDocument.Parse(File.ReadAllText(SharedMaterial.Require("reference", "fixtures", "steps.json")));
    private readonly NamedTensors _tensors = SafetensorsFile.Read(SharedMaterial.Require("reference", "fixtures", "kmeans.safetensors"));

    [Fact]
    public void Objective_centroids_and_labels_agree()
    {
        JsonElement recorded = _steps.RootElement.GetProperty("kmeans");
        double[] objective = Numbers(recorded.GetProperty("lloyd_objective_sum_of_squared_distances"));
        double[] seen = Numbers(recorded.GetProperty("mean_squared_distance_seen"));
        HostTensor features = _tensors["features"];
        (int images, int width) = ((int)features.Shape[0], (int)features.Shape[1]);
        using PixelRows all = PixelOrder.Matrix(features.ToFloats(), images, width);
        Normalise(all);

        // The first half of the photographs starts the clustering, the rest moves it in as many equal batches as there are further losses.
        long half = all.Count / 2;
        using PixelRows initial = PixelRows.From(new ReadOnlySpan<float>(all.Start, (int)half * width), width);
        KMeansFit fit = FaissKMeans.Fit(initial, new Centroids(_tensors["initial_centroids"].ToFloats(), width), objective.Length);
        for (int i = 0; i < objective.Length; i++)
        {
            fit.Objective[i].ShouldBe(objective[i], 1e-5 * objective[i], $"iteration {i}");
        }

        fit.Splits.Select(split => (double)split).ShouldBe(Numbers(recorded.GetProperty("empty_cluster_splits")));
        Near.Absolute(fit.Centroids.Values, _tensors["centroids_after_lloyd"].ToFloats(), 1e-5, "after the full k-means");
        int batches = seen.Length - 1;
        KMeansOptions options = new() { InitialBatches = 1, Iterations = objective.Length };
        using MiniBatchKMeans kmeans = new(options, fit.Centroids.Count, width, half, new KMeansDraws(0, default), new Centroids(_tensors["initial_centroids"].ToFloats(), width));
        kmeans.Add(initial.Start, (nint)half);
        for (int b = 0; b < batches; b++)
        {
            kmeans.Add(all.Start + ((half + (b * half / batches)) * width), (nint)(half / batches));
        }

        MiniBatchClusters result = kmeans.Finish();
        Near.Largest(kmeans.Losses, seen).ShouldBeLessThanOrEqualTo(1e-5);
        result.Loss.ShouldBe(recorded.GetProperty("returned_loss").GetDouble(), 1e-5);
        Near.Absolute(result.Centroids.Values, _tensors["centroids_final"].ToFloats(), 1e-5, "final centroids");
        using NearestCentroid nearest = new(result.Centroids);
        int[] labels = new int[all.Count];
        fixed (int* to = labels)
        {
            nearest.Assign(all.Start, (nint)all.Count, normalise: true, to).Counts.Select(count => (double)count).ShouldBe(Numbers(recorded.GetProperty("label_counts_all_16")));
        }

        labels.ShouldBe(PixelOrder.Labels(_tensors["labels_all"].Values<long>().ToArray()));
    }

    private static void Normalise(PixelRows rows) =>
        FeatureLength.Normalise<Segmentation.Lanes.Lanes256>(rows.Start, rows.Start, (nint)rows.Count, rows.Width);

    private static double[] Numbers(JsonElement array) => [.. array.EnumerateArray().Select(number => number.GetDouble())];
}

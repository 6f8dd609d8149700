using PiCIE.Segmentation.Clustering;
using PiCIE.Segmentation.Networks;
using PiCIE.Segmentation.Packs;
using PiCIE.Segmentation.Randomness;
using PiCIE.Segmentation.Tests.Training;
using PiCIE.Segmentation.Weights;

namespace PiCIE.Segmentation.Tests.Clustering;

/// <summary>Clusterings after a training (science.md 1.4.8 and 1.5, rows 1 and 19).</summary>
public sealed class FreshClusteringTests : IDisposable
{
    private const int Photographs = 10;
    private const int Side = 32;
    private readonly string _folder = Directory.CreateTempSubdirectory("picie-fresh-").FullName;
    private readonly PackReader _pack;

    public FreshClusteringTests()
    {
        string path = Path.Combine(_folder, "evaluation.pack");
        using (PackWriter writer = new(path, PackFormat.Photographs(PackKind.Evaluation, Side)))
        {
            for (int n = 0; n < Photographs; n++)
            {
                CounterRandom random = new(3, 0, n, 0, RandomPurpose.Photometric);
                writer.Add($"photograph-{n}", [.. Enumerable.Range(0, Side * Side * 3).Select(i => (byte)((((i / 300) + n) % 5 * 40) + random.Below(i, 60)))]);
            }

            writer.Complete();
        }

        _pack = PackReader.Open(path);
    }

    public void Dispose()
    {
        _pack.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void The_same_seed_gives_the_same_bits_and_another_seed_others()
    {
        List<FreshClusters> first = Run(Options(7), 2);
        List<FreshClusters> again = Run(Options(7), 2);
        for (int repeat = 0; repeat < 2; repeat++)
        {
            again[repeat].Loss.ShouldBe(first[repeat].Loss);
            again[repeat].Counts.ShouldBe(first[repeat].Counts);
            again[repeat].Centroids.Values.ToArray().ShouldBe(first[repeat].Centroids.Values.ToArray());
        }

        Run(Options(8), 1)[0].Centroids.Values.ToArray().ShouldNotBe(first[0].Centroids.Values.ToArray());
    }

    [Fact]
    public void Repeats_see_the_photographs_in_different_orders()
    {
        // The same start rows (seed 1) over unchanged statistics: only the order of the photographs is left to differ.
        List<FreshClusters> repeats = Run(Options(1) with { KMeans = Options(1).KMeans with { BatchNorm = KMeansBatchNorm.Eval } }, 3);
        repeats.Select(repeat => repeat.Loss).Distinct().Count().ShouldBe(3);
        repeats.ShouldAllBe(repeat => repeat.Counts.Sum() == Photographs * (Side / 4) * (Side / 4));
    }

    [Fact]
    public void Statistics_drift_in_train_mode_from_repeat_to_repeat()
    {
        using SegmentationNetwork network = TinyTraining.Network();
        NamedTensors before = BatchNormStatistics.Copy(network);
        List<FreshClusters> repeats = Run(Options(7), 2, network);
        Same(before, repeats[0].Statistics).ShouldBeFalse();
        Same(repeats[0].Statistics, repeats[1].Statistics).ShouldBeFalse();
        Same(repeats[1].Statistics, BatchNormStatistics.Copy(network)).ShouldBeTrue();
    }

    [Theory]
    [InlineData(KMeansBatchNorm.Train, true)]
    [InlineData(KMeansBatchNorm.Eval, true)]
    [InlineData(KMeansBatchNorm.Eval, false)]
    public void Restored_statistics_or_eval_mode_leave_them_as_they_were(KMeansBatchNorm mode, bool restore)
    {
        using SegmentationNetwork network = TinyTraining.Network();
        NamedTensors before = BatchNormStatistics.Copy(network);
        FreshClusteringOptions options = Options(7);
        List<FreshClusters> repeats = Run(options with { RestoreStatistics = restore, KMeans = options.KMeans with { BatchNorm = mode } }, 2, network);
        repeats.ShouldAllBe(repeat => Same(before, repeat.Statistics));
        Same(before, BatchNormStatistics.Copy(network)).ShouldBeTrue();
    }

    [Fact]
    public void Restoring_changes_what_is_evaluated_not_the_centroids_of_the_first_repeat() =>
        Run(Options(7) with { RestoreStatistics = true }, 1)[0].Centroids.Values.ToArray().ShouldBe(Run(Options(7), 1)[0].Centroids.Values.ToArray());

    [Fact]
    public void Iterations_of_the_k_means_are_told_between_the_batches()
    {
        using SegmentationNetwork network = TinyTraining.Network();
        List<int> told = new();
        new FreshClustering(network, _pack, Options(1)).Run(1, (done, all) =>
        {
            all.ShouldBe(5);
            told.Add(done);
        });

        // The second batch is the last of the initial ones: its k-means has three iterations.
        told.ShouldBe([1, 1, 1, 1, 2, 3, 4, 5]);
    }

    [Fact]
    public void More_clusters_than_pixels_are_refused()
    {
        using SegmentationNetwork network = TinyTraining.Network();
        Should.Throw<UnfitSettingException>(() => Run(Options(1) with { Clusters = 5000 }, 1, network)).Message.ShouldContain("5000 clusters");
    }

    [Fact]
    public void A_last_batch_of_one_photograph_with_one_pixel_of_the_deepest_map_is_refused()
    {
        using SegmentationNetwork network = TinyTraining.Network();
        FreshClusteringOptions options = Options(1) with { KMeans = Options(1).KMeans with { BatchSize = 3 } };
        Should.Throw<UnfitSettingException>(() => new FreshClustering(network, _pack, options)).Message.ShouldContain("cluster.kmeans.batchSize is 3");
        new FreshClustering(network, _pack, options with { KMeans = options.KMeans with { BatchNorm = KMeansBatchNorm.Eval } }).Run(1).Counts.Sum().ShouldBePositive();
    }

    [Fact]
    public void Features_that_are_no_numbers_are_an_error_and_no_cluster_0()
    {
        using SegmentationNetwork network = TinyTraining.Network();
        using (TorchSharp.torch.no_grad())
        {
            network.named_parameters().First(entry => entry.name == "decoder.layer4.bias").parameter.fill_(float.NaN);
        }

        Should.Throw<FeaturesNotFiniteException>(() => Run(Options(1), 1, network)).Message.ShouldContain("NaN or infinite");
    }

    private static FreshClusteringOptions Options(long seed) => new()
    {
        Seed = seed,
        Clusters = 4,
        KMeans = new KMeansOptions { BatchSize = 2, InitialBatches = 2, Iterations = 3 },
    };

    private static bool Same(NamedTensors a, NamedTensors b) =>
        a.Count == b.Count && a.All(entry => entry.Value.Bytes.Span.SequenceEqual(b[entry.Key].Bytes.Span));

    private List<FreshClusters> Run(FreshClusteringOptions options, int repeats, SegmentationNetwork? given = null)
    {
        using SegmentationNetwork? own = given is null ? TinyTraining.Network() : null;
        FreshClustering clustering = new(given ?? own!, _pack, options);
        return [.. Enumerable.Range(1, repeats).Select(repeat => clustering.Run(repeat))];
    }
}

using PiCIE.Segmentation.Clustering;
using PiCIE.Segmentation.Images;
using PiCIE.Segmentation.Inference;
using PiCIE.Segmentation.Networks;
using PiCIE.Segmentation.Packs;
using PiCIE.Segmentation.Randomness;
using PiCIE.Segmentation.Tests.Golden;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace PiCIE.Segmentation.Tests.Inference;

/// <summary>Whole photographs and packs through a narrow network.</summary>
public sealed class PredictorTests : IDisposable
{
    private const int Clusters = 5;
    private const int Features = 16;
    private readonly string _folder = Directory.CreateTempSubdirectory("picie-predict-").FullName;
    private readonly SegmentationNetwork _network = new(new BackboneDescription("resnet18", 0.125, Features), 4);
    private readonly Centroids _centroids = DrawnRows.Centroids(9, Clusters, Features);

    public void Dispose()
    {
        _network.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [InlineData(61, 47, 32)]
    [InlineData(47, 83, 32)]
    [InlineData(40, 40, 64)]
    [InlineData(33, 129, 45)]
    public void A_photograph_of_any_size_and_orientation_is_segmented_at_its_own_size(int width, int height, int shortSide)
    {
        RgbImage photograph = Photograph(1, width, height);
        using Predictor predictor = new(_network, _centroids, ClusterScore.InnerProduct, shortSide);
        int[] clusters = predictor.Segment(photograph, "p");
        clusters.Length.ShouldBe(width * height);

        using TorchSharp.DisposeScope scope = NewDisposeScope();
        RgbImage seen = PillowResize.ShortSide(photograph, shortSide);
        Math.Min(seen.Width, seen.Height).ShouldBe(shortSide);
        (seen.Width > seen.Height).ShouldBe(width > height);
        _network.eval();
        Tensor z = functional.normalize(FeatureMaps.Forward(_network, FeatureMaps.Input(seen)));
        Tensor scores = einsum("bdhw,kd->bkhw", z, tensor(_centroids.Values.ToArray()).reshape(-1, Features));
        long[] wanted = functional.interpolate(scores, [height, width], mode: InterpolationMode.Bilinear, align_corners: false)
            .argmax(1).data<long>().ToArray();
        clusters.Zip(wanted, (a, b) => a == b ? 0 : 1).Sum().ShouldBeLessThanOrEqualTo(clusters.Length / 1000);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(64)]
    public void A_pack_is_segmented_in_its_order_whatever_the_batch(int batch)
    {
        const int Side = 40;
        using PackReader pack = Pack(5, Side);
        using EvaluationPass pass = new(_network, _centroids, ClusterScore.NegativeDistance);
        using Predictor predictor = new(_network, _centroids, ClusterScore.NegativeDistance, Side);
        List<int> indices = new();
        pass.Run(pack, batch, (index, clusters) =>
        {
            indices.Add(index);
            int[] alone = predictor.Segment(new RgbImage(Side, Side, pack.Record(index).ToArray()), "p");
            clusters.ToArray().Zip(alone, (a, b) => a == b ? 0 : 1).Sum().ShouldBeLessThanOrEqualTo(1, $"photograph {index}");
        });
        indices.ShouldBe(Enumerable.Range(0, pack.Count));
        _network.training.ShouldBeFalse();
    }

    [Fact]
    public void A_batch_of_the_largest_number_is_all_photographs()
    {
        using PackReader pack = Pack(3, 32);
        using EvaluationPass pass = new(_network, _centroids, ClusterScore.InnerProduct);
        List<int> indices = new();
        pass.Run(pack, int.MaxValue, (index, _) => indices.Add(index));
        indices.ShouldBe([0, 1, 2]);
    }

    [Fact]
    public void A_pass_that_is_stopped_ends_before_the_next_batch()
    {
        using PackReader pack = Pack(4, 32);
        using EvaluationPass pass = new(_network, _centroids, ClusterScore.InnerProduct);
        using CancellationTokenSource stop = new();
        int done = 0;
        Should.Throw<OperationCanceledException>(() => pass.Run(pack, 1, (_, _) =>
        {
            done++;
            stop.Cancel();
        }, stop.Token));
        done.ShouldBe(1);
    }

    [Fact]
    public void Centroids_of_another_width_are_refused() =>
        Should.Throw<UnfitSettingException>(() => new EvaluationPass(_network, DrawnRows.Centroids(1, 3, Features + 1), ClusterScore.InnerProduct))
            .Message.ShouldContain($"{Features + 1} features");

    [Fact]
    public void Features_that_are_no_numbers_are_an_error_and_no_cluster_0()
    {
        using (no_grad())
        {
            _network.named_parameters().First(entry => entry.name == "decoder.layer4.bias").parameter.select(0, 3).fill_(float.NaN);
        }

        foreach (ClusterScore score in Enum.GetValues<ClusterScore>())
        {
            using Predictor predictor = new(_network, _centroids, score, 32);
            Should.Throw<FeaturesNotFiniteException>(() => predictor.Segment(Photograph(1, 40, 40), "p"));
        }
    }

    private static RgbImage Photograph(int number, int width, int height)
    {
        CounterRandom random = new(7, 0, number, 0, RandomPurpose.Photometric);
        return new RgbImage(width, height, [.. Enumerable.Range(0, width * height * 3).Select(i => (byte)(((i / 3 % width / 11) + (i / 3 / width / 9) + number) % 4 * 50 + random.Below(i, 40)))]);
    }

    private PackReader Pack(int photographs, int side)
    {
        string path = Path.Combine(_folder, "evaluation.pack");
        using (PackWriter writer = new(path, PackFormat.Photographs(PackKind.Evaluation, side)))
        {
            for (int n = 0; n < photographs; n++)
            {
                writer.Add($"photograph-{n}", Photograph(n, side, side).Pixels);
            }

            writer.Complete();
        }

        return PackReader.Open(path);
    }
}

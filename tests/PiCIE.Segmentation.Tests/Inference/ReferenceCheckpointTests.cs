using System.Text.Json;
using PiCIE.Evaluation.Confusions;
using PiCIE.Evaluation.Matching;
using PiCIE.Evaluation.Metrics;
using PiCIE.Segmentation.Images;
using PiCIE.Segmentation.Inference;
using PiCIE.Segmentation.Networks;
using PiCIE.Tests.Golden;

namespace PiCIE.Segmentation.Tests.Inference;

/// <summary>A network trained by the authors' code gives what their code measured (reference/README.md, acceptance point 4).</summary>
[NeedsMaterial]
public sealed class ReferenceCheckpointTests
{
    [Fact]
    public void All_centres_evaluate_to_the_recorded_figures()
    {
        using ReferenceCheckpoint checkpoint = new();
        using JsonDocument recorded = JsonDocument.Parse(File.ReadAllText(SharedMaterial.Require("reference", "checkpoint_eval.json")));
        JsonElement root = recorded.RootElement;
        int side = root.GetProperty("resolution").GetInt32();
        int ignored = root.GetProperty("ignore").GetInt32();
        int classes = root.GetProperty("class_names").GetArrayLength();
        string[] names = root.GetProperty("results").EnumerateObject().Select(entry => entry.Name).ToArray();
        names.ShouldNotBeEmpty();
        foreach (string split in root.GetProperty("results").GetProperty(names[0]).EnumerateObject().Select(entry => entry.Name))
        {
            PixelClassifier[] classifiers = names.Select(name => new PixelClassifier(checkpoint.Centres(name), ClusterScore.InnerProduct)).ToArray();
            ConfusionMatrix[] matrices = names.Select(_ => new ConfusionMatrix(classes, classes)).ToArray();
            foreach (CamVidSquare square in CamVidSquare.Of(split, side))
            {
                int[] truth = square.Classes(ignored);
                checkpoint.Network.eval();
                int[][] clusters = Segment(checkpoint, square.Photograph, classifiers);
                for (int i = 0; i < names.Length; i++)
                {
                    matrices[i].Add(truth, clusters[i]);
                }
            }

            for (int i = 0; i < names.Length; i++)
            {
                SegmentationScores scores = SegmentationScores.Of(matrices[i], ClusterMatching.Of(matrices[i], MatchingRule.Hungarian), AveragingRule.MeanOverDefined);
                JsonElement expected = root.GetProperty("results").GetProperty(names[i]).GetProperty(split);
                (100 * scores.Accuracy).ShouldBe(expected.GetProperty("accuracy").GetDouble(), 0.05, $"{names[i]} {split}");
                (100 * scores.MeanIoU).ShouldBe(expected.GetProperty("miou").GetDouble(), 0.05, $"{names[i]} {split}");
                classifiers[i].Dispose();
            }
        }
    }

    [Fact]
    public void The_fixture_crops_get_their_clusters_pixel_for_pixel()
    {
        using ReferenceCheckpoint checkpoint = new();
        checkpoint.Network.eval();
        using JsonDocument fixtures = JsonDocument.Parse(File.ReadAllText(SharedMaterial.Require("reference", "fixtures", "fixtures.json")));
        using PixelClassifier classifier = new(checkpoint.Centres(fixtures.RootElement.GetProperty("classifier").GetString()!), ClusterScore.InnerProduct);
        string[] stems = fixtures.RootElement.GetProperty("images").EnumerateArray().Select(image => image.GetProperty("stem").GetString()!).ToArray();
        stems.Length.ShouldBe(16);
        int pixels = 0, different = 0;
        foreach (string stem in stems)
        {
            RgbImage crop = PhotographFile.Read(SharedMaterial.Require("reference", "fixtures", $"{stem}_crop128.png"));
            LabelImage expected = LabelFile.Read(SharedMaterial.Require("reference", "fixtures", $"{stem}_cluster128.png"));
            int[] clusters = Segment(checkpoint, crop, [classifier])[0];
            pixels += clusters.Length;
            different += clusters.Zip(expected.Ids, (actual, wanted) => actual != wanted).Count(wrong => wrong);
        }

        different.ShouldBeLessThanOrEqualTo((int)(0.0001 * pixels), $"of {pixels} pixels");
    }

    private static unsafe int[][] Segment(ReferenceCheckpoint checkpoint, RgbImage crop, PixelClassifier[] classifiers)
    {
        using TorchSharp.torch.Tensor pixels = FeatureMaps.Input(crop);
        using TorchSharp.torch.Tensor map = FeatureMaps.Forward(checkpoint.Network, pixels);
        int[][] clusters = classifiers.Select(_ => new int[crop.Width * crop.Height]).ToArray();
        FeatureMaps.WithRows(map, rows =>
        {
            for (int i = 0; i < classifiers.Length; i++)
            {
                classifiers[i].Classify(rows, (int)map.shape[2], (int)map.shape[3], clusters[i], crop.Height, crop.Width);
            }
        });
        return clusters;
    }
}

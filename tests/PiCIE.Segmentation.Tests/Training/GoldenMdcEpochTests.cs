using PiCIE.Segmentation.Clustering;
using PiCIE.Segmentation.Losses;
using PiCIE.Segmentation.Networks;
using PiCIE.Segmentation.Optimizers;
using PiCIE.Segmentation.Tests.Golden;
using PiCIE.Segmentation.Training;
using PiCIE.Segmentation.Views;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace PiCIE.Segmentation.Tests.Training;

/// <summary>A whole epoch of MDC as the authors' program does it, put together from the library's pieces (science.md 1.6).</summary>
public sealed unsafe class GoldenMdcEpochTests
{
    [Fact]
    public void The_whole_epoch_agrees()
    {
        using GoldenEpoch epoch = new("epoch_mdc", KMeansBatchNorm.Train);
        using SegmentationNetwork network = epoch.Network();
        PassContext pass = epoch.Context(network, new Silent());
        Segmentation.Weights.NamedTensors before = BatchNormStatistics.Copy(network);
        epoch.InitialClusteringAgrees(network, View.First);
        BatchNormStatistics.Restore(network, before);
        MiniBatchClusters clusters = ClusteringPass.Run(pass, View.First);
        epoch.CentroidsAgree(clusters, View.First);
        GoldenTensors.StatisticsAgree(epoch.File, "bn_after_kmeans/", BatchNormStatistics.Copy(network), 1e-4);
        using PseudoLabels labels = LabellingPass.Run(pass, View.First, clusters.Centroids)!;
        epoch.LabelsAgree(labels, View.First);

        using Parameter weight = new(torch.tensor(epoch.File.Float32("mdc_classifier_init"), epoch.File.Shape("mdc_classifier_init")));
        using Parameter bias = new(torch.zeros([epoch.Options.Clusters]));
        List<double> losses = Train(pass, labels, weight, bias);

        bool same = labels.Counts.SequenceEqual(epoch.File.Int64("label_counts1"));
        double[] expected = epoch.File.Float64("step_losses");
        losses.Count.ShouldBe(expected.Length);
        for (int step = 0; step < expected.Length; step++)
        {
            losses[step].ShouldBe(expected[step], same ? 2e-5 : 1e-4);
        }

        GoldenTensors.ParametersAgree(epoch.File, "param_after/", network, 0.05, 4.2);
        GoldenTensors.StatisticsAgree(epoch.File, "bn_after/", BatchNormStatistics.Copy(network), 1e-4);
        ClassifierAgrees(epoch, weight, "mdc_classifier_after");
        ClassifierAgrees(epoch, bias, "mdc_classifier_bias_after");
        epoch.EvaluationAgrees(network, (map, side) => Classify(map, side, weight, bias), View.First);
    }

    private static List<double> Train(PassContext pass, PseudoLabels labels, Parameter weight, Parameter bias)
    {
        ParameterOptimizer ofNetwork = ParameterOptimizer.Create(pass.Options.Optimizer, pass.Network.parameters());
        ParameterOptimizer ofClassifier = ParameterOptimizer.Create(pass.Options.Optimizer, [weight, bias]);
        float[]? clusterWeights = ClusterWeights.Of(labels.Counts, pass.Options.Loss);
        List<double> losses = new();
        pass.Network.train();
        pass.EachBatch(EpochPass.Train, pass.Input.TrainingOrder, pass.Options.BatchSize, (_, positions) =>
        {
            using Tensor pixels = pass.Input.View1(positions.Span, training: true);
            using Tensor map = pass.Network.forward(pixels);
            int rows = (int)(map.shape[0] * map.shape[2] * map.shape[3]);
            using Tensor slope = FeatureMaps.Empty(map.shape[0], map.shape[1], map.shape[2], map.shape[3]);
            ParametricLossResult? result = null;
            FeatureMaps.WithRows(map, features => FeatureMaps.WithRows(slope, gradient =>
            {
                fixed (int* targets = new int[rows])
                {
                    labels.Read(positions.Span, targets);
                    result = ParametricLoss.AddLossAndGradient(
                        new Centroids(Values(weight), pass.Network.FeatureWidth), Values(bias), features, rows, targets, clusterWeights, gradient);
                }
            }));
            map.backward([slope]);
            weight.grad = torch.tensor(result!.WeightGradient, weight.shape);
            bias.grad = torch.tensor(result.BiasGradient, bias.shape);
            ofNetwork.Step(pass.Options.Optimizer.LearningRate);
            ofClassifier.Step(pass.Options.Optimizer.LearningRate);
            losses.Add(result.Loss);
            return null;
        });
        return losses;
    }

    /// <summary>The trained classifier with the framework's operators: what is evaluated here are the network's features.</summary>
    private static int[] Classify(Tensor map, int side, Parameter weight, Parameter bias)
    {
        using DisposeScope scope = torch.NewDisposeScope();
        using IDisposable frozen = torch.no_grad();
        Tensor scores = torch.nn.functional.conv2d(torch.nn.functional.normalize(map), weight.reshape(weight.shape[0], weight.shape[1], 1, 1), bias);
        Tensor enlarged = torch.nn.functional.interpolate(scores, [side, side], mode: InterpolationMode.Bilinear, align_corners: false);
        return [.. enlarged.argmax(1).data<long>().ToArray().Select(cluster => (int)cluster)];
    }

    private static void ClassifierAgrees(GoldenEpoch epoch, Parameter actual, string name)
    {
        double rate = epoch.Options.Optimizer.LearningRate;
        (double Mean, double Largest) differences = Near.Differences(Values(actual), epoch.File.Float32(name));
        differences.Mean.ShouldBeLessThanOrEqualTo(0.05 * rate, name);
        differences.Largest.ShouldBeLessThanOrEqualTo(4.2 * rate, name);
    }

    private static float[] Values(Parameter parameter)
    {
        using Tensor plain = parameter.detach();
        return plain.data<float>().ToArray();
    }

    private sealed class Silent : ITrainingObserver;
}

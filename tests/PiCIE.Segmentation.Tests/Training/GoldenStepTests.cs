using System.Globalization;
using PiCIE.Segmentation.Clustering;
using PiCIE.Segmentation.Losses;
using PiCIE.Segmentation.Networks;
using PiCIE.Segmentation.Optimizers;
using PiCIE.Segmentation.Tests.Golden;
using PiCIE.Segmentation.Training;
using PiCIE.Segmentation.Weights;
using PiCIE.Tests.Golden;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using OptimizerOptions = PiCIE.Segmentation.Optimizers.OptimizerOptions;

namespace PiCIE.Segmentation.Tests.Training;

/// <summary>Three training steps of the authors' step function: losses, gradients, parameters, statistics. Tolerances: golden/README.md.</summary>
public sealed unsafe class GoldenStepTests
{
    private readonly GoldenFile golden = GoldenFile.Open("grad_adam_resnet18");

    [Fact]
    public void Losses_gradients_parameters_and_statistics_of_three_steps_agree()
    {
        using var network = ClosedFormParameters.Network("resnet18", golden.Seed);
        var steps = (int)golden.Shape("losses_cross_within_ce_total")[0];
        var images = golden.Shape("view2_u8")[0];
        using var input = new GivenEpochInput(golden, "view1_u8", [.. Range(images)], [.. Range(images)]);
        var options = new TrainingOptions
        {
            Seed = 1,
            Clusters = (int)golden.Shape("centroids1")[0],
            Views = input.Settings,
            BatchSize = (int)images / steps,
            Optimizer = new OptimizerOptions { LearningRate = Number("lr") },
        };
        using var labels1 = Labels(input, "label1", options.Clusters);
        using var labels2 = Labels(input, "label2", options.Clusters);
        Centroids first = Classifier("centroids1"), second = Classifier("centroids2");
        using var loss = new PicieLoss(options.Loss, first, second, golden.Float32("weight1"), golden.Float32("weight2"));
        var optimizer = new Recorder(network, steps);
        var observer = new Losses();
        var context = new PassContext(network, input, options, observer, 0, default);
        new TrainingPass(context, optimizer, loss, first, second).Run(labels1, labels2);

        var expected = golden.Float64("losses_cross_within_ce_total");
        for (var step = 0; step < steps; step++)
        {
            var losses = observer.OfSteps[step];
            var tolerance = step == 0 ? 2e-6 : 1e-5;
            losses.Cross.ShouldBe(expected[4 * step], tolerance);
            losses.Within.ShouldBe(expected[(4 * step) + 1], tolerance);
            ((losses.Within + losses.Cross) / 2).ShouldBe(expected[(4 * step) + 2], tolerance);
            losses.Total.ShouldBe(expected[(4 * step) + 3], tolerance);
        }

        GradientsAgree(optimizer.FirstGradients);
        Snapshot(optimizer.After[0], 1, 0.02, 2.1, 1e-5);
        Snapshot(optimizer.After[steps - 1], steps, 0.15, 6.3, 1e-3);
    }

    [Fact]
    public void Adam_alone_agrees()
    {
        var gradients = golden.Float32("adam_unit_grads");
        var expected = golden.Float32("adam_unit_p_after");
        var (steps, count) = ((int)golden.Shape("adam_unit_grads")[0], (int)golden.Shape("adam_unit_grads")[1]);
        using var parameter = new Parameter(torch.tensor(golden.Float32("adam_unit_p0")));
        var adam = ParameterOptimizer.Of(new OptimizerOptions(), [parameter]);
        for (var step = 0; step < steps; step++)
        {
            parameter.grad = torch.tensor(gradients[(step * count)..((step + 1) * count)]);
            adam.Step(1e-3);
            Near.Absolute(parameter.detach().data<float>().ToArray(), expected.AsSpan(step * count, count), 1e-7, $"step {step}");
        }
    }

    private static IEnumerable<long> Range(long count) => Enumerable.Range(0, (int)count).Select(n => (long)n);

    private double Number(string key) => double.Parse(golden.Metadata[key], CultureInfo.InvariantCulture);

    private Centroids Classifier(string name) => new(golden.Float32(name), (int)golden.Shape(name)[1]);

    private PseudoLabels Labels(GivenEpochInput input, string name, int clusters)
    {
        var labels = new PseudoLabels(input.Count, input.Settings.FeatureSide * input.Settings.FeatureSide, clusters);
        fixed (int* values = PixelOrder.Labels(golden.Int64(name)))
        {
            labels.Write([.. Enumerable.Range(0, input.Count)], values);
        }

        return labels;
    }

    private void GradientsAgree(IReadOnlyDictionary<string, float[]> gradients)
    {
        foreach (var name in golden.Under("grad_step1/"))
        {
            var expected = golden.Float32($"grad_step1/{name}");
            var late = name.StartsWith("decoder.", StringComparison.Ordinal) || name.Contains("layer4", StringComparison.Ordinal);
            Near.RelativeNorm(gradients[name].AsSpan(0, expected.Length), expected).ShouldBeLessThanOrEqualTo(late ? 1e-4 : 2e-2, name);
        }

        var order = golden.Metadata["param_order"].Split(',');
        var norms = golden.Float64("grad_step1_l2norm_all");
        order.Length.ShouldBe(norms.Length);
        for (var i = 0; i < norms.Length; i++)
        {
            Math.Sqrt(gradients[order[i]].Sum(value => (double)value * value)).ShouldBe(norms[i], 1e-3 * norms[i], order[i]);
        }
    }

    private void Snapshot(NamedTensors tensors, int step, double mean, double largest, double ofStatistics)
    {
        using var network = SegmentationNetwork.FromWeights(new BackboneDescription("resnet18"), tensors);
        GoldenTensors.ParametersAgree(golden, $"param_after{step}/", network, mean, largest);
        GoldenTensors.StatisticsAgree(golden, $"bn_after{step}/", tensors, ofStatistics);
    }

    private sealed class Losses : ITrainingObserver
    {
        public List<PicieLosses> OfSteps { get; } = [];

        public void AfterBatch(BatchMoment batch) => OfSteps.Add(batch.Losses!.Value);
    }

    /// <summary>Adam that keeps the first gradients and the network after each step.</summary>
    private sealed class Recorder(SegmentationNetwork network, int steps) : ParameterOptimizer([])
    {
        private readonly ParameterOptimizer adam = Of(new OptimizerOptions(), network.parameters());

        public Dictionary<string, float[]> FirstGradients { get; } = [];

        public NamedTensors[] After { get; } = new NamedTensors[steps];

        public override void Step(double learningRate)
        {
            if (Steps == 0)
            {
                foreach (var (name, parameter) in network.named_parameters())
                {
                    using var gradient = parameter.grad;
                    FirstGradients.Add(name, gradient!.ToHost().ToFloats());
                }
            }

            adam.Step(learningRate);
            base.Step(learningRate);
            After[Steps - 1] = network.ToNamedTensors();
        }

        protected override void Update(int index, float* parameter, float* gradient, nint from, nint to, double learningRate)
        {
        }
    }
}

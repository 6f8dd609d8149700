using System.Globalization;
using PiCIE.Segmentation.Clustering;
using PiCIE.Segmentation.Losses;
using PiCIE.Segmentation.Networks;
using PiCIE.Segmentation.Optimizers;
using PiCIE.Segmentation.Tests.Golden;
using PiCIE.Segmentation.Training;
using PiCIE.Segmentation.Views;
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
    private readonly GoldenFile _golden = GoldenFile.Open("grad_adam_resnet18");

    [Fact]
    public void Losses_gradients_parameters_and_statistics_of_three_steps_agree()
    {
        using SegmentationNetwork network = ClosedFormParameters.Network("resnet18", _golden.Seed);
        int steps = (int)_golden.Shape("losses_cross_within_ce_total")[0];
        long images = _golden.Shape("view2_u8")[0];
        using GivenEpochInput input = new(_golden, "view1_u8", [.. Range(images)], [.. Range(images)]);
        TrainingOptions options = new()
        {
            Seed = 1,
            Clusters = (int)_golden.Shape("centroids1")[0],
            Views = input.Settings,
            BatchSize = (int)images / steps,
            Optimizer = new OptimizerOptions { LearningRate = Number("lr") },
        };
        using EpochLabels labels = new(new(Labels(input, "label1", options.Clusters), Labels(input, "label2", options.Clusters)), default);
        ViewPair<Centroids> centroids = new(Classifier("centroids1"), Classifier("centroids2"));
        using PicieLoss loss = new(options.Loss, centroids, new(_golden.Float32("weight1"), _golden.Float32("weight2")));
        Recorder optimizer = new(network, steps);
        Losses observer = new();
        PassContext context = new(network, input, options, observer, 0, default);
        new TrainingPass(context, optimizer, loss, centroids).Run(labels);

        double[] expected = _golden.Float64("losses_cross_within_ce_total");
        for (int step = 0; step < steps; step++)
        {
            PicieLosses losses = observer.OfSteps[step];
            double tolerance = step == 0 ? 2e-6 : 1e-5;
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
        float[] gradients = _golden.Float32("adam_unit_grads");
        float[] expected = _golden.Float32("adam_unit_p_after");
        (int steps, int count) = ((int)_golden.Shape("adam_unit_grads")[0], (int)_golden.Shape("adam_unit_grads")[1]);
        using Parameter parameter = new(torch.tensor(_golden.Float32("adam_unit_p0")));
        ParameterOptimizer adam = ParameterOptimizer.Create(new OptimizerOptions(), [parameter]);
        for (int step = 0; step < steps; step++)
        {
            parameter.grad = torch.tensor(gradients[(step * count)..((step + 1) * count)]);
            adam.Step(1e-3);
            Near.Absolute(parameter.detach().data<float>().ToArray(), expected.AsSpan(step * count, count), 1e-7, $"step {step}");
        }
    }

    private static IEnumerable<long> Range(long count) => Enumerable.Range(0, (int)count).Select(n => (long)n);

    private double Number(string key) => double.Parse(_golden.Metadata[key], CultureInfo.InvariantCulture);

    private Centroids Classifier(string name) => new(_golden.Float32(name), (int)_golden.Shape(name)[1]);

    private PseudoLabels Labels(GivenEpochInput input, string name, int clusters)
    {
        PseudoLabels labels = new(input.Count, input.Settings.FeatureSide * input.Settings.FeatureSide, clusters);
        fixed (int* values = PixelOrder.Labels(_golden.Int64(name)))
        {
            labels.Write([.. Enumerable.Range(0, input.Count)], values);
        }

        return labels;
    }

    private void GradientsAgree(IReadOnlyDictionary<string, float[]> gradients)
    {
        foreach (string name in _golden.Under("grad_step1/"))
        {
            float[] expected = _golden.Float32($"grad_step1/{name}");
            bool late = name.StartsWith("decoder.", StringComparison.Ordinal) || name.Contains("layer4", StringComparison.Ordinal);
            Near.RelativeNorm(gradients[name].AsSpan(0, expected.Length), expected).ShouldBeLessThanOrEqualTo(late ? 1e-4 : 2e-2, name);
        }

        string[] order = _golden.Metadata["param_order"].Split(',');
        double[] norms = _golden.Float64("grad_step1_l2norm_all");
        order.Length.ShouldBe(norms.Length);
        for (int i = 0; i < norms.Length; i++)
        {
            Math.Sqrt(gradients[order[i]].Sum(value => (double)value * value)).ShouldBe(norms[i], 1e-3 * norms[i], order[i]);
        }
    }

    private void Snapshot(NamedTensors tensors, int step, double mean, double largest, double ofStatistics)
    {
        using SegmentationNetwork network = SegmentationNetwork.FromWeights(new BackboneDescription("resnet18"), tensors);
        GoldenTensors.ParametersAgree(_golden, $"param_after{step}/", network, mean, largest);
        GoldenTensors.StatisticsAgree(_golden, $"bn_after{step}/", tensors, ofStatistics);
    }

    private sealed class Losses : ITrainingObserver
    {
        public List<PicieLosses> OfSteps { get; } = [];

        public void AfterBatch(BatchMoment batch) => OfSteps.Add(batch.Losses!.Value);
    }

    /// <summary>Adam that keeps the first gradients and the network after each step.</summary>
    private sealed class Recorder(SegmentationNetwork network, int steps) : ParameterOptimizer([])
    {
        private readonly ParameterOptimizer _adam = Create(new OptimizerOptions(), network.parameters());

        public Dictionary<string, float[]> FirstGradients { get; } = [];

        public NamedTensors[] After { get; } = new NamedTensors[steps];

        public override void Step(double learningRate)
        {
            if (Steps == 0)
            {
                foreach ((string? name, Parameter? parameter) in network.named_parameters())
                {
                    using Tensor? gradient = parameter.grad;
                    FirstGradients.Add(name, gradient!.ToHost().ToFloats());
                }
            }

            _adam.Step(learningRate);
            base.Step(learningRate);
            After[Steps - 1] = network.ToNamedTensors();
        }

        protected override void Update(int index, float* parameter, float* gradient, nint from, nint to, double learningRate)
        {
        }
    }
}

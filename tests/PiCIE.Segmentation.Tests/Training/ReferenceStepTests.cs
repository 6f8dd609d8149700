using System.Text.Json;
using PiCIE.Segmentation.Clustering;
using PiCIE.Segmentation.Images;
using PiCIE.Segmentation.Losses;
using PiCIE.Segmentation.Networks;
using PiCIE.Segmentation.Optimizers;
using PiCIE.Segmentation.Tests.Inference;
using PiCIE.Segmentation.Training;
using PiCIE.Segmentation.Views;
using PiCIE.Segmentation.Weights;
using PiCIE.Tests.Golden;
using static TorchSharp.torch;
using OptimizerOptions = PiCIE.Segmentation.Optimizers.OptimizerOptions;

namespace PiCIE.Segmentation.Tests.Training;

/// <summary>One training step on real photographs from a trained network, as the authors' code did it (reference/fixtures/steps.json).</summary>
[NeedsMaterial]
public sealed class ReferenceStepTests : IDisposable
{
    private const int Photographs = 8;
    private readonly ReferenceCheckpoint _checkpoint = new();
    private readonly JsonDocument _steps = JsonDocument.Parse(File.ReadAllText(SharedMaterial.Require("reference", "fixtures", "steps.json")));

    public void Dispose()
    {
        _checkpoint.Dispose();
        _steps.Dispose();
    }

    [Fact]
    public void Labels_losses_gradients_update_and_statistics_agree()
    {
        JsonElement recorded = _steps.RootElement.GetProperty("train_step");
        Centroids first = _checkpoint.Centres("classifier1"), second = _checkpoint.Centres("classifier2");
        using FixtureCrops input = new();
        TrainingOptions options = new()
        {
            Seed = 1,
            Clusters = first.Count,
            Views = new ViewSettings(input.Side, input.Side),
            BatchSize = Photographs,
            Optimizer = new OptimizerOptions { LearningRate = recorded.GetProperty("adam_lr").GetDouble() },
        };
        Step observer = new();
        PassContext pass = new(_checkpoint.Network, input, options, observer, 0, default);
        using EpochLabels labels = new(new(LabellingPass.Run(pass, View.First, first), LabellingPass.Run(pass, View.Second, second)), default);
        CountsAgree(labels.Counts(View.First), recorded.GetProperty("label_counts_view1"));
        CountsAgree(labels.Counts(View.Second), recorded.GetProperty("label_counts_view2"));

        NamedTensors before = _checkpoint.Network.ToNamedTensors();
        using PicieLoss loss = new(
            options.Loss, new(first, second), new(ClusterWeights.Of(labels.Counts(View.First), options.Loss), ClusterWeights.Of(labels.Counts(View.Second), options.Loss)));
        KeepsGradients optimizer = new(_checkpoint.Network, options.Optimizer);
        new TrainingPass(pass, optimizer, loss, new(first, second)).Run(labels);

        JsonElement losses = recorded.GetProperty("losses");
        observer.Losses.Total.ShouldBe(losses.GetProperty("total").GetDouble(), 1e-4);
        observer.Losses.Within.ShouldBe(losses.GetProperty("within").GetDouble(), 1e-4);
        observer.Losses.Cross.ShouldBe(losses.GetProperty("cross").GetDouble(), 1e-4);
        NamedTensors after = _checkpoint.Network.ToNamedTensors();
        foreach (JsonProperty gradient in recorded.GetProperty("gradient_l2").EnumerateObject())
        {
            bool late = gradient.Name.StartsWith("decoder.", StringComparison.Ordinal) || gradient.Name.Contains("layer4", StringComparison.Ordinal);
            Length(optimizer.Gradients[gradient.Name]).ShouldBe(gradient.Value.GetDouble(), gradient.Value.GetDouble() * (late ? 1e-3 : 1e-2), gradient.Name);
        }

        foreach (JsonProperty change in recorded.GetProperty("change_l2_after_step").EnumerateObject())
        {
            IEnumerable<float> moved = after[change.Name].ToFloats().Zip(before[change.Name].ToFloats(), (a, b) => a - b);
            Length(moved).ShouldBe(change.Value.GetDouble(), 0.01 * change.Value.GetDouble(), change.Name);
        }

        First(after, "backbone.bn1.running_mean", recorded.GetProperty("bn1_running_mean_first4"));
        First(after, "backbone.bn1.running_var", recorded.GetProperty("bn1_running_var_first4"));
        string batches = "backbone.bn1.num_batches_tracked";
        (after[batches].Values<long>()[0] - before[batches].Values<long>()[0]).ShouldBe(recorded.GetProperty("bn1_num_batches_tracked_change").GetInt64());
    }

    private static double Length(IEnumerable<float> values) => Math.Sqrt(values.Sum(value => (double)value * value));

    private static void First(NamedTensors tensors, string name, JsonElement expected)
    {
        float[] actual = tensors[name].ToFloats();
        foreach ((double value, int i) in expected.EnumerateArray().Select((value, i) => (value.GetDouble(), i)))
        {
            ((double)actual[i]).ShouldBe(value, 1e-4 * (1 + Math.Abs(value)), $"{name}[{i}]");
        }
    }

    /// <summary>A pixel whose two nearest centroids are equally far may fall on either side.</summary>
    private static void CountsAgree(IReadOnlyList<long> counts, JsonElement expected) =>
        counts.Zip(expected.EnumerateArray(), (count, wanted) => Math.Abs(count - wanted.GetInt64())).Sum().ShouldBeLessThanOrEqualTo(4);

    /// <summary>x1 = the crops, x2 = 0.9·x1 + 0.05, no geometric change.</summary>
    private sealed class FixtureCrops : EpochInput
    {
        private readonly RgbImage[] _crops;

        public FixtureCrops()
        {
            using JsonDocument fixtures = JsonDocument.Parse(File.ReadAllText(SharedMaterial.Require("reference", "fixtures", "fixtures.json")));
            _crops = [.. fixtures.RootElement.GetProperty("images").EnumerateArray().Take(Photographs)
                .Select(image => PhotographFile.Read(SharedMaterial.Require("reference", "fixtures", $"{image.GetProperty("stem").GetString()}_crop128.png")))];
        }

        public int Side => _crops[0].Width;

        public override int Count => _crops.Length;

        public override ReadOnlyMemory<int> TrainingOrder => Enumerable.Range(0, Count).ToArray();

        public override Tensor View1(ReadOnlySpan<int> positions, bool training)
        {
            List<byte> bytes = [];
            foreach (int position in positions)
            {
                bytes.AddRange(_crops[position].Pixels);
            }

            return FeatureMaps.Input(positions.Length, Side, bytes.ToArray());
        }

        public override Tensor View2(ReadOnlySpan<int> positions)
        {
            using Tensor view1 = View1(positions, training: true);
            using Tensor scaled = view1 * 0.9;
            return scaled + 0.05;
        }

        public override MapPlacement[] Placements(ReadOnlySpan<int> positions) =>
            [.. positions.ToArray().Select(_ => new MapPlacement(new CropWindow(0, 0, Side / 4), false, false))];
    }

    private sealed class Step : ITrainingObserver
    {
        public PicieLosses Losses { get; private set; }

        public void AfterBatch(BatchMoment batch) => Losses = batch.Losses ?? default;
    }

    /// <summary>Adam that keeps the gradients it was given.</summary>
    private sealed unsafe class KeepsGradients(SegmentationNetwork network, OptimizerOptions options) : ParameterOptimizer([])
    {
        private readonly ParameterOptimizer _adam = Create(options, network.parameters());

        public Dictionary<string, float[]> Gradients { get; } = [];

        public override void Step(double learningRate)
        {
            foreach ((string? name, TorchSharp.Modules.Parameter? parameter) in network.named_parameters())
            {
                using Tensor? gradient = parameter.grad;
                Gradients.Add(name, gradient!.ToHost().ToFloats());
            }

            _adam.Step(learningRate);
        }

        protected override void Update(int index, float* parameter, float* gradient, nint from, nint to, double learningRate)
        {
        }
    }
}

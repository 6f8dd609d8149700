using PiCIE.Segmentation.Networks;
using PiCIE.Segmentation.Tests.Golden;
using PiCIE.Segmentation.Weights;
using PiCIE.Segmentation.Weights.Tensors;
using PiCIE.Tests.Golden;
using TorchSharp;
using static TorchSharp.torch;

namespace PiCIE.Segmentation.Tests.Networks;

/// <summary>The network against the authors' own, which was run with the same closed-form parameters. Tolerances: golden/README.md.</summary>
public sealed class NetworkGoldenTests
{
    private static readonly float[] Mean = [0.485f, 0.456f, 0.406f];
    private static readonly float[] Deviation = [0.229f, 0.224f, 0.225f];

    [Theory]
    [InlineData("net_resnet18")]
    [InlineData("net_resnet50")]
    public void Names_order_and_closed_form_parameters_agree(string file)
    {
        GoldenFile golden = GoldenFile.Open(file);
        using SegmentationNetwork network = Build(golden);
        double[] expected = golden.Float64("param_checksum_f64");
        NamedTensors tensors = network.ToNamedTensors();
        string[] names = tensors.Names.Where(name => !name.EndsWith("num_batches_tracked", StringComparison.Ordinal)).ToArray();
        string.Join('\n', names).ShouldBe(golden.Metadata["param_names"].Replace(',', '\n'));
        for (int i = 0; i < names.Length; i++)
        {
            float[] values = tensors[names[i]].ToFloats();
            double absolute = values.Sum(value => Math.Abs((double)value));
            values.Sum(value => (double)value).ShouldBe(expected[4 * i], 1e-12 * absolute, names[i]);
            absolute.ShouldBe(expected[4 * i + 1], 1e-12 * absolute, names[i]);
            ((double)values[0]).ShouldBe(expected[4 * i + 2], names[i]);
            ((double)values[^1]).ShouldBe(expected[4 * i + 3], names[i]);
        }
    }

    [Theory]
    [InlineData("net_resnet18")]
    [InlineData("net_resnet50")]
    public void Features_and_trunk_maps_in_eval_mode_agree(string file)
    {
        GoldenFile golden = GoldenFile.Open(file);
        using SegmentationNetwork network = Build(golden);
        network.eval();
        using IDisposable none = torch.no_grad();
        using Tensor input = Normalise(golden.Bytes("input_u8"), golden.Shape("input_u8"));
        Compare(input, golden, "input", absolute: 5e-7);
        using Tensor features = network.forward(input);
        Compare(features, golden, "eval_feat", relative: 1e-5);
        using TrunkMaps maps = network.Trunk(input);
        Tensor[] ofStages = new[] { maps.Res2, maps.Res3, maps.Res4, maps.Res5 };
        for (int i = 0; i < 4; i++)
        {
            string name = golden.Names.Single(candidate => candidate.StartsWith($"eval_res{i + 2}_img0", StringComparison.Ordinal));
            using Tensor part = ofStages[i][0].slice(0, 0, golden.Shape(name)[0], 1);
            Compare(part, golden, name, relative: 1e-5);
        }
    }

    [Fact]
    public void Features_of_a_photograph_whose_sizes_are_no_multiples_of_32_agree()
    {
        GoldenFile golden = GoldenFile.Open("net_resnet18");
        using SegmentationNetwork network = Build(golden);
        network.eval();
        using IDisposable none = torch.no_grad();
        using Tensor input = Normalise(golden.Bytes("odd_input_u8"), golden.Shape("odd_input_u8"));
        using Tensor features = network.forward(input);
        Compare(features, golden, "odd_eval_feat", relative: 1e-5);
    }

    [Theory]
    [InlineData("net_resnet18", 2e-5, 1e-5)]
    [InlineData("net_resnet50", 5e-4, 5e-4)]
    public void Features_in_train_mode_and_the_moved_statistics_agree(string file, double ofFeatures, double ofStatistics)
    {
        GoldenFile golden = GoldenFile.Open(file);
        using SegmentationNetwork network = Build(golden);
        network.train();
        using IDisposable none = torch.no_grad();
        using Tensor input = Normalise(golden.Bytes("input_u8"), golden.Shape("input_u8"));
        using Tensor features = network.forward(input);
        Compare(features, golden, "train_feat", relative: ofFeatures);
        NamedTensors after = network.ToNamedTensors();
        string[] moved = golden.Names.Where(name => name.StartsWith("after_train/", StringComparison.Ordinal)).ToArray();
        moved.Length.ShouldBeGreaterThan(1);
        foreach (string name in moved)
        {
            string tensor = name["after_train/".Length..];
            if (tensor == "num_batches_tracked")
            {
                KeyValuePair<string, HostTensor>[] counters = after.Where(entry => entry.Key.EndsWith(tensor, StringComparison.Ordinal)).ToArray();
                counters.ShouldNotBeEmpty();
                counters.Select(entry => entry.Value.ToFloats()[0]).Distinct().ShouldBe([(float)golden.Int64(name)[0]]);
                continue;
            }
            Compare(after[tensor].ToFloats(), golden.Float32(name), name, ofStatistics);
        }
    }

    private static SegmentationNetwork Build(GoldenFile golden) =>
        ClosedFormParameters.Network(golden.Metadata["arch"], golden.Seed);

    private static Tensor Normalise(byte[] pixels, long[] shape)
    {
        (int count, int height, int width) = ((int)shape[0], (int)shape[1], (int)shape[2]);
        float[] values = new float[count * 3 * height * width];
        for (int n = 0; n < count; n++)
        {
            for (int place = 0; place < height * width; place++)
            {
                for (int channel = 0; channel < 3; channel++)
                {
                    float value = pixels[(n * height * width + place) * 3 + channel] / 255f;
                    values[(n * 3 + channel) * height * width + place] = (value - Mean[channel]) / Deviation[channel];
                }
            }
        }
        return torch.tensor(values, [count, 3, height, width]);
    }

    private static void Compare(Tensor actual, GoldenFile golden, string name, double absolute = 0, double relative = 0)
    {
        actual.shape.ShouldBe(golden.Shape(name), name);
        Compare(actual.ToHost().ToFloats(), golden.Float32(name), name, relative, absolute);
    }

    private static void Compare(float[] actual, float[] expected, string name, double relative, double absolute = 0)
    {
        actual.Length.ShouldBe(expected.Length, name);
        float largest = expected.Max(Math.Abs);
        Near.Largest(actual.Select(value => (double)value), expected.Select(value => (double)value)).ShouldBeLessThanOrEqualTo(absolute + relative * largest, name);
    }
}

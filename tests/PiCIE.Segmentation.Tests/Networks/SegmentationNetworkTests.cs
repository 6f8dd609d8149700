using PiCIE.Segmentation.Networks;
using PiCIE.Segmentation.Weights;
using PiCIE.Segmentation.Weights.Tensors;
using TorchSharp;
using static TorchSharp.torch;

namespace PiCIE.Segmentation.Tests.Networks;

public sealed class SegmentationNetworkTests
{
    private static readonly BackboneDescription Small = new("resnet18", 0.125, 16);

    [Theory]
    [InlineData("resnet18", 0.125, 24, 33, 47)]
    [InlineData("resnet34", 0.125, null, 32, 64)]
    [InlineData("resnet50", 0.125, null, 40, 32)]
    [InlineData("resnet101", 0.125, 8, 32, 32)]
    public void Features_lie_at_a_quarter_of_the_size_rounded_up(string name, double width, int? features, int height, int pixels)
    {
        BackboneDescription description = new(name, width, features);
        using SegmentationNetwork network = new(description, 1);
        using IDisposable none = torch.no_grad();
        using Tensor input = torch.zeros(2, 3, height, pixels);
        using Tensor output = network.forward(input);
        output.shape.ShouldBe([2, features ?? (name is "resnet18" or "resnet34" ? 128 : 256), (height + 3) / 4, (pixels + 3) / 4]);
    }

    [Fact]
    public void Features_are_already_the_matrix_of_pixels_and_channels()
    {
        using SegmentationNetwork network = new(Small, 1);
        using Tensor input = torch.ones(2, 3, 32, 32);
        using Tensor output = network.forward(input);
        output.stride().ShouldBe([16 * 8 * 8, 1, 16 * 8, 16]);
    }

    [Fact]
    public void The_same_seed_gives_the_same_weights_and_another_seed_others()
    {
        using SegmentationNetwork first = new(Small, 5);
        using SegmentationNetwork again = new(Small, 5);
        using SegmentationNetwork other = new(Small, 6);
        Bits(again).ShouldBe(Bits(first));
        Bits(other).ShouldNotBe(Bits(first));
    }

    [Fact]
    public void Random_weights_have_the_spread_of_the_method()
    {
        using SegmentationNetwork network = new(new BackboneDescription("resnet18"), 3);
        NamedTensors tensors = network.ToNamedTensors();
        float[] trunk = tensors["backbone.layer3.1.conv2.weight"].ToFloats();
        Math.Sqrt(trunk.Average(value => (double)value * value)).ShouldBe(Math.Sqrt(2.0 / (256 * 9)), 2e-4);
        trunk.Average(value => (double)value).ShouldBe(0, 2e-4);
        // Of normal numbers 4.55 per cent lie beyond two deviations.
        trunk.Count(value => Math.Abs(value) > 2 * Math.Sqrt(2.0 / (256 * 9))).ShouldBeInRange(trunk.Length * 44 / 1000, trunk.Length * 47 / 1000);
        float[] head = tensors["decoder.layer1.weight"].ToFloats();
        head.Max(Math.Abs).ShouldBeInRange(0.999f / MathF.Sqrt(512), 1f / MathF.Sqrt(512));
        tensors["decoder.layer1.bias"].ToFloats().Max(Math.Abs).ShouldBeInRange(0.9f / MathF.Sqrt(512), 1f / MathF.Sqrt(512));
        tensors["backbone.bn1.weight"].ToFloats().ShouldAllBe(value => value == 1);
    }

    [Fact]
    public void The_first_random_weights_are_fixed_for_ever()
    {
        using SegmentationNetwork network = new(new BackboneDescription("resnet18", 0.125), 1);
        network.ToNamedTensors()["backbone.conv1.weight"].ToFloats()[..3].ShouldBe([-0.023876525f, 0.029288152f, -0.05625164f]);
    }

    [Fact]
    public void Saved_and_loaded_the_network_has_identical_bits()
    {
        string path = Path.Combine(Directory.CreateTempSubdirectory("picie-test-").FullName, "weights.safetensors");
        using SegmentationNetwork network = new(Small, 5);
        SafetensorsFile.Write(path, network.ToNamedTensors());
        NamedTensors read = WeightsFile.Read(path);
        BackboneDescription.ReadFrom(read).ShouldBe(Small);
        using SegmentationNetwork again = SegmentationNetwork.FromWeights(BackboneDescription.ReadFrom(read)!, read);
        Bits(again).ShouldBe(Bits(network));
        Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
    }

    [Fact]
    public void Weights_of_another_network_are_refused_with_how_many_tensors_differ_and_the_first_of_them()
    {
        using SegmentationNetwork wide = new(new BackboneDescription("resnet50", 0.125), 1);
        using SegmentationNetwork network = new(new BackboneDescription("resnet18", 0.125), 1);
        byte[] before = Bits(network);
        string message = Should.Throw<WeightsException>(() => network.Load(wide.ToNamedTensors())).Message;
        message.ShouldContain("resnet18 (width 0.125, feature width 128)");
        message.ShouldContain("backbone.layer1.0.conv3.weight");
        message.ShouldContain("backbone.layer1.0.conv1.weight (there [8, 8, 1, 1], here [8, 8, 3, 3])");
        message.Length.ShouldBeLessThan(800);
        Bits(network).ShouldBe(before);
    }

    [Fact]
    public void Missing_surplus_and_misshaped_tensors_stand_in_one_message()
    {
        using SegmentationNetwork network = new(Small, 1);
        NamedTensors wrong = new() { Source = "wrong.pth" };
        foreach ((string? name, HostTensor? tensor) in network.ToNamedTensors())
        {
            if (name != "backbone.bn1.bias")
            {
                wrong.Add(name, name == "backbone.bn1.weight" ? HostTensor.Of([1f], 1) : tensor);
            }
        }
        wrong.Add("fc.weight", HostTensor.Of([1f], 1));
        string message = Should.Throw<WeightsException>(() => network.Load(wrong)).Message;
        message.ShouldContain("wrong.pth");
        message.ShouldContain("1 missing: backbone.bn1.bias");
        message.ShouldContain("1 surplus: fc.weight");
        message.ShouldContain("1 of another shape: backbone.bn1.weight (there [1], here [8])");
    }

    [Fact]
    public void Names_of_replicas_and_files_without_counters_are_taken()
    {
        using SegmentationNetwork source = new(Small, 2);
        using SegmentationNetwork network = new(Small, 1);
        NamedTensors tensors = new();
        foreach ((string? name, HostTensor? tensor) in source.ToNamedTensors().Where(entry => !entry.Key.EndsWith("num_batches_tracked", StringComparison.Ordinal)))
        {
            tensors.Add("module." + name, tensor);
        }
        network.Load(tensors).TrunkOnly.ShouldBeFalse();
        Bits(network).ShouldBe(Bits(source));
    }

    [Fact]
    public void Half_precision_weights_are_widened_exactly()
    {
        using SegmentationNetwork network = new(Small, 1);
        NamedTensors tensors = new();
        foreach ((string? name, HostTensor? tensor) in network.ToNamedTensors())
        {
            byte[] halves = tensor.ToFloats().Select(value => (Half)value).SelectMany(BitConverter.GetBytes).ToArray();
            tensors.Add(name, tensor.Type == HostType.Int64 ? tensor : new HostTensor(tensor.Shape, HostType.Float16, halves));
        }
        network.Load(tensors);
        network.ToNamedTensors()["decoder.layer1.weight"].ToFloats().ShouldBe(tensors["decoder.layer1.weight"].ToFloats());
    }

    [Fact]
    public void Statistics_that_a_pass_moved_can_be_put_back()
    {
        using SegmentationNetwork network = new(Small, 1);
        byte[] before = Bits(network);
        NamedTensors statistics = BatchNormStatistics.Copy(network);
        network.train();
        using (torch.no_grad())
        using (Tensor input = torch.ones(2, 3, 32, 32))
        {
            network.forward(input).Dispose();
        }
        Bits(network).ShouldNotBe(before);
        statistics.Add("centroids", HostTensor.Of([1f], 1));
        BatchNormStatistics.Restore(network, statistics);
        Bits(network).ShouldBe(before);
    }

    [Fact]
    public void Statistics_of_another_network_are_refused()
    {
        using SegmentationNetwork network = new(Small, 1);
        Should.Throw<WeightsException>(() => BatchNormStatistics.Restore(network, new NamedTensors { Source = "repeat-1" }))
            .Message.ShouldContain("backbone.bn1.running_mean");
    }

    [Fact]
    public void A_pass_leaves_no_tensor_behind()
    {
        using SegmentationNetwork network = new(Small, 1);
        using Tensor input = torch.ones(2, 3, 32, 32);
        network.forward(input).Dispose();
        using DisposeScope scope = torch.NewDisposeScope();
        network.forward(input).Dispose();
        scope.DisposablesCount.ShouldBe(0);
    }

    [Theory]
    [InlineData("resnet19", 1.0, 128, "resnet101")]
    [InlineData("resnet18", 0.3, 128, "0.125, 0.25, 0.5 or 1")]
    [InlineData("resnet18", 1.0, 0, "1 to 1024")]
    public void A_network_that_does_not_exist_is_refused(string name, double width, int features, string allowed) =>
        Should.Throw<ArgumentException>(() => new BackboneDescription(name, width, features)).Message.ShouldContain(allowed);

    [Fact]
    public void A_single_value_a_channel_is_refused_in_train_mode_and_leaves_the_statistics_numbers()
    {
        using SegmentationNetwork network = new(new BackboneDescription("resnet18", 0.125, 8), 1);
        using Tensor photograph = torch.rand([1, 3, 32, 32]);
        network.train();
        Should.Throw<UnfitSettingException>(() => network.forward(photograph)).Message.ShouldContain("one value a channel");
        network.ToNamedTensors().ShouldAllBe(entry => entry.Value.ToFloats().All(float.IsFinite));
        network.eval();
        using Tensor map = network.forward(photograph);
        map.shape.ShouldBe([1, 8, 8, 8]);
    }

    private static byte[] Bits(SegmentationNetwork network) =>
        [.. network.ToNamedTensors().SelectMany(entry => entry.Value.Bytes.ToArray())];
}

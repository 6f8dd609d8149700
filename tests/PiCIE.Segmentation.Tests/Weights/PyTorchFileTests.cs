using System.Text.Json;
using PiCIE.Segmentation.Networks;
using PiCIE.Segmentation.Weights;
using PiCIE.Segmentation.Weights.Tensors;
using PiCIE.Tests.Golden;

namespace PiCIE.Segmentation.Tests.Weights;

[NeedsMaterial]
public sealed class PyTorchFileTests
{
    [Theory]
    [InlineData("zip.pth", "")]
    [InlineData("legacy.pth", "")]
    [InlineData("tar2017.pth", "")]
    [InlineData("checkpoint_nested.pth.tar", "module.")]
    public void Every_format_gives_the_values_that_were_saved(string file, string prefix)
    {
        string folder = SharedMaterial.Require("data", "weights", "formats");
        using JsonDocument expected = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "expected.json")));
        NamedTensors tensors = WeightsFile.Read(Path.Combine(folder, file));
        JsonElement values = expected.RootElement.GetProperty("values");
        if (expected.RootElement.GetProperty(file) is { ValueKind: JsonValueKind.Array } names)
        {
            tensors.Names.ShouldBe(names.EnumerateArray().Select(name => name.GetString()!));
        }
        foreach ((string? name, HostTensor? tensor) in tensors)
        {
            name.ShouldStartWith(prefix);
            Compare(tensor, values.GetProperty(name[prefix.Length..]), name);
        }
    }

    [Theory]
    [InlineData("zip.pth")]
    [InlineData("legacy.pth")]
    [InlineData("tar2017.pth")]
    public void A_file_that_is_cut_off_anywhere_is_refused_by_name(string file)
    {
        byte[] whole = File.ReadAllBytes(SharedMaterial.Require("data", "weights", "formats", file));
        // Trailing blocks of zeros belong to no member of a tar archive.
        int end = Array.FindLastIndex(whole, value => value != 0);
        for (int i = 1; i < 40; i++)
        {
            Memory<byte> part = whole.AsMemory(0, (int)((long)end * i / 40));
            Should.Throw<WeightsException>(() => PyTorchFile.Parse(part, "half.pth")).Message.ShouldContain("half.pth");
        }
    }

    [Theory]
    [InlineData("zip.pth")]
    [InlineData("legacy.pth")]
    [InlineData("tar2017.pth")]
    public void Whatever_byte_is_wrong_the_file_is_read_or_refused(string file)
    {
        byte[] whole = File.ReadAllBytes(SharedMaterial.Require("data", "weights", "formats", file));
        Random random = new(1);
        for (int i = 0; i < 300; i++)
        {
            byte[] copy = whole.ToArray();
            copy[random.Next(Math.Min(copy.Length, 6000))] = (byte)random.Next(256);
            try
            {
                PyTorchFile.Parse(copy, "wrong.pth").Count.ShouldBeGreaterThan(0);
            }
            catch (WeightsException refused)
            {
                refused.Message.ShouldContain("wrong.pth");
            }
        }
    }

    [Fact]
    public void Real_start_weights_fill_the_trunk_and_leave_the_classifier_out()
    {
        string path = Directory.GetFiles(SharedMaterial.Require("data", "weights"), "resnet18-*.pth").First();
        NamedTensors tensors = WeightsFile.Read(path);
        using SegmentationNetwork network = new(new BackboneDescription("resnet18"), 1);
        float[] head = network.ToNamedTensors()["decoder.layer1.weight"].ToFloats();
        LoadedWeights loaded = network.Load(tensors);
        loaded.TrunkOnly.ShouldBeTrue();
        loaded.LeftOut.ShouldBe(["fc.weight", "fc.bias"], ignoreOrder: true);
        NamedTensors after = network.ToNamedTensors();
        after["backbone.layer4.1.conv2.weight"].ToFloats().ShouldBe(tensors["layer4.1.conv2.weight"].ToFloats());
        after["decoder.layer1.weight"].ToFloats().ShouldBe(head);
    }

    private static void Compare(HostTensor tensor, JsonElement expected, string name)
    {
        tensor.Shape.ShouldBe(expected.GetProperty("shape").EnumerateArray().Select(size => size.GetInt64()), name);
        double[] values = tensor.Type == HostType.Float64
            ? tensor.Values<double>().ToArray()
            : [.. tensor.ToFloats().Select(value => (double)value)];
        values.Take(4).ShouldBe(Numbers(expected, "first"), name);
        values.TakeLast(2).ShouldBe(Numbers(expected, "last"), name);
        values.Sum().ShouldBe(expected.GetProperty("sum").GetDouble(), 1e-9 * (1 + values.Sum(Math.Abs)), name);
        $"torch.{tensor.Type.ToString().ToLowerInvariant()}".ShouldBe(expected.GetProperty("dtype").GetString(), name);
    }

    private static IEnumerable<double> Numbers(JsonElement expected, string name) =>
        expected.GetProperty(name).EnumerateArray().Select(number => number.GetDouble());
}

using PiCIE.Segmentation.Networks;
using PiCIE.Segmentation.Weights;
using PiCIE.Segmentation.Weights.Tensors;

namespace PiCIE.Segmentation.Tests.Networks;

public sealed class NetworkPartsTests
{
    private static readonly BackboneDescription Small = new("resnet18", 0.125, 16);

    [Fact]
    public void A_torchvision_trunk_without_counters_and_the_pyramid_of_a_network_give_that_network()
    {
        using SegmentationNetwork network = new(Small, seed: 4);
        NamedTensors whole = network.ToNamedTensors();
        NamedTensors torchvision = new() { Source = "resnet18.pth" };
        foreach ((string name, HostTensor value) in whole.Where(entry => entry.Key.StartsWith("backbone.") && !entry.Key.EndsWith("num_batches_tracked")))
        {
            torchvision.Add(name["backbone.".Length..], value);
        }

        torchvision.Add("fc.weight", HostTensor.Of([1f]));

        NamedTensors joined = NetworkParts.Join(torchvision, NetworkParts.HeadOf(network));

        joined.Names.ShouldBe(whole.Names, ignoreOrder: true);
        foreach ((string name, HostTensor value) in whole)
        {
            joined[name].Bytes.ToArray().ShouldBe(value.Bytes.ToArray(), name);
        }

        BackboneDescription.ReadFrom(joined).ShouldBe(Small);
    }

    [Fact]
    public void The_pyramid_replaces_that_of_a_file_which_holds_a_whole_network()
    {
        using SegmentationNetwork first = new(Small, seed: 1), second = new(Small, seed: 2);

        NamedTensors joined = NetworkParts.Join(first.ToNamedTensors(), NetworkParts.HeadOf(second));

        joined["backbone.conv1.weight"].Bytes.ToArray().ShouldBe(first.ToNamedTensors()["backbone.conv1.weight"].Bytes.ToArray());
        foreach (string name in joined.Names.Where(name => name.StartsWith("decoder.")))
        {
            joined[name].Bytes.ToArray().ShouldBe(second.ToNamedTensors()[name].Bytes.ToArray(), name);
        }
    }
}

using PiCIE.Segmentation.Networks;
using PiCIE.Segmentation.Weights;
using PiCIE.Segmentation.Weights.Tensors;
using PiCIE.Stages.Tools;

namespace PiCIE.Stages.Tests.Tools;

/// <summary>What <c>weights inspect</c> says of files that do not describe their network.</summary>
public sealed class FittingNetworkTests
{
    [Theory]
    [InlineData("resnet18", 0.125, null, "resnet18 at width 0.125 (whole network)")]
    [InlineData("resnet18", 0.25, 16, "resnet18 at width 0.25 with 16 features (whole network)")]
    [InlineData("resnet34", 0.125, 1024, "resnet34 at width 0.125 with 1024 features (whole network)")]
    [InlineData("resnet50", 0.125, 128, "resnet50 at width 0.125 with 128 features (whole network)")]
    public void Trunk_width_and_features_are_found_from_the_shapes(string name, double width, int? features, string words)
    {
        using SegmentationNetwork network = new(new BackboneDescription(name, width, features), seed: 1);
        FittingNetwork.Of(Plain(network, entry => entry)).Words.ShouldBe(words);
        FittingNetwork.Of(Plain(network, entry => "module._orig_mod." + entry)).Words.ShouldBe(words);
    }

    [Fact]
    public void A_trunk_alone_is_a_trunk_and_a_head_wider_than_any_fits_nothing()
    {
        using SegmentationNetwork network = new(new BackboneDescription("resnet18", 0.125), seed: 1);
        NamedTensors trunk = new(), wide = new();
        foreach ((string name, HostTensor value) in network.ToNamedTensors())
        {
            if (name.StartsWith("backbone.", StringComparison.Ordinal))
            {
                trunk.Add(name["backbone.".Length..], value);
            }

            wide.Add(name, name == "decoder.layer1.weight" ? HostTensor.Of(new float[2000], 2000, 1, 1, 1) : value);
        }

        FittingNetwork.Of(trunk).Words.ShouldBe("resnet18 at width 0.125 (trunk)");
        FittingNetwork.Of(wide).Words.ShouldBeNull();
        FittingNetwork.Of(wide).Reason!.ShouldContain("2000 features");
    }

    [Fact]
    public void A_file_that_fits_nothing_says_why()
    {
        NamedTensors other = new() { Source = "vit.pth" };
        other.Add("cls_token", HostTensor.Of([1f], 1));
        FittingNetwork.Of(other).Reason!.ShouldContain("vit.pth holds no residual network");
    }

    /// <summary>The tensors without the texts that describe the network.</summary>
    private static NamedTensors Plain(SegmentationNetwork network, Func<string, string> rename)
    {
        NamedTensors plain = new();
        foreach ((string name, HostTensor value) in network.ToNamedTensors())
        {
            plain.Add(rename(name), value);
        }

        return plain;
    }
}

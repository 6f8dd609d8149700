using PiCIE.Segmentation.Networks;
using PiCIE.Segmentation.Weights;
using PiCIE.Segmentation.Weights.Tensors;

namespace PiCIE.Segmentation.Tests.Networks;

/// <summary>The names under which files of other programs hold a network.</summary>
public sealed class NetworkNamesTests
{
    private static readonly string[] Trunk = ["conv1.weight", "bn1.weight", "layer1.0.conv1.weight", "layer4.1.bn2.weight"];

    [Theory]
    [InlineData("")]
    [InlineData("module.")]
    [InlineData("_orig_mod.")]
    [InlineData("module._orig_mod.")]
    [InlineData("module.module.")]
    [InlineData("backbone.")]
    [InlineData("encoder.")]
    [InlineData("model.")]
    [InlineData("model.net.encoder._orig_mod.")]
    public void A_trunk_below_any_prefix_is_a_trunk(string prefix)
    {
        NetworkNames names = NetworkNames.Of(File(Trunk.Select(name => prefix + name)));
        names.TrunkOnly.ShouldBeTrue();
        names.Tensors.Names.ShouldBe(Trunk.Select(name => "backbone." + name));
    }

    [Theory]
    [InlineData("")]
    [InlineData("module.")]
    [InlineData("model._orig_mod.")]
    public void A_whole_network_below_any_prefix_is_whole(string prefix)
    {
        string[] whole = [.. Trunk.Select(name => "backbone." + name), "decoder.layer1.weight"];
        NetworkNames names = NetworkNames.Of(File(whole.Select(name => prefix + name)));
        names.TrunkOnly.ShouldBeFalse();
        names.Tensors.Names.ShouldBe(whole);
    }

    [Fact]
    public void A_wrapper_inside_a_name_is_taken_off() =>
        NetworkNames.Of(File(["conv1.weight", "layer1._orig_mod.0.module.conv1.weight"])).Tensors.Names
            .ShouldBe(["backbone.conv1.weight", "backbone.layer1.0.conv1.weight"]);

    [Fact]
    public void What_stands_beside_a_trunk_is_left_out_by_name() =>
        NetworkNames.Of(File([.. Trunk.Select(name => "backbone." + name), "backbone.fc.weight", "classifier.0.weight", "loss.weight"]))
            .LeftOut.ShouldBe(["backbone.fc.weight", "classifier.0.weight", "loss.weight"]);

    [Fact]
    public void Two_trunks_in_one_file_are_named()
    {
        NamedTensors both = File([.. Trunk.Select(name => "encoder_q." + name), .. Trunk.Select(name => "encoder_k." + name)]);
        Should.Throw<WeightsException>(() => NetworkNames.Of(both)).Message.ShouldContain("encoder_k., encoder_q.");
    }

    [Fact]
    public void A_file_of_another_kind_of_network_says_what_its_names_are()
    {
        string message = Should.Throw<WeightsException>(() => NetworkNames.Of(File(["blocks.0.attn.qkv.weight", "cls_token", "norm.bias", "pos_embed"]))).Message;
        message.ShouldContain("none of its 4 tensors");
        message.ShouldContain("blocks.0.attn.qkv.weight, cls_token, norm.bias and 1 others");
    }

    private static NamedTensors File(IEnumerable<string> names)
    {
        NamedTensors file = new() { Source = "start.pth" };
        foreach (string name in names)
        {
            file.Add(name, HostTensor.Of([1f], 1));
        }

        return file;
    }
}

using PiCIE.Segmentation.Weights;
using PiCIE.Segmentation.Weights.Tensors;

namespace PiCIE.Segmentation.Tests.Weights;

/// <summary>The files that training scripts save, as strangers bring them.</summary>
public sealed class TorchCheckpointTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void Every_pickle_protocol_gives_the_same_tensors_in_both_formats(int protocol)
    {
        TorchArchive archive = new TorchArchive(protocol).Dictionary(
            ("a", it => it.Tensor([2, 2], 1, 2, 3, 4)), ("transposed", it => it.TensorOf([2, 2], [1, 2], 0)));
        foreach (byte[] file in new[] { archive.Zip(), archive.Legacy() })
        {
            NamedTensors tensors = PyTorchFile.Parse(file, "start.pth");
            tensors.Names.ShouldBe(["a", "transposed"]);
            tensors["a"].ToFloats().ShouldBe([1, 2, 3, 4]);
            tensors["transposed"].ToFloats().ShouldBe([1, 3, 2, 4], "a view that is no row-major one");
        }
    }

    [Theory]
    [InlineData("state_dict")]
    [InlineData("model_state_dict")]
    [InlineData("model")]
    [InlineData("net")]
    [InlineData("network")]
    [InlineData("some_name_of_its_own")]
    public void The_network_is_found_under_its_name_beside_other_values(string key)
    {
        NamedTensors tensors = Read(it => it.Dictionary(("epoch", Three), (key, Network), ("optimizer", Optimizer)));
        tensors.Names.ShouldBe(["weight"]);
        tensors.Place.ShouldBe(key);
    }

    [Fact]
    public void A_network_in_a_checkpoint_in_a_checkpoint_is_found() =>
        Read(it => it.Dictionary(("model", inner => inner.Dictionary(("state_dict", Network), ("epoch", Three))))).Place.ShouldBe("model.state_dict");

    [Fact]
    public void The_trained_network_is_taken_before_its_moving_average() =>
        Read(it => it.Dictionary(("ema", ema => ema.Network("ema.")), ("state_dict", Network))).Names.ShouldBe(["weight"]);

    [Fact]
    public void Several_networks_without_a_usual_name_are_named() =>
        Refusal(it => it.Dictionary(("student", Network), ("teacher", Network), ("epoch", Three))).ShouldContain("student, teacher");

    [Theory]
    [InlineData("torch", "Size")]
    [InlineData("torch", "device")]
    [InlineData("numpy.core.multiarray", "scalar")]
    [InlineData("numpy._core.multiarray", "scalar")]
    [InlineData("builtins", "set")]
    [InlineData("collections", "defaultdict")]
    [InlineData("__builtin__", "list")]
    [InlineData("builtins", "float")]
    [InlineData("pathlib", "PosixPath")]
    [InlineData("pytorch_lightning.utilities.parsing", "AttributeDict")]
    [InlineData("torch._utils", "_rebuild_sparse_tensor")]
    public void A_harmless_value_beside_the_network_stops_nothing(string module, string name) =>
        Read(it => it.Dictionary(("state_dict", Network), ("beside", value => value.Call(module, name, Three)))).Names.ShouldBe(["weight"]);

    [Fact]
    public void Bytes_and_a_kind_of_number_beside_the_network_stop_nothing() => Read(it => it.Dictionary(
        ("state_dict", Network),
        ("bytes", value => value.Add('C', '\x02', 'x', 'y')),
        ("dtype", value => value.Global("torch", "float32")))).Names.ShouldBe(["weight"]);

    [Fact]
    public void A_dictionary_of_a_class_of_its_own_holds_its_tensors() =>
        Read(it => it.Object(type => type.Global("my.package", "StateDict"), ("weight", value => value.Tensor([1], 5)))).Names.ShouldBe(["weight"]);

    [Fact]
    public void A_value_that_runs_programs_is_refused_even_beside_the_network() =>
        Refusal(it => it.Dictionary(("state_dict", Network), ("beside", value => value.Call("subprocess", "Popen", Three)))).ShouldContain("'subprocess.Popen'");

    [Fact]
    public void A_whole_network_is_told_to_save_its_state_dict()
    {
        Action<TorchArchive> network = it => it.Global("torchvision.models.resnet", "ResNet").Add(')', '\x81', '}', '(').Text("training").Add('\x88', 'u', 'b');
        Refusal(network).ShouldContain("torchvision.models.resnet.ResNet");
        Refusal(network).ShouldContain("torch.save(model.state_dict()");
        Refusal(it => it.Dictionary(("epoch", Three), ("model", network))).ShouldContain("torch.save(model.state_dict()");
    }

    [Fact]
    public void A_checkpoint_without_tensors_says_what_it_holds() =>
        Refusal(it => it.Dictionary(("epoch", Three), ("optimizer", Optimizer))).ShouldContain("no tensors but a dictionary of epoch, optimizer");

    private static void Network(TorchArchive archive) => archive.Network();

    private static void Three(TorchArchive archive) => archive.Integer(3);

    private static void Optimizer(TorchArchive archive) => archive.Dictionary(("state", state => state.Dictionary()), ("param_groups", groups => groups.Add(']')));

    private static NamedTensors Read(Action<TorchArchive> write)
    {
        TorchArchive archive = new();
        write(archive);
        return PyTorchFile.Parse(archive.Zip(), "start.pth");
    }

    private static string Refusal(Action<TorchArchive> write) => Should.Throw<WeightsException>(() => Read(write)).Message;
}

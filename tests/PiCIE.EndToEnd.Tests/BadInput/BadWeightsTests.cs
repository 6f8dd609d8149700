using PiCIE.EndToEnd.Tests.Materials;

namespace PiCIE.EndToEnd.Tests.BadInput;

/// <summary>Weights that do not fit, are damaged, or would run something.</summary>
public sealed class BadWeightsTests : IDisposable
{
    private readonly PicieHomeFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Weights_of_another_network_are_refused_before_anything_is_done_in_run_and_plan()
    {
        string spec = SpecWith("other.safetensors", WeightsBytes.Safetensors(("conv1.weight", [64, 3, 7, 7]), ("somewhere.else", [2, 2])));

        (await _folder.PicieAsync("run", spec)).ShouldEndWith(2).ShouldSay("somewhere.else");
        (await _folder.PicieAsync("run", spec, "--plan")).ShouldEndWith(2).ShouldSay("somewhere.else");
        (await _folder.PicieAsync("runs", "list", "--json")).ShouldEndWith(0).Json.GetProperty("runs").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task A_damaged_file_is_refused_with_its_name()
    {
        byte[] whole = WeightsBytes.Safetensors(("conv1.weight", [64, 3, 7, 7]));
        string path = Save("damaged.safetensors", whole[..(whole.Length / 2)]);

        (await _folder.PicieAsync("weights", "inspect", path)).ShouldEndWith(2).ShouldSay("damaged.safetensors");
    }

    [Fact]
    public async Task A_pickle_that_would_run_something_runs_nothing_and_is_refused()
    {
        string trace = _folder["trace"];
        string path = Save("harmful.pth", WeightsBytes.ExecutingArchive($"touch {trace}"));

        PicieOutcome inspected = await _folder.PicieAsync("weights", "inspect", path);
        PicieOutcome run = await _folder.PicieAsync("run", SpecWith("harmful.pth", File.ReadAllBytes(path)));

        inspected.ShouldEndWith(2).ShouldSay("posix", "system");
        run.ShouldEndWith(2).ShouldSay("system");
        File.Exists(trace).ShouldBeFalse("the pickle was executed");
    }

    [Fact]
    public async Task A_weights_file_that_is_missing_is_named_with_the_way_to_get_it()
    {
        SmallData data = SmallData.In(_folder);

        PicieOutcome outcome = await _folder.PicieAsync("run", data.Spec, "--set", "backbone.weights=imagenet", "--set", "backbone.width=1");

        outcome.ShouldEndWith(2).ShouldSay("resnet18", "picie weights fetch imagenet");
    }

    [Fact]
    public async Task A_good_file_is_described()
    {
        string path = Save("good.safetensors", WeightsBytes.Safetensors(("a.weight", [2, 3]), ("b", [])));

        PicieOutcome outcome = (await _folder.PicieAsync("weights", "inspect", path, "--json")).ShouldEndWith(0);

        outcome.Json.GetProperty("tensors").EnumerateArray().Select(tensor => tensor.GetProperty("name").GetString()).ShouldBe(["a.weight", "b"]);
        outcome.Json.GetProperty("tensors")[0].GetProperty("shape").EnumerateArray().Select(size => size.GetInt32()).ShouldBe([2, 3]);
        Directory.Exists(_folder.Home).ShouldBeFalse("looking into a file makes no home");
    }

    private string SpecWith(string weights, byte[] content)
    {
        SmallData data = SmallData.In(_folder);
        Save(weights, content);
        string text = File.ReadAllText(data.WriteSpec(SmallData.ShortTraining)).Replace("weights: none", $"weights: ./{weights}", StringComparison.Ordinal);
        return _folder.Write("small.yaml", text.Replace("width: 0.125", "width: 1", StringComparison.Ordinal));
    }

    private string Save(string name, byte[] content)
    {
        File.WriteAllBytes(_folder[name], content);
        return _folder[name];
    }
}

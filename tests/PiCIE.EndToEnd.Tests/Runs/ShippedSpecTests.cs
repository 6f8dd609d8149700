using System.Text.Json;
using PiCIE.EndToEnd.Tests.Materials;
using PiCIE.Tests.Golden;

namespace PiCIE.EndToEnd.Tests.Runs;

/// <summary>Every spec in experiments/ is right as it stands: with what it names in place, it plans.</summary>
public sealed class ShippedSpecTests : IDisposable
{
    private static readonly string Experiments = Path.Combine(Repository.Root, "experiments");
    private readonly PicieHomeFolder _folder = new();

    public static TheoryData<string> Specs =>
    [
        .. Directory.EnumerateFiles(Experiments, "*.yaml", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Experiments, path).Replace('\\', '/')).Order(StringComparer.Ordinal),
    ];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [NeedsMaterial]
    [MemberData(nameof(Specs))]
    public async Task A_shipped_spec_plans_with_what_it_names_in_place(string spec)
    {
        string data = MaterialFor(spec);

        PicieOutcome plan = await _folder.PicieAsync(
            new Dictionary<string, string> { ["PICIE_DATA"] = data, ["PICIE_WEIGHTS"] = _folder["weights"] },
            "run", _folder[$"experiments/{spec}"], "--plan", "--json");

        JsonElement document = plan.ShouldEndWith(0).Json;
        document.GetProperty("experiment").GetString().ShouldBe(Path.GetFileNameWithoutExtension(spec));
        document.GetProperty("runs").GetArrayLength().ShouldBePositive();
        document.GetProperty("stages").EnumerateArray().Select(stage => stage.GetProperty("kind").GetString()).ShouldContain("evaluate");
        document.GetProperty("stages").EnumerateArray().ShouldAllBe(stage => stage.GetProperty("status").GetString() == "new");
    }

    [Fact]
    public async Task The_toy_experiment_without_the_demo_names_the_demo()
    {
        _folder.Write("experiments/toy.yaml", File.ReadAllText(Path.Combine(Experiments, "toy.yaml")));

        (await _folder.PicieAsync("run", _folder["experiments/toy.yaml"], "--plan")).ShouldEndWith(2).Error.ShouldContain("picie demo");
    }

    /// <summary>Puts the spec and what it names below the folder of the test.</summary>
    /// <returns>The folder of data sets.</returns>
    private string MaterialFor(string spec)
    {
        _folder.Write($"experiments/{spec}", File.ReadAllText(Path.Combine(Experiments, spec)));
        // A plan tries whether start weights fit the network; ImageNet's cannot be had everywhere, and others of that network stand in.
        Directory.CreateDirectory(_folder["weights"]);
        foreach (string name in new[] { "resnet18-5c106cde.pth", "resnet18-tin200-c0748454.pth" })
        {
            File.CreateSymbolicLink(_folder[$"weights/{name}"], SharedMaterial.Require("data", "weights", "resnet18-tin200-c0748454.pth"));
        }

        switch (spec)
        {
            case "coco-stuff-27.yaml":
                Directory.CreateDirectory(_folder["data"]);
                Directory.CreateSymbolicLink(_folder["data/coco-stuff"], SharedMaterial.Require("data", "cocostuff-mini"));
                return _folder["data"];
            case "folder.yaml":
                Directory.CreateDirectory(_folder["data/photographs"]);
                File.WriteAllBytes(_folder["data/photographs/one.png"], PlainPhotographs.Photograph(64, 48));
                return _folder["data"];
            case "toy.yaml":
                Directory.CreateDirectory(_folder["picie-data/demo"]);
                Directory.Move(SmallData.In(_folder).Folder, _folder["picie-data/demo/scenes"]);
                File.Copy(Path.Combine(Repository.Root, "src", "PiCIE.Cli", "Demo", "toy-start.safetensors"), _folder["picie-data/demo/toy-start.safetensors"]);
                return _folder["data"];
            default:
                SharedMaterial.Require("data", "camvid");
                return SharedMaterial.Require("data");
        }
    }
}

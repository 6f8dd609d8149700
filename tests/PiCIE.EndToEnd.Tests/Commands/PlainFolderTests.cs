using System.Text.Json;
using PiCIE.EndToEnd.Tests.Materials;

namespace PiCIE.EndToEnd.Tests.Commands;

/// <summary>A folder of photographs without any label image.</summary>
public sealed class PlainFolderTests : IDisposable
{
    private readonly PicieHomeFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task It_ends_done_with_overlays_and_without_figures_and_predicts_clusters()
    {
        SmallData data = SmallData.In(_folder);
        Directory.Move(Path.Combine(data.Folder, "train"), _folder["photographs"]);
        string spec = _folder.Write("folder.yaml", $$"""
            name: folder
            task: folder
            data: ./photographs
            method: picie
            backbone: { name: resnet18, width: 0.125, featureWidth: 16, weights: none }
            preprocess: { baseResolution: 40, resolution: 32 }
            {{SmallData.ShortTraining}}
            cluster: { k: 5 }
            evaluate: { splits: [train] }

            """);

        PicieOutcome outcome = (await _folder.PicieAsync("run", spec, "--json")).ShouldEndWith(0);
        JsonElement run = outcome.Json.GetProperty("runs")[0];
        string id = run.GetProperty("id").GetString()!;
        PicieOutcome predicted = (await _folder.PicieAsync("predict", "--run", id, "--out", "out", "photographs", "--json")).ShouldEndWith(0);

        run.GetProperty("status").GetString().ShouldBe("done");
        run.GetProperty("metrics").EnumerateObject().ShouldBeEmpty();
        Directory.EnumerateFiles(run.GetProperty("artifacts").GetProperty("overlays").GetString()!, "*.png", SearchOption.AllDirectories).Count().ShouldBe(8);
        predicted.Json.GetProperty("ids").GetString().ShouldBe("clusters");
        predicted.Json.GetProperty("photographs").GetArrayLength().ShouldBe(8);
    }
}

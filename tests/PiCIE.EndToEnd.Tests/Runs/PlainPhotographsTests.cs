using System.IO.Compression;
using System.Text.Json;
using PiCIE.EndToEnd.Tests.Materials;

namespace PiCIE.EndToEnd.Tests.Runs;

/// <summary>Photographs without labels are trained on and segmented, and get no figure.</summary>
[Collection(RunsInTurn.Name)]
public sealed class PlainPhotographsTests(PlainPhotographs plain) : IClassFixture<PlainPhotographs>
{
    private JsonElement Run => plain.Outcome.Run();

    [Fact]
    public void The_run_is_done_without_figures()
    {
        Run.GetProperty("status").GetString().ShouldBe("done");
        Run.GetProperty("metrics").EnumerateObject().ShouldBeEmpty();
        plain.Outcome.Json.GetProperty("summary").EnumerateArray().SelectMany(summary => summary.GetProperty("metrics").EnumerateObject()).ShouldBeEmpty();
    }

    [Fact]
    public void Every_photograph_has_a_picture_under_its_own_name()
    {
        using ZipArchive pictures = ZipFile.OpenRead(Run.Artifact("overlays", "val.zip"));
        pictures.Entries.Select(entry => entry.FullName).Order(StringComparer.Ordinal)
            .ShouldBe(Enumerable.Range(0, PlainPhotographs.Count).Select(index => $"holiday {index}.jpg"));
    }

    [Fact]
    public async Task What_people_read_names_the_overlays_and_shows_no_figure()
    {
        PicieOutcome shown = (await plain.Folder.PicieAsync("runs", "show", Run.GetProperty("id").GetString()!)).ShouldEndWith(0);

        shown.Out.ShouldContain(Run.Artifact("overlays"));
        shown.Out.ShouldNotContain("accuracy");
    }

    [Fact]
    public async Task Predictions_have_the_size_of_each_photograph_and_ids_of_clusters()
    {
        (string Name, int Width, int Height)[] photographs = [("portrait", 37, 75), ("odd", 83, 41), ("small", 33, 33)];
        Directory.CreateDirectory(plain.Folder["further"]);
        foreach ((string name, int width, int height) in photographs)
        {
            File.WriteAllBytes(plain.Folder[$"further/{name}.png"], PlainPhotographs.Photograph(width, height));
        }

        PicieOutcome predicted = await plain.Folder.PicieAsync(
            "predict", "--run", Run.GetProperty("id").GetString()!, "--out", "out", "further", "--json");

        JsonElement document = predicted.ShouldEndWith(0).Json;
        document.GetProperty("ids").GetString().ShouldBe("clusters");
        document.GetProperty("photographs").GetArrayLength().ShouldBe(photographs.Length);
        foreach ((string name, int width, int height) in photographs)
        {
            PngSize.Read(plain.Folder[$"out/masks/{name}.png"]).ShouldBe((width, height));
            PngSize.Read(plain.Folder[$"out/overlays/{name}.png"]).ShouldBe((width, height));
        }
    }
}

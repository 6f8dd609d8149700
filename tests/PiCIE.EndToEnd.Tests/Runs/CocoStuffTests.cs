using System.Text.Json;
using PiCIE.EndToEnd.Tests.Materials;
using PiCIE.Tests.Golden;

namespace PiCIE.EndToEnd.Tests.Runs;

/// <summary>Real COCO-Stuff files through the same spec and task file as the whole data set, made short on the command line.</summary>
[NeedsMaterial]
[Collection(RunsInTurn.Name)]
public sealed class CocoStuffTests : IDisposable
{
    private static readonly string Spec = Path.Combine(Repository.Root, "experiments", "coco-stuff-27.yaml");
    private readonly PicieHomeFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task All_27_classes_are_named_and_a_class_without_figure_is_absent()
    {
        JsonElement run = await RunAsync();

        run.GetProperty("status").GetString().ShouldBe("done");
        run.GetProperty("protocol").GetProperty("task").GetString().ShouldBe("coco-stuff-27");
        run.Curve("loss").ShouldHaveSingleItem().ShouldBeGreaterThan(0);
        JsonElement[] classes = run.Classes("val");
        classes.Select(@class => @class.GetProperty("id").GetInt32()).ShouldBe(Enumerable.Range(0, 27));
        classes.Select(@class => @class.GetProperty("key").GetString()).ShouldBeUnique();
        classes.ShouldAllBe(@class => !string.IsNullOrEmpty(@class.GetProperty("name").GetString()));
        classes.ShouldAllBe(@class => IsAbsent(@class) == (@class.GetProperty("iou").ValueKind == JsonValueKind.Null));
        classes.Where(IsAbsent).ShouldAllBe(@class => Pixels(@class) == 0);
        classes.Count(@class => Pixels(@class) > 0).ShouldBeInRange(1, 26);
    }

    [Fact]
    public async Task A_class_that_has_no_pixel_and_that_no_cluster_stands_for_is_absent_and_not_zero()
    {
        // By majority each cluster stands for a class that has pixels, so the classes without any are never predicted.
        JsonElement run = await RunAsync("evaluate.matching=majority");

        JsonElement[] without = [.. run.Classes("val").Where(@class => Pixels(@class) == 0)];
        without.ShouldNotBeEmpty();
        without.ShouldAllBe(@class => IsAbsent(@class) && @class.GetProperty("iou").ValueKind == JsonValueKind.Null);
        run.Classes("val").Where(@class => Pixels(@class) > 0).ShouldAllBe(@class => !IsAbsent(@class));
    }

    [Fact]
    public async Task A_check_of_the_data_counts_its_photographs_before_anything_is_trained()
    {
        string data = SharedMaterial.Require("data", "cocostuff-mini");

        PicieOutcome check = await _folder.PicieAsync(["data", "check", Spec, .. Set($"data={data}"), "--json"]);

        JsonElement document = check.ShouldEndWith(0).Json;
        document.GetProperty("fine").GetBoolean().ShouldBeTrue();
        document.GetProperty("splits").EnumerateArray().ShouldAllBe(split => split.GetProperty("photographs").GetInt32() > 0);
    }

    private async Task<JsonElement> RunAsync(params string[] further)
    {
        string data = SharedMaterial.Require("data", "cocostuff-mini");
        return (await _folder.PicieAsync(
            [
                "run", Spec, "--json",
                .. Set($"data={data}", "backbone.weights=none", "preprocess.baseResolution=64", "preprocess.resolution=64", "train.epochs=1"),
                .. Set("train.batchSize=4", "train.kmeans.batchSize=4", "train.kmeans.initialBatches=1", "train.threads=2"),
                .. Set(further),
            ])).Run();
    }

    private static long Pixels(JsonElement @class) => @class.GetProperty("pixels").GetInt64();

    private static bool IsAbsent(JsonElement @class) => @class.GetProperty("absent").GetBoolean();

    private static IEnumerable<string> Set(params IEnumerable<string> settings) => settings.SelectMany(setting => new[] { "--set", setting });
}

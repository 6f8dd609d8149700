using System.IO.Compression;
using System.Text.Json;
using PiCIE.EndToEnd.Tests.Materials;
using PiCIE.Tests.Golden;

namespace PiCIE.EndToEnd.Tests.Runs;

/// <summary>A short piece of the main job on real photographs, and what of it is not done a second time.</summary>
[NeedsMaterial]
[Collection(RunsInTurn.Name)]
public sealed class CamVidShortTests(CamVidShort camvid) : IClassFixture<CamVidShort>
{
    private CamVidShortRun CamVid => camvid.Require();

    private JsonElement Run => CamVid.Outcome.Run();

    [Fact]
    public void The_loss_falls_between_two_epochs()
    {
        double[] loss = Run.Curve("loss");

        loss.Length.ShouldBe(2);
        loss.ShouldAllBe(value => double.IsFinite(value) && value > 0);
        (loss[0] - loss[1]).ShouldBeGreaterThanOrEqualTo(0.15, $"losses {string.Join(", ", loss)}");
    }

    [Fact]
    public void The_run_is_done_with_figures_in_percent_for_every_class_by_name()
    {
        Run.GetProperty("status").GetString().ShouldBe("done");
        Run.GetProperty("labelsUsed").GetString().ShouldBe("none");
        Run.Figures("val").GetProperty("accuracy").GetDouble().ShouldBeInRange(1, 100);
        Run.Figures("val").GetProperty("meanIoU").GetDouble().ShouldBeInRange(1, 100);
        JsonElement[] classes = Run.Classes("val");
        classes.Select(@class => @class.GetProperty("id").GetInt32()).ShouldBe(Enumerable.Range(0, 11));
        classes.Select(@class => @class.GetProperty("name").GetString()).ShouldBeUnique();
        classes.ShouldAllBe(@class => @class.GetProperty("name").GetString()!.Length > 2);
        classes.Sum(@class => @class.GetProperty("pixels").GetInt64()).ShouldBeInRange(1, CamVidShort.Evaluated * 128 * 128);
    }

    [Fact]
    public void The_trained_network_has_the_names_and_shapes_that_the_authors_program_loads()
    {
        GoldenFile authors = GoldenFile.Read(SharedMaterial.Require("reference", "picie_camvid_s1_f16.safetensors"));
        GoldenFile ours = GoldenFile.Read(Run.Artifact("weights"));

        // Beside the network their checkpoint holds the centroids of both views and of fresh clusterings.
        Described(ours).ShouldBe(Described(authors), ignoreOrder: true);
    }

    [Fact]
    public void Every_evaluated_photograph_has_its_prediction_and_its_picture()
    {
        string[] expected = [.. CamVid.Stems("val").Select(stem => stem + ".png").Order(StringComparer.Ordinal)];
        using ZipArchive predictions = ZipFile.OpenRead(Run.Artifact("predictions", "val-1.zip"));

        predictions.Entries.Select(entry => entry.FullName).Order(StringComparer.Ordinal).ShouldBe(expected);
        foreach (ZipArchiveEntry entry in predictions.Entries)
        {
            using Stream content = entry.Open();
            PngSize.Read(content).ShouldBe((128, 128));
        }

        using ZipArchive pictures = ZipFile.OpenRead(Run.Artifact("overlays", "val.zip"));
        pictures.Entries.Select(entry => Path.ChangeExtension(entry.FullName, ".png")).Order(StringComparer.Ordinal).ShouldBe(expected);
    }

    [Fact]
    public async Task The_same_experiment_again_starts_nothing_and_has_the_same_figures_to_the_last_bit()
    {
        JsonElement first = Run;

        PicieOutcome again = await CamVid.PicieAsync("run", CamVid.Spec, "--json");

        again.Run().GetProperty("metrics").GetRawText().ShouldBe(first.GetProperty("metrics").GetRawText());
        again.Run().GetProperty("stages").GetRawText().ShouldBe(first.GetProperty("stages").GetRawText());
        again.Error.ShouldNotContain("started");
    }

    [Fact]
    public async Task The_same_settings_under_another_name_reuse_every_stage()
    {
        JsonElement first = Run;

        JsonElement renamed = (await CamVid.PicieAsync("run", CamVid.Spec, "--set", "name=renamed", "--json")).Run();

        renamed.GetProperty("stages").EnumerateArray().ShouldAllBe(stage => stage.Reused());
        renamed.GetProperty("configId").GetString().ShouldBe(first.GetProperty("configId").GetString());
        renamed.GetProperty("metrics").GetRawText().ShouldBe(first.GetProperty("metrics").GetRawText());
    }

    [Fact]
    public async Task Another_number_of_fresh_clusters_trains_nothing()
    {
        JsonElement first = Run;

        JsonElement wider = (await CamVid.PicieAsync("run", CamVid.Spec, "--set", "name=wider", "--set", "cluster.k=13", "--json")).Run();

        wider.Stages("preprocess").ShouldAllBe(stage => stage.Reused());
        wider.Stage("train").Reused().ShouldBeTrue();
        wider.Stage("train").Key().ShouldBe(first.Stage("train").Key());
        wider.Stage("cluster").Reused().ShouldBeFalse();
        wider.Stage("cluster").Key().ShouldNotBe(first.Stage("cluster").Key());
        wider.Stage("evaluate").Key().ShouldNotBe(first.Stage("evaluate").Key());
    }

    [Fact]
    public async Task A_corrected_label_image_trains_nothing_and_is_evaluated_again()
    {
        JsonElement first = Run;
        string label = CamVid.LabelPath(CamVid.Stems("val")[0]);
        byte[] before = await File.ReadAllBytesAsync(label, TestContext.Current.CancellationToken);
        try
        {
            (int width, int height) = PngSize.Read(before);
            await File.WriteAllBytesAsync(label, PngBytes.Labels(width, height, (_, _) => 0), TestContext.Current.CancellationToken);

            JsonElement corrected = (await CamVid.PicieAsync("run", CamVid.Spec, "--set", "name=corrected", "--json")).Run();

            corrected.Stage("train").Reused().ShouldBeTrue();
            corrected.Stage("cluster").Reused().ShouldBeTrue();
            corrected.Stage("evaluate").Reused().ShouldBeFalse();
            corrected.Stage("evaluate").Key().ShouldNotBe(first.Stage("evaluate").Key());
            Pixels(corrected, 0).ShouldBeGreaterThan(Pixels(first, 0));
        }
        finally
        {
            await File.WriteAllBytesAsync(label, before, CancellationToken.None);
        }
    }

    private static IEnumerable<string> Described(GoldenFile file) => file.Names
        .Where(name => name.StartsWith("backbone.", StringComparison.Ordinal) || name.StartsWith("decoder.", StringComparison.Ordinal))
        .Select(name => $"{name} [{string.Join(", ", file.Shape(name))}]");

    private static long Pixels(JsonElement run, int id) => run.Classes("val")[id].GetProperty("pixels").GetInt64();
}

using System.Text.Json;
using PiCIE.EndToEnd.Tests.Materials;

namespace PiCIE.EndToEnd.Tests.Commands;

/// <summary>From a folder of one's own to a run without writing a file by hand.</summary>
public sealed class DataInitTests : IDisposable
{
    private readonly PicieHomeFolder _folder = new();
    private readonly SmallData _data;

    public DataInitTests() => _data = SmallData.In(_folder);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task What_is_drafted_runs_as_it_is_and_gives_figures()
    {
        JsonElement document = (await _folder.PicieAsync("data", "init", _data.Folder, "--json")).ShouldEndWith(0).Json;

        document.GetProperty("written").EnumerateArray().Select(file => file.GetString()).ShouldBe(["classes.json", "task.yaml", "experiment.yaml"]);
        document.GetProperty("labels").GetProperty("labels").GetInt32().ShouldBe(12);
        string spec = document.GetProperty("spec").GetString()!;
        (await _folder.PicieAsync("data", "check", spec)).ShouldEndWith(0);
        JsonElement run = (await _folder.PicieAsync(
            "run", spec, "--json", "--set", "backbone.weights=none", "--set", "backbone.width=0.125", "--set", "backbone.featureWidth=16",
            "--set", "preprocess.baseResolution=40", "--set", "preprocess.resolution=32", "--set", "train.epochs=1")).ShouldEndWith(0).Json;
        run.GetProperty("runs")[0].GetProperty("metrics").GetProperty("val").GetProperty("accuracy").GetDouble().ShouldBeInRange(0, 100);
    }

    [Fact]
    public async Task Init_alone_is_the_same_and_its_spec_has_comments()
    {
        (await _folder.PicieAsync("init", _data.Folder)).ShouldEndWith(0).Out.ShouldContain("classes.json, task.yaml, experiment.yaml");

        string spec = File.ReadAllText(Path.Combine(_data.Folder, "experiment.yaml"));
        spec.ShouldStartWith("# Drafted by picie init.");
        spec.ShouldContain("# three or more give a mean and a deviation");
    }

    [Fact]
    public async Task Nothing_that_is_there_is_overwritten()
    {
        File.WriteAllText(Path.Combine(_data.Folder, "experiment.yaml"), "mine");

        (await _folder.PicieAsync("data", "init", _data.Folder)).ShouldEndWith(5).ShouldSay("experiment.yaml", "nothing is overwritten");

        File.ReadAllText(Path.Combine(_data.Folder, "experiment.yaml")).ShouldBe("mine");
        File.Exists(Path.Combine(_data.Folder, "classes.json")).ShouldBeFalse();
    }

    [Fact]
    public async Task Label_images_in_colours_are_refused_by_name_and_nothing_is_written()
    {
        _data.Labels("val", 0, PngBytes.Photograph(SmallData.Side, SmallData.Side, (_, _) => (128, 0, 0)));

        (await _folder.PicieAsync("data", "init", _data.Folder)).ShouldEndWith(2).ShouldSay("1 of 12 label images cannot be read", _data.LabelPath("val", 0));

        File.Exists(Path.Combine(_data.Folder, "experiment.yaml")).ShouldBeFalse();
    }

    [Theory]
    [InlineData("train", "val")]
    [InlineData("Train", "Val")]
    public async Task Photographs_in_train_and_val_get_a_spec_that_runs_without_labels(string train, string val)
    {
        string folder = Directory.CreateDirectory(_folder["my photographs"]).FullName;
        foreach ((string split, string name) in new[] { ("train", train), ("val", val) })
        {
            Directory.CreateDirectory(Path.Combine(folder, name));
            File.Copy(_data.PhotographPath(split, 0), Path.Combine(folder, name, "a.png"));
            File.Copy(_data.PhotographPath(split, 1), Path.Combine(folder, name, "b.png"));
        }

        PicieOutcome drafted = (await _folder.PicieAsync("init", folder)).ShouldEndWith(0);

        string spec = Path.Combine(folder, "experiment.yaml");
        drafted.Out.ShouldContain($"picie run '{spec}'");
        drafted.Out.ShouldContain("val is segmented, and nothing is evaluated");
        (await _folder.PicieAsync("data", "check", spec)).ShouldEndWith(0);
        (await _folder.PicieAsync(
            "run", spec, "--json", "--set", "backbone.weights=none", "--set", "backbone.width=0.125", "--set", "backbone.featureWidth=16",
            "--set", "preprocess.baseResolution=40", "--set", "preprocess.resolution=32", "--set", "train.epochs=1", "--set", "train.batchSize=2", "--set", "train.kmeans.batchSize=2", "--set", "train.k=3", "--set", "cluster.k=3")).ShouldEndWith(0);
    }

    [Fact]
    public async Task With_one_label_image_missing_the_spec_evaluates_the_photographs_that_have_one()
    {
        File.Delete(_data.LabelPath("val", 0));

        PicieOutcome drafted = (await _folder.PicieAsync("init", _data.Folder)).ShouldEndWith(0);

        drafted.Out.ShouldContain("val-labelled.txt");
        string spec = Path.Combine(_data.Folder, "experiment.yaml");
        (await _folder.PicieAsync("data", "check", spec)).ShouldEndWith(0);
        (await _folder.PicieAsync("run", spec, "--plan", "--set", "backbone.weights=none")).ShouldEndWith(0);
    }

    [Fact]
    public async Task A_label_image_with_values_of_its_own_is_named()
    {
        _data.Labels("val", 0, PngBytes.Labels(SmallData.Side, SmallData.Side, (row, column) => (byte)(100 + column)));

        (await _folder.PicieAsync("init", _data.Folder)).ShouldEndWith(0).Out.ShouldContain("in one label image only, ");
    }

    [Fact]
    public async Task Photographs_without_label_images_get_a_spec_alone()
    {
        string plain = Directory.CreateDirectory(_folder["plain"]).FullName;
        File.Copy(_data.PhotographPath("train", 0), Path.Combine(plain, "a.png"));
        File.Copy(_data.PhotographPath("train", 1), Path.Combine(plain, "b.png"));

        (await _folder.PicieAsync("data", "init", plain)).ShouldEndWith(0);

        Directory.GetFiles(plain, "*.*").Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal).ShouldBe(["a.png", "b.png", "experiment.yaml"]);
        (await _folder.PicieAsync("run", Path.Combine(plain, "experiment.yaml"), "--plan", "--set", "backbone.weights=none")).ShouldEndWith(0);
    }
}

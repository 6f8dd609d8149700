using System.IO.Compression;
using PiCIE.Evaluation.Classes;
using PiCIE.Evaluation.Layouts;
using PiCIE.Evaluation.Tasks;
using PiCIE.Tests.Golden;

namespace PiCIE.Evaluation.Tests.Layouts;

public sealed class CocoStuffLayoutTests : IDisposable
{
    private const string Curated = "Coco164kFull_Stuff_Coarse_7.txt";

    private static readonly SegmentationTask Task = new()
    {
        Name = "coco-stuff-27",
        Classes = ClassTable.BuiltIn("coco-stuff-27"),
        Layout = TaskLayout.CocoStuff,
        Splits = new[] { "train", "val" }.ToDictionary(
            name => name, name => new TaskSplit($"images/{name}2017", $"annotations/{name}2017", $"curated/{name}2017/{Curated}")),
    };

    private readonly TemporaryFolder _data = new();

    public void Dispose() => _data.Dispose();

    [Fact]
    public void Authors_layout_is_read()
    {
        _data.With("images/val2017/000000000139.jpg", "annotations/val2017/000000000139.png").Write($"curated/val2017/{Curated}", "000000000139\n");

        Resolve().ShouldBe([new ListedPhotograph("000000000139", _data["images/val2017/000000000139.jpg"], _data["annotations/val2017/000000000139.png"])]);
    }

    [Fact]
    public void Archives_as_unpacked_and_a_zipped_list_are_read()
    {
        _data.With("val2017/000000000139.jpg", "stuffthingmaps/val2017/000000000139.png", "curated/val2017/x");
        using (GZipStream list = new(File.Create(_data[$"curated/val2017/{Curated}.gz"]), CompressionLevel.Fastest))
        {
            list.Write("000000000139\n"u8);
        }

        Resolve().Single().LabelPath.ShouldBe(_data["stuffthingmaps/val2017/000000000139.png"]);
    }

    [Fact]
    public void Photographs_and_label_maps_unpacked_in_one_place_are_refused()
    {
        _data.With("val2017/000000000139.jpg", "val2017/000000000139.png").Write($"curated/val2017/{Curated}", "000000000139\n");
        TaskInputException failure = Refused();
        failure.Message.ShouldContain("side by side");
        failure.Hint!.ShouldContain("annotations/val2017");
    }

    [Theory]
    [InlineData("annotations/val2017/000000000139.mat", "COCO-Stuff 10k")]
    [InlineData("annotations/val2017/000000000139_labelTrainIds.png", "171")]
    [InlineData("annotations/val2017/panoptic_139.png", "panoptic")]
    [InlineData("panoptic_val2017/000000000139.png", "panoptic")]
    [InlineData("stuff_val2017_pixelmaps/000000000139.png", "2017 stuff challenge")]
    public void Release_that_looks_alike_is_refused_by_name(string file, string release)
    {
        _data.With("images/val2017/000000000139.jpg", file).Write($"curated/val2017/{Curated}", "000000000139\n");
        Refused().Message.ShouldContain(release);
    }

    [Fact]
    public void Missing_labels_are_named_with_both_places()
    {
        _data.With("images/val2017/000000000139.jpg").Write($"curated/val2017/{Curated}", "000000000139\n");
        string message = Refused().Message;
        message.ShouldContain(_data["annotations/val2017"]);
        message.ShouldContain(_data["stuffthingmaps/val2017"]);
    }

    [Fact]
    public void Broken_zipped_list_is_an_input_failure()
    {
        _data.With("images/val2017/000000000139.jpg", "annotations/val2017/000000000139.png").Write($"curated/val2017/{Curated}.gz", "no gzip");
        Refused().Message.ShouldContain("gzip");
    }

    [NeedsMaterial]
    [Fact]
    public void Real_files_and_the_authors_lists_are_read()
    {
        string mini = SharedMaterial.Require("data", "cocostuff-mini");
        PhotographList.Resolve(Task, "train", mini).Count.ShouldBe(13);
        PhotographList.Resolve(Task, "val", mini).ShouldAllBe(photograph => File.Exists(photograph.LabelPath));

        string lists = SharedMaterial.Require("data", "cocostuff", "curated");
        ImageFolder none = ImageFolder.Open(_data.Path, ImageFolder.PhotographExtensions);
        StemList.Read(Path.Combine(lists, "train2017", Curated), none).Count.ShouldBe(49_629);
        StemList.Read(Path.Combine(lists, "val2017", Curated), none).Count.ShouldBe(2_175);
    }

    private IReadOnlyList<ListedPhotograph> Resolve() => PhotographList.Resolve(Task, "val", _data.Path);

    private TaskInputException Refused() => Should.Throw<TaskInputException>(Resolve);
}

using PiCIE.Evaluation.Classes;
using PiCIE.Evaluation.Layouts;
using PiCIE.Evaluation.Tasks;
using PiCIE.Tests.Golden;

namespace PiCIE.Evaluation.Tests.Layouts;

public sealed class PhotographListTests : IDisposable
{
    private readonly TemporaryFolder _data = new();

    public void Dispose() => _data.Dispose();

    [Fact]
    public void List_gives_the_order_and_stems_give_the_pairs()
    {
        _data.With("train/b.JPG", "train/a.png", "train/c.jpg", "trainannot/a.png", "trainannot/b.png").Write("train.txt", "b\n\na\r\n");

        Resolve(Camvid, "train").ShouldBe(
        [
            new ListedPhotograph("b", _data["train/b.JPG"], _data["trainannot/b.png"]),
            new ListedPhotograph("a", _data["train/a.png"], _data["trainannot/a.png"]),
        ]);
    }

    [Fact]
    public void List_of_two_absolute_paths_a_line_is_read_by_file_name()
    {
        _data.With("train/0001TP_006690.png", "trainannot/0001TP_006690.png")
            .Write("train.txt", "/SegNet/CamVid/train/0001TP_006690.png /SegNet/CamVid/trainannot/0001TP_006690.png\n");

        Resolve(Camvid, "train").Single().Name.ShouldBe("0001TP_006690");
    }

    [Fact]
    public void Missing_label_is_named_instead_of_shifting_the_others()
    {
        _data.With("train/a.jpg", "train/b.jpg", "trainannot/a.png").Write("train.txt", "a\nb\n");
        TaskInputException failure = Refused(Camvid, "train");
        failure.Message.ShouldContain("1 of 2 label images");
        failure.Message.ShouldContain(_data["trainannot"]);
        failure.Message.ShouldEndWith(": b");
    }

    [Fact]
    public void Missing_photograph_list_folder_and_split_are_named()
    {
        Refused(Camvid, "train").Message.ShouldContain(_data["train"]);
        _data.With("train/a.jpg", "trainannot/a.png");
        Refused(Camvid, "train").Message.ShouldContain(_data["train.txt"]);
        _data.Write("train.txt", "a\nz\n");
        Refused(Camvid, "train").Message.ShouldContain("1 of 2 photographs");
        Refused(Camvid, "tset").Hint!.ShouldContain("train, val");
        Should.Throw<TaskInputException>(() => PhotographList.Resolve(Camvid, "train", _data["nowhere"])).Message.ShouldContain("nowhere");
    }

    [Fact]
    public void Name_that_stands_twice_in_a_list_is_refused_with_both_lines()
    {
        _data.With("train/a.jpg", "trainannot/a.png").Write("train.txt", "a\n\na\n");
        string message = Refused(Camvid, "train").Message;
        message.ShouldContain("line 3");
        message.ShouldContain("line 1");
    }

    [Fact]
    public void Empty_list_is_refused()
    {
        _data.With("train/a.jpg", "trainannot/a.png").Write("train.txt", "\n");
        Refused(Camvid, "train").Message.ShouldContain("is empty");
    }

    [Fact]
    public void Photographs_that_differ_by_ending_alone_are_refused()
    {
        _data.With("train/a.jpg", "train/a.png", "trainannot/a.png").Write("train.txt", "a\n");
        string message = Refused(Camvid, "train").Message;
        message.ShouldContain("a.jpg");
        message.ShouldContain("a.png");
    }

    [Fact]
    public void Plain_folder_gives_the_same_sorted_list_for_both_splits()
    {
        _data.With("b.jpg", "B.jpeg", "a.PNG", "notes.txt", ".hidden.jpg");

        Resolve(Folder, "train").Select(photograph => photograph.Name).ShouldBe(["B", "a", "b"]);
        Resolve(Folder, "val").ShouldBe(Resolve(Folder, "train"));
        Resolve(Folder, "val").ShouldAllBe(photograph => photograph.LabelPath == null);
    }

    [Fact]
    public void Plain_folder_without_photographs_is_refused_and_says_where_some_are()
    {
        _data.With("holiday/a.jpg");
        string message = Refused(Folder, "train").Message;
        message.ShouldContain("has no photographs");
        message.ShouldContain("holiday");
    }

    [Fact]
    public void Structured_folder_has_its_own_splits_and_optional_labels()
    {
        _data.With("imgs/train/b.jpg", "imgs/train/a.jpg", "imgs/val/c.jpg", "labels/val/c.png").Write("classes.json", TwoClasses);
        SegmentationTask bound = FolderClasses.Bind(Folder, _data.Path);

        bound.Classes!.ClassOfRaw.ToArray()[..2].ShouldBe([0, 1]);
        bound.Classes.ClassOf(255).ShouldBe(ClassTable.Ignored);
        bound.Classes.ClassOf(2).ShouldBe(ClassTable.Unknown);
        Resolve(bound, "train").ShouldBe(
            [new ListedPhotograph("a", _data["imgs/train/a.jpg"], null), new ListedPhotograph("b", _data["imgs/train/b.jpg"], null)]);
        Resolve(bound, "val").Single().LabelPath.ShouldBe(_data["labels/val/c.png"]);
    }

    [Fact]
    public void Label_images_without_a_class_table_are_refused()
    {
        _data.With("imgs/train/a.jpg", "labels/train/a.png");
        Should.Throw<TaskInputException>(() => FolderClasses.Bind(Folder, _data.Path)).Message.ShouldContain("classes.json");
    }

    [Fact]
    public void Folder_without_labels_and_other_layouts_stay_as_they_are()
    {
        _data.With("a.jpg");
        FolderClasses.Bind(Folder, _data.Path).ShouldBeSameAs(Folder);
        FolderClasses.Bind(Camvid, _data.Path).ShouldBeSameAs(Camvid);
    }

    [NeedsMaterial]
    [Theory]
    [InlineData("train", 367)]
    [InlineData("val", 101)]
    [InlineData("test", 233)]
    public void Camvid_has_its_photographs_with_labels(string split, int count)
    {
        string camvid = SharedMaterial.Require("data", "camvid");
        IReadOnlyList<ListedPhotograph> list = PhotographList.Resolve(Camvid with { Splits = CamvidSplits("train", "val", "test") }, split, camvid);

        list.Count.ShouldBe(count);
        list.Select(photograph => photograph.Name).ShouldBe(File.ReadAllLines(Path.Combine(camvid, split + ".txt")));
        list.ShouldAllBe(photograph => File.Exists(photograph.ImagePath) && File.Exists(photograph.LabelPath));
    }

    private static readonly SegmentationTask Camvid = new()
    {
        Name = "camvid-11",
        Classes = ClassTable.BuiltIn("camvid-11"),
        Layout = TaskLayout.Folders,
        Splits = CamvidSplits("train", "val"),
    };

    private static readonly SegmentationTask Folder = new()
    {
        Name = "folder",
        Layout = TaskLayout.Folder,
        Splits = new Dictionary<string, TaskSplit>
        {
            ["train"] = new("imgs/train", "labels/train"),
            ["val"] = new("imgs/val", "labels/val"),
        },
    };

    private const string TwoClasses = """
        { "schema": "picie-class-table/1", "name": "mine", "classCount": 2,
          "classes": [ { "id": 0, "key": "a", "name": "A" }, { "id": 1, "key": "b", "name": "B" } ] }
        """;

    private static Dictionary<string, TaskSplit> CamvidSplits(params string[] names) =>
        names.ToDictionary(name => name, name => new TaskSplit(name, name + "annot", name + ".txt"));

    private IReadOnlyList<ListedPhotograph> Resolve(SegmentationTask task, string split) => PhotographList.Resolve(task, split, _data.Path);

    private TaskInputException Refused(SegmentationTask task, string split) => Should.Throw<TaskInputException>(() => Resolve(task, split));
}

using PiCIE.Evaluation;
using PiCIE.Evaluation.Classes;
using PiCIE.Evaluation.Matching;
using PiCIE.Evaluation.Metrics;
using PiCIE.Evaluation.Tasks;
using PiCIE.Evaluation.Text;
using PiCIE.Experiments.Stages;
using PiCIE.Experiments.Tasks;

namespace PiCIE.Experiments.Tests.Tasks;

public sealed class TaskFileTests
{
    private const string Mine = """
        schema: picie-task/1
        name: mine
        classes: camvid-11.json
        layout: folders
        splits:
          train: { images: train, labels: trainannot, list: train.txt }
          val: { images: photos/val }
        evaluate: { matching: majority, average: mean-over-present }
        """;

    public static TheoryData<string> BuiltIn() => [.. BuiltInTasks.Names];

    [Fact]
    public void Task_is_read_with_its_defaults()
    {
        SegmentationTask task = TaskFile.Read(Mine, "mine.yaml");

        task.Name.ShouldBe("mine");
        task.Classes!.Name.ShouldBe("camvid-11");
        task.Layout.ShouldBe(TaskLayout.Folders);
        task.Splits["train"].ShouldBe(new TaskSplit("train", "trainannot", "train.txt"));
        task.Splits["val"].ShouldBe(new TaskSplit("photos/val"));
        task.Evaluate.ShouldBe(new TaskEvaluation { Matching = MatchingRule.Majority, Average = AveragingRule.MeanOverPresent });
        task.Size.ShouldBe(new TaskSize());
        task.Labels.Encoding.ShouldBe(LabelEncoding.PngIndex8);
    }

    [Theory]
    [InlineData("layout: folders", "layot: folders", "line 4, column 1", "did you mean layout?")]
    [InlineData("layout: folders", "layout: folder-s", "line 4, column 9", "did you mean folders?")]
    [InlineData("layout: folders", "layout: elsewhere", "line 4, column 9", "allowed are folders, coco-stuff, folder")]
    [InlineData("name: mine", "name: mine\nname: mine", "line 3, column 1", "twice")]
    [InlineData("picie-task/1", "picie-task/2", "line 1, column 9", "allowed are picie-task/1")]
    [InlineData("name: mine", "name: [mine]", "line 2, column 7", "found a list")]
    [InlineData("camvid-11.json", "camvid-12.json", "line 3, column 10", "did you mean camvid-11.json?")]
    [InlineData("labels: trainannot", "label: trainannot", "line 6, column 27", "did you mean labels?")]
    [InlineData("images: train,", "", "line 6, column 10", "splits.train.images is missing")]
    [InlineData("photos/val", "../val", "line 7, column 18", "inside the data folder")]
    [InlineData("photos/val", "/data/val", "line 7, column 18", "inside the data folder")]
    [InlineData("photos/val", "C:\\val", "line 7, column 18", "inside the data folder")]
    [InlineData("{ images: photos/val }", "photos", "line 7, column 8", "splits.val")]
    [InlineData("majority", "majorty", "line 8, column 23", "did you mean majority?")]
    [InlineData("matching: majority", "machting: majority", "line 8, column 13", "did you mean matching?")]
    [InlineData("classes: camvid-11.json\n", "", "line 1, column 1", "the labels of split train")]
    public void Wrong_task_is_refused_with_place_and_what_was_meant(string correct, string wrong, string place, string said)
    {
        string text = Mine.ReplaceLineEndings("\n").Replace(correct, wrong, StringComparison.Ordinal);
        text.ShouldNotBe(Mine.ReplaceLineEndings("\n"));
        InvalidTextException failure = Should.Throw<InvalidTextException>(() => TaskFile.Read(text, "mine.yaml"));
        failure.Message.ShouldContain($"mine.yaml: {place}");
        failure.Message.ShouldContain(said);
    }

    [Fact]
    public void What_has_one_legal_value_or_a_usual_one_may_be_left_out()
    {
        SegmentationTask task = TaskFile.Read("splits:\n  train: { images: train, labels: masks }\nclasses: [Sky, road, Traffic sign]\n", "streets/mine.yaml");
        task.Name.ShouldBe("mine");
        task.Layout.ShouldBe(TaskLayout.Folders);
        task.Classes!.Classes.Select(row => (row.Id, row.Key, row.Name)).ShouldBe([(0, "sky", "Sky"), (1, "road", "road"), (2, "traffic-sign", "Traffic sign")]);
        task.Classes.ClassOf(2).ShouldBe(2);
        task.Classes.ClassOf(255).ShouldBe(ClassTable.Ignored);
        task.Classes.ClassOf(3).ShouldBe(ClassTable.Unknown);
    }

    [Fact]
    public void A_class_table_may_stand_in_the_task_file_with_everything_that_its_own_file_has()
    {
        ClassTable classes = TaskFile.Read(
            "splits: { val: { images: val } }\nclasses: { classes: [{ name: sky, colour: [1, 2, 3] }, road], rawToClass: [1, 0], ignoreRaw: [9] }\n", "mine.yaml").Classes!;
        classes.Classes[0].Colour.ShouldBe(new ClassColour(1, 2, 3));
        (classes.ClassOf(0), classes.ClassOf(9), classes.ClassOf(255)).ShouldBe((1, ClassTable.Ignored, ClassTable.Unknown));
    }

    [Theory]
    [InlineData("classes: [sky, sky]", "line 2, column 16", "classes[1] has the key sky, which classes[0] has already")]
    [InlineData("classes: []", "line 2, column 10", "classes is empty")]
    [InlineData("classes: { clases: [a] }", "line 2, column 12", "the key clases is not known under classes; did you mean classes?")]
    [InlineData("classes: { classes: [a], rawToClass: [0, 4] }", "line 2, column 42", "classes.rawToClass[1] is 4, allowed is a whole number from 0 to 0")]
    [InlineData("classes:", "line 2, column 9", "classes expects a list of names, a built-in table or the path of a JSON file, found nothing")]
    public void Wrong_classes_are_refused_with_their_place(string classes, string place, string said)
    {
        string message = Should.Throw<InvalidTextException>(() => TaskFile.Read($"splits: {{ val: {{ images: val }} }}\n{classes}\n", "mine.yaml")).Message;
        message.ShouldContain($"mine.yaml: {place}");
        message.ShouldContain(said);
    }

    [Fact]
    public void All_problems_are_found_at_once()
    {
        string text = Mine.Replace("layout: folders", "layout: x", StringComparison.Ordinal).Replace("majority", "y", StringComparison.Ordinal);
        Should.Throw<InvalidTextException>(() => TaskFile.Read(text, "mine.yaml")).Problems.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("splits: {}", "at least one")]
    [InlineData("splits: [a]", "splits expects keys with values, found a list")]
    [InlineData("", "splits is missing")]
    public void Task_without_splits_is_refused(string splits, string said) => Should.Throw<InvalidTextException>(
        () => TaskFile.Read($"schema: picie-task/1\nname: mine\nlayout: folder\n{splits}\n", "mine.yaml")).Message.ShouldContain(said);

    [Fact]
    public void Class_table_of_ones_own_is_asked_for_by_its_path()
    {
        string? asked = null;
        string text = Mine.Replace("camvid-11.json", "./own.json", StringComparison.Ordinal);
        SegmentationTask task = TaskFile.Read(text, "mine.yaml", path =>
        {
            asked = path;
            return ClassTable.BuiltIn("toy-7");
        });
        asked.ShouldBe("./own.json");
        task.Classes!.Name.ShouldBe("toy-7");
    }

    [Fact]
    public void Class_table_that_cannot_be_read_is_a_problem_of_its_line()
    {
        string text = Mine.Replace("camvid-11.json", "./own.json", StringComparison.Ordinal);
        InvalidTextException failure = Should.Throw<InvalidTextException>(
            () => TaskFile.Read(text, "mine.yaml", path => throw new TaskInputException($"there is no file {path}")));
        failure.Problems.Single().Line.ShouldBe(3);
        failure.Message.ShouldContain("there is no file ./own.json");
    }

    [Theory]
    [MemberData(nameof(BuiltIn))]
    public void Built_in_task_is_known_by_the_name_in_its_text(string name)
    {
        SegmentationTask task = BuiltInTasks.Get(name);
        task.Name.ShouldBe(name);
        task.Splits.Keys.ShouldContain("train");
        task.Splits.Keys.ShouldContain("val");
        (task.Classes is null).ShouldBe(task.Layout == TaskLayout.Folder);
    }

    [Theory]
    [MemberData(nameof(BuiltIn))]
    public void Task_survives_the_json_of_stages(string name)
    {
        SegmentationTask task = BuiltInTasks.Get(name);
        SegmentationTask again = StageJson.FromElement<SegmentationTask>(StageJson.ToElement(task));
        again.Fingerprint().ShouldBe(task.Fingerprint());
    }

    [Fact]
    public void Unknown_built_in_task_is_refused_with_those_that_exist()
    {
        BuiltInTasks.Find("camvid").ShouldBeNull();
        Should.Throw<TaskInputException>(() => BuiltInTasks.Get("camvid")).Hint!.ShouldContain("camvid-11");
    }
}

using PiCIE.Evaluation.Layouts;
using PiCIE.Evaluation.Tasks;

namespace PiCIE.Evaluation.Tests.Layouts;

/// <summary>One machine writes "ü" as one character, another as two; whoever looks at the names sees no difference.</summary>
public sealed class UnicodeNameTests : IDisposable
{
    private const string Composed = "Stra\u00dfe_M\u00fcller";
    private const string Decomposed = "Stra\u00dfe_Mu\u0308ller";

    private readonly TemporaryFolder _data = new();

    public void Dispose() => _data.Dispose();

    [Fact]
    public void Photograph_and_label_image_are_paired()
    {
        _data.With($"imgs/val/{Decomposed}.png", $"labels/val/{Composed}.png");

        PhotographList.Resolve(FolderSplits.Folder, "val", _data.Path).ShouldBe(
            [new ListedPhotograph(Composed, _data[$"imgs/val/{Decomposed}.png"], _data[$"labels/val/{Composed}.png"])]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void List_names_the_photograph(bool composedList)
    {
        (string inList, string onDisk) = composedList ? (Composed, Decomposed) : (Decomposed, Composed);
        _data.With($"images/{onDisk}.png", $"labels/{onDisk}.png").Write("val.txt", inList + "\n");
        _data.Names(FolderSplits.Listed).ShouldBe([Composed]);
    }

    [Fact]
    public void List_that_names_both_forms_names_one_photograph_twice()
    {
        _data.With($"images/{Composed}.png", $"labels/{Composed}.png").Write("val.txt", $"{Composed}\n{Decomposed}\n");
        _data.Refused(FolderSplits.Listed).Message.ShouldContain("is there already in line 1");
    }

    [Fact]
    public void Folders_of_a_task_and_the_data_folder_are_found()
    {
        _data.With($"{Decomposed}/Gru\u0308n/a.png");
        SegmentationTask task = FolderSplits.Unlisted with
        {
            Classes = null,
            Splits = new Dictionary<string, TaskSplit> { ["val"] = new("Gr\u00fcn") },
        };

        PhotographList.Resolve(task, "val", _data[Composed]).Single().Name.ShouldBe("a");
    }

    [Fact]
    public void Two_photographs_whose_names_look_alike_are_refused()
    {
        _data.With($"images/{Composed}.png", $"images/{Decomposed}.png");
        _data.Refused(FolderSplits.Unlisted).Message.ShouldContain("two Unicode forms");
    }

    [Fact]
    public void Other_case_is_another_name_and_is_said()
    {
        _data.With("images/IMG_1.JPG", "labels/img_1.png").Write("val.txt", "IMG_1\n");
        _data.Refused(FolderSplits.Listed).Message.ShouldEndWith($": IMG_1 ({_data["labels/img_1.png"]} differs in upper and lower case)");
    }

    [Fact]
    public void Copy_with_names_in_another_form_has_the_same_fingerprint()
    {
        ListFingerprint.NameOf("/data", $"/data/{Decomposed}.png").ShouldBe(ListFingerprint.NameOf("/copy", $"/copy/{Composed}.png"));
    }

    [Fact]
    public void Name_that_no_encoding_can_write_is_compared_as_it_is()
    {
        EquivalentPath.Normal("a\ud800b").ShouldBe("a\ud800b");
        EquivalentPath.Normal("\U0001f600" + Decomposed).ShouldBe("\U0001f600" + Composed);
    }
}

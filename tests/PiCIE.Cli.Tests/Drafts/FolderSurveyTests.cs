using PiCIE.Cli.Drafts;
using PiCIE.Evaluation;
using PiCIE.Experiments.Specs;
using PiCIE.Experiments.Tasks;

namespace PiCIE.Cli.Tests.Drafts;

public sealed class FolderSurveyTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("imgs/train/a.jpg imgs/val/b.jpg labels/train/a.png labels/val/b.png", "train imgs/train labels/train|val imgs/val labels/val", true)]
    [InlineData("imgs/train/a.jpg imgs/val/b.jpg labels/val/b.png", "train imgs/train |val imgs/val labels/val", true)]
    [InlineData("imgs/train/a.jpg imgs/val/b.jpg imgs/test/c.jpg", "train imgs/train |val imgs/val |test imgs/test ", false)]
    [InlineData("images/training/a.jpg images/validation/b.jpg annotations/validation/b.png", "train images/training |val images/validation annotations/validation", false)]
    [InlineData("train/a.png trainannot/a.png test/b.png testannot/b.png", "train train trainannot|test test testannot", false)]
    [InlineData("images/a.jpg masks/a.png", "train images masks|val images masks", false)]
    public void A_folder_is_recognised_by_its_names(string files, string splits, bool plain)
    {
        Make(files);

        FoundFolder found = FolderSurvey.Of(_folder.Path);

        found.Splits.Select(split => $"{split.Name} {split.Images} {split.Labels}").ShouldBe(splits.Split('|'));
        found.IsPlain.ShouldBe(plain);
    }

    [Fact]
    public void Lists_tell_splits_of_one_folder_apart()
    {
        Make("images/a.jpg images/b.jpg images/c.jpg labels/a.png labels/b.png labels/c.png");
        File.WriteAllText(_folder["train.txt"], "images/a.jpg\nimages/b.jpg\n");
        File.WriteAllText(_folder["test.txt"], "images/c.jpg\n");

        FoundFolder found = FolderSurvey.Of(_folder.Path);

        found.Splits.Select(split => (split.Name, split.List, split.Photographs)).ShouldBe([("train", "train.txt", 2), ("test", "test.txt", 1)]);
        found.Evaluated.ShouldBe("test");
    }

    [Fact]
    public void Of_splits_by_year_the_one_that_is_not_trained_on_is_evaluated()
    {
        Make("photographs/2024/a.jpg photographs/2025/b.jpg masks/2024/a.png masks/2025/b.png");

        FolderSurvey.Of(_folder.Path).Evaluated.ShouldBe("2025");
    }

    [Fact]
    public void Photographs_alone_are_the_plain_folder()
    {
        Make("a.jpg b.jpg");
        FoundFolder found = FolderSurvey.Of(_folder.Path);
        (found.IsPlain, found.Splits.Count, found.Evaluated).ShouldBe((true, 0, "val"));
    }

    [Fact]
    public void A_split_with_a_missing_label_image_is_not_evaluated()
    {
        Make("imgs/train/a.jpg imgs/val/b.jpg imgs/val/c.jpg imgs/test/d.jpg labels/val/b.png labels/test/d.png");
        FoundFolder found = FolderSurvey.Of(_folder.Path);
        found.Evaluated.ShouldBe("test");
        found.Guesses.ShouldContain("val: 2 photographs in imgs/val, label images of 1 of them in labels/val: it cannot be evaluated");
    }

    [Fact]
    public void A_folder_without_photographs_says_where_they_belong()
    {
        Make("notes.txt");
        Should.Throw<TaskInputException>(() => FolderSurvey.Of(_folder.Path)).Hint!.ShouldContain("imgs/train");
    }

    [Theory]
    [InlineData("train/a.png trainannot/a.png test/b.png testannot/b.png")]
    [InlineData("images/a.jpg masks/a.png")]
    [InlineData("imgs/train/a.jpg imgs/val/b.jpg imgs/test/c.jpg")]
    public void The_drafted_task_and_spec_are_read_and_fit_each_other(string files)
    {
        Make(files);
        FoundFolder found = FolderSurvey.Of(_folder.Path);
        bool labelled = found.Splits.Any(split => split.Labels is not null);

        string task = TaskDraft.Of("mine", found, labelled).Replace("classes.json ", "camvid-11.json ", StringComparison.Ordinal);
        ExperimentSpec spec = SpecReader.Read(ExperimentDraft.Of("mine", found, labelled ? 11 : null, 40), "experiment.yaml", []);

        TaskFile.Read(task, "task.yaml").Splits.Keys.ShouldContain(spec.Settings.Evaluate.Splits.Single());
        spec.Settings.Task.ShouldBe("./task.yaml");
    }

    [Theory]
    [InlineData("/data/My Photographs (2024)", "my-photographs-2024")]
    [InlineData("/data/2024", "my-photographs")]
    [InlineData("/data/Straße/", "stra-e")]
    public void A_name_is_made_of_the_folder(string folder, string name) => DraftName.Of(folder).ShouldBe(name);

    private void Make(string files)
    {
        foreach (string file in files.Split(' '))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(_folder[file])!);
            File.WriteAllText(_folder[file], "");
        }
    }
}

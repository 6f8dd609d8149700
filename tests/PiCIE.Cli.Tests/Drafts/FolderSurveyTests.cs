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
    [InlineData("train/a.jpg val/b.jpg", "train train |val val ", false)]
    [InlineData("Train/a.jpg Val/b.jpg", "train Train |val Val ", false)]
    [InlineData("train/a.jpg", "train train |val train ", false)]
    [InlineData("Imgs/Train/a.jpg Imgs/Val/b.jpg Labels/Val/b.png", "train Imgs/Train |val Imgs/Val Labels/Val", false)]
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
        found.Guesses.ShouldContain("val: 2 photographs in imgs/val, label images of 1 of them in labels/val");
    }

    [Fact]
    public void Where_only_the_split_to_evaluate_lacks_a_label_image_those_that_have_one_are_listed()
    {
        Make("imgs/train/a.jpg imgs/val/b.jpg imgs/val/c.jpg labels/val/b.png");

        FoundFolder found = FolderSurvey.Of(_folder.Path);

        FoundSplit val = found.Splits.Single(split => split.Name == "val");
        (val.List, val.Photographs, val.IsLabelled, found.IsPlain, found.Evaluated).ShouldBe(("val-labelled.txt", 1, true, false, "val"));
        val.NewList.ShouldBe(["b"]);
        found.Guesses.ShouldContain("val: 1 of 2 photographs have no label image (c), so val-labelled.txt names the 1 that have one, and only these are evaluated");
    }

    [Fact]
    public void Label_images_with_other_names_than_the_photographs_are_refused_by_name()
    {
        Make("imgs/train/a.jpg imgs/val/b.jpg labels/val/b_mask.png");

        TaskInputException refused = Should.Throw<TaskInputException>(() => FolderSurvey.Of(_folder.Path));

        refused.Message.ShouldContain("none of them has the name of a photograph in imgs/val (b)");
        refused.Hint!.ShouldContain("rename them");
    }

    [Theory]
    [InlineData("a.jpg a.png b.jpg b.png", "(a.jpg and a.png): these look like label images", "mkdir -p imgs/train labels/train && mv *.png labels/train/ && mv *.* imgs/train/")]
    [InlineData("imgs/train/a.jpg imgs/train/a.png", "1 PNG file in", "mkdir -p labels/train && mv imgs/train/*.png labels/train/")]
    [InlineData("train/a.jpg train/a.png train/other.png val/b.jpg", "1 PNG file in", "mkdir -p trainannot && mv train/a.png trainannot/, and so on for each pair")]
    public void Label_images_beside_their_photographs_are_told_with_the_commands_that_part_them(string files, string message, string commands)
    {
        Make(files);

        TaskInputException refused = Should.Throw<TaskInputException>(() => FolderSurvey.Of(_folder.Path));

        refused.Message.ShouldContain(message);
        refused.Hint!.ShouldContain($"cd {_folder.Path} && {commands}");
    }

    [Theory]
    [InlineData("a.HEIC b.heic c.tiff", "Seen: 2 .heic files, 1 .tiff file", "magick mogrify")]
    [InlineData("lake/a.jpg lake/b.jpg wood/c.jpg", "Seen: 2 photographs in lake; 1 photograph in wood", "mkdir -p train val && mv lake/* train/ && mv wood/* val/")]
    [InlineData("2024/may/a.jpg", "Seen: 1 photograph in 2024/may", "mv 2024/may/* train/")]
    [InlineData("notes.txt", "Seen: 1 file, none of them a picture", "put photographs")]
    public void Where_nothing_is_found_it_is_said_what_was_seen_and_what_to_do(string files, string seen, string hint)
    {
        Make(files);

        TaskInputException refused = Should.Throw<TaskInputException>(() => FolderSurvey.Of(_folder.Path));

        refused.Message.ShouldContain(seen);
        refused.Hint!.ShouldContain(hint);
    }

    [Theory]
    [InlineData("a.jpg b.heic", "1 .heic file in the folder passed over")]
    [InlineData("train/a.jpg val/b.jpg val/c.tif", "1 .tif file in val passed over")]
    public void Pictures_that_are_not_read_are_told_beside_those_that_are(string files, string guess)
    {
        Make(files);
        FolderSurvey.Of(_folder.Path).Guesses.ShouldContain(one => one.StartsWith(guess, StringComparison.Ordinal));
    }

    [Fact]
    public void A_folder_without_photographs_says_where_they_belong()
    {
        Make("notes.txt");
        Should.Throw<TaskInputException>(() => FolderSurvey.Of(_folder.Path)).Message.ShouldContain("imgs/train");
    }

    [Theory]
    [InlineData("train/a.png trainannot/a.png test/b.png testannot/b.png")]
    [InlineData("images/a.jpg masks/a.png")]
    [InlineData("imgs/train/a.jpg imgs/val/b.jpg imgs/test/c.jpg")]
    [InlineData("train/a.jpg val/b.jpg")]
    [InlineData("imgs/train/a.jpg imgs/val/b.jpg imgs/val/c.jpg labels/val/b.png")]
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

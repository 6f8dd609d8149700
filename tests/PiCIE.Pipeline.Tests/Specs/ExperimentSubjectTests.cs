using PiCIE.Pipeline.DataSets;
using PiCIE.Pipeline.Submissions;

namespace PiCIE.Pipeline.Tests.Specs;

/// <summary>An experiment is known by its name and has one task and one data set, however a spec says them and wherever it lies.</summary>
public sealed class ExperimentSubjectTests
{
    private const string Spec = """
        name: fields
        task: folder
        data: ./pictures
        method: frozen
        backbone: { weights: none }
        preprocess: { baseResolution: 64, resolution: 64 }
        cluster: { k: 5 }
        """;

    private const string TaskFile = """
        schema: picie-task/1
        name: mine
        layout: folder
        splits: { train: { images: imgs/train }, val: { images: imgs/val } }
        size: { rule: short-side-then-centre-crop, imageFilter: pillow-bilinear, labelFilter: nearest }
        labels: { encoding: png-index-8 }
        evaluate: { matching: hungarian, average: mean-over-defined }
        """;

    [Fact]
    public async Task The_same_words_in_another_folder_are_other_data()
    {
        await using TestHome home = WithPictures("one", "two");
        await SubmitAsync(home, "one", Spec);

        PicieException error = await Should.ThrowAsync<PicieException>(() => SubmitAsync(home, "two", Spec));

        (error.Code, error.Kind).ShouldBe(("name-taken", ProblemKind.Conflict));
        error.Message.ShouldContain(Path.Combine(home.Root, "one", "pictures"));
        error.Message.ShouldContain(Path.Combine(home.Root, "two", "pictures"));
    }

    [Theory]
    [InlineData("./pictures/")]
    [InlineData("../one/pictures")]
    [InlineData("ROOT/one/pictures")]
    [InlineData("registered")]
    public async Task The_same_folder_in_other_words_is_the_same_data(string data)
    {
        await using TestHome home = WithPictures("one");
        await home.SendAsync(new RegisterDataSet("registered", Path.Combine(home.Root, "one", "pictures")));
        SubmittedExperiment first = await SubmitAsync(home, "one", Spec);
        string other = Spec.Replace("./pictures", data.Replace("ROOT", home.Root, StringComparison.Ordinal), StringComparison.Ordinal);

        SubmittedExperiment second = await SubmitAsync(home, "one", other);
        SubmittedExperiment third = await SubmitAsync(home, "one", Spec);

        (second.ExperimentId, third.ExperimentId).ShouldBe((first.ExperimentId, first.ExperimentId));
        (second.NewRuns, third.NewRuns).ShouldBe((0, 0));
    }

    [Fact]
    public async Task Data_that_was_moved_with_its_spec_is_the_same_data()
    {
        await using TestHome home = WithPictures("one");
        SubmittedExperiment first = await SubmitAsync(home, "one", Spec);
        Directory.Move(Path.Combine(home.Root, "one"), Path.Combine(home.Root, "two"));

        (await SubmitAsync(home, "two", Spec)).ExperimentId.ShouldBe(first.ExperimentId);
    }

    [Fact]
    public async Task A_task_file_is_known_by_where_it_lies()
    {
        await using TestHome home = WithPictures("one", "two");
        string data = Path.Combine(home.Root, "one", "pictures");
        string spec = Spec.Replace("task: folder", "task: mine.yaml", StringComparison.Ordinal).Replace("./pictures", data, StringComparison.Ordinal);
        SubmittedExperiment first = await SubmitAsync(home, "one", spec);
        string absolute = spec.Replace("mine.yaml", Path.Combine(home.Root, "one", "mine.yaml"), StringComparison.Ordinal);

        (await SubmitAsync(home, "two", absolute)).ExperimentId.ShouldBe(first.ExperimentId);
        PicieException error = await Should.ThrowAsync<PicieException>(() => SubmitAsync(home, "two", spec));
        error.Kind.ShouldBe(ProblemKind.Conflict);
        error.Message.ShouldContain(Path.Combine(home.Root, "two", "mine.yaml"));
    }

    private static TestHome WithPictures(params string[] folders)
    {
        TestHome home = new();
        foreach (string folder in folders)
        {
            string pictures = Directory.CreateDirectory(Path.Combine(home.Root, folder, "pictures")).FullName;
            File.WriteAllText(Path.Combine(pictures, "a.jpg"), "a");
            File.WriteAllText(Path.Combine(pictures, "b.jpg"), "b");
            File.WriteAllText(Path.Combine(home.Root, folder, "mine.yaml"), TaskFile);
        }

        return home;
    }

    private static Task<SubmittedExperiment> SubmitAsync(TestHome home, string folder, string text) =>
        home.SendAsync(new SubmitExperiment(text, Path.Combine(home.Root, folder, "fields.yaml"), [], "ada"));
}

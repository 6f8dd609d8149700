using PiCIE.Evaluation.Layouts;
using PiCIE.Experiments.Failures;
using PiCIE.Experiments.Stages;
using PiCIE.Segmentation.Images;
using PiCIE.Stages.Tests.Runs;

namespace PiCIE.Stages.Tests.Preprocess;

public sealed class PreprocessStageTests : IDisposable
{
    private const int Side = 40;

    private readonly string _data = Directory.CreateTempSubdirectory("picie-data-").FullName;
    private readonly string _scratch = Directory.CreateTempSubdirectory("picie-scratch-").FullName;

    public PreprocessStageTests()
    {
        Directory.CreateDirectory(Path.Combine(_data, "val"));
        Directory.CreateDirectory(Path.Combine(_data, "valannot"));
        for (int n = 0; n < 3; n++)
        {
            Photograph(n, 10);
            Labels(n, 0);
        }
    }

    public void Dispose()
    {
        Directory.Delete(_data, recursive: true);
        Directory.Delete(_scratch, recursive: true);
    }

    [Fact]
    public void What_it_was_planned_for_is_packed()
    {
        StageRun run = Run(Planned());

        run.Status.ShouldBe(0);
        run.Result.Files.Select(file => file.Name).ShouldBe(["evaluation.pack", "labels.pack"], ignoreOrder: true);
    }

    [Fact]
    public async Task Packs_are_made_without_loading_the_tensor_library()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the loader of Linux tells which libraries it opens");
        using StageProcessRun process = StageProcessRun.Start(new Dictionary<string, string> { ["LD_DEBUG"] = "files" });
        process.Say(TinyOrders.Line(TinyOrders.Of("preprocess", Planned(), _scratch, ("data", _data))));

        (int status, _, string errors) = await process.Finish();

        status.ShouldBe(0);
        errors.ShouldContain("libSkiaSharp", Case.Sensitive, "the loader was to tell, else this test shows nothing");
        errors.ShouldNotContain("libtorch");
    }

    [Fact]
    public void A_photograph_that_changed_since_the_submit_fails_as_input_with_what_to_do()
    {
        PreprocessStageSettings planned = Planned();
        Photograph(1, 200);

        Failure failure = Run(planned).Failure;

        failure.Kind.ShouldBe(FailureKind.Input);
        failure.Sentence.ShouldBe($"The photographs of the split 'val' in {_data} changed since the run was submitted.");
        failure.Hint.ShouldBe("Run the command again: it reads every file and takes the data as it is now.");
    }

    [Fact]
    public void A_label_file_that_changed_since_the_submit_fails_as_input()
    {
        PreprocessStageSettings planned = Planned();
        Labels(2, 3);

        Run(planned).Failure.Sentence.ShouldBe($"The label files of the split 'val' in {_data} changed since the run was submitted.");
    }

    [Fact]
    public void A_label_file_that_is_not_packed_may_change()
    {
        PreprocessStageSettings planned = Planned() with { Labels = false, LabelsSha256 = null };
        Labels(2, 3);

        Run(planned).Status.ShouldBe(0);
    }

    [Fact]
    public void A_photograph_that_came_since_the_submit_fails_as_input()
    {
        PreprocessStageSettings planned = Planned();
        Photograph(3, 10);
        Labels(3, 0);

        Run(planned).Failure.Kind.ShouldBe(FailureKind.Input);
    }

    private PreprocessStageSettings Planned()
    {
        IReadOnlyList<ListedPhotograph> list = PhotographList.Resolve(TinyPacks.Task, "val", _data);
        return new PreprocessStageSettings
        {
            Task = TinyPacks.Task,
            Split = "val",
            Resolution = TinyPacks.Side,
            Labels = true,
            PhotographsSha256 = Fingerprint(list.Select(listed => listed.ImagePath)),
            LabelsSha256 = Fingerprint(list.Select(listed => listed.LabelPath!)),
        };
    }

    private string Fingerprint(IEnumerable<string> paths)
    {
        using ListFingerprint files = new();
        foreach (string path in paths)
        {
            byte[] content = File.ReadAllBytes(path);
            files.Add(ListFingerprint.NameOf(_data, path), content.Length, Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(content)));
        }

        return files.Value();
    }

    private StageRun Run(PreprocessStageSettings settings) => StageRun.Of(TinyOrders.Of("preprocess", settings, _scratch, ("data", _data)));

    private void Photograph(int index, byte grey)
    {
        byte[] pixels = new byte[3 * Side * Side];
        Array.Fill(pixels, grey);
        PngFile.WriteRgb(Path.Combine(_data, "val", $"p{index}.png"), new RgbImage(Side, Side, pixels));
    }

    private void Labels(int index, byte id)
    {
        byte[] ids = new byte[Side * Side];
        Array.Fill(ids, id);
        PngFile.WriteIds(Path.Combine(_data, "valannot", $"p{index}.png"), Side, Side, ids);
    }
}

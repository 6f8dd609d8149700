using System.Diagnostics;
using System.Text.RegularExpressions;
using PiCIE.EndToEnd.Tests.Materials;

namespace PiCIE.EndToEnd.Tests.Predictions;

/// <summary>One file holds all that segments a photograph, and the program of docs/model-export.md needs nothing else.</summary>
public sealed partial class ModelExportTests(PredictingRun run) : IClassFixture<PredictingRun>
{
    private const string Model = "model.safetensors";

    [Fact]
    public async Task The_program_of_the_documentation_gives_the_masks_of_predict()
    {
        string python = await PythonAsync();
        string model = await ExportAsync("documented");
        File.WriteAllText(run.Folder["segment.py"], Program().Match(File.ReadAllText(Path.Combine(Repository.Root, "docs", "model-export.md"))).Groups[1].Value);
        string turned = run.Folder["turned.jpg"];
        File.WriteAllBytes(turned, JpegBytes.RedOverBlue(orientation: 8));
        string[] photographs = [.. Enumerable.Range(0, 4).Select(index => run.Data.PhotographPath("val", index)), turned];
        (await run.PredictAsync("out-export", photographs)).ShouldEndWith(0);

        foreach (string photograph in photographs)
        {
            string mask = run.Folder[Path.GetFileNameWithoutExtension(photograph) + "-torch.png"];
            string ours = run.Folder[$"out-export/masks/{Path.GetFileNameWithoutExtension(photograph)}.png"];
            (await RunAsync(python, run.Folder["segment.py"], model, photograph, mask)).ShouldBe("");
            (await RunAsync(python, "-c", "import sys; from PIL import Image; a, b = (list(Image.open(p).getdata()) for p in sys.argv[1:3]); print(sum(x != y for x, y in zip(a, b)), len(set(a)) > 0)", ours, mask))
                .Trim().ShouldBe("0 True", photograph);
        }
    }

    [Fact]
    public async Task The_file_names_network_classes_and_run()
    {
        string model = await ExportAsync("inspected");
        PicieOutcome inspected = (await run.Folder.PicieAsync("weights", "inspect", model, "--json")).ShouldEndWith(0);
        string told = (await run.Folder.PicieAsync("weights", "inspect", model)).ShouldEndWith(0).Out;
        told.ShouldContain("a model that picie model export wrote");
        told.ShouldNotContain("no backbone");

        inspected.Json.GetProperty("metadata").GetProperty("run").GetString().ShouldBe(run.Id);
        inspected.Json.GetProperty("metadata").GetProperty("backbone").GetString().ShouldBe("resnet18");
        inspected.Json.GetProperty("metadata").GetProperty("classes").GetString()!.ShouldContain("\"sky\"");
        inspected.Json.GetProperty("tensors").EnumerateArray().Select(tensor => tensor.GetProperty("name").GetString())
            .ShouldContain(name => name == "cluster_classes" || name == "centroids");
    }

    [Fact]
    public async Task A_file_that_is_there_is_not_overwritten()
    {
        string file = run.Folder.Write("mine.safetensors", "mine");

        (await run.Folder.PicieAsync("model", "export", "--run", run.Id, "--out", file)).ShouldEndWith(5).ShouldSay("is there already");

        File.ReadAllText(file).ShouldBe("mine");
    }

    private async Task<string> ExportAsync(string folder)
    {
        string file = Path.Combine(Directory.CreateDirectory(run.Folder[folder]).FullName, Model);
        (await run.Folder.PicieAsync("model", "export", "--run", run.Id, "--out", file)).ShouldEndWith(0);
        return file;
    }

    /// <summary>A Python that has PyTorch and Pillow; without one the running test is skipped.</summary>
    private static async Task<string> PythonAsync()
    {
        foreach (string python in new[] { "python3", "/usr/bin/python3" })
        {
            try
            {
                if ((await RunAsync(python, "-c", "import torch, PIL; print('both')")).Contains("both", StringComparison.Ordinal))
                {
                    return python;
                }
            }
            catch (System.ComponentModel.Win32Exception)
            {
                // There is no such Python.
            }
        }

        Assert.Skip("No python3 with PyTorch and Pillow is here (Debian: apt-get install python3-torch python3-pil).");
        return "";
    }

    /// <summary>What a program prints, warnings left out.</summary>
    private static async Task<string> RunAsync(string program, params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        Task<string> errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        string output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return process.ExitCode == 0 ? output : output + await errors;
    }

    [GeneratedRegex("```python\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Program();
}

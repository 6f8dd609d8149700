using System.Security.Cryptography;
using PiCIE.Experiments.Failures;
using PiCIE.Experiments.Protocol;
using PiCIE.Experiments.Stages;
using PiCIE.Stages.Tests.Runs;

namespace PiCIE.Stages.Tests.Protocol;

/// <summary>The stage program as its supervisor meets it.</summary>
public sealed class StageProcessTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("picie-process-").FullName;

    public StageProcessTests() => TinyPacks.Write(_folder);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Hello_comes_first_the_result_last_and_native_prints_stay_out_of_the_protocol()
    {
        using StageProcessRun process = StageProcessRun.Start(new Dictionary<string, string> { ["ONEDNN_VERBOSE"] = "1", ["DNNL_VERBOSE"] = "1" });
        process.Say(TinyOrders.Line(Order(TinyOrders.Train)));
        (int status, string[] lines, string errors) = await process.Finish();

        status.ShouldBe(ExitCodes.Done, errors);
        errors.ShouldContain("dnn", Case.Insensitive, "the native library was to print, else this test shows nothing");
        IReadOnlyList<StageMessage> messages = StageRun.Read(lines);
        StageHello hello = messages[0].ShouldBeOfType<StageHello>();
        hello.Protocol.ShouldBe(StageOrder.CurrentProtocol);
        hello.StageVersions.ShouldBe(StageVersions.All, ignoreOrder: true);
        hello.Libtorch.ShouldNotBeNullOrEmpty();
        messages.OfType<StageProgress>().ShouldNotBeEmpty();
        messages.OfType<StageAlive>().ShouldNotBeEmpty();
        messages.OfType<StageFailure>().ShouldBeEmpty();
        RequireFiles(messages[^1].ShouldBeOfType<StageResult>());
    }

    [Fact]
    public async Task The_end_of_input_ends_a_training_after_the_batch_without_a_result()
    {
        using StageProcessRun process = StageProcessRun.Start();
        process.Say(TinyOrders.Line(Order(TinyOrders.TrainWith(training => training with { Epochs = 100_000 }))));
        List<string> before = await process.ReadUntil(message => message is StageMetrics);
        StageRun.Read(before)[^1].ShouldBeOfType<StageMetrics>();
        process.Say("a word from a newer supervisor");
        process.EndInput();

        (int status, string[] lines, _) = await process.Finish();
        status.ShouldBe(ExitCodes.Interrupted);
        IReadOnlyList<StageMessage> after = StageRun.Read(lines);
        after.OfType<StageResult>().ShouldBeEmpty();
        after.OfType<StageFailure>().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_bad_order_ends_with_status_2_and_a_failing_one_with_1()
    {
        using StageProcessRun bad = StageProcessRun.Start();
        bad.EndInput();
        (int badStatus, string[] badLines, _) = await bad.Finish();
        badStatus.ShouldBe(ExitCodes.BadOrder);
        StageRun.Read(badLines).Single().ShouldBeOfType<StageFailure>().Failure.Kind.ShouldBe(FailureKind.Input);

        string file = Path.Combine(_folder, "order.json");
        File.WriteAllText(file, TinyOrders.Line(Order(TinyOrders.Train with { Method = TinyOrders.Picie with { K = 9000 } })));
        using StageProcessRun failing = StageProcessRun.Start(null, "--order", file);
        (int status, string[] lines, _) = await failing.Finish();
        status.ShouldBe(ExitCodes.Failed);
        Failure failure = StageRun.Read(lines)[^1].ShouldBeOfType<StageFailure>().Failure;
        failure.Kind.ShouldBe(FailureKind.Input);
        failure.Sentence.ShouldContain("9000 clusters");
    }

    [Fact]
    public async Task An_unknown_argument_is_told_on_standard_error_only()
    {
        using StageProcessRun process = StageProcessRun.Start(null, "--help-me");
        (int status, string[] lines, string errors) = await process.Finish();
        status.ShouldBe(ExitCodes.BadOrder);
        lines.ShouldBeEmpty();
        errors.ShouldContain("--help-me");
    }

    private void RequireFiles(StageResult result)
    {
        string scratch = Path.Combine(_folder, "out");
        result.Files.Select(file => file.Name).ShouldBe(
            ["centroids.safetensors", "curve.json", "epoch-0/centroids.safetensors", "epoch-0/weights.safetensors", "weights.safetensors"]);
        foreach (StageFile file in result.Files)
        {
            byte[] bytes = File.ReadAllBytes(Path.Combine(scratch, file.Name));
            file.Bytes.ShouldBe(bytes.Length, file.Name);
            file.Sha256.ShouldBe(Convert.ToHexStringLower(SHA256.HashData(bytes)), file.Name);
        }
    }

    private StageOrder Order(TrainStageSettings settings) => TinyOrders.Of(
        "train", settings, Directory.CreateDirectory(Path.Combine(_folder, "out")).FullName, ("basePack", Path.Combine(_folder, "base.pack")));
}
